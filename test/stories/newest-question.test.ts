// What a holder was asked about a token, and is asked again, or that settled itself: only what can still be answered has buttons.
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, withDeadline } from '../support/agreed-token.ts';
import { approve, buttonsOf, cardOf, deny, makeToken, passWithoutOutage, reads } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const dayMs = 86_400_000;
const { mona, carl } = cast;
const allowed = policyText('    renewal: { same_scope: allow }\n');
const asks = ['renew_token', 'undo_renewal'];

/** Her messages that say it, the oldest first, as they stand now. */
function saying(world: TestWorld, words: string): readonly PostedMessage[] {
  return world.slack.directMessages(mona.slackId).filter((one) => reads(one).includes(words));
}
const questions = (world: TestWorld) => saying(world, 'You prolonged “nightly-release” for acme by');

/** The token, 30 days of which were agreed to, ends so many days later on GitHub, and that was seen. */
async function prolong(world: TestWorld, tokenId: number, days: number): Promise<void> {
  world.github.people.regenerateToken(tokenId as never, new Date(Date.UTC(2027, 2, 31, 9) + days * dayMs));
  await world.pass({ minutes: 6 });
}

async function asked(policy?: string) {
  const { world, token } = await active(policy);
  await prolong(world, token.tokenId, 5);
  expect(questions(world).map(buttonsOf)).toEqual([asks]);
  return { world, token };
}

async function askForIt(world: TestWorld): Promise<void> {
  const message = questions(world).at(-1);
  if (message === undefined) throw new Error('nothing was asked');
  const outcome = await world.slack.click(mona.slackId, message, 'renew_token');
  await world.slack.submit(mona.slackId, await world.slack.until(() => outcome.modal));
  await world.settle();
}

describe('the question about a prolonged token', () => {
  it('that was prolonged again says so, and only the newer one can be answered', async () => {
    const { world, token } = await asked();
    await prolong(world, token.tokenId, 9);
    const [old, next, ...others] = questions(world);
    expect(others).toEqual([]);
    expect(reads(old as PostedMessage)).toContain('by 5 days');
    expect(reads(old as PostedMessage)).toContain('This is out of date: as of 1 March 2027 it expires on 9 April 2027');
    expect(reads(old as PostedMessage)).not.toContain('Do you want to request that?');
    expect(reads(next as PostedMessage)).toContain('by 9 days. Do you want to request that?');
    expect(questions(world).map(buttonsOf)).toEqual([[], asks]);
  });

  it('has nothing to press after two prolongations while Slack took no redraw, and there and back again', async () => {
    const { world, token } = await asked();
    await prolong(world, token.tokenId, 0);
    expect(questions(world).map(buttonsOf)).toEqual([[]]);
    await prolong(world, token.tokenId, 5);
    const buttons = questions(world).map(buttonsOf);
    expect(buttons.slice(0, -1).flat()).toEqual([]);
  });

  it('that its holder took back on GitHub says that it is within what was approved', async () => {
    const { world, token } = await asked();
    await prolong(world, token.tokenId, -1);
    expect(questions(world).map(buttonsOf)).toEqual([[]]);
    expect(questions(world).map(reads).join()).toContain(
      'This is out of date: it’s within what was approved, and expires on 30 March 2027',
    );
    expect(questions(world).map(reads).join()).not.toContain('we tell the owners');
  });

  it('that was asked for leads to the request, and asks no more once that was denied', async () => {
    const { world } = await asked();
    await askForIt(world);
    expect(questions(world).map(buttonsOf)).toEqual([['request_details']]);
    expect(questions(world).map(reads).join()).toContain('Its renewal is PAT-2, so there’s nothing more to request.');
    await deny(world, 'Not now.', '· PAT-2');
    expect(questions(world).map(buttonsOf)).toEqual([['request_details']]);
    expect(questions(world).map(reads).join()).toContain('denied the new end (PAT-2).');
    expect(questions(world).map(reads).join()).not.toContain('request that?');
  });

  it('that was asked for and approved has nothing left to press', async () => {
    const { world } = await asked();
    await askForIt(world);
    await approve(world, '· PAT-2');
    await world.pass({ minutes: 6 });
    expect(questions(world).map(buttonsOf)).toEqual([[]]);
    expect(questions(world).map(reads).join()).toContain('it’s within what was approved');
  });

  it('says that the owners were told once they were, and that one accepted it', async () => {
    const { world } = await asked(withDeadline);
    expect(questions(world).map(reads).join()).toContain('If you don’t request it within a day, we tell the owners.');
    await passWithoutOutage(world, 24.5);
    expect(questions(world).map(buttonsOf)).toEqual([asks]);
    expect(questions(world).map(reads).join()).toContain('We’ve told the owners.');
    expect(questions(world).map(reads).join()).not.toContain('within a day');
    await world.slack.click(carl.slackId, cardOf(world, 'wider than PAT-1 allows'), 'keep_token');
    await world.settle();
    expect(questions(world).map(buttonsOf)).toEqual([[]]);
  });

  it('that was revoked meanwhile says when', async () => {
    const { world, token } = await asked();
    world.github.people.revokeOnGithub('bea-owner', token.tokenId);
    await world.pass({ minutes: 6 });
    expect(questions(world).map(buttonsOf)).toEqual([[]]);
    expect(questions(world).map(reads).join()).toContain('This is out of date: it lost access on 1 March 2027');
  });
});

