import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
const dayMs = 86_400_000;
const drift = '    drift: { grace_days: 3, then: revoke }\n';
const observes = policyText(`    mode: observe\n${drift}`);
const enforces = policyText(drift);
const refusal = 'Countersign only observes acme, so nothing was changed.';

/** What was asked of GitHub that changes something; an installation's token changes nothing. */
function writes(world: TestWorld): readonly string[] {
  return world.github.server.calls
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('GET ') && !name.endsWith('/access_tokens'));
}

async function change(world: TestWorld, text: string): Promise<void> {
  await world.bot().takePolicy(parsePolicy(text, 'policy.yml'));
  await world.settle();
}

const tokenCard = (world: TestWorld) => cardOf(world, 'token “nightly-release”');
const modesTold = (world: TestWorld) => cardsAbout(world, 'The policy for acme has changed');

/** A token that was agreed and waits, since nobody approved it on GitHub yet. */
async function observedWaiting(policy = observes) {
  const world = await startWorld({ policy });
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world);
  await world.pass({ minutes: 6 });
  return { world, token };
}

/** A token that an owner approved on GitHub and that lasts longer than agreed by now. */
async function observedWider() {
  const { world, token } = await observedWaiting();
  world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve');
  await world.pass({ minutes: 6 });
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
  await world.pass({ minutes: 6 });
  // Its holder is asked first, and says nothing for a day.
  await passWithoutOutage(world, 24.5);
  return { world, token };
}

describe('an organization that is only observed', () => {
  it('has its channel told so at the start, once', async () => {
    const world = await startWorld({ policy: observes });
    await world.restart(observes);
    expect(modesTold(world).map(reads)).toEqual([expect.stringContaining('From now on we only observe')]);
  });

  it('has a token that was agreed wait: the card says what we would have done, and GitHub is told nothing', async () => {
    const { world, token } = await observedWaiting();
    expect(isPending(world, token)).toBe(true);
    expect(reads(tokenCard(world))).toContain('Observe only: we would have approved this token, as PAT-1 covers it.');
    expect(buttonsOf(tokenCard(world))).toEqual(['open_on_github', 'request_details']);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toEqual(['open_on_github', 'deny_request', 'request_details']);
    expect(lastDirectMessage(world, mona.slackId)).toContain('We only observe acme: an owner decides on GitHub.');
    expect(cardsAbout(world, 'token “nightly-release”')).toHaveLength(1);
    expect(writes(world)).toEqual([]);
  });

  it('tells whoever asks that an owner has to approve on GitHub too, before they make the token', async () => {
    const world = await startWorld({ policy: observes });
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('an owner also has to approve the token on GitHub');
    await approve(world);
    const told = directMessages(world, mona.slackId).find((text) => text.includes('Create on GitHub'));
    expect(told).toContain('an owner also has to approve the token on GitHub');
    expect(told).not.toContain('about a minute');
  });

  it('keeps an approval whose token waits on GitHub, however long that takes, and takes the owner’s word there', async () => {
    const { world, token } = await observedWaiting();
    for (let day = 0; day < 9; day += 1) await world.pass({ days: 1 });
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('is waiting on GitHub until an owner approves it there');
    world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve');
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active since');
    expect(reads(tokenCard(world))).toContain('on GitHub by bea-owner');
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toEqual(['open_on_github', 'request_details']);
    expect(writes(world)).toEqual([]);
  });

  it('says of a token that nobody asked for what would have become of it, and lets nobody decide it here', async () => {
    const world = await startWorld({ policy: enforces });
    await makeToken(world, { name: 'unasked' }, dan.login);
    const old = cardOf(world, 'unasked');
    const value = carriedBy(old, 'approve_pending_token');
    await change(world, observes);
    const card = cardOf(world, 'unasked');
    expect(reads(card)).toContain('Observe only: we would have put this token on hold. An owner decides on GitHub.');
    expect(buttonsOf(card)).toEqual(['open_on_github', 'request_details']);
    const clicked = await world.slack.click(bea.slackId, old, 'approve_pending_token', { force: true, value });
    expect(await toldPrivately(world, clicked)).toContain(refusal);
    const opened = await world.slack.click(carl.slackId, old, 'deny_pending_token', { force: true, value });
    expect(await toldPrivately(world, opened)).toContain(refusal);
    expect(opened.modal).toBeUndefined();
    expect(writes(world)).toEqual([]);
  });

  it('lets nobody revoke here, and offers it nowhere: not on the card, not in the list, not by command', async () => {
    const { world, token } = await observedWaiting(enforces);
    expect(isActive(world, token)).toBe(true);
    const card = cardOf(world, 'PAT-1');
    const value = carriedBy(card, 'revoke_token');
    const before = writes(world).length;
    await change(world, observes);
    const listed = await world.slack.command(mona.slackId, '/pat list');
    const [message] = await world.slack.until(() => (listed.ephemeral.length > 0 ? listed.ephemeral : undefined));
    expect(JSON.stringify(message)).toContain('nightly-release');
    expect(JSON.stringify(message)).not.toContain('revoke_token');
    const told = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat revoke PAT-1'));
    expect(told).toContain(refusal);
    const old = await world.slack.click(carl.slackId, card, 'revoke_token', { force: true, value });
    expect(await toldPrivately(world, old)).toContain(refusal);
    expect(isActive(world, token)).toBe(true);
    expect(writes(world)).toHaveLength(before);
  });

  it('shows in Details the way to GitHub, and no button that decides', async () => {
    const { world } = await observedWaiting();
    const opened = await world.slack.click(carl.slackId, tokenCard(world), 'request_details');
    const details = await world.slack.until(() =>
      opened.modal !== undefined && buttonsOf(opened.modal).length > 0 ? opened.modal : undefined,
    );
    expect(buttonsOf(details)).toEqual(['open_on_github']);
    expect(JSON.stringify(details)).toContain('we would have approved this token');
  });

  it('says when a token that became wider would have been revoked, and lets the deadline pass', async () => {
    const { world, token } = await observedWider();
    const card = () => cardsAbout(world, 'wider than PAT-1 allows').at(-1);
    expect(reads(card() ?? tokenCard(world))).toContain('Observe only: if nothing changes, we would revoke it on');
    expect(lastDirectMessage(world, mona.slackId)).not.toContain('we’ll revoke it');
    for (let day = 0; day < 3; day += 1) await passWithoutOutage(world, 24);
    await world.pass({ minutes: 6 });
    expect(reads(card() ?? tokenCard(world))).toContain('Observe only: we would have revoked it on');
    expect(isActive(world, token)).toBe(true);
    expect(writes(world)).toEqual([]);
  });
});

