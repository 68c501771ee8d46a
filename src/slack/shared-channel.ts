import type { ConversationsInfoResponse } from '@slack/web-api';
import type { OwnTeam } from './own-team.ts';

type Channel = Pick<
  NonNullable<ConversationsInfoResponse['channel']>,
  | 'is_shared'
  | 'is_org_shared'
  | 'is_ext_shared'
  | 'is_pending_ext_shared'
  | 'connected_team_ids'
  | 'connected_limited_team_ids'
  | 'pending_connected_team_ids'
> & { readonly enterprise_id?: unknown };

/**
 * Whether nobody from outside reads it. A channel that workspaces of one enterprise share is still read by that enterprise's people alone, and by
 * those of them who were let in where it is private. Whatever Slack says besides, or leaves open, counts as shared with others.
 */
export function staysWithUs(channel: Channel, { enterpriseId }: Pick<OwnTeam, 'enterpriseId'>): boolean {
  if (channel.is_ext_shared === true || channel.is_pending_ext_shared === true) return false;
  if (channel.is_shared !== true && channel.is_org_shared !== true) return true;
  const others = [channel.connected_team_ids, channel.connected_limited_team_ids, channel.pending_connected_team_ids];
  return (
    channel.is_org_shared === true &&
    enterpriseId !== null &&
    (channel.enterprise_id === undefined || channel.enterprise_id === enterpriseId) &&
    others.every((ids = []) => ids.length === 0)
  );
}
