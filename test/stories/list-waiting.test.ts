// Whatever of one's own waits on GitHub stands in the list and has a name, whether or not there is something to press.
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askAgain } from '../support/ended-token.ts';
import { openHome } from '../support/home-of.ts';
import { isActive, isPending, makeToken, reads, revoke, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { approvedRequest } from '../support/whose-token.ts';

const { mona, bea, carl, dan } = cast;
const less = { permissions: { repository: { contents: 'read' } }, repositories: ['website'] };

async function said(world: TestWorld, typed: string, slackId: string = mona.slackId) {
  return world.slack.command(slackId, typed);
}

async function says(world: TestWorld, typed: string, slackId: string = mona.slackId): Promise<string> {
  return toldPrivately(world, await said(world, typed, slackId));
}

async function shows(world: TestWorld, name: string): Promise<string> {
  const opened = await said(world, `/pat show ${name}`);
  const view = await world.slack.until(() =>
    opened.modal !== undefined && !reads(opened.modal as never).includes('One moment') ? opened.modal : undefined,
  );
  return reads(view as never);
}

/** A token that an owner revoked waits again: nobody can explain it with a button. */
async function revokedAndBack() {
  const { world, token } = await active();
  await revoke(world, carl.slackId, 'PAT-1', 'Leaked in a gist.');
  await world.pass({ minutes: 6 });
  askAgain(world, token);
  await world.settle();
  expect(isPending(world, token)).toBe(true);
  return { world, token };
}

/** A change of the active token, under another name, is on hold. */
async function changed() {
  const { world, token } = await active();
  world.github.people.editToken(token.tokenId, { name: 'hand-renamed', repositorySelection: 'all', repositories: [] });
  await world.settle();
  expect(isPending(world, token) && isActive(world, token)).toBe(true);
  return { world, token };
}

/** PAT-1 is approved and not made yet; its holder makes another token with less than that, and is asked about it. */
async function asked() {
  const world = await startWorld();
  await approvedRequest(world, 'PAT-1', 'release-notes');
  const token = await makeToken(world, { name: 'quick-hack', ...less });
  return { world, token };
}

describe('/pat list', () => {
  it('says of a token that was revoked and asks again what keeps it, and what to do', async () => {
    const { world } = await revokedAndBack();
    expect(await says(world, '/pat list')).toContain(
      '*On hold*\nYour token “nightly-release” for acme is on hold. It was revoked before, so only an owner can approve it now. We’ve asked the owners. If you need a token, request one with /pat request and create a new one.',
    );
  });

  it('has the question about a token that its holder is asked about, with its answers; so has Home', async () => {
    const { world, token } = await asked();
    const question =
      'Your token “quick-hack” for acme is waiting for approval. Its name differs from what was requested. Is it the token for PAT-1?\nPAT-1: release-notes [It’s for PAT-1]';
    const list = await says(world, '/pat list');
    expect(list).toContain(`*Waiting for approval*\n${question}`);
    expect(list).toContain('[None of these]');
    expect(await openHome(world, mona.slackId)).toContain(`Waiting for you\n${question}`);
    expect(isPending(world, token)).toBe(true);
  });

  it('has a held change of an active token, once', async () => {
    const { world } = await changed();
    const list = await says(world, '/pat list');
    expect(list).toContain(
      '*On hold*\nA change of your token “hand-renamed” for acme is on hold: it’s wider than PAT-1',
    );
    expect(list).toContain('*Tokens that can reach the organization*\nhand-renamed, expires on');
  });

  it('has what a machine user’s sponsor is told of its token', async () => {
    const policy = policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${mona.slackId}`);
    const world = await startWorld({ policy });
    await makeToken(world, { name: 'deploy' }, 'acme-ci');
    expect(await says(world, '/pat list')).toContain(
      '*On hold*\nMachine user acme-ci’s token “deploy” for acme is on hold',
    );
    expect(await says(world, '/pat show deploy')).toContain('The token “deploy” is waiting for approval on GitHub.');
  });

  it('says nothing of it to others', async () => {
    const { world } = await asked();
    expect(await says(world, '/pat list', dan.slackId)).not.toContain('quick-hack');
    expect(await says(world, '/pat show quick-hack', dan.slackId)).toContain('You have no request or token named');
  });
});

describe('the name of a token that waits', () => {
  it('shows one that its holder is asked about', async () => {
    const { world } = await asked();
    expect(await shows(world, 'quick-hack')).toContain('We’ve asked its holder.');
    expect(await says(world, '/pat revoke quick-hack')).toBe(
      'The token “quick-hack” is waiting for approval on GitHub, so there’s nothing to revoke yet. If you don’t need it, cancel or delete it there. /pat list says what keeps it.',
    );
  });

  it('shows one that was revoked before, and not its request', async () => {
    const { world } = await revokedAndBack();
    expect(await shows(world, 'nightly-release')).toContain('waiting for approval again');
    expect(await says(world, '/pat renew nightly-release')).toContain(
      'so there’s nothing to renew yet. An owner decides.',
    );
  });

  it('of a held change revokes the token that is active, and then says what is left', async () => {
    const { world, token } = await changed();
    const form = (await said(world, '/pat revoke hand-renamed')).modal;
    if (form === undefined) throw new Error('no form');
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, form, { reason: 'Not needed.' }));
    await world.settle();
    expect(isActive(world, token)).toBe(false);
    expect(isPending(world, token)).toBe(true);
    expect(await says(world, '/pat revoke hand-renamed')).toContain('so there’s nothing to revoke yet.');
    expect(await shows(world, 'hand-renamed')).toContain('waiting for approval again');
    expect(await says(world, '/pat list')).toContain(
      '*On hold*\nYour token “hand-renamed” for acme is on hold. It was',
    );
  });
});
