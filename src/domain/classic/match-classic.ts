// Which request a classic token was made for, and what of it goes past that. GitHub shows its holder's login, its scopes, its end and its last
// eight characters, and no name that could be relied on: where the holder gave those characters they settle it, else when it came.
import { dayMs, type Instant } from '../ids.ts';
import type { GithubAccount } from '../person.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { Agreement } from '../scope/agreement.ts';
import { declaredEnd } from './classic-record.ts';
import type { ClassicExcess, ListedClassicToken } from './classic-token.ts';
import { scopesBeyond } from './scope-catalogue.ts';

export type ClassicMatch = {
  readonly request: TokenRequest;
  readonly agreement: Agreement;
  readonly excess: readonly ClassicExcess[];
};

/** GitHub ends a token at the end of a day. */
const graceMs = dayMs;

/** Every way in which it goes past what was agreed. */
export function classicExcess(
  agreement: Agreement,
  listed: Pick<ListedClassicToken, 'scopes' | 'expiresAt' | 'authorizedAt'>,
  madeAt: Instant | null,
): readonly ClassicExcess[] {
  const beyond = scopesBeyond(agreement.classic?.scopes ?? [], listed.scopes).map(
    (name) => ({ kind: 'scope', name }) as const,
  );
  // It was made at the latest when it was authorized.
  const record = { madeAt: madeAt ?? listed.authorizedAt, lastEight: null, told: null };
  const end = declaredEnd({ agreement, classic: record });
  if (end === null) return beyond;
  if (listed.expiresAt === null) return [...beyond, { kind: 'never_expires' }];
  const latestAt = end + graceMs;
  return listed.expiresAt <= latestAt
    ? beyond
    : [...beyond, { kind: 'expires_later', latestAt: end, actualAt: listed.expiresAt }];
}

/**
 * By the holder's numeric id: whoever takes a login that was given up gets nothing of what was approved for the other. `requests`: those for classic tokens that no other token uses. `windowMs`: how long after its approval a token is taken to be meant by it.
 */
export function matchClassic(
  listed: ListedClassicToken,
  { githubId }: Pick<GithubAccount, 'githubId'>,
  requests: readonly TokenRequest[],
  windowMs: number,
): ClassicMatch | null {
  const theirs = requests.flatMap((request): readonly ClassicMatch[] => {
    const { agreement, classic, holder, status } = request;
    const isOpen = status === 'approved' || status === 'fulfilled';
    if (agreement === null || classic === null || !isOpen || holder.githubId !== githubId) return [];
    return [{ request, agreement, excess: classicExcess(agreement, listed, classic.madeAt) }];
  });
  const eightOf = ({ request }: ClassicMatch): string | null => request.classic?.lastEight ?? null;
  const named = theirs.find((one) => eightOf(one) !== null && eightOf(one) === listed.lastEight);
  if (named !== undefined) return named;
  const inTime = theirs.filter(
    (one) =>
      eightOf(one) === null &&
      listed.authorizedAt >= one.agreement.agreedAt &&
      listed.authorizedAt <= one.agreement.agreedAt + windowMs,
  );
  const covering = inTime
    .filter(({ excess }) => excess.length === 0)
    .toSorted(
      (one, other) =>
        (one.agreement.classic?.scopes.length ?? 0) - (other.agreement.classic?.scopes.length ?? 0) ||
        one.request.number - other.request.number,
    );
  // A wider one can only be meant by the sole request that there is.
  return covering[0] ?? (inTime.length === 1 ? (inTime[0] ?? null) : null);
}
