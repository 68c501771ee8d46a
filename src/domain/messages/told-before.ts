// Whether a place has a card of a token that follows it and stands by itself: one card is decided by, and what is told of the token later leads there.
import type { Entry, MessageCopy } from '../change.ts';
import type { ActiveToken } from '../tokens/token.ts';

/** A copy with how many things its message shows, itself included. */
export type Standing = {
  readonly copy: Pick<MessageCopy, 'message' | 'channel' | 'ts'>;
  readonly shows: number;
};

export type ToldBefore = { readonly is: 'again' | 'before'; readonly at: Pick<MessageCopy, 'channel' | 'ts'> };

/** Where it was told of first. `again`: it was within what was approved in between. `own`: the copy that is drawn; null where it is about to be posted. */
export function toldBefore(
  { drift }: Pick<ActiveToken, 'drift'>,
  copies: readonly Standing[],
  entries: readonly Pick<Entry, 'act'>[],
  { channel, own }: { readonly channel: string; readonly own: Pick<MessageCopy, 'ts'> | null },
): ToldBefore | null {
  const [first] = copies
    .filter(({ copy, shows }) => copy.message === 'active_token_card' && copy.channel === channel && shows === 1)
    .map(({ copy: { channel, ts } }) => ({ channel, ts }))
    .filter(({ ts }) => own === null || Number(ts) < Number(own.ts))
    .toSorted((one, other) => Number(one.ts) - Number(other.ts));
  // Which of them somebody deleted isn't known: each is decided by then.
  if (first === undefined || entries.some(({ act }) => act === 'message.lost')) return null;
  return { is: drift !== null && drift.since > Number(first.ts) * 1_000 ? 'again' : 'before', at: first };
}
