import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { pathInProgram } from '../program-folder.ts';
import { type Finding, right, wrong } from './finding.ts';

const packageFile = z.object({ version: z.string() });
const leastFreeMb = 200;
const oldestNode = [24, 14] as const;

export function lookAtNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldMajor, oldMinor] = oldestNode;
  const isNewEnough = major > oldMajor || (major === oldMajor && minor >= oldMinor);
  return isNewEnough ? right('Node', version) : wrong('Node', version, `Use Node ${oldMajor}.${oldMinor} or newer`);
}

export function lookAtVersion(): Finding {
  const { version } = packageFile.parse(JSON.parse(readFileSync(pathInProgram('package.json'), 'utf8')));
  return right('Countersign', version);
}

/** The folder that the database is in, or will be. */
export function lookAtDisk(path: string): Finding {
  const folder = nearest(dirname(resolve(path)));
  const { bavail, bsize } = statfsSync(folder);
  return diskRow(folder, { mayWrite: mayWrite(folder), freeMb: Math.floor((bavail * bsize) / 1_000_000) });
}

export function diskRow(
  folder: string,
  { mayWrite, freeMb }: { readonly mayWrite: boolean; readonly freeMb: number },
): Finding {
  if (!mayWrite) {
    const mend = 'Give the folder to the user that Countersign runs as';
    return wrong('disk', `this user may not write in ${folder}`, mend);
  }
  return freeMb < leastFreeMb
    ? wrong('disk', `${freeMb} MB are free in ${folder}`, 'Make room: without it nothing can be recorded')
    : right('disk', `${freeMb} MB are free in ${folder}`);
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}
