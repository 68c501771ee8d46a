// A token that became active on GitHub while it waited: whose yes that was, or that nobody is known to have given one.
import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { inChannel } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, decisionCard } from '../support/ended-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  passADay,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const all = { repositorySelection: 'all', repositories: [] } as const;

/** That another owner can accept what nobody else agreed to, on a message that is new. */
function expectOffered(world: TestWorld, before: number): void {
  const offering = cardsAbout(world, 'nightly-release').filter((card) => buttonsOf(card).includes('keep_token'));
  expect(offering).toHaveLength(1);
  expect(inChannel(world).length).toBeGreaterThan(before);
}

async function letInBy(world: TestWorld, login: string, { tokenId }: LocalToken): Promise<void> {
  world.github.people.reviewOnGithub(login, tokenId, 'approve');
  await world.pass({ minutes: 6 });
}

describe('a token that its own holder lets in on github.com, as an owner by now', () => {
  it('is told to the reviewers like any that an owner made for themselves: wider than its request', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world, '· PAT-1');
    const token = await makeToken(world, all);
    const before = inChannel(world).length;
    world.github.people.setRole('mona', organization, 'admin');
    await letInBy(world, 'mona', token);
    expect(isActive(world, token)).toBe(true);
    expectOffered(world, before);
    expect(reads(cardOf(world, 'is wider than PAT-1 allows'))).toContain(
      'all repositories (approved: payments and website)',
    );
  });

  it('is renewed by the policy only once somebody else has agreed to it', async () => {
    const world = await startWorld({ policy: policyText('    renewal: { same_scope: allow }\n') });
    const token = await makeToken(world, {
      ...all,
      permissions: { repository: { administration: 'write', contents: 'write' } },
    });
    const before = inChannel(world).length;
    world.github.people.setRole('mona', organization, 'admin');
    await letInBy(world, 'mona', token);
    expectOffered(world, before);
    world.github.people.setRole('mona', organization, 'member');
    for (let day = 0; day < 17; day += 1) await passADay(world);
    const asked = await world.slack.command(mona.slackId, '/pat renew “nightly-release”');
    await world.slack.submit(mona.slackId, await world.slack.until(() => asked.modal));
    await world.settle();
    expect(reads(cardOf(world, '· PAT-1'))).not.toContain('pproved by the policy');
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
  });

  it('does not count as that person’s yes to what an owner had denied before', async () => {
    const world = await startWorld();
    const token = await makeToken(world);
    world.github.people.reviewOnGithub(carl.login, token.tokenId, 'deny');
    await world.pass({ minutes: 6 });
    askAgain(world, token);
    await world.pass({ minutes: 6 });
    world.github.people.setRole('mona', organization, 'admin');
    const before = inChannel(world).length;
    await letInBy(world, 'mona', token);
    expectOffered(world, before);
  });

  it('leaves the request that waits for it to the reviewers', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const token = await makeToken(world);
    world.github.people.setRole('mona', organization, 'admin');
    await letInBy(world, 'mona', token);
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
    await approve(world, '· PAT-1');
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token has been active');
  });
});

it('what the sponsor of a machine user lets in on github.com is the other owners’ to accept', async () => {
  const world = await startWorld();
  await askForToken(world, bea.slackId, { machine_user: 'acme-ci' });
  await approve(world, '· PAT-1', carl.slackId);
  const token = await makeToken(world, all, 'acme-ci');
  // Here she may not.
  await world.slack.click(bea.slackId, decisionCard(world, token.name), 'approve_pending_token');
  await world.settle();
  expect(isActive(world, token)).toBe(false);
  const before = inChannel(world).length;
  await letInBy(world, bea.login, token);
  expect(isActive(world, token)).toBe(true);
  expectOffered(world, before);
});

it('what another owner lets in for a machine user on github.com is agreed to', async () => {
  const world = await startWorld();
  const token = await makeToken(world, all, 'acme-ci');
  await letInBy(world, carl.login, token);
  expect(cardsAbout(world, 'nightly-release')).toHaveLength(1);
  expect(reads(cardOf(world, 'nightly-release'))).toContain('Approved on GitHub by carl-owner. It is active.');
});

describe('a token that became active while every webhook was lost', () => {
  it.each(['approval is off', 'its holder is an owner by now'] as const)(
    'is not said to be approved by anybody: it was taken back, and %s',
    async (how) => {
      const world = await startWorld();
      world.github.webhooks.mode = 'lose';
      await askForToken(world, mona.slackId);
      await approve(world, '· PAT-1');
      const token = await makeToken(world, all);
      await world.pass({ minutes: 6 });
      expect(isActive(world, token)).toBe(false);
      if (how === 'approval is off') {
        world.github.people.setPolicy(organization, { approvalRequired: false, lifetimeLimitDays: null });
      } else {
        world.github.people.setRole('mona', organization, 'admin');
      }
      world.github.people.cancelRequest(token.tokenId);
      world.moveClock(5);
      askAgain(world, token, all);
      const before = inChannel(world).length;
      await world.pass({ minutes: 6 });
      expect(isActive(world, token)).toBe(true);
      expect(directMessages(world, mona.slackId).join('\n')).not.toMatch(/owner approved your token/);
      expectOffered(world, before);
    },
  );

  it('is said to be active, with what GitHub does not tell, and is another’s to accept', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'surprise' });
    world.github.webhooks.mode = 'lose';
    await letInBy(world, carl.login, token);
    expect(reads(cardOf(world, 'token “surprise” for acme is active, and nobody approved it here'))).toContain(
      'GitHub asked nobody, or an owner approved it there.',
    );
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'Your token “surprise” for acme became active on GitHub. GitHub doesn’t say who approved it, or whether it asked anybody.',
    );
  });

  it('is agreed to as soon as the webhook that came late says who approved it', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'surprise' });
    world.github.webhooks.mode = 'hold';
    await letInBy(world, carl.login, token);
    world.github.webhooks.mode = 'deliver';
    await world.github.webhooks.deliverHeld();
    await world.settle();
    const texts = cardsAbout(world, 'surprise').map(reads).join('\n');
    expect(texts).toContain('Approved on GitHub by carl-owner. It is active.');
    expect(texts).toContain('It’s within what was approved.');
    expect(texts).not.toContain('nobody approved it here');
    expect(cardsAbout(world, 'surprise').flatMap(buttonsOf)).not.toContain('keep_token');
  });
});
