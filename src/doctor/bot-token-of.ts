import { existsSync } from 'node:fs';
import type { Config, Secrets } from '../config/environment.ts';
import { Fault } from '../ports/fault.ts';
import { createSealing } from '../sealing/create-sealing.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { readsOf } from '../store/reads-of.ts';
import { type Finding, note, wrong } from './finding.ts';

const what = 'Slack: installation';

/** The token of one of several workspaces, which its installation left in its database; or why there is none. */
export async function botTokenOf(
  workspace: string,
  { databasePath }: Config,
  { databaseUrl, encryptionKeys }: Secrets,
): Promise<{ readonly botToken: string } | { readonly finding: Finding }> {
  const notInstalled = note(
    what,
    'the app is not installed there yet',
    'Open PUBLIC_URL/slack/install in that workspace',
  );
  if (databaseUrl === null && !existsSync(databasePath)) return { finding: notInstalled };
  try {
    const database = openReadOnly(databaseUrl ?? databasePath);
    try {
      const row = await readsOf(database, 'installation').one(['teamId'])(workspace);
      if (row === null) return { finding: notInstalled };
      const { keyId, botToken } = row;
      const opened = createSealing(encryptionKeys).open(
        { keyId, text: botToken },
        { teamId: workspace, purpose: 'slack_bot' },
      );
      if (typeof opened !== 'string') return { botToken: opened.plain };
      const found = opened === 'unknown_key' ? 'none of the keys opens its token' : 'its token can’t be read any more';
      return { finding: wrong(what, found, 'Add the key to ENCRYPTION_KEY, or install the app there again') };
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { finding: wrong(what, `it could not be read (${error.code})`, 'Mend the rows of the database first') };
  }
}
