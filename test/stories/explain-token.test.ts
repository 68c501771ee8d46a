import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  isActive,
  isPending,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, dan } = cast;

function offer(world: TestWorld) {
  const message = world.slack
    .directMessages(mona.slackId)
    .find((one) => buttonsOf(one).includes('claim_pending_token'));
  if (message === undefined) throw new Error('nobody offers to explain');
  return message;
}

async function explain(world: TestWorld, answers: Readonly<Record<string, string>>) {
  const opened = await world.slack.click(mona.slackId, offer(world), 'claim_pending_token');
  const view = await world.slack.until(() => opened.modal);
  const sent = await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, answers));
  await world.settle();
  return { view, sent };
}

const reasons = { purpose: 'Nightly release job', justification: 'It pushes tags.' };

describe('a token that nobody asked for', () => {
  it('is explained by its creator, and decided on the request’s card alone', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'surprise' });
    const { view } = await explain(world, reasons);
    expect(reads(view as never)).toContain('Request the token “surprise” exactly as it is on GitHub.');
    const request = cardOf(world, '· PAT-1');
    expect(reads(request)).toContain('Justification: It pushes tags.');
    expect(reads(request)).toContain('“surprise” is already waiting on GitHub. Approving here activates it.');
    const decidable = world.slack
      .messagesIn('C0REVIEWERS')
      .filter((message) => buttonsOf(message).some((id) => id.startsWith('approve_')));
    expect(decidable).toHaveLength(1);
    expect(reads(cardOf(world, 'token “surprise”'))).toContain('PAT-1 would cover it, and isn’t decided yet.');
    expect(isPending(world, token)).toBe(true);
    await approve(world, '· PAT-1');
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token has been active');
    expect(world.slack.directMessages(mona.slackId).some((one) => buttonsOf(one).includes('claim_pending_token'))).toBe(
      false,
    );
  });

  it('is explained once: a form that is sent twice makes one request', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'surprise' });
    const opened = await world.slack.click(mona.slackId, offer(world), 'claim_pending_token');
    const view = await world.slack.fill(mona.slackId, await world.slack.until(() => opened.modal), reasons);
    await Promise.allSettled([world.slack.submit(mona.slackId, view), world.slack.submit(mona.slackId, view)]);
    await world.settle();
    expect(cardsAbout(world, '· PAT-1')).toHaveLength(1);
    expect(cardsAbout(world, '· PAT-2')).toEqual([]);
  });

  it('says at each field what is wrong', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'surprise' });
    const { sent } = await explain(world, { purpose: ' ', justification: `ghp_${'a'.repeat(36)}` });
    expect(sent.errors?.purpose).toBe('Please fill this in.');
    expect(sent.errors?.justification).toContain('looks like a token');
  });

  it('is not offered to be explained where the policy forbids what it has', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'surprise', expiresAt: null });
    expect(() => offer(world)).toThrow('nobody offers to explain');
    expect(buttonsOf(cardOf(world, 'token “surprise”'))).toContain('deny_pending_token');
  });

  it('cannot be asked for where a new policy forbids what it has', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'surprise', expiresAt: new Date(world.now() + 60 * 86_400_000) });
    await world.restart(policyText().replace('max_days: 90', 'max_days: 30'));
    const { sent } = await explain(world, reasons);
    expect(reads(sent.view as never)).toContain(
      'The policy doesn’t allow what this token has, so you can’t request it. Nothing was sent. A token may last 30 days at most here.',
    );
    expect(cardsAbout(world, 'PAT-1')).toEqual([]);
  });

  it('is explained by nobody else', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'surprise' });
    const value = carriedBy(offer(world), 'claim_pending_token');
    const outcome = await world.slack.click(dan.slackId, offer(world), 'claim_pending_token', { force: true, value });
    expect(await toldPrivately(world, outcome)).toContain('We no longer know this, or it isn’t yours.');
  });

  it('that was decided meanwhile needs no explanation any more', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'surprise' });
    const message = offer(world);
    const value = carriedBy(message, 'claim_pending_token');
    await world.slack.click(bea.slackId, cardOf(world, 'surprise'), 'approve_pending_token');
    await world.settle();
    expect(() => offer(world)).toThrow('nobody offers to explain');
    const [told] = world.slack.directMessages(mona.slackId).map(reads);
    expect(told).toContain(`<@${bea.slackId}> approved your token “surprise” for acme.`);
    const late = await world.slack.click(mona.slackId, message, 'claim_pending_token', { force: true, value });
    expect(await toldPrivately(world, late)).toContain('no longer waits for an explanation');
  });

  it('is matched to a request that comes later, and has one card to decide on', async () => {
    const world = await startWorld();
    const token = await makeToken(world);
    expect(buttonsOf(cardOf(world, 'token “nightly-release”'))).toContain('approve_pending_token');
    await askForToken(world, mona.slackId);
    expect(buttonsOf(cardOf(world, 'token “nightly-release”'))).toEqual(['request_details']);
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
    await approve(world, '· PAT-1');
    expect(isActive(world, token)).toBe(true);
  });
});
