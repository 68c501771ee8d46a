import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { acceptOffer, adjust, openAdjust, ownOffer } from '../support/offers.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  carriedBy,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
const less = {
  permissions: ['contents:read', 'pull_requests:read'],
  repositories: ['website'],
  lifetime: '7',
  reason: 'The tags need no access to payments.',
};
const lesser = { ...less, permissions: ['contents:read'], reason: 'Pull requests are public here.' };

async function asked(changes = {}): Promise<TestWorld> {
  const world = await startWorld();
  await askForToken(world, mona.slackId, changes);
  return world;
}

async function listOf(world: TestWorld): Promise<string> {
  return toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'));
}

describe('a reviewer who approves less than was asked', () => {
  it('tells the requester what differs, whose acceptance approves just that; a token as first asked is held', async () => {
    const world = await asked();
    const same = await adjust(world, { reason: 'So.' });
    expect(JSON.stringify(same.view?.blocks)).toContain(
      'This is all that PAT-1 requests, so there is nothing to offer.',
    );
    await world.slack.close(bea.slackId, await world.slack.until(() => same.view));
    expect(await adjust(world, less)).toMatchObject({ closed: true });
    const message = ownOffer(world);
    expect(reads(message)).toContain(`<@${bea.slackId}> would approve less of “nightly-release” for acme · PAT-1`);
    expect(reads(message)).toContain('Contents: read (requested: write)');
    expect(reads(message)).toContain('Repositories: website (requested: payments and website)');
    expect(reads(message)).toContain('Lifetime: 7 days (requested: 30 days)');
    expect(reads(message)).toContain(`Reason: ${less.reason}`);
    expect(buttonsOf(message)).toEqual(['accept_offer', 'withdraw_request', 'request_details']);
    expect(reads(cardOf(world, '· PAT-1'))).toContain(
      `<@${bea.slackId}> would approve less, and <@${mona.slackId}> has yet to answer: see Details.`,
    );
    const listed = await listOf(world);
    expect(listed).toContain(
      `Waiting for your answer, until 8 March 2027 at 09:30 UTC: <@${bea.slackId}> would approve less.`,
    );
    expect(listed).toContain('[Accept]');
    await acceptOffer(world);
    expect(lastDirectMessage(world, mona.slackId)).toContain('expires_in=7&contents=read&pull_requests=read');
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
    const wider = await makeToken(world, { expiresAt: new Date(world.now() + 7 * 86_400_000) });
    expect(isPending(world, wider)).toBe(true);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('Contents: write (approved: read)');
    world.github.people.editToken(wider.tokenId, {
      permissions: { repository: { contents: 'read', pull_requests: 'read' } },
      repositories: ['website'],
    });
    await world.settle();
    expect(isActive(world, wider)).toBe(true);
  });

  it('holds the token of the lesser scope that is edited on GitHub to what was asked first', async () => {
    const world = await asked();
    await adjust(world, { ...less, lifetime: '30' });
    await acceptOffer(world);
    const lesserScope = { permissions: { repository: { contents: 'read', pull_requests: 'read' } } } as const;
    const token = await makeToken(world, { ...lesserScope, repositories: ['website'] });
    expect(isActive(world, token)).toBe(true);
    world.github.people.editToken(token.tokenId, {
      permissions: { repository: { contents: 'write', pull_requests: 'read' } },
      repositories: ['payments', 'website'],
    });
    await world.settle();
    expect(isPending(world, token)).toBe(true);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('Contents: write (approved: read)');
    expect(world.github.state.reviews).toHaveLength(1);
  });

  it('may offer something else, which takes the place of the first; nobody but the requester can accept', async () => {
    const world = await asked();
    await adjust(world, less);
    const first = ownOffer(world);
    const value = carriedBy(first, 'accept_offer');
    await adjust(world, lesser, carl.slackId);
    const colleague = await world.slack.click(dan.slackId, first, 'accept_offer', { force: true, value });
    expect(await toldPrivately(world, colleague)).toContain('You have no request PAT-1.');
    const late = await world.slack.click(mona.slackId, first, 'accept_offer', { force: true, value });
    expect(await toldPrivately(world, late)).toContain('A newer offer has replaced this one, so nothing was changed.');
    expect(reads(ownOffer(world))).toContain('Pull requests: not included (requested: read)');
    await acceptOffer(world);
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`Approved by <@${carl.slackId}>`);
    expect(directMessages(world, mona.slackId).at(-1)).not.toContain('pull_requests');
  });

  it('is answered by withdrawing too: nothing is left to accept', async () => {
    const world = await asked();
    await adjust(world, less);
    const message = ownOffer(world);
    const value = carriedBy(message, 'accept_offer');
    await world.slack.click(mona.slackId, message, 'withdraw_request');
    await world.settle();
    expect(directMessages(world, mona.slackId).join('\n')).toContain('This offer has ended.');
    const late = await world.slack.click(mona.slackId, message, 'accept_offer', { force: true, value });
    expect(await toldPrivately(world, late)).toContain('Nothing was changed.');
    expect(await listOf(world)).toContain('Withdrawn by');
  });

  it('can offer nothing for a request that timed out before its requester answered', async () => {
    const world = await asked();
    await adjust(world, less);
    await world.pass({ days: 8 });
    await world.pass({ days: 2 });
    expect(directMessages(world, mona.slackId).join('\n')).toContain('This offer has ended.');
    expect(lastDirectMessage(world, mona.slackId)).toContain('timed out: you didn’t answer the offer in time.');
  });

  it('no longer counts where they may not decide any more: both are told, and the request waits as it was', async () => {
    const world = await asked();
    await adjust(world, less);
    world.github.people.setRole(bea.login, organization, 'member');
    const accepted = await acceptOffer(world);
    const said = 'can no longer decide';
    expect(await toldPrivately(world, accepted)).toContain(`<@${bea.slackId}> ${said} this, so the offer has ended.`);
    for (const { slackId } of [mona, bea]) {
      expect(directMessages(world, slackId).join('\n')).toContain(`<@${bea.slackId}> ${said} for acme.`);
    }
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
    await approve(world, '· PAT-1', carl.slackId);
    expect(lastDirectMessage(world, mona.slackId)).toContain('expires_in=30');
  });
});

