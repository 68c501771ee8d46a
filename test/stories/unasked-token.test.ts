import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  isActive,
  makeToken,
  reads,
  revoke,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
const inChannel = (world: TestWorld): string => world.slack.messagesIn(channel).map(reads).join('\n---\n');

function switchApprovalOff(world: TestWorld): void {
  const found = world.github.state.organization(organization);
  if (found === undefined) throw new Error('no organization');
  found.approvalRequired = false;
}

describe('a token of high risk that nobody asked for', () => {
  const policy = policyText('    reviewers: [owners]\n').replace(
    '{ high: 1, critical: 1 }',
    '{ high: 2, critical: 2 }',
  );
  const permissions = { repository: { administration: 'write' } };
  const press = async (world: TestWorld, by: { readonly slackId: string }) => {
    const outcome = await world.slack.click(by.slackId, cardOf(world, 'admin-tool'), 'approve_pending_token');
    await world.settle();
    return outcome;
  };

  it('is let in by two owners, each shown on its card: an edit and a lost right void what was approved', async () => {
    const world = await startWorld({ policy });
    world.github.people.setRole(dan.login, organization, 'admin');
    const token = await makeToken(world, { name: 'admin-tool', permissions });
    expect(reads(cardOf(world, 'admin-tool'))).toContain('2 reviewers have to approve this.');
    await press(world, bea);
    expect(reads(cardOf(world, 'admin-tool'))).toContain(`1 of 2: <@${bea.slackId}> approved.`);
    expect(await toldPrivately(world, await press(world, bea))).toContain(
      'You have already approved “admin-tool”. It needs 1 more reviewer.',
    );
    expect(world.github.state.reviews).toEqual([]);
    world.github.people.editToken(token.tokenId, { repositorySelection: 'all' });
    await world.pass({ minutes: 1 });
    expect(reads(cardOf(world, 'admin-tool'))).toContain('2 reviewers have to approve this.');
    await press(world, bea);
    world.github.people.setRole(bea.login, organization, 'member');
    await press(world, carl);
    expect(world.github.state.reviews).toEqual([]);
    world.github.people.setRole(bea.login, organization, 'admin');
    expect(reads(cardOf(world, 'admin-tool'))).not.toContain(`<@${bea.slackId}> approved`);
  });

  it('ends with one denial, whoever approved it before, and one is enough where there is one owner', async () => {
    const world = await startWorld({ policy });
    await makeToken(world, { name: 'admin-tool', permissions });
    await press(world, bea);
    await world.slack.until(() => cardsAbout(world, '1 of 2')[0]);
    const opened = await world.slack.click(carl.slackId, cardOf(world, 'admin-tool'), 'deny_pending_token');
    const form = await world.slack.until(() => opened.modal);
    await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, form, { reason: 'Ask first.' }));
    await world.settle();
    expect(world.github.state.reviews.map(({ act }) => act)).toEqual(['deny']);
    const alone = await startWorld({ policy });
    alone.github.people.setRole(carl.login, organization, 'member');
    const token = await makeToken(alone, { name: 'admin-tool', permissions });
    expect(reads(cardOf(alone, 'admin-tool'))).toContain('so one approval is enough');
    await press(alone, bea);
    expect(isActive(alone, token)).toBe(true);
  });
});

