import { authorizeClassic, readClassicPrefill } from '@countersign/sandbox-github/classic-tokens';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { classicAllowed, classicAsked } from '../support/ask-for-classic.ts';
import { askForToken, fillPage, openForm } from '../support/ask-for-token.ts';
import { homeViewOf, openHome } from '../support/home-of.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  lastDirectMessage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { type StoryWorld, startWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const policy = policyText(classicAllowed);
const dayMs = 86_400_000;

function linkIn(world: StoryWorld): string {
  const message = world.slack.directMessages(mona.slackId).find((one) => buttonsOf(one).includes('create_on_github'));
  const blocks = JSON.parse(JSON.stringify(message?.blocks ?? [])) as { elements?: { url?: string }[] }[];
  const url = blocks.flatMap(({ elements = [] }) => elements.flatMap((one) => one.url ?? []))[0];
  if (url === undefined) throw new Error('no link to GitHub');
  return url;
}

async function saysMade(world: StoryWorld, lastEight: string): Promise<void> {
  const message = world.slack.directMessages(mona.slackId).find((one) => buttonsOf(one).includes('classic_made'));
  if (message === undefined) throw new Error('nothing asks whether it was made');
  const opened = await world.slack.click(mona.slackId, message, 'classic_made');
  const form = await world.slack.until(() => opened.modal);
  const filled = await world.slack.fill(mona.slackId, form, { last_eight: lastEight });
  await world.slack.submit(mona.slackId, filled);
  await world.settle();
}

const reminders = (world: StoryWorld) =>
  world.slack.directMessages(mona.slackId).filter((one) => /classic token .* (?:ends|ended) /.test(reads(one)));

describe('an organization without SSO', () => {
  it('decides on a classic token like on any other, says that it can’t be seen, and reminds by the declared date', async () => {
    const world = await startWorld({ policy });
    const page = await fillPage(world, mona.slackId, await openForm(world, mona.slackId), {
      token_kind: 'classic',
      classic_reason: 'packages',
    });
    expect(textOf(page)).toContain('In a workflow of GitHub Actions, GITHUB_TOKEN can read and publish packages.');
    expect(textOf(page)).toContain('We remind you by the date you give.');
    await askForToken(world, mona.slackId, classicAsked);
    const card = reads(cardOf(world, '· PAT-1'));
    expect(card).toContain('requests the classic token “publish” for acme · PAT-1');
    expect(card).toContain('High risk');
    expect(card).toContain('write:packages: publish packages (high risk)');
    expect(card).toContain('GitHub Packages');
    await approve(world);
    expect(reads(asItIsNow(world, cardOf(world, 'PAT-1')))).toContain(
      'Waiting for its requester to create the classic token on GitHub.',
    );
    await openHome(world, mona.slackId);
    expect(JSON.stringify(homeViewOf(world, mona.slackId).blocks)).toContain(
      '/settings/tokens/new?description=publish',
    );
    expect(readClassicPrefill(linkIn(world))).toEqual({ note: 'publish', scopes: ['write:packages'], expires: '30' });
    await saysMade(world, '7f3a9c01');
    expect(lastDirectMessage(world, mona.slackId)).toContain('We’ll remind you before it ends.');
    const says = async (text: string) => toldPrivately(world, await world.slack.command(mona.slackId, text));
    expect(await says('/pat renew PAT-1')).toContain('PAT-1 is for a classic token, which can’t be renewed.');
    expect(await says('/pat revoke PAT-1')).toContain('We can’t see the classic token of PAT-1');
    await world.pass({ days: 16, hours: 6 });
    await world.pass({ days: 7 });
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'Your classic token “publish” (PAT-1) for acme ends in 7 days',
    );
    for (const days of [4, 2, 2]) await world.pass({ days });
    const told = directMessages(world, mona.slackId).filter((text) => text.includes('classic token “publish” (PAT-1)'));
    expect(told.map((text) => /ends (?:in \d+ days|tomorrow|today)|ended on/.exec(text)?.[0]).filter(Boolean)).toEqual([
      'ends in 14 days',
      'ends in 7 days',
      'ends in 3 days',
      'ends tomorrow',
      'ended on',
    ]);
    // Only the newest can be answered.
    const newer = 'Our newer message about it is up to date.';
    expect(reminders(world).map((one) => reads(one).includes(newer))).toEqual([true, true, true, true, false]);
    expect(reminders(world).map((one) => buttonsOf(one).includes('request_again'))).toEqual([
      ...[false, false, false, false, true],
    ]);
  });
});

