// What somebody reads of their own in the list, on Home and in their own copy is so in each state, and says what they can do.
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { classicAllowed, classicAsked } from '../support/ask-for-classic.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { openHome } from '../support/home-of.ts';
import { acceptOffer, adjust } from '../support/offers.ts';
import { approve, buttonsOf, cardOf, makeToken, reads, toldPrivately, usualToken } from '../support/people.ts';
import { ask } from '../support/questions.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;

async function list(world: TestWorld): Promise<string> {
  return toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'));
}

function ownCopy(world: TestWorld, name = 'PAT-1'): string {
  const copies = world.slack.directMessages(mona.slackId).map(reads);
  return copies.find((text) => text.startsWith('*Your request') && text.includes(name)) ?? '';
}

async function saysMade(world: TestWorld): Promise<void> {
  const message = world.slack.directMessages(mona.slackId).find((one) => buttonsOf(one).includes('classic_made'));
  if (message === undefined) throw new Error('nothing asks whether it was made');
  const opened = await world.slack.click(mona.slackId, message, 'classic_made');
  await world.slack.submit(mona.slackId, await world.slack.until(() => opened.modal));
  await world.settle();
}

describe('a classic token', () => {
  it('waits for its requester to make it and to say so, and stands on their Home until its declared end', async () => {
    const world = await startWorld({ policy: policyText(classicAllowed) });
    await askForToken(world, mona.slackId, classicAsked);
    await approve(world);
    const waits = 'Waiting for you to create the classic token on GitHub, and then to say so here.';
    expect(await list(world)).toContain(waits);
    expect(ownCopy(world)).toContain(waits);
    expect(reads(cardOf(world, '· PAT-1'))).toContain(
      'Waiting for its requester to create the classic token on GitHub.',
    );
    await saysMade(world);
    const made =
      'Its classic token was created on 1 March 2027 at 09:30 UTC, to last until 31 March 2027 at 09:30 UTC.';
    expect(await list(world)).toContain(made);
    const home = await openHome(world, mona.slackId);
    expect(home).toContain(
      `Classic tokens\n“publish” for acme · PAT-1: Approved by <@${bea.slackId}>. ${made} [Details]`,
    );
    expect(home).not.toContain('You have no requests and no tokens here yet.');
    await world.pass({ days: 31 });
    expect(await openHome(world, mona.slackId)).not.toContain('publish');
  });

  it('needs no owner on GitHub, also where the policy only observes', async () => {
    const world = await startWorld({ policy: policyText(`    mode: observe\n${classicAllowed}`) });
    await askForToken(world, mona.slackId, classicAsked);
    await approve(world);
    const home = await openHome(world, mona.slackId);
    expect(home).toContain('Create it with exactly the scopes that were approved.');
    expect(home).not.toContain('an owner also has to approve');
  });
});

describe('a request', () => {
  it('that one of two approved says who did', async () => {
    const world = await startWorld({ policy: policyText('    approvals: 2\n') });
    await askForToken(world, mona.slackId);
    await approve(world);
    const given = `until 8 March 2027 at 09:30 UTC. 1 of 2: <@${bea.slackId}> approved.`;
    expect(await list(world)).toContain(given);
    expect(await openHome(world, mona.slackId)).toContain(given);
    expect(ownCopy(world)).toContain(given);
    expect(reads(cardOf(world, '· PAT-1')).split(`1 of 2: <@${bea.slackId}> approved.`)).toHaveLength(2);
  });

  it('has its question beside it, and with an offer both', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await ask(world, bea.slackId, 'Which of its jobs pushes tags?');
    const question = `<@${bea.slackId}> asked on 1 March 2027 at 09:30 UTC:\nQuestion: Which of its jobs pushes tags?`;
    expect(await list(world)).toContain(`${question}\n[Answer…]`);
    await adjust(world, { lifetime: '7', reason: 'A week will do.' });
    expect(await list(world)).toContain(`${question}\n[Answer…]\n[Accept]`);
    expect(await openHome(world, mona.slackId)).toContain(`${question}\n[Answer…]\n[Accept] [Withdraw] [Details]`);
    await acceptOffer(world);
    expect(await list(world)).not.toContain('[Answer…]');
  });

  it('whose offer timed out says who did not answer', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await adjust(world, { lifetime: '7', reason: 'A week will do.' });
    for (let day = 0; day < 12; day += 1) await world.pass({ days: 1 });
    expect(await list(world)).toContain('Timed out. You didn’t answer the offer in time.');
    expect(await openHome(world, mona.slackId)).toContain('Timed out. You didn’t answer the offer in time.');
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`<@${mona.slackId}> didn’t answer the offer in time.`);
  });
});

describe('a request whose token is wider', () => {
  it('says in the list what is wider, and what to do', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world, { ...usualToken(world), repositorySelection: 'all', repositories: [] });
    expect(await list(world)).toContain(
      'Its token is on hold on GitHub, because it is wider than approved.\nNot approved: / - all repositories (approved: payments and website)\nNarrow it on GitHub and we’ll approve it automatically, or wait for an owner.',
    );
  });

  it('says where the policy only observes that an owner decides on GitHub', async () => {
    const world = await startWorld({ policy: policyText('    mode: observe\n') });
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world, { ...usualToken(world), repositorySelection: 'all', repositories: [] });
    const waits = 'Its token is waiting on GitHub until an owner decides there. It’s wider than approved.';
    expect(await list(world)).toContain(waits);
    expect(ownCopy(world)).toContain(waits);
    expect(reads(cardOf(world, 'of <@U0MONA00001> for acme · PAT-1'))).toContain(waits);
  });
});

describe('a renewal', () => {
  it('that is approved says on Home to regenerate the token, not to make another', async () => {
    const { world } = await active();
    for (let day = 0; day < 24; day += 1) await world.pass({ days: 1 });
    const opened = await world.slack.command(mona.slackId, '/pat renew PAT-1');
    await world.slack.submit(mona.slackId, await world.slack.until(() => opened.modal));
    await world.settle();
    await approve(world, '· PAT-2');
    const home = await openHome(world, mona.slackId);
    expect(home).toContain('Best: open “nightly-release” on GitHub and choose “Regenerate token”, by 1 April 2027');
    expect(home).toMatch(/\[Regenerate on GitHub -> \S+\] \[Create a new one -> \S+\] \[Withdraw\] \[Details\]/);
    expect(home).not.toContain('Create it by');
  });
});

describe('a machine user’s token', () => {
  it('says on its sponsor’s Home whose it was once it has ended', async () => {
    const policy = policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${mona.slackId}`);
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, { machine_user: 'acme-ci' });
    await approve(world);
    await makeToken(world, usualToken(world), 'acme-ci');
    for (let day = 0; day < 31; day += 1) await world.pass({ days: 1 });
    expect(await openHome(world, mona.slackId)).toContain(
      '“nightly-release” of the machine user acme-ci · PAT-1 expired on 31 March 2027 at 09:30 UTC.',
    );
  });
});
