import { existsSync } from 'node:fs';
import type { Config, Secrets } from '../config/environment.ts';
import type { SealedInstallation } from '../domain/installation.ts';
import { Fault } from '../ports/fault.ts';
import { pathInProgram } from '../program-folder.ts';
import { createSealing } from '../sealing/create-sealing.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { readInstallation } from '../store/reads.ts';
import { type Finding, note, right, wrong } from './finding.ts';
import type { SlackMends } from './look-at-slack.ts';

const migrationsFolder = pathInProgram('db/migrations');

/** Where people install the app. */
export function installAddress({ publicUrl }: Config): string {
  return `${publicUrl ?? ''}/slack/install`;
}

/** How a workspace gets another token. */
export function mendsOfInstallation(config: Config): SlackMends {
  const address = installAddress(config);
  return {
    token: `Install the app there again: ${address}`,
    scopes: `Paste the manifest (npm run manifest -- --several --url …) into the Slack app’s settings again, and install the app there again: ${address}`,
    addresses: `Add users:read.email under OAuth & Permissions → Bot Token Scopes, restart Countersign, and install the app there again: ${address}`,
  };
}

type Kept = SealedInstallation | 'nothing' | 'not_ready' | Fault;

/** The row as it lies there: what the doctor looks at it does not change. */
async function kept({ databasePath }: Config, { databaseUrl }: Secrets, workspace: string): Promise<Kept> {
  if (databaseUrl === null && !existsSync(databasePath)) return 'nothing';
  try {
    const database = openReadOnly(databaseUrl ?? databasePath);
    try {
      if ((await database.version(migrationsFolder)) !== 'same') return 'not_ready';
      return (await readInstallation(database)(workspace)) ?? 'nothing';
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error;
  }
}

/** Whether the app is installed in one of several workspaces, and its token where it opens. */
export async function lookAtInstallation(
  { config, secrets }: { readonly config: Config; readonly secrets: Secrets },
  workspace: string,
): Promise<{ readonly row: Finding; readonly botToken: string | null }> {
  const what = 'Slack: installation';
  const again = `Install the app there again: ${installAddress(config)}`;
  const row = await kept(config, secrets, workspace);
  if (row === 'nothing') {
    const mend = `Somebody of the workspace opens ${installAddress(config)} and chooses it`;
    return { row: wrong(what, 'the app is not installed there', mend), botToken: null };
  }
  if (row === 'not_ready' || row instanceof Fault) {
    return {
      row: note(what, 'it can’t be seen while the database can’t be read; its own rows say why'),
      botToken: null,
    };
  }
  const { keyId, botToken: text, teamName, installedBy, installedAt } = row;
  const opened = createSealing(secrets.encryptionKeys).open(
    { keyId, text },
    { teamId: workspace, purpose: 'slack_bot' },
  );
  if (opened === 'unknown_key') {
    const mend = `Add the key that sealed it behind the others. ${again}, if it is lost`;
    return { row: wrong(what, 'none of the keys in ENCRYPTION_KEY opens its token', mend), botToken: null };
  }
  if (opened === 'broken') {
    return { row: wrong(what, 'its token was changed, or is another workspace’s', again), botToken: null };
  }
  const day = new Date(installedAt).toISOString().slice(0, 10);
  return { row: right(what, `in ${teamName}, by ${installedBy} on ${day}`), botToken: opened.plain };
}
