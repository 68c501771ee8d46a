// What of a person's own they mean by the name that they typed after a command: what the command can act on comes first, then the newest request of
// that name, which it then says something about. Several are never chosen among.
import type { ClassicToken } from '../classic/classic-token.ts';
import type { GithubUserId, RequestNumber } from '../ids.ts';
import { isNamedAlike } from '../tokens/match.ts';
import { type ActiveToken, isInForce, type PendingToken } from '../tokens/token.ts';
import { isOpen } from './request-status.ts';
import type { TokenRequest } from './token-request.ts';

/** What a command is about: a request, or a token's row. */
export type Named =
  | { readonly of: 'request'; readonly number: RequestNumber }
  | { readonly of: 'token'; readonly id: string };

/** Commands after which a name may stand. */
export const naming = ['show', 'withdraw', 'renew', 'revoke', 'guide'] as const;
export type Naming = (typeof naming)[number];

/** Their own, and of tokens those of the machine users that they sponsor. Living ones alone, but for requests. */
export type OwnThings = {
  readonly self: GithubUserId;
  readonly requests: readonly TokenRequest[];
  readonly tokens: readonly ActiveToken[];
  readonly waiting: readonly PendingToken[];
  readonly classicTokens: readonly ClassicToken[];
};

/** `others`: so many more of that name have no number. */
export type Meant =
  | { readonly is: 'one'; readonly named: Named }
  | { readonly is: 'several'; readonly numbers: readonly RequestNumber[]; readonly others: number }
  /** A token of that name only waits for approval, and the command is for what is requested or active. */
  | { readonly is: 'waiting'; readonly tokenName: string; readonly isHeld: boolean }
  | { readonly is: 'none' };

/** `number`: of their own request, if it is of one. */
type Thing = { readonly number: RequestNumber | null; readonly named: Named };

function ofRequest({ number }: { readonly number: RequestNumber }): Thing {
  return { number, named: { of: 'request', number } };
}

function isAsked({ requestNumber }: ActiveToken, { requests }: OwnThings): boolean {
  return requests.some(({ number }) => number === requestNumber);
}

function ofToken(token: ActiveToken, own: OwnThings): Thing {
  return { number: isAsked(token, own) ? token.requestNumber : null, named: { of: 'token', id: token.id } };
}

function byNumber(thing: Thing): Thing {
  return thing.number === null ? thing : ofRequest({ number: thing.number });
}

/** What the command can act on, the likeliest first: one list is looked at where those before it have nothing of the name. */
function meantFor(word: Naming, own: OwnThings, isAlike: (name: string) => boolean): readonly (readonly Thing[])[] {
  const requests = own.requests.filter(({ tokenName }) => isAlike(tokenName));
  const waiting = own.waiting.filter(({ tokenName }) => isAlike(tokenName));
  const tokens = own.tokens.filter((token) => isInForce(token) && isAlike(token.tokenName));
  const open = requests.filter(isOpen).map(ofRequest);
  const living = tokens.map((token) => ofToken(token, own));
  switch (word) {
    case 'withdraw':
      return [open];
    case 'renew':
      return [living];
    case 'revoke': {
      const classic = new Set(own.classicTokens.map(({ requestNumber }) => requestNumber));
      return [[...living, ...requests.filter(({ number }) => classic.has(number)).map(ofRequest)]];
    }
    case 'guide':
      return [living, requests.filter(({ status }) => status === 'approved' || status === 'claimed').map(ofRequest)];
    case 'show': {
      // Details of a token are its holder's, of a request its requester's.
      const theirs = tokens.filter((token) => isAsked(token, own) || token.holder.githubId === own.self);
      const shown = theirs.map((token) => ofToken(token, own)).map(byNumber);
      const waits = waiting.filter(({ holder }) => holder.githubId === own.self);
      return [[...open, ...shown], waits.map(({ id }) => ({ number: null, named: { of: 'token', id } }))];
    }
  }
}

export function meantByName(word: Naming, name: string, own: OwnThings): Meant {
  const isAlike = (other: string): boolean => isNamedAlike(other, name);
  const found = meantFor(word, own, isAlike).find((things) => things.length > 0) ?? [];
  const things = [...new Map(found.map((thing) => [thing.number ?? JSON.stringify(thing.named), thing])).values()];
  const [only] = things;
  if (only === undefined) {
    const waits = own.waiting.find(({ tokenName }) => isAlike(tokenName));
    if (waits !== undefined) return { is: 'waiting', tokenName: waits.tokenName, isHeld: waits.status === 'held' };
    const newest = own.requests
      .filter(({ tokenName }) => isAlike(tokenName))
      .toSorted((one, other) => other.number - one.number)[0];
    return newest === undefined ? { is: 'none' } : { is: 'one', named: ofRequest(newest).named };
  }
  if (things.length === 1) return { is: 'one', named: only.named };
  const numbers = things.flatMap(({ number }) => number ?? []).toSorted((one, other) => one - other);
  return { is: 'several', numbers, others: things.length - numbers.length };
}

/** The first of the names that anything has; else the last, which nothing has either. */
export function meantByNames(
  word: Naming,
  names: readonly string[],
  own: OwnThings,
): { readonly name: string; readonly meant: Meant } {
  const each = names.map((name) => ({ name, meant: meantByName(word, name, own) }));
  return each.find(({ meant }) => meant.is !== 'none') ?? each.at(-1) ?? { name: '', meant: { is: 'none' } };
}
