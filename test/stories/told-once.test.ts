// One decision is one direct message to a person, which says all that follows from it. What follows later is told then.
import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active, withDeadline } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, directMessages, isActive, isPending, makeToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;

type Waiting = { readonly world: TestWorld; readonly token: LocalToken; readonly card: string; readonly who: string };

async function explained(): Promise<Waiting> {
  const world = await startWorld();
  const token = await makeToken(world, { name: 'surprise' });
  const [held] = world.slack.directMessages(mona.slackId);
  if (held === undefined) throw new Error('nobody told its holder');
  const opened = await world.slack.click(mona.slackId, held, 'claim_pending_token');
  const view = await world.slack.until(() => opened.modal);
  const why = { purpose: 'Release', justification: 'It pushes tags.' };
  await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, why));
  await world.settle();
  return { world, token, card: '· PAT-1', who: mona.slackId };
}

const waitingTokens: Readonly<Record<string, () => Promise<Waiting>>> = {
  'made before its request was decided': async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    return { world, token: await makeToken(world), card: '· PAT-1', who: mona.slackId };
  },
  'made without a request, and explained': explained,
  'edited past its approval, and requested': async () => {
    const { world, token } = await active();
    world.github.people.editToken(token.tokenId, {
      permissions: { repository: { contents: 'write', pull_requests: 'write' } },
    });
    await world.settle();
    await askForToken(world, mona.slackId, { permissions: ['contents:write', 'pull_requests:write'] });
    return { world, token, card: '· PAT-2', who: mona.slackId };
  },
  'an owner’s own, active already': async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'mine' }, carl.login);
    await askForToken(world, carl.slackId, { token_name: 'mine' });
    await world.pass({ minutes: 6 });
    return { world, token, card: '· PAT-1', who: carl.slackId };
  },
  'prolonged already, and its renewal requested': async () => {
    const { world, token } = await active();
    await world.pass({ days: 20 });
    const asked = await world.slack.command(mona.slackId, '/pat renew PAT-1');
    await world.slack.submit(mona.slackId, await world.slack.until(() => asked.modal));
    await world.settle();
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    return { world, token, card: '· PAT-2', who: mona.slackId };
  },
};

const told = ({ world, who }: Waiting, before: number): readonly string[] => directMessages(world, who).slice(before);

it.each(Object.entries(waitingTokens))('of the approval of a token %s', async (_, prepare) => {
  const waiting = await prepare();
  const { world, token, card, who } = waiting;
  const before = directMessages(world, who).length;
  await approve(world, card);
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
  expect(told(waiting, before)).toHaveLength(1);
  const [news = ''] = told(waiting, before);
  expect(news).toContain(`<@${bea.slackId}> approved your request. `);
  expect(news).toContain(card.replace('· ', ''));
  expect(news).toMatch(/can reach acme now|it now expires on/);
  expect(buttonsOf(world.slack.directMessages(who).at(-1) as never)).toEqual(['token_guide']);
  await world.pass({ days: 1 });
  expect(told(waiting, before)).toHaveLength(1);
});

it('of an approval on github.com of a token that waited for its request', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  const token = await makeToken(world);
  const before = directMessages(world, mona.slackId).length;
  world.github.people.reviewOnGithub(bea.login, token.tokenId, 'approve');
  await world.pass({ minutes: 6 });
  expect(directMessages(world, mona.slackId).slice(before)).toEqual([
    expect.stringContaining(
      'GitHub user bea-owner approved it on GitHub. Your token “nightly-release” (PAT-1) can reach acme now.',
    ),
  ]);
});

it('of an approval that GitHub does not carry out at once, and later of the token', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  const token = await makeToken(world);
  const before = directMessages(world, mona.slackId).length;
  world.github.server.faults.add({
    fits: /POST .*personal-access-token-requests/,
    when: 'before',
    times: 10_000,
    answer: { status: 502 },
  });
  await approve(world);
  await world.pass({ minutes: 2 });
  const said = (): readonly string[] => directMessages(world, mona.slackId).slice(before);
  expect(isPending(world, token)).toBe(true);
  expect(said()).toEqual([expect.stringContaining(`<@${bea.slackId}> approved “nightly-release” for acme · PAT-1`)]);
  expect(said()[0]).toContain('is being approved there');
  world.github.server.faults.clear();
  await world.pass({ hours: 1 });
  expect(isActive(world, token)).toBe(true);
  expect(said()).toHaveLength(2);
  expect(said()[1]).not.toContain('approved');
});

it.each(['a new token', 'a change of an active one'])(
  'of an approval on github.com of which no webhook tells, of %s that was on hold',
  async (what) => {
    const isEdit = what !== 'a new token';
    const { world, token } = isEdit ? await active() : await startedWith();
    if (isEdit) world.github.people.editToken(token.tokenId, { repositorySelection: 'all', repositories: [] });
    await world.pass({ minutes: 6 });
    world.github.webhooks.mode = 'lose';
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
    for (let turn = 0; turn < 2; turn += 1) await world.pass({ minutes: 6 });
    const own = `${isEdit ? 'A change of your' : 'Your'} token “nightly-release” for acme`;
    const said = directMessages(world, mona.slackId).filter((text) => text.includes('became active on GitHub'));
    expect(said).toEqual([
      `${own} became active on GitHub.`,
      `${own} became active on GitHub. GitHub doesn’t say who approved it, or whether it asked anybody.`,
    ]);
  },
);

async function startedWith() {
  const world = await startWorld();
  return { world, token: await makeToken(world) };
}

it('of an end that moved there, back and there again while Slack took nothing', async () => {
  const { world, token } = await active(withDeadline);
  const end = Date.UTC(2027, 2, 31, 9);
  const before = directMessages(world, mona.slackId).length;
  for (const fits of ['chat.postMessage', 'chat.update'])
    world.slack.server.faults.add({ fits, when: 'before', times: 1_000, answer: { status: 503 } });
  for (const days of [5, 0, 9, 5]) {
    world.github.people.regenerateToken(token.tokenId, new Date(end + days * dayMs));
    await world.pass({ minutes: 6 });
  }
  world.slack.server.faults.clear();
  for (let turn = 0; turn < 4; turn += 1) await world.pass({ minutes: 61 });
  const told = directMessages(world, mona.slackId).slice(before);
  expect(told.filter((text) => text.includes('until 5 April 2027'))).toHaveLength(1);
});
