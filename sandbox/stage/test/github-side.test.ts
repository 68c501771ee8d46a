import { beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../acts/acts.ts';
import { bundleBot } from '../bot/bundle-bot.ts';
import type { Token } from '../shown/protocol.ts';
import { cast } from '../world/cast.ts';
import type { Page } from './open-page.ts';
import { startSandbox } from './start-sandbox.ts';

const { mona, bea, carl, nell } = cast;
let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

const scope = { permissions: { contents: 'read' }, selection: 'subset', repositories: ['website'] } as const;
const token: Act & { kind: 'github.create_token' } = {
  ...{ kind: 'github.create_token', name: 'reader', description: 'A note', reason: 'I read it.' },
  ...{ lifetime: { kind: 'days', days: 30 }, ...scope },
};

async function made(page: Page, changes: Partial<typeof token> = {}): Promise<Token> {
  const answer = await page.act({ ...token, ...changes });
  if (answer.outcome !== 'token') throw new Error(JSON.stringify(answer));
  return page.until(() => page.tokens.find(({ tokenId }) => tokenId === answer.tokenId));
}

const now = (page: Page, { tokenId }: Token): Token => {
  const found = page.tokens.find((one) => one.tokenId === tokenId);
  if (found === undefined) throw new Error('the token is gone');
  return found;
};

describe('tokens', () => {
  it('wait for an owner, who sees what they ask for, but not the holder’s note', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    const waiting = await made(asMona);
    expect(waiting).toMatchObject({ description: 'A note', isMine: true, active: null });
    const seen = await asBea.until(() => asBea.tokens[0]);
    expect(seen).toMatchObject({ holder: 'mona', isMine: false, description: '' });
    expect(seen.waiting).toMatchObject({
      reason: 'I read it.',
      selection: 'subset',
      repositories: ['website'],
      permissions: { repository: { contents: 'read', metadata: 'read' }, organization: {}, other: {} },
    });
    await asBea.act({ kind: 'github.review', tokenId: seen.tokenId, decision: 'approve', reason: '' });
    await asMona.until(() => now(asMona, waiting).active);
    await asBea.act({ kind: 'github.revoke_token', tokenId: seen.tokenId });
    await asMona.until(() => now(asMona, waiting).active === null);
    expect(await asBea.act({ kind: 'github.revoke_token', tokenId: seen.tokenId })).toMatchObject({
      outcome: 'refused',
    });
  });

  it('that lost their access are not edited: they ask again, and wait as new ones do', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    const { tokenId } = await made(asMona);
    const again: Act = { kind: 'github.ask_again', tokenId, ...scope, reason: 'I still need it.' };
    expect(await asMona.act(again)).toMatchObject({ why: 'That token waits, or reaches the organization, already.' });
    await asBea.act({ kind: 'github.review', tokenId, decision: 'deny', reason: '' });
    await asMona.until(() => asMona.tokens[0]?.waiting === null);
    expect(await asMona.act({ kind: 'github.edit_token', tokenId, name: 'reader', ...scope })).toMatchObject({
      why: 'That token reaches nothing here: ask again first.',
    });
    expect(await asBea.act(again)).toEqual({ outcome: 'refused', why: 'That token is somebody else’s.' });
    expect(await asMona.act(again)).toEqual({ outcome: 'done' });
    await asMona.until(() => asMona.tokens[0]?.waiting);
    expect(asMona.tokens[0]?.waiting?.reason).toBe('I still need it.');
  });

  it('are edited, used, regenerated and deleted by their holder alone', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    const { tokenId, expiresAt } = await made(asMona);
    const edit: Act = {
      kind: 'github.edit_token',
      tokenId,
      name: 'writer',
      ...scope,
      permissions: { contents: 'write' },
    };
    const acts: readonly Act[] = [
      edit,
      { kind: 'github.use_token', tokenId },
      { kind: 'github.regenerate_token', tokenId, lifetime: { kind: 'days', days: 60 } },
      { kind: 'github.delete_token', tokenId },
    ];
    for (const act of acts) {
      expect(await asBea.act(act)).toEqual({ outcome: 'refused', why: 'That token is somebody else’s.' });
    }
    await asMona.act(edit);
    await asMona.until(() => asMona.tokens[0]?.name === 'writer');
    expect(asMona.tokens[0]?.waiting?.permissions.repository).toEqual({ contents: 'write', metadata: 'read' });
    await asMona.act({ kind: 'github.use_token', tokenId });
    await asMona.act({ kind: 'github.regenerate_token', tokenId, lifetime: { kind: 'date', date: '2027-06-01' } });
    await asMona.until(() => asMona.tokens[0]?.expiresAt !== expiresAt && asMona.tokens[0]?.lastUsedAt);
    expect(new Date(asMona.tokens[0]?.expiresAt ?? 0).toISOString()).toBe('2027-06-01T23:59:59.000Z');
    await asMona.act({ kind: 'github.delete_token', tokenId });
    await asMona.until(() => asMona.tokens.length === 0);
    await asBea.until(() => asBea.tokens.length === 0);
  });

  it('of owners are let in at once, and those of the machine user are its sponsor’s to make', async () => {
    const sandbox = await startSandbox(entry);
    const asBea = await sandbox.as(bea.slackId);
    expect((await made(asBea)).active).not.toBeNull();
    const asMachine = await sandbox.as(bea.slackId, 'acme-ci');
    expect(asMachine.slices.github).toMatchObject({ login: 'acme-ci', role: 'member' });
    expect((await made(asMachine)).waiting).not.toBeNull();
    expect(asMachine.tokens.map(({ holder }) => holder)).toEqual(['acme-ci']);
  });

  const refusals: readonly (readonly [what: string, changes: Partial<typeof token>, why: string])[] = [
    ['without a name', { name: ' ' }, 'A token needs a name.'],
    ['with a long name', { name: 'n'.repeat(41) }, 'A name has 40 characters at the most.'],
    [
      'that ended before',
      { lifetime: { kind: 'date', date: '2027-02-01' } },
      'A token can’t have ended before it is made.',
    ],
    ['with an unknown permission', { permissions: { nothing: 'read' } }, 'GitHub offers no nothing: read.'],
    ['with an unknown level', { permissions: { contents: 'admin' } }, 'GitHub offers no contents: admin.'],
    ['for an unknown repository', { repositories: ['nowhere'] }, 'There is no repository nowhere.'],
  ];
  it('are refused with a sentence where GitHub would make none', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    for (const [what, changes, why] of refusals) {
      expect([what, await asMona.act({ ...token, ...changes })]).toEqual([what, { outcome: 'refused', why }]);
    }
    const asNell = await sandbox.as(nell.slackId);
    expect(await asNell.act(token)).toMatchObject({ outcome: 'refused' });
    expect(asNell.slices.github).toMatchObject({ login: null, role: 'none' });
  });
});

