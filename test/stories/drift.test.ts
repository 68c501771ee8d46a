import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;
const withDeadline = policyText('    drift: { grace_days: 3, then: revoke }\n');

/** A regenerated token that lasts longer than agreed: GitHub asks nobody for that. */
async function prolonged(policy = withDeadline) {
  const world = await startWorld({ policy });
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world);
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
  await world.pass({ minutes: 6 });
  // Its holder is asked first, and says nothing for a day.
  await passWithoutOutage(world, 24.5);
  return { world, token };
}

const card = (world: TestWorld) => cardOf(world, 'token “nightly-release”');

describe('a token that goes past its agreement', () => {
  it('is flagged with what and since when, and holder and reviewers are told, once', async () => {
    const { world } = await prolonged();
    for (let pass = 0; pass < 4; pass += 1) await world.pass({ minutes: 6 });
    expect(cardsAbout(world, 'token “nightly-release”')).toHaveLength(1);
    expect(reads(card(world))).toContain('wider than PAT-1 allows');
    expect(reads(card(world))).toContain('it lasts until 20 May 2027 (approved: until 31 March 2027)');
    expect(reads(card(world))).toContain('Noticed on 1 March 2027 at 09:36 UTC.');
    expect(reads(card(world))).toContain('we’ll revoke it on 4 March 2027 at 09:36 UTC.');
    expect(buttonsOf(card(world))).toEqual(['keep_token', 'revoke_token', 'request_details']);
    const told = directMessages(world, mona.slackId).filter((text) =>
      text.includes('You prolonged “nightly-release” for acme by'),
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('it lasts until 20 May 2027 (approved: until 31 March 2027)');
    expect(told[0]).toContain('If nobody approves it, we’ll revoke it on 4 March 2027 at 09:36 UTC (in 3 days).');
  });

  it('is accepted by a reviewer, who agrees to just that, and the holder is told', async () => {
    const { world, token } = await prolonged();
    await world.slack.click(carl.slackId, card(world), 'keep_token');
    await world.settle();
    expect(buttonsOf(card(world))).toEqual(['revoke_token', 'request_details']);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `<@${carl.slackId}> accepted your token “nightly-release” for acme as it is.`,
    );
    await world.pass({ days: 4 });
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(cardsAbout(world, 'token “nightly-release”')).toHaveLength(1);
    world.github.people.regenerateToken(token.tokenId, null);
    await world.pass({ minutes: 6 });
    // Its holder is asked first, and says nothing for a day.
    await passWithoutOutage(world, 24.5);
    expect(cardsAbout(world, 'token “nightly-release”')).toHaveLength(2);
  });

  it('is revoked by the policy at its deadline, once, and everybody is told by whom', async () => {
    const { world, token } = await prolonged();
    // What looks like an outage leaves a day to accept it, so this one goes by without any.
    await passWithoutOutage(world, 49);
    expect(isActive(world, token)).toBe(false);
    expect(reads(card(world))).toContain('Revoked by the policy on 4 March 2027');
    expect(reads(card(world))).toContain('It was wider than approved, and nobody narrowed it in time.');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'The policy revoked your token “nightly-release”. It can no longer reach acme.',
    );
    expect(world.github.state.reviews.filter(({ act }) => act === 'revoke')).toHaveLength(1);
  });

  it('that was brought back in time is left alone, and says so', async () => {
    const { world, token } = await prolonged();
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * dayMs));
    await world.pass({ minutes: 6 });
    expect(reads(card(world))).toContain('It’s within what was approved.');
    await world.pass({ days: 4 });
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
  });

  it('brought back while the deadline’s revocation was under way is not revoked', async () => {
    const { world, token } = await prolonged();
    world.github.server.faults.add({
      fits: /POST .*personal-access-tokens\/\d+$/,
      when: 'before',
      times: 2,
      answer: { status: 502 },
    });
    await world.pass({ days: 2 });
    await passWithoutOutage(world, 24);
    expect(reads(card(world))).toContain('Being revoked by the policy');
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * dayMs));
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(reads(card(world))).toContain('It’s within what was approved again.');
  });

  it('where the policy only keeps is told once more at the deadline, and stays', async () => {
    const { world, token } = await prolonged(policyText('    drift: { grace_days: 3, then: remind }\n'));
    expect(reads(card(world))).toContain('we’ll remind you on 4 March 2027 at 09:36 UTC.');
    await world.pass({ days: 2 });
    await passWithoutOutage(world, 25);
    await world.pass({ days: 3 });
    expect(isActive(world, token)).toBe(true);
    expect(cardsAbout(world, 'token “nightly-release”')).toHaveLength(2);
    expect(reads(card(world))).toContain('It stays active until you decide.');
  });

  it('is covered by a later approval of the same name', async () => {
    const { world } = await prolonged();
    await askForToken(world, mona.slackId, { lifetime: '90' });
    await approve(world, '· PAT-2');
    await world.pass({ minutes: 6 });
    expect(reads(card(world))).toContain('It’s within what was approved.');
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Its token has been active');
  });

  it('is not decided by its holder, nor on a scope that has changed since', async () => {
    const { world, token } = await prolonged();
    const shown = card(world);
    world.github.people.setRole('mona', organization, 'admin');
    const seen = carriedBy(shown, 'keep_token');
    const own = await world.slack.click(mona.slackId, shown, 'keep_token', { force: true, value: seen });
    expect(await toldPrivately(world, own)).toContain('This is your own token');
    world.github.people.regenerateToken(token.tokenId, null);
    await world.pass({ minutes: 6 });
    const late = await world.slack.click(bea.slackId, card(world), 'keep_token', { force: true, value: seen });
    expect(await toldPrivately(world, late)).toContain('This changed after the button was shown');
  });
});

