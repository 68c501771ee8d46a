import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  isActive,
  isPending,
  makeToken,
  passWithoutOutage,
  reads,
  toldPrivately,
  usualToken,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, carl, bea } = cast;

describe('a user who is renamed on GitHub', () => {
  it('keeps their approval, and cards show the new name from then on', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.people.renameUser('mona', 'mona-lisa');
    const token = await makeToken(world, {}, 'mona-lisa');
    expect(isActive(world, token)).toBe(true);
    world.github.people.regenerateToken(token.tokenId, null);
    await world.pass({ minutes: 6 });
    // Its holder is asked first, and says nothing for a day.
    await passWithoutOutage(world, 24.5);
    const asked = await world.slack.click(carl.slackId, cardOf(world, 'token “nightly-release”'), 'request_details');
    const details = await world.slack.until(() =>
      asked.modal !== undefined && buttonsOf(asked.modal).length > 0 ? asked.modal : undefined,
    );
    expect(reads(details as never)).toContain('GitHub user mona-lisa’s token “nightly-release”');
  });

  it('and whose old login somebody else takes over is not taken for them', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.people.renameUser('mona', 'mona-lisa');
    world.github.people.addUser('mona');
    world.github.state.organization(organization)?.members.set(world.github.state.user('mona').id, 'member');
    const token = await makeToken(world, {}, 'mona');
    expect(isPending(world, token)).toBe(true);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('created the token “');
    // The renamed one is still who she was.
    expect(isActive(world, await makeToken(world, {}, 'mona-lisa'))).toBe(true);
  });

  it('and whose old login an owner takes over gains no vote by it', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    world.github.people.renameUser('carl-owner', 'carl-was-here');
    world.github.people.setRole('carl-was-here', organization, 'member');
    world.github.people.addUser('carl-owner');
    world.github.state.organization(organization)?.members.set(world.github.state.user('carl-owner').id, 'admin');
    const outcome = await world.slack.click(carl.slackId, cardOf(world, '· PAT-1'), 'approve_request');
    expect(await toldPrivately(world, outcome)).toContain('Only owners of acme can decide this');
  });
});

describe('a repository', () => {
  it('that is deleted or transferred narrows the token, and nobody is told', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    const told = world.slack.messagesIn('C0REVIEWERS').length;
    world.github.people.deleteRepository(organization, 'payments');
    if (token.grant !== null)
      token.grant.repositories = token.grant.repositories.filter(({ name }) => name !== 'payments');
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 6 });
    expect(world.slack.messagesIn('C0REVIEWERS')).toHaveLength(told);
    expect(isActive(world, token)).toBe(true);
  });

  it('that is recreated under its old name is another one: the token that reaches it goes past its agreement', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.people.deleteRepository(organization, 'payments');
    world.github.people.createRepository(organization, {
      name: 'payments',
      private: true,
      collaborators: { mona: 'write' },
    });
    const token = await makeToken(world);
    expect(isPending(world, token)).toBe(true);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('the repository payments (not approved)');
  });

  it('alone in its organization is not all repositories', async () => {
    const world = await startWorld({
      prepare: ({ github }) => {
        for (const name of ['webhooks-demo', 'payments', 'release-tools', 'board-papers']) {
          github.people.deleteRepository(organization, name);
        }
      },
    });
    await askForToken(world, mona.slackId, { repositories: ['website'] });
    await approve(world);
    const token = await makeToken(world, { repositorySelection: 'all', repositories: [] });
    expect(isPending(world, token)).toBe(true);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('all repositories (approved: website)');
  });
});

describe('a permission that GitHub invented yesterday', () => {
  it('goes past every agreement that does not name it, on a waiting token and on an active one', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const permissions = { repository: { contents: 'write', pull_requests: 'read', teleportation: 'read' } };
    const token = await makeToken(world, { permissions });
    expect(isPending(world, token)).toBe(true);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('teleportation');
    await askForToken(world, bea.slackId, { token_name: 'beas' });
    await approve(world, '· PAT-2', carl.slackId);
    const own = await makeToken(world, { ...usualToken(world), name: 'beas' }, 'bea-owner');
    await world.pass({ minutes: 6 });
    world.github.people.editToken(own.tokenId, { permissions });
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, 'token “beas”'))).toContain('teleportation: read (approved: none)');
  });
});
