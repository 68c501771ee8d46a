import { together } from '../../domain/change.ts';
import { dayMs } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import { openOffer } from '../../domain/requests/offer.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { leaveOutRevoked } from './leave-out-revoked.ts';

/** Reminds the reviewers once of requests that have waited for half of their time; one message for all that are due together. */
export async function remindReviewers(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const at = ports.clock.now();
  for (const { id } of await ports.store.organizations()) {
    const { policy } = await organizationOf(ports, id);
    const halfMs = (policy.lapse.undecidedDays * dayMs) / 2;
    // One that has an offer waits for its requester.
    const isDue = (request: TokenRequest): boolean => {
      const { status, remindedAt, undecidedUntil } = request;
      return (
        status === 'pending' && openOffer(request) === null && remindedAt === null && undecidedUntil - halfMs <= at
      );
    };
    const due = await leaveOutRevoked(ports, (await ports.store.openRequests(id)).filter(isDue));
    const changes = due.flatMap((request) => {
      const change = advanceRequest(request, { act: 'remind' }, at);
      return isRefusal(change) ? [] : [change];
    });
    if (changes.length === 0) continue;
    const numbers = due.map(({ number }) => number);
    const effects = [
      {
        kind: 'post',
        key: effectKey.waiting(id, numbers, at),
        to: { to: 'reviewers', organizationId: id },
        message: { kind: 'requests_waiting', numbers },
      } as const,
    ];
    // `stale`: one of them was decided in this moment; the others are found again.
    const outcome = await ports.store.commit(together(...changes, { writes: [], entries: [], effects }), at);
    if (outcome === 'done') ports.wake.outbox();
  }
}
