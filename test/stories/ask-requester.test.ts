import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  carriedBy,
  directMessages,
  lastDirectMessage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { answer, ask, ownQuestion } from '../support/questions.ts';
import { sampleCredentials } from '../support/sample-credentials.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
const question = 'Which of its jobs pushes tags?';
const text = 'The release job alone.';

async function asked(): Promise<TestWorld> {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  expect(await ask(world, bea.slackId, question)).toMatchObject({ closed: true });
  return world;
}

async function detailsFor(world: TestWorld, slackId: string): Promise<string> {
  const opened = await world.slack.click(slackId, cardOf(world, '· PAT-1'), 'request_details');
  const view = await world.slack.until(() =>
    opened.modal !== undefined && reads(opened.modal as never).includes('Contents: write') ? opened.modal : undefined,
  );
  return reads(view as never);
}

describe('an owner who asks before deciding', () => {
  it('reaches the requester, whose answer comes back, stands in Details and is told in a line of the card', async () => {
    const world = await asked();
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`<@${bea.slackId}> has asked <@${mona.slackId}> a question.`);
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toEqual([
      'approve_request',
      'deny_request',
      'adjust_request',
      'ask_requester',
      'request_details',
    ]);
    const message = ownQuestion(world);
    expect(reads(message)).toContain('A question about your request “nightly-release” for acme · PAT-1');
    expect(reads(message)).toContain(`Question: ${question}`);
    expect(reads(message)).toContain('An owner can decide before you answer.');
    expect(await answer(world, text)).toMatchObject({ closed: true });
    expect(reads(cardOf(world, '· PAT-1'))).toContain(
      `<@${mona.slackId}> answered <@${bea.slackId}>’s question: see Details.`,
    );
    expect(lastDirectMessage(world, bea.slackId)).toContain(
      `<@${mona.slackId}> answered your question about “nightly-release” · PAT-1`,
    );
    expect(lastDirectMessage(world, bea.slackId)).toContain(`Answer: ${text}`);
    expect(directMessages(world, carl.slackId).filter((one) => one.includes(text))).toEqual([]);
    const details = await detailsFor(world, carl.slackId);
    expect(details).toContain(`Question: ${question}`);
    expect(details).toContain(`Answer: ${text}`);
    const own = world.slack.directMessages(mona.slackId).at(-1);
    if (own === undefined) throw new Error('there is no message');
    expect(reads(own)).toContain(`Answer: ${text}`);
    expect(buttonsOf(own)).toEqual([]);
    const kept = "SELECT act, actor, subject FROM entries WHERE act IN ('request.ask', 'request.answer') ORDER BY seq";
    expect(await world.database.rows(kept)).toMatchObject([
      { act: 'request.ask', actor: `slack:${bea.slackId}`, subject: 'PAT-1' },
      { act: 'request.answer', actor: `slack:${mona.slackId}`, subject: 'PAT-1' },
    ]);
  });

  it('keeps nobody from deciding, and then there is nothing left to answer', async () => {
    const world = await asked();
    const message = ownQuestion(world);
    const value = carriedBy(message, 'answer_question');
    await approve(world, '· PAT-1', carl.slackId);
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`Approved by <@${carl.slackId}>`);
    expect(world.slack.directMessages(mona.slackId).flatMap(buttonsOf)).not.toContain('answer_question');
    const late = await world.slack.click(mona.slackId, message, 'answer_question', { force: true, value });
    expect(await toldPrivately(world, late)).toContain(`<@${carl.slackId}> approved PAT-1`);
  });

  it('is told that it was decided where that came first, and nothing is asked', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { slack } = world;
    const opened = await slack.click(bea.slackId, cardOf(world, '· PAT-1'), 'ask_requester');
    const view = await slack.fill(bea.slackId, await slack.until(() => opened.modal), { question });
    await approve(world, '· PAT-1', carl.slackId);
    const sent = await slack.submit(bea.slackId, view);
    expect(reads(sent.view as never)).toContain(`<@${carl.slackId}> approved PAT-1`);
    await world.settle();
    expect(directMessages(world, mona.slackId).filter((one) => one.includes('A question'))).toEqual([]);
  });

  it('and the requester find all of it again after a restart between each step', async () => {
    const world = await asked();
    await world.restart();
    await world.settle();
    await answer(world, text);
    await world.restart();
    await world.settle();
    expect(lastDirectMessage(world, bea.slackId)).toContain(`Answer: ${text}`);
    expect(await detailsFor(world, bea.slackId)).toContain(`Answer: ${text}`);
  });
});

