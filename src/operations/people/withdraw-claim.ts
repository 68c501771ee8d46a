import { noChange } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { advanceClaim } from '../../domain/people/advance-claim.ts';
import type { Claim } from '../../domain/people/claim.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';

/** Whoever no longer wants to be taken for an account says so; null where no Claim of theirs waits. */
export async function withdrawClaim(ports: Ports, slackId: SlackUserId): Promise<Claim | null> {
  const decided = await commitDecision<{ readonly claim: Claim | null }>(ports, async () => {
    const claim = (await ports.store.openClaims()).find((one) => one.slackId === slackId) ?? null;
    const stepped = claim === null ? null : advanceClaim(claim, { act: 'withdraw' }, ports.clock.now());
    return stepped === null || isRefusal(stepped) ? { claim: null, change: noChange } : stepped;
  });
  return isRefusal(decided) ? null : decided.claim;
}
