// The bot says what it is in a channel that it entered, once: whoever removes it and invites it again knows it already. The trail remembers that, since
// effects are forgotten.
import { type Change, type Entry, noChange } from '../change.ts';
import type { ChannelId, Instant, OrganizationId } from '../ids.ts';
import { effectKey } from '../step.ts';

export function welcomeSubject(channel: ChannelId): string {
  return `channel:${channel}`;
}

/** `said`: what the trail tells of the channel. */
export function welcomeChannel(
  channel: ChannelId,
  organizationId: OrganizationId,
  said: readonly Entry[],
  at: Instant,
): Change {
  if (said.length > 0) return noChange;
  return {
    writes: [],
    entries: [{ at, actor: 'countersign', act: 'channel.welcome', subject: welcomeSubject(channel), data: {} }],
    effects: [
      {
        kind: 'post',
        key: effectKey.welcome(channel),
        to: { to: 'channel', channel, organizationId },
        message: { kind: 'channel_welcome' },
      },
    ],
  };
}
