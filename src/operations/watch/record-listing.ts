import { type Change, type Effect, noChange } from '../../domain/change.ts';
import type { OrganizationId, TokenId } from '../../domain/ids.ts';
import { outageMs } from '../../domain/notices/deadline.ts';
import type { Organization } from '../../domain/organization.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';

/** What the first complete listings found is told as one summary and one list: with hundreds of tokens, one message each would be none. */
async function tellFirst(
  ports: Ports,
  organizationId: OrganizationId,
  list: 'pending' | 'active',
): Promise<readonly Effect[]> {
  const to = { to: 'reviewers', organizationId } as const;
  if (list === 'active') {
    if (!(await ports.store.hasBaselineTokens(organizationId))) return [];
    return [
      {
        kind: 'post',
        key: effectKey.once('baseline', organizationId),
        to,
        message: { kind: 'baseline', organizationId },
      },
    ];
  }
  const waiting = await ports.store.unsettledPendingTokens(organizationId);
  if (!waiting.some(({ isBaseline, status }) => isBaseline && status === 'held')) return [];
  const key = effectKey.once('pending_token_list', organizationId);
  return [{ kind: 'post', key, to, message: { kind: 'pending_token_list', organizationId } }];
}

/**
 * Notes that a list was read to its end: what lapses unused may lapse only after one that is newer than its deadline, and a gap of an hour
 * is an outage. `startedAt`: what was changed on GitHub after that moment may have been missed. `unread`: what it showed of these tokens says
 * nothing.
 */
export async function recordListing(
  ports: Ports,
  id: OrganizationId,
  list: 'pending' | 'active',
  startedAt: number,
  unread: readonly TokenId[],
): Promise<void> {
  await commitDecision(ports, async (): Promise<{ readonly change: Change }> => {
    const before = await ports.store.organizationById(id);
    if (before === null) return { change: noChange };
    const at = ports.clock.now();
    const isFirst = (list === 'pending' ? before.pendingListedAt : before.baselinedAt) === null;
    const hasGap = before.pendingListedAt === null || startedAt - before.pendingListedAt >= outageMs;
    const version = before.version + 1;
    const seen = { ...before, version, unread: { ...before.unread, [list]: unread } };
    const row: Organization =
      list === 'pending'
        ? {
            ...seen,
            pendingListedAt: startedAt,
            upSince: hasGap || before.upSince === null ? startedAt : before.upSince,
          }
        : { ...seen, activeListedAt: startedAt, baselinedAt: before.baselinedAt ?? startedAt };
    const isBaseline = isFirst && list === 'active';
    return {
      change: {
        writes: [{ table: 'organizations', was: before.version, row }],
        entries: isBaseline
          ? [{ at, actor: 'countersign', act: 'organization.baseline', subject: `organization:${id}`, data: {} }]
          : [],
        effects: isFirst ? await tellFirst(ports, id, list) : [],
      },
    };
  });
}
