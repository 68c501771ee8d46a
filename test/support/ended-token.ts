import type { NewToken } from '@countersign/sandbox-github/people';
import type { LocalToken } from '@countersign/sandbox-github/state';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { expect } from 'vitest';
import { inChannel } from './agreed-token.ts';
import { buttonsOf, cardsAbout, isActive, isPending, lastDirectMessage, reads, usualToken } from './people.ts';
import type { TestWorld } from './start-world.ts';

/** What nobody may read of a token that somebody had agreed to, or ended. */
export const neverAsked =
  /nobody (?:has )?(?:asked for it here|agreed to it here|approved it (?:yet|here))|without a request|request it first with/i;
/** That a token is said to work now. */
export const saidToWork = /(?:is|has been) active|works now|can reach \S+ now|was approved|approved your token/;

/** A person, mentioned in Slack or named by the login on GitHub. */
export function named({ slackId, login }: { readonly slackId: string; readonly login: string }): RegExp {
  return new RegExp(`<@${slackId}>|${login}`);
}

/** Its holder points a token that lost its access at the organization once more: the usual scope, unless told. */
export function askAgain(world: TestWorld, token: LocalToken, changes: Partial<NewToken> = {}): void {
  const { permissions, repositorySelection, repositories = [] } = usualToken(world, changes);
  const scope = { permissions, repositorySelection, repositories };
  world.github.people.requestAccess(token.tokenId, scope, 'I still need it.');
}

/** Only what webhooks and clicks wake: no listing by the clock. */
export async function follow(world: TestWorld): Promise<void> {
  await world.github.webhooks.idle();
  await world.bot().wake('followHints');
  await world.bot().idle();
}

/** Time for every list to be read again, twice, and for what waits to be tried again. */
export async function passOften(world: TestWorld): Promise<void> {
  for (let pass = 0; pass < 2; pass += 1) await world.pass({ minutes: 6 });
}

/** How often the App itself let the token in. */
export function letInByApp(world: TestWorld, { tokenId }: LocalToken): number {
  return world.github.state.reviews.filter(
    (one) => one.act === 'approve' && one.by === 'app' && one.tokenId === tokenId,
  ).length;
}

/** The newest card on which the reviewers decide of the token as it is. */
export function decisionCard(world: TestWorld, tokenName: string): PostedMessage {
  const card = cardsAbout(world, tokenName)
    .filter((one) => buttonsOf(one).includes('approve_pending_token'))
    .at(-1);
  if (card === undefined) {
    throw new Error(`nothing offers to decide of ${tokenName}:\n${cardsAbout(world, '').map(reads).join('\n---\n')}`);
  }
  return card;
}

/** A token that was ended and asks again waits for a person, and its card says what became of it before. */
export function expectHeldAsEnded(
  world: TestWorld,
  token: LocalToken,
  { letIn, facts }: { readonly letIn: number; readonly facts: readonly RegExp[] },
): void {
  expect(letInByApp(world, token), inChannel(world).at(-1)).toBe(letIn);
  expect(isActive(world, token)).toBe(false);
  expect(isPending(world, token)).toBe(true);
  const card = decisionCard(world, token.name);
  expect(buttonsOf(card)).toContain('deny_pending_token');
  for (const fact of facts) expect(reads(card)).toMatch(fact);
  expect(reads(card)).not.toMatch(neverAsked);
  expect(lastDirectMessage(world, cast.mona.slackId)).toContain(token.name);
  expect(lastDirectMessage(world, cast.mona.slackId)).not.toMatch(neverAsked);
  expect(lastDirectMessage(world, cast.mona.slackId)).not.toMatch(saidToWork);
}
