import { databaseOf, policyFileOf } from '../config/environment.ts';
import { databaseOfWorkspace } from '../config/own-settings.ts';
import { parsePolicy, readPolicyText } from '../config/policy-file.ts';
import { StartProblems } from '../config/problems.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { environmentOf } from './choose-workspace.ts';
import { readAddress } from './database-address.ts';

export type Problems = { readonly problems: readonly string[] };

/** Of the environment and `.env`, as a start reads them; of one workspace, where there are several. */
function fromEnvironment<T>(
  read: (environment: ReturnType<typeof environmentOf>) => T,
  workspace: string | null,
): T | Problems {
  try {
    return read(environmentOf(workspace));
  } catch (error) {
    if (error instanceof StartProblems) return { problems: error.problems };
    throw error;
  }
}

/** The policy of a file, or of the one that a start would read. */
export function findPolicy(
  named: string | null,
  workspace: string | null,
): { readonly file: string; readonly text: string; readonly policy: Policy } | ({ readonly file: string } & Problems) {
  const found = named ?? fromEnvironment(policyFileOf, workspace);
  if (typeof found !== 'string') return { file: 'policy.yml', ...found };
  const read = readPolicyText(found, named === null ? 'by_variable' : 'by_argument');
  if ('problems' in read) return { file: found, ...read };
  const parsed = parsePolicy(read.text, read.file);
  return 'problems' in parsed ? { file: read.file, ...parsed } : { ...read, policy: parsed.policy };
}

/** The database that was named, or that a start would open. */
export function databaseNamed(named: string | null, workspace: string | null): string | Problems {
  if (named !== null) return workspace === null ? named : databaseOfWorkspace(readAddress(named), workspace);
  const found = fromEnvironment(databaseOf, workspace);
  if ('problems' in found) return found;
  return 'problem' in found ? { problems: [found.problem] } : found.database;
}
