import { together } from '../../domain/change.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { leaveOutRevoked } from './leave-out-revoked.ts';

/** Lets others decide as well on what nobody decided in time, as it was told when it was sent; one message for those who may from now on. */
export async function escalateRequests(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const at = ports.clock.now();
  const isDue = ({ status, verdict: { escalates } }: TokenRequest): boolean =>
    status === 'pending' && escalates !== undefined && escalates.isDone !== true && escalates.at <= at;
  for (const { id } of await ports.store.organizations()) {
    const due = await leaveOutRevoked(ports, (await ports.store.openRequests(id)).filter(isDue));
    for (const several of Map.groupBy(due, ({ verdict }) => (verdict.escalates?.to ?? []).join(' ')).values()) {
      await escalate(ports, several, at);
    }
  }
}

async function escalate(ports: Ports, several: readonly TokenRequest[], at: number): Promise<void> {
  const [first] = several;
  if (first?.verdict.escalates === undefined) return;
  const changes = several.flatMap((request) => {
    const change = advanceRequest(request, { act: 'escalate' }, at);
    return isRefusal(change) ? [] : [change];
  });
  const numbers = several.map(({ number }) => number);
  const effects = [
    {
      kind: 'post',
      key: effectKey.escalated(first.organizationId, numbers, at),
      to: { to: 'reviewers', organizationId: first.organizationId },
      message: { kind: 'requests_waiting', numbers, escalatedTo: first.verdict.escalates.to },
    } as const,
  ];
  // `stale`: one of them was decided in this moment; the others are found again.
  const outcome = await ports.store.commit(together(...changes, { writes: [], entries: [], effects }), at);
  if (outcome === 'done') ports.wake.outbox();
}
