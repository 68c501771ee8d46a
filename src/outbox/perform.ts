import { type Change, noChange } from '../domain/change.ts';
import type { Post } from '../domain/step.ts';
import { hasWaited } from '../domain/still-matters.ts';
import { reviewPendingToken } from '../operations/carry-out/review-pending-token.ts';
import { carryOutClassicRevocation } from '../operations/carry-out/revoke-classic-token.ts';
import { carryOutRevocation } from '../operations/carry-out/revoke-token.ts';
import type { LeasedEffect } from '../ports/store.ts';
import { type Performer, postMessages } from './post-messages.ts';
import { publishHome } from './publish-home.ts';
import { redrawMessage } from './redraw-message.ts';
import { isPost, type LeasedPost } from './send-together.ts';
import { stillMatters } from './still-matters.ts';

/**
 * Carries out one leased effect, and those behind it that are told in the same message; answers what is to be committed with their end.
 * Throws a Fault where it has to be tried again.
 */
export async function perform(
  performer: Performer,
  leased: LeasedEffect,
  others: readonly LeasedPost[],
): Promise<Change> {
  const { effect } = leased;
  switch (effect.kind) {
    case 'post':
      return postMessages(performer, await wanted(performer, leased, others));
    case 'redraw_copy':
      return redrawMessage(performer, effect.copyId);
    case 'publish_home':
      return publishHome(performer, effect.slackId);
    case 'review_pending_token':
      await reviewPendingToken(performer.ports, effect.pendingTokenId, effect.act);
      return noChange;
    case 'revoke_token':
      await carryOutRevocation(performer.ports, effect.activeTokenId);
      return noChange;
    case 'revoke_classic_token':
      await carryOutClassicRevocation(performer.ports, effect.classicTokenId);
      return noChange;
  }
}

/** What was tried before waited, and the world went on meanwhile. */
async function wanted(
  { ports }: Performer,
  leased: LeasedEffect,
  others: readonly LeasedPost[],
): Promise<readonly Post[]> {
  const kept: Post[] = [];
  for (const one of [leased, ...others].filter(isPost)) {
    const { message, to, afterMs } = one.effect;
    const waited = hasWaited(one, { isLed: one.id !== leased.id, isDelayed: afterMs !== undefined });
    if (!waited || (await stillMatters(ports, message, to))) kept.push(one.effect);
  }
  return kept;
}
