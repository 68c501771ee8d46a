import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, passOften } from '../support/ended-token.ts';
import {
  asItIsNow,
  buttonsOf,
  cardOf,
  cardsAbout,
  isActive,
  makeToken,
  passWithoutOutage,
  reads,
} from '../support/people.ts';
import { linkBySignIn, say } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, carl } = cast;
const sponsored = policyText().replace(/acme-ci: .*/, `acme-ci: ${mona.slackId}`);
const unlinked = sponsored.replace(new RegExp(`^ {2}${mona.slackId}: .*\n`, 'm'), '');
const untilLinked = 'until they are linked';

/** The same message, whatever it says by now. */
const directMessage = (world: TestWorld, who: string, what: RegExp) => {
  const found = world.slack.directMessages(who).find((one) => what.test(reads(one)));
  if (found === undefined) throw new Error(`no message reads ${what}`);
  return found;
};
const offers = (world: TestWorld, card: ReturnType<typeof cardOf>) => buttonsOf(asItIsNow(world, card));

describe('a waiting token of a machine user', () => {
  it('can be approved on its card only while its sponsor is linked, whoever links or unlinks them', async () => {
    const world = await startWorld({ hasSignIn: true, policy: unlinked });
    const token = await makeToken(world, { name: 'robot', repositories: ['website'] }, 'acme-ci');
    const card = cardOf(world, 'robot');
    expect(reads(card)).toContain(untilLinked);
    expect(offers(world, card)).toEqual(['deny_pending_token', 'request_details']);
    await linkBySignIn(world, mona.slackId, 'mona');
    expect(reads(asItIsNow(world, card))).not.toContain(untilLinked);
    expect(offers(world, card)).toContain('approve_pending_token');
    expect(await say(world, mona.slackId, '/pat unlink')).toContain('no longer linked to you');
    await world.settle();
    expect(reads(asItIsNow(world, card))).toContain(untilLinked);
    expect(offers(world, card)).not.toContain('approve_pending_token');
    await linkBySignIn(world, mona.slackId, 'mona');
    await world.slack.click(carl.slackId, asItIsNow(world, card), 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
  });

  it('says to its sponsor to link first, and no longer once they are', async () => {
    const world = await startWorld({ hasSignIn: true, policy: unlinked });
    await makeToken(world, { name: 'robot', repositories: ['website'] }, 'acme-ci');
    const message = directMessage(world, mona.slackId, /“robot”/);
    const first =
      'You aren’t linked to a GitHub account yet. Send /pat link first: until then you can’t request it, and nobody can approve it.';
    expect(reads(message)).toContain(`${first}\nIf it’s needed, request it for acme-ci`);
    await linkBySignIn(world, mona.slackId, 'mona');
    expect(reads(asItIsNow(world, message))).not.toContain('link first');
    await say(world, mona.slackId, '/pat unlink');
    await world.settle();
    expect(reads(asItIsNow(world, message))).toContain(first);
  });

  it('follows the policy too, at a start and while it runs', async () => {
    const world = await startWorld({ policy: unlinked });
    await makeToken(world, { name: 'robot', repositories: ['website'] }, 'acme-ci');
    const card = cardOf(world, 'robot');
    await world.restart(sponsored);
    await world.settle();
    expect(offers(world, card)).toContain('approve_pending_token');
    expect(await world.bot().takePolicy(parsePolicy(unlinked, 'policy.yml'))).toBe(true);
    await world.settle();
    expect(offers(world, card)).not.toContain('approve_pending_token');
    expect(reads(asItIsNow(world, card))).toContain(untilLinked);
  });
});

it('a token of a machine user that nobody approved can be accepted only while its sponsor is linked', async () => {
  const world = await startWorld({ hasSignIn: true, policy: unlinked });
  await linkBySignIn(world, mona.slackId, 'mona');
  const token = await makeToken(world, { name: 'robot', repositories: ['website'] }, 'acme-ci');
  await world.slack.click(carl.slackId, decisionCard(world, 'robot'), 'approve_pending_token');
  await world.settle();
  world.github.people.regenerateToken(token.tokenId, null);
  await passOften(world);
  await passWithoutOutage(world, 24.5);
  const flag = cardsAbout(world, '').find((one) => buttonsOf(one).includes('keep_token'));
  if (flag === undefined) throw new Error('nothing was flagged');
  await say(world, mona.slackId, '/pat unlink');
  await world.settle();
  expect(offers(world, flag)).toEqual(['revoke_token', 'request_details']);
  expect(reads(asItIsNow(world, flag))).toContain('nobody can accept it until they are linked');
  await linkBySignIn(world, mona.slackId, 'mona');
  expect(offers(world, flag)).toContain('keep_token');
  expect(reads(asItIsNow(world, flag))).not.toContain(untilLinked);
});

it('a request for a machine user can be approved on its card only while its sponsor is linked', async () => {
  const world = await startWorld({ hasSignIn: true, policy: unlinked });
  await linkBySignIn(world, mona.slackId, 'mona');
  await askForToken(world, mona.slackId, { machine_user: 'acme-ci' });
  const card = cardOf(world, '· PAT-1');
  expect(offers(world, card)).toContain('approve_request');
  await say(world, mona.slackId, '/pat unlink');
  await world.settle();
  expect(offers(world, card)).not.toContain('approve_request');
  expect(offers(world, card)).not.toContain('adjust_request');
  expect(offers(world, card)).toContain('deny_request');
  expect(reads(asItIsNow(world, card))).toContain(untilLinked);
  await linkBySignIn(world, mona.slackId, 'mona');
  expect(offers(world, card)).toContain('approve_request');
});