describe('an owner’s token, which GitHub lets in without asking', () => {
  it('is told to the channel once, with Revoke, and says nothing of approval', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'owner-tool' }, 'bea-owner');
    for (let pass = 0; pass < 4; pass += 1) await world.pass({ minutes: 6 });
    expect(cardsAbout(world, 'owner-tool')).toHaveLength(1);
    const card = cardOf(world, 'owner-tool');
    expect(reads(card)).toContain('for acme is active, and nobody approved it here');
    expect(buttonsOf(card)).toEqual(['keep_token', 'revoke_token', 'request_details']);
    expect(inChannel(world)).not.toContain('seems not to require approval');
    await revoke(world, carl.slackId, 'owner-tool', 'Please ask first.');
    await world.settle();
    expect(isActive(world, token)).toBe(false);
  });

  it('is accepted by the other owner, not by its holder, and is held to that from then on', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'owner-tool' }, 'bea-owner');
    await world.pass({ minutes: 6 });
    await world.slack.click(bea.slackId, cardOf(world, 'owner-tool'), 'keep_token');
    await world.settle();
    expect(reads(cardOf(world, 'owner-tool'))).toContain('nobody approved it here');
    await world.slack.click(carl.slackId, cardOf(world, 'owner-tool'), 'keep_token');
    await world.settle();
    expect(reads(cardOf(world, 'owner-tool'))).toContain('It’s within what was approved.');
    expect(buttonsOf(cardOf(world, 'owner-tool'))).toEqual(['revoke_token', 'request_details']);
    world.github.people.editToken(token.tokenId, { repositorySelection: 'all' });
    await world.pass({ minutes: 6 });
    expect(inChannel(world)).toContain('all repositories (approved: payments and website)');
  });

  it('that becomes wider although nobody had agreed to it is told again', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'owner-tool' }, 'bea-owner');
    await world.pass({ minutes: 6 });
    world.github.people.editToken(token.tokenId, { repositorySelection: 'all' });
    await world.pass({ minutes: 6 });
    await world.pass({ minutes: 6 });
    expect(cardsAbout(world, 'owner-tool')).toHaveLength(2);
  });

  it('that is asked for afterwards, under its own name, is attached to that request', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'owner-tool' }, 'bea-owner');
    await world.pass({ minutes: 6 });
    await askForToken(world, bea.slackId, { token_name: 'owner-tool', repositories: ['website', 'payments'] });
    await approve(world, '· PAT-1', carl.slackId);
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token has been active');
    expect(reads(cardOf(world, 'token “owner-tool”'))).toContain('(PAT-1)');
  });

  it('does not use up an approval that was given for another name', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'owner-tool' }, 'bea-owner');
    await world.pass({ minutes: 6 });
    await askForToken(world, bea.slackId, { token_name: 'another-tool' });
    await approve(world, '· PAT-1', carl.slackId);
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Waiting for the token to be made on GitHub');
  });
});

describe('a token of somebody who owns nothing that was let in without asking', () => {
  it('says once that approval seems to be off, and how to turn it on', async () => {
    const world = await startWorld();
    switchApprovalOff(world);
    await makeToken(world, { name: 'first' });
    await world.pass({ minutes: 6 });
    await makeToken(world, { name: 'second' }, 'dan-dev');
    await world.pass({ minutes: 6 });
    const told = world.slack.messagesIn(channel).map(reads);
    expect(told.filter((text) => text.includes('seems not to require approval of tokens'))).toHaveLength(1);
    expect(inChannel(world)).toContain('“Require administrator approval”');
    expect(cardsAbout(world, 'token “first” for')).toHaveLength(1);
    expect(cardsAbout(world, 'token “second” for')).toHaveLength(1);
    expect(dan.login).toBe('dan-dev');
  });

  it('that was agreed is matched by the same rule, and nobody is alarmed', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    switchApprovalOff(world);
    await makeToken(world);
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active');
    expect(inChannel(world)).not.toContain('nobody approved it here');
  });
});

it('that its holder deleted before an owner approved it is said to be gone at once, and nobody is told of codes', async () => {
  const world = await startWorld();
  const token = await makeToken(world, { name: 'quick' });
  const card = cardOf(world, '“quick”');
  world.github.webhooks.mode = 'lose';
  world.github.people.deleteToken(token.tokenId);
  await world.slack.click(carl.slackId, card, 'approve_pending_token');
  await world.settle();
  expect(reads(cardOf(world, '“quick”'))).not.toContain('Telling GitHub now');
  expect(reads(cardOf(world, '“quick”'))).toContain('It no longer waits for approval.');
  expect(inChannel(world)).not.toContain('not_listed_yet');
});