it('whose holder says on its last day that they made it is reminded of the end that it has by then', async () => {
  const world = await startWorld({ policy });
  await askForToken(world, mona.slackId, classicAsked);
  await approve(world);
  for (let half = 0; half < 59; half += 1) await world.pass({ hours: 12 });
  await saysMade(world, '');
  expect(lastDirectMessage(world, mona.slackId)).toContain('We’ll remind you before it ends.');
  const before = directMessages(world, mona.slackId).length;
  for (let half = 0; half < 59; half += 1) await world.pass({ hours: 12 });
  const told = directMessages(world, mona.slackId).slice(before);
  expect(told.map((text) => text.match(/ends (in \d+ days?|today|tomorrow)/)?.[1])).toEqual([
    ...['in 14 days', 'in 7 days', 'in 3 days', 'tomorrow'],
  ]);
});

describe('an organization with SSO', () => {
  const prepare: NonNullable<NonNullable<Parameters<typeof startWorld>[0]>['prepare']> = ({ github }) => {
    const acme = github.state.organization('acme');
    if (acme === undefined) throw new Error('there is no acme');
    acme.credentials = [];
    github.state.app.permissions.organization_administration = 'write';
    authorizeClassic(github.state, 'acme', cast.carl.login, {
      ...{ note: 'old laptop', lastEight: 'aaaabbbb', scopes: ['repo'], expiresAt: null },
    });
  };
  const hour = (world: StoryWorld) => world.pass({ hours: 1 });

  it('compares the classic tokens that GitHub shows with what was approved, and has them revoked', async () => {
    const world = await startWorld({ policy, prepare });
    const { state } = world.github;
    expect(reads(cardOf(world, '1 classic token can reach acme. Nobody approved it here.'))).toContain(
      'From now on we report every new one',
    );
    await askForToken(world, mona.slackId, classicAsked);
    await approve(world);
    await saysMade(world, '7f3a9c01');
    const expiresAt = new Date(world.now() + 30 * dayMs);
    authorizeClassic(state, 'acme', mona.login, {
      ...{ note: 'publish', lastEight: '7f3a9c01', scopes: ['write:packages', 'read:packages'], expiresAt },
    });
    authorizeClassic(state, 'acme', mona.login, {
      ...{ note: 'quick', lastEight: 'ccccdddd', scopes: ['admin:org'], expiresAt: null },
    });
    await hour(world);
    const card = cardOf(world, 'mona’s classic token “quick” for acme');
    expect(reads(card)).toContain('Critical risk');
    expect(reads(card)).toContain('Nobody approved it here.');
    expect(cardsAbout(world, 'classic token “publish” for acme')).toHaveLength(0);
    const list = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'));
    expect(list).toContain('“publish” for acme: approved as PAT-1 · write:packages and read:packages');

    const opened = await world.slack.click(bea.slackId, card, 'revoke_token');
    const form = await world.slack.until(() => opened.modal);
    await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, form, { reason: 'Nobody needs it.' }));
    await world.settle();
    expect(state.organization('acme')?.credentials?.map(({ note }) => note)).toEqual(['old laptop', 'publish']);
    expect(reads(asItIsNow(world, card))).toContain('revoked it on');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'Your classic token “quick” can no longer reach acme. It can’t be authorized there again',
    );
    await world.pass({ days: 23, hours: 6 });
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'Your classic token “publish” (PAT-1) for acme ends in 7 days',
    );
    await world.pass({ days: 4 });
    expect(reminders(world).map((one) => buttonsOf(one).includes('request_again'))).toEqual([false, true]);
    expect(reads(reminders(world)[0] as never)).toContain('Our newer message about it is up to date.');
    const shown = state.organization('acme')?.credentials ?? [];
    shown.splice(0, shown.length);
    await world.pass({ hours: 2 });
    expect(reads(reminders(world)[1] as never)).toContain('This is out of date: it lost access on');
    expect(reminders(world).flatMap(buttonsOf)).toEqual([]);
  });

  it('of a wider one that its holder revoked before Slack took its card, the reviewers read who did and why', async () => {
    const world = await startWorld({ policy, prepare });
    await askForToken(world, mona.slackId, classicAsked);
    await approve(world);
    await saysMade(world, '7f3a9c01');
    world.slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', times: 1_000, answer: { status: 503 } });
    authorizeClassic(world.github.state, 'acme', mona.login, {
      ...{ note: 'publish', lastEight: '7f3a9c01', scopes: ['admin:org'], expiresAt: null },
    });
    await hour(world);
    const { modal } = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
    if (modal === undefined) throw new Error('no form opened');
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, modal, { reason: 'Made in haste.' }));
    await world.settle();
    world.slack.server.faults.clear();
    await hour(world);
    const card = reads(cardOf(world, 'mona’s classic token “publish” for acme'));
    expect(card).toContain(`<@${mona.slackId}> revoked it on`);
    expect(card).toContain('Made in haste.');
  });

  it('is revoked by the number of its request, whose card and list then say so', async () => {
    const world = await startWorld({ policy, prepare });
    await askForToken(world, mona.slackId, classicAsked);
    await approve(world);
    await saysMade(world, '7f3a9c01');
    const expiresAt = new Date(world.now() + 30 * dayMs);
    authorizeClassic(world.github.state, 'acme', mona.login, {
      ...{ note: 'publish', lastEight: '7f3a9c01', scopes: ['write:packages', 'read:packages'], expiresAt },
    });
    await hour(world);
    const { modal } = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
    if (modal === undefined) throw new Error('no form opened');
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, modal, { reason: 'Done.' }));
    await world.settle();
    const ended = `It was revoked by <@${mona.slackId}> on 1 March 2027 at 10:30 UTC, and can no longer reach acme.`;
    expect(reads(asItIsNow(world, cardOf(world, 'PAT-1')))).toContain(ended);
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'))).toContain(ended);
  });

  describe('of a token that had been ended, and that its holder authorizes again', () => {
    const again = 'mona’s classic token “publish” for acme';

    /** PAT-1's token, seen; `end` takes its access away, and an hour later it is authorized anew. */
    async function returned(end: (world: StoryWorld) => Promise<void>): Promise<StoryWorld> {
      const world = await startWorld({ policy, prepare });
      await askForToken(world, mona.slackId, classicAsked);
      await approve(world);
      await saysMade(world, '7f3a9c01');
      const expiresAt = new Date(world.now() + 30 * dayMs);
      const made = authorizeClassic(world.github.state, 'acme', mona.login, {
        ...{ note: 'publish', lastEight: '7f3a9c01', scopes: ['write:packages', 'read:packages'], expiresAt },
      });
      await hour(world);
      expect(cardsAbout(world, again)).toHaveLength(0);
      await end(world);
      await hour(world);
      const authorizedAt = new Date(world.now());
      world.github.state.organization('acme')?.credentials?.push({ ...made, authorizedAt });
      for (let hours = 0; hours < 3; hours += 1) await hour(world);
      return world;
    }

    const shownAt = (world: StoryWorld) => ({
      ...{ note: 'publish', lastEight: '7f3a9c01', scopes: ['write:packages', 'read:packages'] },
      expiresAt: new Date(world.now() + 30 * dayMs),
    });

    const revokedBy = (slackId: string) => async (world: StoryWorld) => {
      const { modal } = await world.slack.command(slackId, '/pat revoke PAT-1');
      if (modal === undefined) throw new Error('no form opened');
      await world.slack.submit(slackId, await world.slack.fill(slackId, modal, { reason: 'Pasted it.' }));
      await world.settle();
    };

    it.each([
      { who: 'an owner', by: bea },
      { who: 'its holder', by: mona },
    ])('by $who, the reviewers read once who revoked it, when and why, and can revoke it again', async ({ by }) => {
      const world = await returned(revokedBy(by.slackId));
      expect(cardsAbout(world, again)).toHaveLength(1);
      const card = cardOf(world, again);
      expect(reads(card)).toContain(
        `<@${by.slackId}> revoked it on 1 March 2027 at 10:30 UTC. It has been authorized again since.`,
      );
      expect(reads(card)).toContain('Reason given then: Pasted it.');
      expect(buttonsOf(card)).toEqual(['revoke_token']);
      expect(reads(asItIsNow(world, cardOf(world, 'PAT-1')))).toContain(
        `It was revoked by <@${by.slackId}> on 1 March 2027 at 10:30 UTC, and has been authorized again since.`,
      );
      expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'))).toContain(
        'revoked, and authorized again',
      );
    });

    it('the reviewers read that it had lost its access, where it ended on github.com', async () => {
      const world = await returned(async ({ github }) => {
        const acme = github.state.organization('acme');
        if (acme != null) acme.credentials = (acme.credentials ?? []).filter(({ note }) => note !== 'publish');
      });
      expect(cardsAbout(world, again)).toHaveLength(1);
      expect(reads(cardOf(world, again))).toContain(
        'It lost access to the organization, and has been authorized again since.',
      );
      expect(buttonsOf(cardOf(world, again))).toEqual(['revoke_token']);
    });

    it('the reviewers read the same where both happened between two lists', async () => {
      const world = await startWorld({ policy, prepare });
      await askForToken(world, mona.slackId, classicAsked);
      await approve(world);
      const made = authorizeClassic(world.github.state, 'acme', mona.login, shownAt(world));
      await hour(world);
      expect(reads(cardOf(world, '· PAT-1'))).toContain('Its classic token was created');
      world.moveClock(59 * 60);
      const acme = world.github.state.organization('acme');
      if (acme != null) acme.credentials = [{ ...made, authorizedAt: new Date(world.now()) }];
      for (let hours = 0; hours < 3; hours += 1) await hour(world);
      expect(cardsAbout(world, again)).toHaveLength(1);
      expect(reads(cardOf(world, again))).toContain(
        'It lost access to the organization, and has been authorized again since.',
      );
    });

    it('the reviewers read who had revoked it, where GitHub lists it under another credential id, and it uses no approval', async () => {
      const world = await startWorld({ policy, prepare });
      await askForToken(world, mona.slackId, classicAsked);
      await approve(world);
      const shown = shownAt(world);
      authorizeClassic(world.github.state, 'acme', mona.login, shown);
      await hour(world);
      await revokedBy(bea.slackId)(world);
      await hour(world);
      await askForToken(world, mona.slackId, classicAsked);
      await approve(world, '· PAT-2');
      authorizeClassic(world.github.state, 'acme', mona.login, shown);
      for (let hours = 0; hours < 3; hours += 1) await hour(world);
      expect(cardsAbout(world, again)).toHaveLength(1);
      const revoked = `<@${bea.slackId}> revoked it on 1 March 2027 at 10:30 UTC. It has been authorized again since.`;
      expect(reads(cardOf(world, again))).toContain(revoked);
      expect(reads(asItIsNow(world, cardOf(world, '· PAT-1')))).toContain('and has been authorized again since.');
      expect(reads(asItIsNow(world, cardOf(world, '· PAT-2')))).toContain(
        'Waiting for its requester to create the classic token on GitHub.',
      );
    });
  });

  it('takes nobody’s token for what was approved for the one who had that login before', async () => {
    const world = await startWorld({ policy, prepare });
    await askForToken(world, mona.slackId, classicAsked);
    await approve(world);
    const { people, state } = world.github;
    people.renameUser(mona.login, 'mona-new');
    people.addUser(mona.login);
    people.addMember(mona.login, 'acme');
    const expiresAt = new Date(world.now() + 30 * dayMs);
    const shown = { scopes: ['write:packages'], expiresAt } as const;
    authorizeClassic(state, 'acme', mona.login, { ...shown, note: 'another’s', lastEight: '11112222' });
    authorizeClassic(state, 'acme', 'mona-new', { ...shown, note: 'her own', lastEight: '33334444' });
    await hour(world);
    expect(reads(cardOf(world, 'classic token “another’s” for acme'))).toContain('Nobody approved it here.');
    expect(cardsAbout(world, 'classic token “her own” for acme')).toHaveLength(0);
  });
});