describe('a reminder', () => {
  const reminders = (world: TestWorld) => saying(world, '“nightly-release” for acme expires in ');
  const live = ['renew_token', 'let_token_end', 'request_details'];

  it('that a later one repeats has nothing left to press, and is drawn so once', async () => {
    const { world } = await active();
    await world.pass({ days: 17 });
    expect(reminders(world).map(buttonsOf)).toEqual([live]);
    await world.pass({ days: 7 });
    expect(reminders(world).map(buttonsOf)).toEqual([[], live]);
    expect(reminders(world).map(reads)[0]).toContain('Our newer message about it is up to date.');
    const [{ edits: drawn } = { edits: 0 }] = reminders(world);
    await world.pass({ days: 4 });
    expect(reminders(world).map(buttonsOf)).toEqual([[], [], live]);
    expect(reminders(world).map(({ edits }) => edits)).toEqual([drawn, 1, 0]);
  });
});

describe('the question whether to end a token whose work another one does', () => {
  async function offered() {
    const { world, token } = await active(allowed);
    for (let day = 0; day < 17; day += 1) await world.pass({ days: 1 });
    const reminder = world.slack.directMessages(mona.slackId).findLast((one) => buttonsOf(one).includes('renew_token'));
    if (reminder === undefined) throw new Error('nothing offers to renew it');
    const opened = await world.slack.click(mona.slackId, reminder, 'renew_token');
    await world.slack.submit(mona.slackId, await world.slack.until(() => opened.modal));
    await world.settle();
    const successor = await makeToken(world);
    for (let day = 0; day < 5; day += 1) await world.pass({ days: 1 });
    world.github.people.useToken(successor.tokenId);
    await world.pass({ days: 1 });
    const question = () => saying(world, 'nd the old “nightly-release”');
    expect(question().map(buttonsOf)).toEqual([['end_token']]);
    return { world, token, successor, question };
  }

  it('offers it no more once the other one is gone', async () => {
    const { world, successor, question } = await offered();
    world.github.people.deleteToken(successor.tokenId);
    await world.pass({ minutes: 6 });
    expect(question().map(buttonsOf)).toEqual([[]]);
    expect(question().map(reads).join()).toContain('We asked whether to end the old “nightly-release” for acme.');
    expect(question().map(reads).join()).toContain(
      'This is out of date: the new token no longer works, so you may still need this one.',
    );
  });

  it('says when it ended', async () => {
    const { world, token, question } = await offered();
    world.github.people.deleteToken(token.tokenId);
    await world.pass({ minutes: 6 });
    expect(question().map(buttonsOf)).toEqual([[]]);
    expect(question().map(reads).join()).toContain('This is out of date: it lost access on ');
  });
});
