import { existsSync, statSync } from 'node:fs';
import type { Config, Secrets } from '../config/environment.ts';
import { explainStoreFault } from '../config/start-failure.ts';
import { Fault } from '../ports/fault.ts';
import { pathInProgram } from '../program-folder.ts';
import { type ApprovalSeen, approvalSeen } from '../store/approval-seen.ts';
import { firstBrokenEntry } from '../store/entry-chain.ts';
import { openReadOnly, type ReadOnlyDatabase } from '../store/open-read-only.ts';
import { readAssumptions } from '../store/reads.ts';
import type { SchemaVersion } from '../store/schema-version.ts';
import { noLinks, type StoredLinks, storedLinks } from '../store/stored-links.ts';
import { assumptionRows } from './assumption-rows.ts';
import { type Finding, note, right, wrong } from './finding.ts';
import { lookAtDisk } from './look-at-machine.ts';

const migrationsFolder = pathInProgram('db/migrations');

/** The database as it lies there, beside whatever process writes to it: nothing in it is changed. */
export async function lookAtDatabase({ databasePath }: Config, { databaseUrl }: Secrets): Promise<readonly Finding[]> {
  const disk = databaseUrl === null ? [lookAtDisk(databasePath)] : [];
  if (databaseUrl === null && !existsSync(databasePath)) {
    return [...disk, note('database', `${databasePath} is made at the first start`), ...assumptionRows([])];
  }
  try {
    const database = openReadOnly(databaseUrl ?? databasePath);
    try {
      const version = await database.version(migrationsFolder);
      return [
        ...disk,
        ...(await integrity(databasePath, version, database)),
        ...(databaseUrl === null ? [await lock(databasePath, database)] : []),
        versionRow(version),
        ...(version === 'same' ? (await approvalSeen(database)).map(approvalRow) : []),
        ...(await assumptions(version, database)),
      ];
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [...disk, wrong('database', explainStoreFault(error, databasePath), 'Check DATABASE_URL')];
  }
}

/** Who is linked; nobody before the first start, and where the rows can't be read, which a row of its own says. */
export async function linksIn({ databasePath }: Config, { databaseUrl }: Secrets): Promise<StoredLinks> {
  if (databaseUrl === null && !existsSync(databasePath)) return noLinks;
  try {
    const database = openReadOnly(databaseUrl ?? databasePath);
    try {
      return (await database.version(migrationsFolder)) === 'same' ? await storedLinks(database) : noLinks;
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return noLinks;
  }
}

async function integrity(
  path: string,
  version: SchemaVersion,
  database: ReadOnlyDatabase,
): Promise<readonly Finding[]> {
  const what = 'database';
  const damage = await database.damage();
  if (damage !== null)
    return [wrong(what, `${path} is damaged: ${damage}`, 'Stop Countersign, keep the file, and restore a copy')];
  const broken = version === 'none' ? null : await firstBrokenEntry(database);
  return [
    broken === null
      ? right(what, `${path}: it can be read, and the audit trail holds`)
      : wrong(
          what,
          `${path}: entry ${broken} of the audit trail is not as it was written`,
          'Keep the file, and find out who changed it; npm run verify-audit says more',
        ),
  ];
}

/** Only a file has one: several processes may share a server. */
async function lock(path: string, database: ReadOnlyDatabase): Promise<Finding> {
  const what = 'database: lock';
  if (statSync(path).nlink > 1)
    return wrong(
      what,
      'the file has a second name (a hard link), so that nothing would keep two processes apart',
      'Remove one of the names, and copy a database by .backup',
    );
  return right(what, (await database.isInUse()) === true ? 'a running process holds it' : 'no process holds it');
}

function versionRow(version: SchemaVersion): Finding {
  const what = 'database: version';
  switch (version) {
    case 'same':
      return right(what, 'its tables are those of this version');
    case 'older':
      return note(what, 'an older version wrote it; the next start brings it up to date');
    case 'none':
      return wrong(what, 'it is no database of Countersign’s, or was never started', 'Check DATABASE_URL');
    case 'newer':
      return wrong(
        what,
        'a newer version of Countersign wrote it',
        'Start that version, or restore a copy from before',
      );
  }
}

/** GitHub shows no App whether approval is required: only what came of it does. */
function approvalRow({ login, askedAt, unaskedAt }: ApprovalSeen): Finding {
  const what = `${login}: approval`;
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  if (unaskedAt !== null && unaskedAt >= (askedAt ?? 0)) {
    return wrong(
      what,
      `GitHub let a member’s token in without asking, on ${day(unaskedAt)}`,
      'An owner requires approval: organization’s settings → Personal access tokens. From then on every new token waits',
    );
  }
  return askedAt === null
    ? note(what, 'can’t be seen yet: no token has waited so far')
    : right(what, `GitHub asked for approval, last on ${day(askedAt)}`);
}

/** An older database has no table of them, and a newer one may have another. */
async function assumptions(version: SchemaVersion, database: ReadOnlyDatabase): Promise<readonly Finding[]> {
  return assumptionRows(version === 'same' ? await readAssumptions(database)() : []);
}
