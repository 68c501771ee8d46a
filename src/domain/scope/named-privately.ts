// Which private repositories may be named to whoever reads something: all of them, none, or those that GitHub lets them read.
import type { ChannelId, GithubUserId } from '../ids.ts';
import type { Destination } from '../message.ts';
import type { Repository } from './agreement.ts';

export type NamedPrivately =
  | boolean
  | {
      readonly ids: ReadonlySet<number>;
      /** GitHub said it of each; what it did not say is not named. */
      readonly isChecked: boolean;
    };

export function mayName({ id, isPrivate }: Repository, named: NamedPrivately): boolean {
  return !isPrivate || (typeof named === 'boolean' ? named : named.ids.has(id));
}

/** The channel of which it has to be asked who reads it; null where a message goes to one person alone. `channel`: the reviewers'. */
export function channelToAsk(to: Destination | null, channel: ChannelId): ChannelId | null {
  if (to?.to === 'person') return null;
  const place = to?.to === 'channel' ? to.channel : channel;
  // A card that an owner got by direct message.
  return place.startsWith('D') ? null : place;
}

/** Whether all are named to whoever asked, or to whoever decides: who has left sees no names any more, of what is theirs neither. */
export function mayNameTo(
  reader: { readonly githubId: GithubUserId },
  asker: { readonly githubId: GithubUserId },
  role: 'owner' | 'member' | 'unknown' | 'none',
): boolean {
  return reader.githubId !== asker.githubId || role === 'owner' || role === 'member';
}
