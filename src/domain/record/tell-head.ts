// Where the audit trail stands, told in the channels that the policy names for it.
import { type Change, noChange } from '../change.ts';
import type { ChannelId, OrganizationId } from '../ids.ts';
import { effectKey } from '../step.ts';

export type TrailHead = { readonly seq: number; readonly hash: string };

/** Once for each head: where nothing happened there is nothing to tell. */
export function tellHead(
  head: TrailHead,
  told: readonly { readonly id: OrganizationId; readonly auditChannel: ChannelId | null }[],
): Change {
  const effects = told.flatMap(({ id, auditChannel: channel }): Change['effects'] => {
    if (channel === null) return [];
    const to = { to: 'channel', channel, organizationId: id } as const;
    return [{ kind: 'post', key: effectKey.head(id, head.seq), to, message: { kind: 'trail_head', ...head } }];
  });
  return effects.length === 0 ? noChange : { ...noChange, effects };
}
