import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { examine } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { lookAtSignIn } from '../../src/doctor/look-at-sign-in.ts';
import type { Write } from '../../src/domain/change.ts';
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import type { LinkProof } from '../../src/domain/people/link.ts';
import { openStore } from '../../src/store/open-store.ts';
import { acme, change, claim, noon, organization, person, write } from '../store/sample-rows.ts';
import { worldFor } from '../support/start-program.ts';
import { migrationsFolder } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
type Linked = {
  readonly who: { readonly slackId: string; readonly login: string };
  readonly proof: LinkProof;
  readonly vouchers?: number;
};
type Examined = ReadonlyMap<string, Finding>;

/** What doctor finds where the policy names Mona alone, and these are linked in other ways. */
async function examined(
  linked: readonly Linked[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Examined> {
  const { world, environment, cwd } = await worldFor();
  const list = `people:\n  ${mona.slackId}: mona\n`;
  writeFileSync(join(cwd, 'policy.yml'), policyText().replace(/^people:[\s\S]*/m, list));
  const path = join(cwd, 'countersign.db');
  const idOf = (login: string) => world.github.state.user(login).id as GithubUserId;
  const rows = linked.flatMap(({ who, proof, vouchers = 0 }): readonly Write[] => {
    const account = { githubId: idOf(who.login), login: who.login };
    const slackId = who.slackId as SlackUserId;
    const vouches = [carl, dan].slice(0, vouchers).map((by) => ({
      by: { slackId: by.slackId as SlackUserId, githubId: idOf(by.login), login: by.login },
      at: noon,
    }));
    return [
      write('people', person({ slackId, ...account, proof, linkedAt: noon })),
      ...(vouchers === 0
        ? []
        : [write('claims', claim({ slackId, account, vouches, status: 'confirmed', changedAt: noon }))]),
    ];
  });
  const store = await openStore(path, migrationsFolder);
  const writes = [write('organizations', organization({ id: acme, login: 'acme' })), ...rows];
  expect(await store.commit(change({ writes }), noon)).toBe('done');
  await store.close();
  const here = { POLICY_FILE: join(cwd, 'policy.yml'), DATABASE_URL: `file:${path}` };
  const found = await examine({ ...environment, ...variables, ...here }, process.version);
  return new Map(found.map((one) => [one.what, one]));
}

describe('who decides, says doctor,', () => {
  it('is nobody where no owner is linked in any way', async () => {
    const rows = await examined([{ who: dan, proof: 'oauth' }]);
    expect(rows.get('acme: who decides')).toMatchObject({
      is: 'wrong',
      found: 'no owner is linked to a Slack account: nobody can decide',
    });
  });

  it('is an owner who signed in, and not one whom a single owner vouched for', async () => {
    const rows = await examined([
      { who: carl, proof: 'oauth' },
      { who: bea, proof: 'vouched', vouchers: 1 },
    ]);
    expect(rows.get('acme: who decides')).toMatchObject({
      ...{ is: 'wrong', found: 'only carl-owner can decide, and never on their own requests' },
      mend: 'Add another owner to people, or let one link themselves with /pat link',
    });
  });

  it('are an owner whom the provider names and one whom two owners vouched for', async () => {
    const rows = await examined([
      { who: carl, proof: 'saml' },
      { who: bea, proof: 'vouched', vouchers: 2 },
    ]);
    expect(rows.get('acme: who decides')).toMatchObject({ is: 'right', found: 'bea-owner, carl-owner' });
  });
});

describe('signing in at GitHub', () => {
  const key = { ENCRYPTION_KEY: randomBytes(32).toString('base64') };
  const all = {
    PUBLIC_URL: 'https://tokens.example.com',
    GITHUB_APP_CLIENT_ID: 'Iv23sandbox',
    GITHUB_APP_CLIENT_SECRET: 'sandbox-client-secret-0123456789',
  };

  it('has no row where nothing of it is set', async () => {
    expect((await examined([])).has('GitHub: sign-in')).toBe(false);
  });

  it('is wrong where a policy asks for one before critical approvals and nobody can', () => {
    const none = { publicUrl: null, githubAppClientId: null } as never;
    const secrets = { githubAppClientSecret: null, encryptionKeys: [] } as never;
    const [row] = lookAtSignIn(none, secrets, { people: [] } as never, ['acme']);
    expect(row).toMatchObject({
      what: 'GitHub: sign-in',
      is: 'wrong',
      mend: expect.stringContaining('critical_minutes'),
    });
    expect(row?.found).toContain('the policy of acme asks for a sign-in before a critical approval, and nobody can');
    expect(lookAtSignIn(none, secrets, { people: [] } as never)).toEqual([]);
  });

  it('is wrong where a key waits for tokens that nobody can bring', async () => {
    expect((await examined([], key)).get('GitHub: sign-in')).toMatchObject({
      is: 'wrong',
      found:
        'ENCRYPTION_KEY is for people who sign in, and nobody can without PUBLIC_URL, GITHUB_APP_CLIENT_ID, GITHUB_APP_CLIENT_SECRET',
    });
  });

  it('names the address that GitHub must know, until somebody came back to it', async () => {
    const before = (await examined([], { ...all, ...key })).get('GitHub: sign-in');
    expect(before).toMatchObject({ is: 'note', mend: expect.stringContaining('Callback URL in the App’s settings') });
    expect(before?.found).toContain('https://tokens.example.com/github/callback');
    const after = (await examined([{ who: carl, proof: 'oauth' }], all)).get('GitHub: sign-in');
    expect(after).toMatchObject({ is: 'right', found: '1 person has signed in' });
  });
});