describe('a token that comes back', () => {
  it('wider than agreed is flagged at once, and its repositories’ age is said', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { lifetime: '7' });
    await approve(world);
    const token = await makeToken(world, { expiresAt: new Date(world.now() + 7 * dayMs) });
    await world.pass({ days: 7, hours: 1 });
    await world.pass({ seconds: 1 });
    world.github.people.regenerateToken(token.tokenId, null);
    await world.bot().wake('listActive');
    for (let turn = 0; turn < 5; turn += 1) {
      await world.bot().wake('deliver');
      await world.bot().idle();
    }
    expect(reads(card(world))).toContain('wider than PAT-1 allows');
    expect(reads(card(world))).toMatch(/We last read its repositories on \d+ March 2027/);
  });
});

describe('a repository that is added on GitHub', () => {
  it('is seen at the next pass', async () => {
    const world = await startWorld();
    await askForToken(world, bea.slackId, { repositories: ['website'] });
    await approve(world, '· PAT-1', carl.slackId);
    const token = await makeToken(world, { repositories: ['website'] }, 'bea-owner');
    await world.pass({ minutes: 6 });
    world.github.people.editToken(token.tokenId, { repositories: ['website', 'payments'] });
    await world.pass({ minutes: 6 });
    expect(reads(card(world))).toContain('the repository payments (not approved)');
  });
});

describe('a change within the agreement', () => {
  it('is said to nobody', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    const messages = () => world.slack.messagesIn(channel).length + world.slack.directMessages(mona.slackId).length;
    const before = messages();
    world.github.people.editToken(token.tokenId, { repositories: ['website'] });
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * dayMs));
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 6 });
    expect(messages()).toBe(before);
  });
});

it('whoever narrows and widens their token again and again comes to the deadline all the same', async () => {
  const world = await startWorld({ policy: withDeadline });
  await askForToken(world, bea.slackId);
  await approve(world, '· PAT-1', carl.slackId);
  const token = await makeToken(world, {}, 'bea-owner');
  const { people } = world.github;
  const change = async (repositories: readonly string[], hours: number) => {
    people.editToken(token.tokenId, { repositories: [...repositories] });
    await world.pass({ minutes: 6 });
    await passWithoutOutage(world, hours);
  };
  for (let round = 0; round < 3; round += 1) {
    await change(['website', 'payments', 'board-papers'], 20);
    expect(isActive(world, token)).toBe(true);
    await change(['website'], 4);
  }
  // Of the 72 hours that the policy gives, 60 are used.
  await change(['website', 'payments', 'board-papers'], 10);
  expect(isActive(world, token)).toBe(true);
  await passWithoutOutage(world, 4);
  expect(isActive(world, token)).toBe(false);
});
