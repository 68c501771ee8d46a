import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config, Secrets } from '../config/environment.ts';
import { explainStoreFault } from '../config/start-failure.ts';
import { Fault } from '../ports/fault.ts';
import { firstBrokenEntry } from '../store/entry-chain.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { type Finding, note, right, wrong } from './finding.ts';

const leastFreeMb = 200;
const oldestNode = [24, 14] as const;

export function lookAtNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldMajor, oldMinor] = oldestNode;
  const isNewEnough = major > oldMajor || (major === oldMajor && minor >= oldMinor);
  return isNewEnough ? right('Node', version) : wrong('Node', version, `Use Node ${oldMajor}.${oldMinor} or newer`);
}

/** The database as it lies there, beside whatever process writes to it, and the audit trail in it. */
export async function lookAtDatabase({ databasePath }: Config, { databaseUrl }: Secrets): Promise<readonly Finding[]> {
  const what = 'database';
  if (databaseUrl === null && !existsSync(databasePath))
    return [...disk(databasePath), note(what, `${databasePath} is made at the first start`)];
  try {
    const database = openReadOnly(databaseUrl ?? databasePath);
    try {
      const broken = await firstBrokenEntry(database);
      return [
        ...(databaseUrl === null ? disk(databasePath) : []),
        broken === null
          ? right(what, `${databasePath}: it can be read, and the audit trail holds`)
          : wrong(
              what,
              `${databasePath}: entry ${broken} of the audit trail is not as it was written`,
              'Keep the file, and find out who changed it; npm run verify-audit says more',
            ),
      ];
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [wrong(what, explainStoreFault(error, databasePath), 'Check DATABASE_URL')];
  }
}

function disk(path: string): readonly Finding[] {
  const folder = nearest(dirname(resolve(path)));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return [
      wrong('disk', `this user may not write in ${folder}`, `Give the folder to the user that Countersign runs as`),
    ];
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  return [
    freeMb < leastFreeMb
      ? wrong('disk', `${freeMb} MB are free in ${folder}`, 'Make room: without it nothing can be recorded')
      : right('disk', `${freeMb} MB are free in ${folder}`),
  ];
}

function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}
