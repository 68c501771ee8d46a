import { type Change, type Effect, noChange, type Organization } from '../domain/change.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { Ports } from '../ports/ports.ts';
import { commitDecision } from './commit-decision.ts';
import { outageMs } from './pause-organization.ts';

export type Pass = { readonly pending: boolean; readonly active: boolean };

/** What the first complete listing found is told as one summary and one list: with hundreds of tokens, one message each would be none. */
async function tellBaseline(ports: Ports, organizationId: OrganizationId): Promise<readonly Effect[]> {
  const to = { to: 'reviewers', organizationId } as const;
  const waiting = await ports.store.unsettledPendingTokens(organizationId);
  const listed = waiting.some(({ isBaseline, status }) => isBaseline && status === 'held');
  const hasTokens = (await ports.store.livingActiveTokens(organizationId)).some(({ isBaseline }) => isBaseline);
  return [
    ...(hasTokens || listed
      ? [
          {
            kind: 'post',
            key: `baseline:${organizationId}`,
            to,
            message: { kind: 'baseline', organizationId },
          } as const,
        ]
      : []),
    ...(listed
      ? [
          {
            kind: 'post',
            key: `pending_token_list:${organizationId}`,
            to,
            message: { kind: 'pending_token_list', organizationId },
          } as const,
        ]
      : []),
  ];
}

/**
 * Notes that a pass was complete: what lapses unused may lapse only after one that is newer than its deadline, and a gap of an hour is an
 * outage. `startedAt`: what was changed on GitHub after that moment may have been missed.
 */
export async function noteListing(ports: Ports, id: OrganizationId, pass: Pass, startedAt: number): Promise<void> {
  await commitDecision(ports, async (): Promise<{ readonly change: Change }> => {
    const before = await ports.store.organizationById(id);
    if (before === null) return { change: noChange };
    const at = ports.clock.now();
    const isFirst = before.baselinedAt === null && pass.active;
    const hasGap = before.pendingListedAt === null || startedAt - before.pendingListedAt >= outageMs;
    const row: Organization = {
      ...before,
      version: before.version + 1,
      pendingListedAt: pass.pending ? startedAt : before.pendingListedAt,
      activeListedAt: pass.active ? startedAt : before.activeListedAt,
      baselinedAt: isFirst ? startedAt : before.baselinedAt,
      upSince: pass.pending && (hasGap || before.upSince === null) ? startedAt : before.upSince,
    };
    const entries = isFirst
      ? [{ at, actor: 'countersign', act: 'organization.baseline', subject: `organization:${id}`, data: {} }]
      : [];
    return {
      change: {
        writes: [{ table: 'organizations', was: before.version, row }],
        entries,
        effects: isFirst ? await tellBaseline(ports, id) : [],
      },
    };
  });
}
