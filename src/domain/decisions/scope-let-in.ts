// What an act would let in: what was asked, what a reviewer offers instead, or what a token that exists may do.
import { openOffer } from '../requests/offer.ts';
import { type RequestedScope, requestedAs } from '../scope/agreement.ts';
import type { PersonAct } from './acts.ts';
import type { Case } from './case.ts';

type OnRequest = Extract<Case, { readonly on: 'request' }>;

export function scopeLetIn(deed: PersonAct, given: OnRequest): RequestedScope;
/** Null of a classic token: nobody lets in one that exists. */
export function scopeLetIn(deed: PersonAct, given: Case): RequestedScope | null;
export function scopeLetIn(deed: PersonAct, given: Case): RequestedScope | null {
  if (given.on === 'classic_token') return null;
  if (given.on !== 'request') return requestedAs(given.token.scope);
  const { request } = given;
  if (deed.act === 'adjust_request') return deed.scope;
  return (deed.act === 'accept_offer' ? openOffer(request)?.scope : undefined) ?? request.scope;
}
