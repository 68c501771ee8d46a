import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const dayMs = 86_400_000;
const { mona, dan } = cast;
const allowed = policyText('    renewal: { same_scope: allow }\n');

/** The newest direct message that offers it. */
function offering(world: TestWorld, actionId: string, slackId: string = mona.slackId) {
  const message = world.slack.directMessages(slackId).findLast((one) => buttonsOf(one).includes(actionId));
  if (message === undefined) throw new Error(`nothing offers ${actionId}`);
  return message;
}

async function renewByButton(world: TestWorld): Promise<void> {
  const { slack } = world;
  const outcome = await slack.click(mona.slackId, offering(world, 'renew_token'), 'renew_token');
  const sent = await slack.submit(mona.slackId, await slack.until(() => outcome.modal));
  expect(sent.closed).toBe(true);
  await world.settle();
}

async function passDays(world: TestWorld, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await world.pass({ days: 1 });
}

describe('a token that is renewed', () => {
  it('is asked for on one page, approved, regenerated on GitHub, and nobody calls that drift', async () => {
    const { world, token } = await active();
    await passDays(world, 17);
    expect(directMessages(world, mona.slackId).at(-1)).toContain('“nightly-release” for acme expires in 13 days');
    const { slack } = world;
    const outcome = await slack.click(mona.slackId, offering(world, 'renew_token'), 'renew_token');
    const page = await slack.until(() => outcome.modal);
    expect(reads(page as never)).toContain('You request the same access, the same as PAT-1, with a new end.');
    expect(reads(page as never)).toContain('Lifetime: 30 days');
    expect(reads(page as never)).toContain('The owners of acme will review this.');
    await slack.submit(mona.slackId, page);
    await world.settle();
    const card = cardOf(world, 'PAT-2');
    expect(reads(card)).toContain('renews “nightly-release”, agreed until 31 March 2027');
    expect(reads(card)).toContain('Same access as PAT-1.');
    await approve(world, 'PAT-2');
    const approved = directMessages(world, mona.slackId).at(-1) ?? '';
    expect(approved).toContain('Best: open “nightly-release” on GitHub and choose “Regenerate token”');
    expect(approved).toContain('Its secret changes, so replace it where you keep it.');
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    const told = directMessages(world, mona.slackId).at(-1) ?? '';
    expect(told).toContain('You renewed “nightly-release” (PAT-2): it now expires on 17 April 2027');
    expect(cardsAbout(world, 'for acme is wider than')).toHaveLength(0);
    expect(reads(cardOf(world, 'PAT-2'))).toContain('Approved by');
    await passDays(world, 17);
    const reminders = directMessages(world, mona.slackId).filter((text) => text.includes('for acme expires in '));
    // Of the old end one, which is over, and of the new one another.
    expect(reminders).toHaveLength(2);
    expect(reminders[0]).not.toContain('[Let it end]');
    expect(reminders[1]).toContain('expires in 14 days, on 17 April 2027');
    expect(reminders[1]).toContain('[Let it end]');
  });

  it('needs nobody where the policy allows what is no more than was approved', async () => {
    const { world, token } = await active(allowed);
    await passDays(world, 17);
    await renewByButton(world);
    expect(reads(cardOf(world, 'PAT-2'))).toContain('Approved by the policy for renewals: “nightly-release”');
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    expect(directMessages(world, mona.slackId).at(-1)).toContain('You renewed “nightly-release” (PAT-2)');
  });

  it('is approved by a rule at night, and put before people by day', async () => {
    const rule = `    rules:
      - name: Renewals at night
        reason: Nobody is awake to decide.
        when: { kind: [renewal], time: { zone: Asia/Tokyo, from: "20:00", to: "06:00" } }
        then: { outcome: allow }
`;
    const { world, token } = await active(policyText(rule));
    // Half past nine in the morning in UTC, and half past six in the evening in Tokyo.
    await passDays(world, 17);
    await renewByButton(world);
    const card = cardOf(world, '· PAT-2');
    expect(buttonsOf(card)).toContain('approve_request');
    await world.slack.click(mona.slackId, offering(world, 'withdraw_request'), 'withdraw_request');
    await world.pass({ hours: 2 });
    await renewByButton(world);
    expect(reads(cardOf(world, '· PAT-3'))).toContain('Approved by the rule “Renewals at night”: “nightly-release”');
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    expect(directMessages(world, mona.slackId).at(-1)).toContain('You renewed “nightly-release” (PAT-3)');
  });

  it('is prolonged once by one renewal: whoever regenerates again is asked again', async () => {
    const { world, token } = await active(allowed);
    await passDays(world, 17);
    await renewByButton(world);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 40 * dayMs));
    await world.pass({ minutes: 6 });
    expect(directMessages(world, mona.slackId).at(-1)).toContain(
      'You prolonged “nightly-release” for acme by 10 days. Do you want to request that?',
    );
  });
});

