// A renewal: a request for what a token has already, until later. Its scope comes from our own rows, never from a form, so nobody can
// widen a token by it; and it is fulfilled by the very token, regenerated on GitHub, or by a new one that replaces it.
import { startOfUtcDay } from '../calendar.ts';
import { dayMs, type Instant, type RequestNumber } from '../ids.ts';
import type { GithubAccount } from '../person.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type Lifetime, type RequestedScope, requestedAs } from '../scope/agreement.ts';
import { covers } from '../scope/scope.ts';
import { standingReview } from '../standing-review.ts';
import type { ActiveToken } from '../tokens/token.ts';
import type { TokenRequest } from './token-request.ts';

/** Prolonged by its holder alone: it goes past what was agreed in its end and in nothing else. */
export function isOnlyProlonged({ excess }: Pick<ActiveToken, 'excess'>): boolean {
  return excess.length > 0 && excess.every(({ kind }) => kind === 'expires_later' || kind === 'never_expires');
}

/** The request for its new end that was denied; null where none was, or that is not all that goes past what was agreed. */
export function deniedRenewal(
  { status, excess, scope, drift }: Pick<ActiveToken, 'status' | 'excess' | 'scope' | 'drift'>,
  renewals: readonly TokenRequest[],
): TokenRequest | null {
  const last = renewals.at(-1);
  if (status !== 'exceeding' || !isOnlyProlonged({ excess }) || last?.status !== 'denied') return null;
  // What was denied before says nothing of this; and less than was denied can still be asked for.
  if ((standingReview(last)?.at ?? 0) < (drift?.since ?? 0)) return null;
  const { lifetime } = last.scope;
  const asked = lifetime.kind === 'days' ? last.createdAt + lifetime.days * dayMs : Infinity;
  return asked <= (scope.expiresAt ?? Infinity) ? last : null;
}

/** When the token ends by what was agreed, whatever GitHub shows by now. */
export function agreedEnd({ excess, scope }: Pick<ActiveToken, 'excess' | 'scope'>): Instant | null {
  const later = excess.find(({ kind }) => kind === 'expires_later');
  return later?.kind === 'expires_later' ? later.latestAt : scope.expiresAt;
}

/** For how many days the token was agreed to; null for ever. */
function agreedDays({ agreement, scope, accessGrantedAt }: ActiveToken, request: TokenRequest | null): number | null {
  // Its request's own days: what GitHub made of them is up to a day longer, and would grow with each renewal.
  const approved = request?.agreement?.lifetime;
  if (agreement !== null && approved?.kind === 'days') return approved.days;
  const { lifetime } = agreement ?? requestedAs(scope);
  if (lifetime.kind === 'never') return null;
  if (lifetime.kind === 'days') return lifetime.days;
  const from = agreement?.agreedAt ?? scope.createdAt ?? accessGrantedAt;
  // Never the end that GitHub shows: its holder alone may have moved that.
  const end = lifetime.kind === 'until' ? lifetime.at : (startOfUtcDay(lifetime.date) ?? from - dayMs) + dayMs;
  return Math.max(1, Math.round((end - from) / dayMs));
}

/** The same lifetime from today, no longer than the policy gives. One that was prolonged already is asked for as it is now. */
function renewedLifetime(
  token: ActiveToken,
  { lifetime }: OrganizationPolicy,
  now: Instant,
  request: TokenRequest | null,
): Lifetime {
  const { expiresAt } = token.scope;
  if (isOnlyProlonged(token)) {
    if (expiresAt === null) return { kind: 'never' };
    return { kind: 'days', days: Math.max(1, Math.floor((expiresAt - now) / dayMs)) };
  }
  const days = agreedDays(token, request);
  if (days === null && lifetime.mayNeverExpire) return { kind: 'never' };
  return { kind: 'days', days: Math.min(days ?? lifetime.maxDays, lifetime.maxDays) };
}

/** What was agreed to, or what the token has where nobody agreed to anything; never what it has beyond that. */
export function renewedScope(
  token: ActiveToken,
  policy: OrganizationPolicy,
  now: Instant,
  request: TokenRequest | null = null,
): RequestedScope {
  const { permissions, access } = token.agreement ?? token.scope;
  return { permissions, access, lifetime: renewedLifetime(token, policy, now, request) };
}

/** All that a renewal asks for. `request`: the one that let the token in. */
export function renewalOf(token: ActiveToken, request: TokenRequest | null, policy: OrganizationPolicy, now: Instant) {
  const { holder, tokenId, id: activeTokenId, requestNumber, tokenName } = token;
  return {
    ...{ scope: renewedScope(token, policy, now, request), holder, tokenName },
    ...{ purpose: request?.purpose ?? '', justification: request?.justification ?? '' },
    ...{ description: request?.description ?? '', whereUsed: request?.whereUsed ?? null },
    alsoWarn: request?.alsoWarn ?? null,
    renews: { tokenId, activeTokenId, requestNumber, tokenName, endsAt: agreedEnd(token) },
  };
}

/** The token of a request that was named. Somebody else's request is answered like one that does not exist. `asker`: their account. */
export function tokenToRenew(
  number: RequestNumber,
  asker: Pick<GithubAccount, 'githubId'> | null,
  request: Pick<TokenRequest, 'requester' | 'classic'> | null,
  token: ActiveToken | null,
): ActiveToken | Refusal {
  const isTheirs = request !== null && request.requester.githubId === asker?.githubId;
  if (isTheirs && request.classic !== null) return refuse({ why: 'classic_not_renewed', number });
  if (token !== null) return token;
  return isTheirs
    ? refuse({ why: 'no_active_token', number, to: 'renew' })
    : refuse({ why: 'not_your_request', number });
}

/** Nobody agreed to it: then "the same" says nothing, and a person has to look. */
export function isSameOrNarrower(
  token: ActiveToken,
  asked: RequestedScope,
  request: TokenRequest | null = null,
): boolean {
  const { agreement } = token;
  if (agreement === null || (token.excess.length > 0 && !isOnlyProlonged(token))) return false;
  const days = agreedDays(token, request);
  const lastsNoLonger = days === null || (asked.lifetime.kind === 'days' && asked.lifetime.days <= days);
  // Permissions and repositories alone: how long is said above.
  const unending = { ...agreement, lifetime: { kind: 'never' } } as const;
  return (
    lastsNoLonger &&
    covers(unending, { permissions: asked.permissions, access: asked.access, createdAt: null, expiresAt: null })
  );
}
