// What is told in one message: the same kind of news for the same reader, where at least four of them are due at once; and what one person sets off
// one after another, which joins the list that the first of it has become.
import { canonicalJson } from '../canonical-json.ts';
import type { MessageCopy } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { Subject } from '../message.ts';
import type { GithubAccount } from '../person.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { Post } from '../step.ts';
import type { PendingToken } from '../tokens/token.ts';

/** From the fourth of a kind on they are one message. */
const manyFrom = 4;
/** Each line of a list that can be decided is made again with every redraw. */
const mostCards = 100;
/** What one person sets off within that time is a burst. */
const burstMs = 600_000;
/** So many stand in one list: all of them are in sight and can be decided there. */
const mostInList = 20;

/** Messages of one name are told together; null where each is read by itself, like the way to GitHub after an approval. */
export function gatheredAs({ message }: Post): string | null {
  switch (message.kind) {
    case 'request_card':
    case 'pending_token_card':
    case 'active_token_card':
    case 'unused_token':
    case 'pending_token_held':
    case 'pending_token_news':
    case 'request_news':
    case 'approval_off':
    case 'undeliverable':
    case 'stuck':
      return message.kind;
    case 'active_token_news':
      return `${message.kind} ${message.news} ${message.audience}`;
    default:
      return null;
  }
}

function isCard({ message }: Post): boolean {
  return message.kind.endsWith('_card') || message.kind === 'pending_token_held' || message.kind === 'unused_token';
}

/** Where an outage held up both, they would say the same: each is told as it is by then. */
function isSaidAgain({ message }: Post): (behind: { readonly effect: Post }) => boolean {
  const said = canonicalJson(message);
  return ({ effect }) => canonicalJson(effect.message) === said;
}

/** Of what waits behind a message, what is told with it. One lane is one place; a person's may be of several organizations. */
export function toldWith<Of extends { readonly effect: Post }>(first: Post, behind: readonly Of[]): readonly Of[] {
  const name = gatheredAs(first);
  if (name === null) return [];
  const alike = behind.filter(
    ({ effect }) => gatheredAs(effect) === name && effect.to.organizationId === first.to.organizationId,
  );
  // What one person is asked at once is one message.
  if (first.message.kind !== 'unused_token' && alike.length + 1 < manyFrom) return alike.filter(isSaidAgain(first));
  return isCard(first) ? alike.slice(0, mostCards - 1) : alike;
}

/** What the same person set off lately, of the same kind, this one included. `theirs`: their requests, or what waits in the organization. */
export function burstAround(
  first: TokenRequest | PendingToken,
  theirs: readonly (TokenRequest | PendingToken)[],
  now: Instant,
): readonly Subject[] {
  return theirs
    .filter(
      (one) =>
        one.organizationId === first.organizationId &&
        whoseOf(one).githubId === whoseOf(first).githubId &&
        sinceOf(one) > now - burstMs,
    )
    .map(
      (one): Subject =>
        'requester' in one ? { of: 'request', number: one.number } : { of: 'pending_token', id: one.id },
    );
}

function whoseOf(one: TokenRequest | PendingToken): GithubAccount {
  return 'requester' in one ? one.requester : one.holder;
}

function sinceOf(one: TokenRequest | PendingToken): Instant {
  return 'requester' in one ? one.createdAt : one.firstSeenAt;
}

/** Where the message stands that a card of a burst joins, from the fourth on; null where it is posted by itself. `copies`: of all the burst. */
export function listToJoin(
  burst: readonly Subject[],
  copies: readonly Pick<MessageCopy, 'message' | 'channel' | 'ts'>[],
  { message, channel }: Pick<MessageCopy, 'message' | 'channel'>,
): string | null {
  const there = copies.filter((copy) => copy.message === message && copy.channel === channel);
  const messages = [...Map.groupBy(there, ({ ts }) => ts)].toSorted(([one], [other]) => Number(other) - Number(one));
  const [newest] = messages.length < manyFrom ? [] : messages;
  if (newest === undefined || burst.length < manyFrom) return null;
  const [ts, shown] = newest;
  return shown.length < mostInList ? ts : null;
}