describe('an organization that is enforced from now on', () => {
  it('has the agreed tokens that wait approved by the usual rules, and its channel told what happens', async () => {
    const { world, token } = await observedWaiting();
    await change(world, enforces);
    await world.pass({ minutes: 1 });
    expect(isActive(world, token)).toBe(true);
    expect(modesTold(world)).toHaveLength(2);
    expect(modesTold(world).map(reads).join('\n')).toContain('From now on we act on GitHub');
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active since');
  });

  it('revokes nothing at once: the whole time to narrow a wider token begins then, and its holder is told', async () => {
    const { world, token } = await observedWider();
    for (let day = 0; day < 4; day += 1) await passWithoutOutage(world, 24);
    await change(world, enforces);
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(lastDirectMessage(world, mona.slackId)).toContain('(in 3 days)');
    for (let day = 0; day < 2; day += 1) await passWithoutOutage(world, 24);
    expect(isActive(world, token)).toBe(true);
    await passWithoutOutage(world, 25);
    expect(isActive(world, token)).toBe(false);
  });
});

describe('an organization that is only observed from now on', () => {
  it('has nothing sent that GitHub was not told of yet, and says so', async () => {
    const world = await startWorld({ policy: enforces });
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.server.faults.add({ fits: /^POST .*token-requests/, when: 'before', times: 1_000, answer: 'drop' });
    const token = await makeToken(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('being approved');
    world.github.server.faults.clear();
    const before = writes(world).length;
    await change(world, observes);
    await world.pass({ minutes: 10 });
    expect(isPending(world, token)).toBe(true);
    expect(writes(world)).toHaveLength(before);
    expect(reads(tokenCard(world))).toContain('Observe only: we would have approved this token, as PAT-1 covers it.');
    expect(modesTold(world).map(reads).join()).toContain('Decisions that GitHub hasn’t been told of yet aren’t sent.');
  });

  it('is told so at the next start, where the file was changed while nobody ran', async () => {
    const world = await startWorld({ policy: enforces });
    await world.restart(observes);
    expect(modesTold(world).map(reads)).toEqual([expect.stringContaining('From now on we only observe')]);
    await world.pass({ seconds: 10 });
    await world.restart(enforces);
    expect(modesTold(world)).toHaveLength(2);
  });
});

describe('two organizations, one observed and one enforced', () => {
  it('have GitHub called for the one alone', async () => {
    const labs = 'C0LABSCARDS';
    const policy = enforces.replace(
      'organizations:\n',
      `organizations:\n  - login: labs\n    channel: ${labs}\n    mode: observe\n`,
    );
    const world = await startWorld({
      policy,
      prepare: ({ slack, github }) => {
        slack.addChannel({ id: labs, name: 'labs-tokens', isPrivate: true, members: [bea.slackId] });
        slack.inviteBot(labs);
        github.addOrganization({ login: 'labs', members: { 'bea-owner': 'admin', mona: 'member' }, repositories: [] });
      },
    });
    await askForToken(world, mona.slackId, { organization });
    await approve(world);
    const token = await makeToken(world);
    const other = world.github.people.createToken('mona', 'labs', {
      name: 'labs-tool',
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'all',
      repositories: [],
      expiresAt: new Date(world.now() + 30 * dayMs),
      reason: '',
    });
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(world.github.pendingTokens('labs')).toContain(other);
    const inLabs = world.slack.messagesIn(labs).map(reads).join('\n');
    expect(inLabs).toContain('Observe only: we would have put this token on hold.');
    expect(world.slack.messagesIn(channel).map(reads).join('\n')).not.toContain('Observe only');
    expect(writes(world).every((name) => name.includes('/orgs/acme/'))).toBe(true);
    expect(writes(world)).toHaveLength(1);
  });
});