describe('a request that was asked about ten times', () => {
  it('is asked about no more, and every question can still be answered and read', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { slack } = world;
    const long = 'and why not '.repeat(80);
    for (let number = 1; number < 10; number += 1) await ask(world, bea.slackId, `Question ${number}, ${long}`);
    // A form that is open when the tenth is sent; afterwards there is no button for one.
    const form = await slack.click(carl.slackId, cardOf(world, '· PAT-1'), 'ask_requester');
    const filled = await slack.fill(carl.slackId, await slack.until(() => form.modal), { question: 'An eleventh?' });
    await ask(world, bea.slackId, `Question 10, ${long}`);
    const eleventh = await slack.submit(carl.slackId, filled);
    expect(reads(eleventh.view as never)).toContain(
      `PAT-1 has had 10 questions, which is the most. Your question was not sent: please write to <@${mona.slackId}> in Slack.`,
    );
    expect(buttonsOf(cardOf(world, '· PAT-1'))).not.toContain('ask_requester');
    const opened = await slack.click(mona.slackId, ownQuestion(world), 'answer_question', {
      value: '1.1.10',
      force: true,
    });
    expect(reads((await slack.until(() => opened.modal)) as never)).toContain('Question 10');
    expect(JSON.stringify(ownQuestion(world).blocks)).toContain('1.1.10');
    expect(await detailsFor(world, carl.slackId)).toContain('Question 10');
  });
});

describe('a form that is sent twice', () => {
  it('asks once, and answers once', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { slack } = world;
    const opened = await slack.click(bea.slackId, cardOf(world, '· PAT-1'), 'ask_requester');
    const view = await slack.fill(bea.slackId, await slack.until(() => opened.modal), { question });
    await Promise.all([slack.submit(bea.slackId, view), slack.submit(bea.slackId, view)]);
    await world.settle();
    expect(directMessages(world, mona.slackId).filter((one) => one.includes(question))).toHaveLength(1);
    const asks = await slack.click(mona.slackId, ownQuestion(world), 'answer_question');
    const form = await slack.fill(mona.slackId, await slack.until(() => asks.modal), { answer: text });
    await Promise.all([slack.submit(mona.slackId, form), slack.submit(mona.slackId, form)]);
    await world.settle();
    expect(directMessages(world, bea.slackId).filter((one) => one.includes(text))).toHaveLength(1);
  });
});

describe('nobody else', () => {
  it.each([
    ['a member who is no owner', dan.slackId, 'Only owners of'],
    ['whoever asked for it', mona.slackId, 'This is your own request'],
  ])('asks: %s', async (_, slackId, said) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const value = carriedBy(cardOf(world, '· PAT-1'), 'ask_requester');
    const refused = await ask(world, slackId, question, '· PAT-1', { force: true, value });
    expect(reads(refused.view as never)).toContain(said);
    expect(directMessages(world, mona.slackId).filter((one) => one.includes(question))).toEqual([]);
  });

  it('answers: an owner can’t, in the requester’s place', async () => {
    const world = await asked();
    const message = ownQuestion(world);
    const value = carriedBy(message, 'answer_question');
    const outcome = await world.slack.click(carl.slackId, message, 'answer_question', { force: true, value });
    expect(await toldPrivately(world, outcome)).toContain('isn’t yours');
  });
});

describe('what is written in a question or an answer', () => {
  it('is refused at its field where it looks like a credential', async () => {
    const world = await asked();
    const [[, secret] = ['', '']] = sampleCredentials;
    expect(JSON.stringify(await ask(world, carl.slackId, `Is it ${secret}?`))).toContain('looks like a token');
    expect(JSON.stringify(await answer(world, `It is ${secret}`))).toContain('looks like a token');
    expect(JSON.stringify(world.slack.directMessages(bea.slackId))).not.toContain(secret);
  });

  it('names nobody and formats nothing', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await ask(world, bea.slackId, '<!channel> *now* @here <https://evil.example|Approve>');
    const message = ownQuestion(world);
    expect(reads(message)).toContain('<!channel> *now* @here <https://evil.example|Approve>');
    expect(message.text).not.toMatch(/<!channel>|<https:|(?<![\w\u200B])\*now\*|@here/);
  });
});
