import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, decisionCard, passOften } from '../support/ended-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

type Of = { readonly world: TestWorld; readonly token: LocalToken };
type Case = {
  readonly how: string;
  readonly webhooks: 'deliver' | 'lose';
  readonly ends: (of: Of) => void;
};

const revokes = ({ world, token }: Of): void => world.github.people.revokeOnGithub(carl.login, token.tokenId);

/** GitHub takes our approval of the token for PAT-1; its answer is lost, and so is every list of what is active until the token has ended. */
async function letInUnseen({ webhooks, ends }: Omit<Case, 'how'>): Promise<Of> {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const { faults } = world.github.server;
  const review = /^POST .*\/personal-access-token-requests\/\d+$/;
  faults.add({ fits: review, times: 1, when: 'after', answer: 'drop' });
  faults.add({ fits: /^GET .*\/personal-access-tokens$/, times: 1_000, when: 'before', answer: 'drop' });
  world.github.webhooks.mode = webhooks;
  const token = await makeToken(world);
  await world.pass({ minutes: 1 });
  expect(isActive(world, token)).toBe(true);
  ends({ world, token });
  faults.clear();
  return { world, token };
}

/** The reviewers decide on PAT-1 once more, and its requester reads why. */
function expectBackWithReviewers(world: TestWorld): void {
  expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
  expect(reads(cardOf(world, '· PAT-1'))).toMatch(
    /It has been back since .* We asked GitHub to approve its token, and can’t see whether it did\./,
  );
  expect(directMessages(world, mona.slackId)).toContain(
    'Your request “nightly-release” (PAT-1) for acme is waiting for a decision again. We asked GitHub to approve its token, and can’t see whether it did. You don’t need to do anything: we’ll tell you when somebody decides.',
  );
}

describe('an approval that GitHub took, of a token that ended before anybody saw it active', () => {
  it.each<Case>([
    { how: 'was revoked on github.com', webhooks: 'deliver', ends: revokes },
    { how: 'was revoked, with every webhook lost,', webhooks: 'lose', ends: revokes },
    {
      how: 'was deleted by its holder',
      webhooks: 'deliver',
      ends: ({ world, token }) => world.github.people.deleteToken(token.tokenId),
    },
  ])('and $how lets in no second token until a person decides', async (one) => {
    const { world } = await letInUnseen(one);
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 6 });
    expectBackWithReviewers(world);
    const second = await makeToken(world);
    await passOften(world);
    expect(isActive(world, second)).toBe(false);
    await approve(world, '· PAT-1', bea.slackId);
    await passOften(world);
    expect(isActive(world, second)).toBe(true);
  });

  it.each(['deliver', 'lose'] as const)(
    'and that asks again is a person’s to decide, like a second one (webhooks: %s)',
    async (webhooks) => {
      const { world, token } = await letInUnseen({ webhooks, ends: revokes });
      askAgain(world, token);
      await passOften(world);
      expectBackWithReviewers(world);
      expect(reads(decisionCard(world, token.name))).toContain(
        'stopped waiting for approval before, on 1 March 2027 at 09:37 UTC. We approved it and it lost access, or it was denied, cancelled or changed: GitHub doesn’t say which.',
      );
      expect(lastDirectMessage(world, mona.slackId)).toContain(
        'GitHub doesn’t say whether we approved it and it lost access, or it was denied, cancelled or changed. We’ve asked the owners. If you need a token',
      );
      const second = await makeToken(world);
      await passOften(world);
      expect([token, second].filter((one) => isActive(world, one))).toEqual([]);
      expect(isPending(world, token)).toBe(true);
    },
  );
});

describe('an approval that GitHub did not take', () => {
  it('leaves PAT-1 to the next token where GitHub tells that its holder took it back', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const { faults } = world.github.server;
    const review = /^POST .*\/personal-access-token-requests\/\d+$/;
    faults.add({ fits: review, times: 3, when: 'before', answer: { status: 502 } });
    const token = await makeToken(world);
    world.github.people.cancelRequest(token.tokenId);
    await passOften(world);
    const second = await makeToken(world);
    await passOften(world);
    expect([token, second].map((one) => isActive(world, one))).toEqual([false, true]);
  });
});
