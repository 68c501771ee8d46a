import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { type Asked, askForToken, fillForm, fillPage, openForm } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, makeToken, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

/** What the last page of the form says. */
async function lastPage(world: TestWorld, slackId: string, changes: Asked = {}): Promise<string> {
  return JSON.stringify((await fillForm(world, slackId, changes)).blocks);
}
const nobodyElse = 'Nobody else can approve this';

describe('what a fine-grained token can’t do', () => {
  it('is told before anybody is asked, with a link, and the request can be sent all the same', async () => {
    const world = await startWorld();
    const asked = { purpose: 'docker push to ghcr.io', description: 'Reports check runs, too' };
    const page = await lastPage(world, mona.slackId, asked);
    expect(page).toContain('a fine-grained token can’t reach GitHub Packages');
    expect(page).toContain('docs.github.com/en/packages/');
    expect(page).toContain('a fine-grained token can’t call the Checks API');
    expect(page).toContain('a verified e-mail address');
    await askForToken(world, mona.slackId, asked);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('is not told where nothing of it was said', async () => {
    const world = await startWorld();
    const page = await lastPage(world, mona.slackId);
    expect(page).not.toContain('You mention');
    expect(page).not.toContain(nobodyElse);
  });

  it('is what an outside collaborator is refused with', async () => {
    const world = await startWorld();
    world.github.people.removeMember(mona.login, organization, bea.login);
    expect(await lastPage(world, mona.slackId)).toContain(
      'Fine-grained tokens can’t reach repositories where you are an outside collaborator.',
    );
  });

  it('is a fifty-first token: how many are known is told in time, those that wait among them', async () => {
    const world = await startWorld();
    for (let count = 0; count < 45; count += 1) {
      world.github.people.createToken(mona.login, organization, {
        name: `token-${count}`,
        permissions: {},
        repositorySelection: 'none',
        expiresAt: null,
      });
    }
    await world.settle();
    expect(await lastPage(world, mona.slackId)).toContain('You have 45 fine-grained tokens');
  });
});

describe('that nobody else could approve', () => {
  it('is told to the only owner before it is sent, and to nobody else', async () => {
    const world = await startWorld();
    world.github.people.setRole(carl.login, organization, 'member');
    expect(await lastPage(world, bea.slackId)).toContain(
      'Nobody else can approve this: acme has no owner besides you. Make somebody else an owner on GitHub first.',
    );
    expect(await lastPage(world, mona.slackId)).not.toContain(nobodyElse);
  });

  it('is told where the other owner is not in the policy', async () => {
    const world = await startWorld({ policy: policyText().replace(`  ${carl.slackId}: ${carl.login}\n`, '') });
    const page = await lastPage(world, bea.slackId);
    expect(page).toContain('The other owner of acme (carl-owner) isn’t linked to anybody in Slack.');
    expect(await lastPage(world, mona.slackId)).not.toContain(nobodyElse);
  });

  it('keeps nobody waiting: where the owners come too late the page opens without a word of them', async () => {
    const world = await startWorld({ patience: 1 });
    world.github.people.setRole(carl.login, organization, 'member');
    const owners = /\/orgs\/acme\/members(?!h)/;
    world.github.server.faults.add({ fits: owners, times: 9, when: 'before', answer: 'real', delayMs: 4_000 });
    const page = await lastPage(world, bea.slackId);
    expect(page).toContain('nightly-release');
    expect(page).not.toContain(nobodyElse);
  });

  it('is not said where GitHub does not tell who the owners are', async () => {
    const world = await startWorld();
    world.github.people.setRole(carl.login, organization, 'member');
    world.github.server.faults.add({
      fits: /\/orgs\/acme\/members(?!h)/,
      times: 9,
      when: 'before',
      answer: { status: 502 },
    });
    const page = await lastPage(world, bea.slackId);
    expect(page).toContain('nightly-release');
    expect(page).not.toContain(nobodyElse);
  });
});

describe('what GitHub’s own policy refuses', () => {
  it('is told on by whoever met it, and said to whoever asks next until a token came all the same', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1');
    const message = world.slack
      .directMessages(mona.slackId)
      .findLast((one) => buttonsOf(one).includes('github_forbids'));
    if (message === undefined) throw new Error('the approval has no such button');
    const told = async (action: string, slackId: string = mona.slackId): Promise<string> =>
      toldPrivately(world, await world.slack.click(slackId, message, action));
    expect(await told('github_forbids')).toContain(
      'We’ll tell whoever asks next that GitHub’s page didn’t offer acme.',
    );
    expect(await told('github_caps')).toContain('a shorter token is approved automatically');
    const opened = await openForm(world, mona.slackId);
    expect(JSON.stringify(opened)).toContain('GitHub’s page didn’t offer acme on');
    expect(JSON.stringify(opened)).toContain('GitHub didn’t offer 30 days for acme on');
    const shorter = JSON.stringify(await fillPage(world, mona.slackId, opened, { lifetime: '7' }));
    expect(shorter).toContain('GitHub’s page didn’t offer acme on');
    expect(shorter).not.toContain('GitHub didn’t offer 30 days');
    const next = JSON.stringify(await fillForm(world, mona.slackId, { token_name: 'other' }));
    expect(next).toContain('GitHub’s page didn’t offer acme on');
    expect(next).toContain('GitHub didn’t offer 30 days for acme on');
    await world.pass({ minutes: 1 });
    await makeToken(world);
    await world.settle();
    const after = JSON.stringify(await fillForm(world, mona.slackId, { token_name: 'another' }));
    expect(after).not.toContain('somebody told us');
  });
});