describe('the organization', () => {
  it('is led by its owners: members are promoted, demoted, removed and added', async () => {
    const sandbox = await startSandbox(entry);
    const asBea = await sandbox.as(bea.slackId);
    const asMona = await sandbox.as(mona.slackId);
    const role = (login: string): string | undefined =>
      asBea.slices.github.members.find((one) => one.login === login)?.role;
    await asBea.act({ kind: 'github.set_role', login: 'mona', role: 'owner' });
    await asMona.until(() => asMona.slices.github.role === 'owner');
    await asMona.act({ kind: 'github.set_role', login: 'carl-owner', role: 'member' });
    await asBea.until(() => role('carl-owner') === 'member');
    await asMona.act({ kind: 'github.set_role', login: 'mona', role: 'member' });
    expect(await asBea.act({ kind: 'github.remove_member', login: 'bea-owner' })).toEqual({
      outcome: 'refused',
      why: 'An organization needs an owner.',
    });
    await asBea.act({ kind: 'github.remove_member', login: 'mona' });
    await asMona.until(() => asMona.slices.github.role === 'none');
    expect(asBea.slices.github.outsiders).toEqual(['mona']);
    expect((await asBea.until(() => asBea.list('webhooks').at(-1))).event).toBe('organization');
    await asBea.act({ kind: 'github.set_role', login: 'mona', role: 'member' });
    await asBea.until(() => role('mona') === 'member');
  });

  it('asks for approval or not, and limits lifetimes', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asCarl = await sandbox.as(carl.slackId);
    const policy: Act = { kind: 'github.set_policy', isApprovalRequired: false, lifetimeLimitDays: 7 };
    expect(await asMona.act(policy)).toMatchObject({ outcome: 'refused' });
    await asCarl.act(policy);
    await asMona.until(() => asMona.slices.github.policy.lifetimeLimitDays === 7);
    const why = 'The organization allows a lifetime of 7 days at the most.';
    expect(await asMona.act(token)).toEqual({ outcome: 'refused', why });
    expect(await asMona.act({ ...token, lifetime: { kind: 'never' } })).toEqual({ outcome: 'refused', why });
    expect((await made(asMona, { lifetime: { kind: 'days', days: 7 } })).active).not.toBeNull();
    expect(await asMona.get(`/new-token?as=${mona.slackId}`)).toMatchObject({ lifetime: { kind: 'days', days: 7 } });
  });

  it('finds what somebody did before the clock moves, however soon it is moved', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    await asBea.act({ kind: 'github.set_policy', isApprovalRequired: false, lifetimeLimitDays: null });
    await asMona.act({ ...token, name: 'unasked' });
    await asBea.act({ kind: 'sandbox.move_clock', by: 'hour' });
    await asBea.message('seems not to require approval of tokens');
  });

  it('shows each account the repositories that it may see', async () => {
    const sandbox = await startSandbox(entry);
    const names = async (page: Promise<Page>): Promise<readonly string[]> =>
      (await page).slices.github.repositories.map(({ name }) => name);
    expect(await names(sandbox.as(mona.slackId))).toEqual(['website', 'webhooks-demo', 'payments', 'release-tools']);
    expect(await names(sandbox.as(bea.slackId))).toContain('board-papers');
    expect(await names(sandbox.as(nell.slackId))).toEqual(['website', 'webhooks-demo']);
  });
});

describe('the link to the new-token page', () => {
  const page = 'https://github.com/settings/personal-access-tokens/new';
  const links: readonly (readonly [link: string, shown: object])[] = [
    [page, { name: '', permissions: {}, lifetime: { kind: 'days', days: 30 }, error: null }],
    [`${page}?name=a&expires_in=none`, { name: 'a', lifetime: { kind: 'never' } }],
    [`${page}?target_name=elsewhere`, { error: 'Cannot find the specified resource owner' }],
    [`${page}?contents=everything`, { error: 'contents has no level everything', permissions: {} }],
    [`${page}?name=${'n'.repeat(41)}`, { error: 'name has more than 40 characters', name: '' }],
    ['https://github.com/login', { error: 'not the new-token page: /login' }],
    ['nonsense', { name: '', permissions: {}, error: expect.any(String) }],
  ];
  it('pre-fills as GitHub does, or shows GitHub’s error', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    for (const [link, shown] of links) {
      const answer = await asMona.get(`/new-token?as=${mona.slackId}&link=${encodeURIComponent(link)}`);
      expect([link, answer]).toEqual([link, expect.objectContaining(shown)]);
    }
  });
});
