import { noChange } from '../../domain/change.ts';
import type { RequestNumber } from '../../domain/ids.ts';
import { type Deadline, judgeDeadline } from '../../domain/notices/deadline.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { tokensOfRequest } from '../watch/tokens-of-request.ts';

function deadlineOf({ status, undecidedUntil, prolongedAt, agreement }: TokenRequest): Deadline | null {
  if (status === 'pending') return { at: undecidedUntil, prolongedAt };
  // Nobody but GitHub is needed to use an approval, so there is no day's notice to give.
  if (status !== 'approved' || agreement?.lapsesAt == null) return null;
  return { at: agreement.lapsesAt, prolongedAt: agreement.lapsesAt };
}

/**
 * Lapses what nobody decided or used in time. An unused approval lapses only after complete listings newer than its deadline: a
 * token that was made in time, while we could not see it, must still be admitted. What is undecided lapses only after a day without an
 * outage: as long as nothing could be decided, nobody was late.
 */
export async function lapseOverdue(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  for (const { number } of await ports.store.overdueRequests(ports.clock.now())) await lapse(ports, number);
}

async function lapse(ports: Ports, number: RequestNumber): Promise<void> {
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const request = await ports.store.request(number);
    const deadline = request === null ? null : deadlineOf(request);
    const organization = request === null ? null : await ports.store.organizationById(request.organizationId);
    if (request === null || deadline === null || organization === null) return { change: noChange };
    const { upSince, pendingListedAt, activeListedAt, unread } = organization;
    // Whose a token is that can't be read is not known: it may be the one that uses this approval.
    if (request.status === 'approved' && unread.pending.length + unread.active.length > 0) return { change: noChange };
    // A token that uses an approval may be in the one list or already in the other.
    const listedAt = request.status === 'approved' ? earlier(pendingListedAt, activeListedAt) : pendingListedAt;
    // Its token was made in time, and waits for an owner on GitHub: nothing of ours is late.
    if (request.status === 'approved' && (await isAwaitedOnGithub(ports, request))) return { change: noChange };
    const verdict = judgeDeadline(deadline, { upSince, listedAt }, at);
    if (verdict.is === 'running') return { change: noChange };
    const act =
      verdict.is === 'prolonged' ? ({ act: 'extend', until: verdict.until } as const) : { act: 'lapse' as const };
    const change = advanceRequest(request, act, at);
    return isRefusal(change) ? change : { change };
  });
}

async function isAwaitedOnGithub(ports: Ports, request: TokenRequest): Promise<boolean> {
  return (await tokensOfRequest(ports, request)).waiting?.heldWhy === 'observing';
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.min(one, other);
}
