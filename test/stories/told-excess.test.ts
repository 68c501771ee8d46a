// What a holder was told of a token that goes past what was agreed: once that is otherwise, the message says so.
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, withDeadline } from '../support/agreed-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  deny,
  lastDirectMessage,
  passWithoutOutage,
  reads,
  revoke,
} from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const dayMs = 86_400_000;
const { mona, bea, carl } = cast;

/** Her messages that say it, the oldest first, as they stand now. */
function saying(world: TestWorld, words: string): readonly PostedMessage[] {
  return world.slack.directMessages(mona.slackId).filter((one) => reads(one).includes(words));
}
const told = (world: TestWorld) => saying(world, 'our token “nightly-release” for acme');

/** Two ends past what was agreed, the second one while the owners know of the first. */
async function toldOwners(policy = withDeadline) {
  const { world, token } = await active(policy);
  const end = async (days: number): Promise<void> => {
    world.github.people.regenerateToken(token.tokenId, new Date(Date.UTC(2027, 2, 31, 9) + days * dayMs));
    await world.pass({ minutes: 6 });
  };
  await end(5);
  await passWithoutOutage(world, 24.5);
  await end(32);
  return { world, token, end };
}

async function askForIt(world: TestWorld, message: PostedMessage | undefined): Promise<void> {
  if (message === undefined) throw new Error('nothing was asked');
  const outcome = await world.slack.click(mona.slackId, message, 'renew_token');
  await world.slack.submit(mona.slackId, await world.slack.until(() => outcome.modal));
  await world.settle();
}

describe('what a holder was told of a token that is wider than approved', () => {
  it('is said by the newest message alone, where its end was moved again and again', async () => {
    const { world, end } = await toldOwners();
    expect(told(world).map(reads).join()).toContain('it lasts until 2 May 2027');
    await end(42);
    const [before = '', now = ''] = told(world).map(reads);
    expect(before).toContain('Your token “nightly-release” for acme was wider than approved.');
    expect(before).toContain('Our newer message about it is up to date.');
    expect(before).not.toContain('May');
    expect(now).toContain('it lasts until 12 May 2027');
    expect(told(world).map(buttonsOf)).toEqual([[], ['renew_token']]);
  });

  it('says that it is within what was approved, once its holder regenerated it', async () => {
    const { world, end } = await toldOwners();
    await end(-1);
    const [message = '', ...others] = told(world).map(reads);
    expect(others).toEqual([]);
    expect(message).toContain('was wider than approved.');
    expect(message).toContain('This is out of date: it’s within what was approved, and expires on 30 March 2027');
    expect(message).not.toContain('we’ll revoke it');
  });

  it('says so where an owner accepted it, and where one revoked it', async () => {
    const accepted = await toldOwners();
    await accepted.world.slack.click(carl.slackId, cardOf(accepted.world, 'wider than PAT-1 allows'), 'keep_token');
    await accepted.world.settle();
    expect(told(accepted.world).map(reads)[0]).toContain('This is out of date: it’s within what was approved');
    const revoked = await toldOwners();
    await revoke(revoked.world, bea.slackId, 'wider than PAT-1 allows', 'Too long.');
    await revoked.world.settle();
    expect(told(revoked.world).map(reads)[0]).toContain('This is out of date: it was revoked on 2 March 2027');
  });

  it('offers to request the new end, where it is too late and nothing else', async () => {
    const { world } = await toldOwners();
    const [message] = told(world);
    expect(reads(message as PostedMessage)).toContain('Or request the new end here.');
    expect(reads(message as PostedMessage)).not.toContain('/pat request');
    await askForIt(world, message);
    expect(told(world).map(buttonsOf)).toEqual([['request_details']]);
    expect(told(world).map(reads)[0]).toContain('Its renewal is PAT-2, so there’s nothing more to request.');
    await approve(world, '· PAT-2');
    await world.pass({ minutes: 6 });
    expect(told(world).map(reads)[0]).toContain('This is out of date: it’s within what was approved');
  });
});

describe('a new end that an owner denied', () => {
  it('is not offered again: its holder reads what is needed, and the owners’ card names the denial', async () => {
    const { world, token } = await active(policyText('    drift: { grace_days: 14, then: remind }\n'));
    world.github.people.regenerateToken(token.tokenId, new Date(Date.UTC(2027, 3, 5, 9)));
    await world.pass({ minutes: 6 });
    const questions = () => saying(world, 'You prolonged “nightly-release” for acme by');
    await askForIt(world, questions()[0]);
    await deny(world, 'April is enough.', '· PAT-2');
    const [question] = questions();
    const said = reads(question as PostedMessage);
    expect(said).toContain(`<@${carl.slackId}> denied the new end (PAT-2).`);
    expect(said).toContain('Regenerate it on GitHub with an end by 31 March 2027');
    expect(said).toContain('If it stays so, we tell the owners on 2 March 2027');
    expect(said).not.toContain('request that');
    expect(buttonsOf(question as PostedMessage)).toEqual(['request_details']);
    expect(lastDirectMessage(world, mona.slackId)).toContain('April is enough.');
    await passWithoutOutage(world, 24.5);
    const card = reads(cardOf(world, 'wider than PAT-1 allows'));
    expect(card).toContain(`<@${carl.slackId}> denied the new end (PAT-2).`);
    expect(card).toContain('Reason given then: April is enough.');
    expect(questions().map(reads).join()).toContain('We’ve told the owners.');
  });

  it('is not offered by what says that the owners were told, either', async () => {
    const { world } = await toldOwners();
    await askForIt(world, told(world)[0]);
    await deny(world, 'April is enough.', '· PAT-2');
    expect(told(world).map(buttonsOf)).toEqual([['request_details']]);
    expect(told(world).map(reads)[0]).toContain(`<@${carl.slackId}> denied the new end (PAT-2).`);
    expect(told(world).map(reads)[0]).not.toContain('request the new end');
  });
});
