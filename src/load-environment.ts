import { readFileSync } from 'node:fs';
import type { Environment } from './config/environment.ts';
import { readEnvironmentFile } from './config/environment-file.ts';
import { StartProblems } from './config/problems.ts';

/** The environment and `.env`, whose variables give way. Throws StartProblems where `.env` is there and can't be read. */
export function loadEnvironment(file = '.env', given: Environment = process.env): Environment {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'ENOENT') return given;
    throw new StartProblems(['.env cannot be read']);
  }
  const read = readEnvironmentFile(bytes, '.env');
  if ('problems' in read) throw new StartProblems(read.problems);
  return { ...read.values, ...given };
}