describe('where two have to approve', () => {
  it('counts as one approval, voids the others, and needs another of the lesser scope', async () => {
    const world = await startWorld({
      policy: policyText().replace('    lifetime:', '    approvals: 2\n    lifetime:'),
    });
    await askForToken(world, mona.slackId);
    await approve(world, '· PAT-1', carl.slackId);
    await adjust(world, less);
    await acceptOffer(world);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('1 of 2');
    const again = await approve(world, '· PAT-1', bea.slackId);
    expect(await toldPrivately(world, again)).toContain('You have already approved PAT-1.');
    await approve(world, '· PAT-1', carl.slackId);
    expect(lastDirectMessage(world, mona.slackId)).toContain('expires_in=7&contents=read');
  });
});

describe('where all repositories were asked for', () => {
  it('names none that the reviewer or the requester may not see', async () => {
    const world = await startWorld({
      prepare: ({ github }) => {
        const made = { 'vault-secret': {}, 'vault-of-mona': { mona: 'read' } } as const;
        for (const [name, collaborators] of Object.entries(made)) {
          github.people.createRepository(organization, { name, private: true, collaborators });
        }
        github.people.createRepository(organization, { name: 'vault-docs', private: false, collaborators: {} });
      },
    });
    await askForToken(world, mona.slackId, { repository_access: 'all' });
    const view = await openAdjust(world);
    const found = await world.slack.suggest(bea.slackId, view, 'repositories', 'vault');
    expect(found.map(({ value }) => value)).toEqual(['vault-docs', 'vault-of-mona']);
    const chosen = { repository_access: 'subset', repositories: ['vault-of-mona'], reason: 'It needs one.' };
    const filled = await world.slack.fill(bea.slackId, view, chosen);
    expect(await world.slack.submit(bea.slackId, filled)).toMatchObject({ closed: true });
    await world.settle();
    expect(reads(ownOffer(world))).toContain(
      'Repositories: vault-of-mona (requested: all repositories, including future ones)',
    );
  });
});