describe('a renewal by a new token', () => {
  it('stops the reminders of the old one, whose end is offered once the new one is used and the old one silent', async () => {
    const { world, token } = await active(allowed);
    await passDays(world, 17);
    await renewByButton(world);
    const successor = await makeToken(world);
    expect(isActive(world, successor)).toBe(true);
    expect(directMessages(world, mona.slackId).at(-1)).toContain(
      'It replaces “nightly-release”, so we stop reminding you of that one.',
    );
    const before = directMessages(world, mona.slackId).length;
    world.github.people.useToken(successor.tokenId);
    await passDays(world, 5);
    world.github.people.useToken(successor.tokenId);
    await world.pass({ days: 1 });
    const told = directMessages(world, mona.slackId).slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      'The new token for acme is in use, and the old “nightly-release” was never used. End the old one?',
    );
    const outcome = await world.slack.click(mona.slackId, offering(world, 'end_token'), 'end_token');
    const page = await world.slack.until(() => outcome.modal);
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, page, { reason: 'Replaced.' }));
    await world.settle();
    expect([isActive(world, token), isActive(world, successor)]).toEqual([false, true]);
  });
});

describe('a holder who can’t be reached', () => {
  it('is stood for by whom the request names besides, who is told why', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { also_warn: dan.slackId, where_used: 'actions' });
    await approve(world);
    await makeToken(world);
    world.slack.deactivate(mona.slackId);
    await passDays(world, 18);
    const told = directMessages(world, dan.slackId);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('mona’s “nightly-release” for acme expires in 1');
    expect(told[0]).toContain('It’s stored in GitHub Actions secrets.');
    expect(told[0]).toContain('mona can’t be reached here, so we tell you.');
  });
});

describe('a token that its holder prolongs without asking', () => {
  it('is asked about first, and the owners hear of it as a request', async () => {
    const { world, token } = await active();
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
    await world.pass({ minutes: 6 });
    expect(directMessages(world, mona.slackId).at(-1)).toContain(
      'You prolonged “nightly-release” for acme by 30 days. Do you want to request that?',
    );
    expect(cardsAbout(world, 'for acme is wider than')).toHaveLength(0);
    await renewByButton(world);
    await world.pass({ days: 2 });
    expect(cardsAbout(world, 'for acme is wider than')).toHaveLength(0);
    await approve(world, 'PAT-2');
    expect(isActive(world, token)).toBe(true);
    expect(directMessages(world, mona.slackId).at(-1)).toContain('You renewed “nightly-release” (PAT-2)');
  });

  it('is told to the owners a day later where nobody asked', async () => {
    const { world, token } = await active();
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
    await world.pass({ minutes: 6 });
    const outcome = await world.slack.click(mona.slackId, offering(world, 'undo_renewal'), 'undo_renewal');
    await world.slack.until(() => (outcome.ephemeral.length > 0 ? outcome.ephemeral : undefined));
    await world.pass({ hours: 23 });
    expect(cardsAbout(world, 'for acme is wider than')).toHaveLength(0);
    await world.pass({ hours: 2 });
    expect(cardsAbout(world, 'for acme is wider than PAT-1 allows')).toHaveLength(1);
  });
});

describe('a reminder', () => {
  it('stops where its holder lets the token end, who is still told when it has', async () => {
    const { world } = await active();
    await passDays(world, 17);
    const outcome = await world.slack.click(mona.slackId, offering(world, 'let_token_end'), 'let_token_end');
    const [answer] = await world.slack.until(() => (outcome.ephemeral.length > 0 ? outcome.ephemeral : undefined));
    expect(answer === undefined ? '' : reads(answer)).toContain('We won’t remind you of “nightly-release” again.');
    const before = directMessages(world, mona.slackId).length;
    await passDays(world, 15);
    const after = directMessages(world, mona.slackId).slice(before);
    expect(after).toHaveLength(1);
    expect(after[0]).toContain('expired on 31 March 2027');
  });
});
