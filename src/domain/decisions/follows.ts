// What belongs to every Decision, whatever it is: who is asked for, that what people see is drawn anew, and what whoever clicked is told.
import { type Change, noChange } from '../change.ts';
import { classicTokenName } from '../classic/classic-token.ts';
import type { OrganizationId, SlackUserId } from '../ids.ts';
import { type Subject, subjectKey } from '../message.ts';
import type { GithubAccount } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { reviewersOfRequest, type TokenRequest } from '../requests/token-request.ts';
import { redraw } from '../step.ts';
import type { ActiveToken } from '../tokens/token.ts';
import { acts, type PersonActName } from './acts.ts';
import { asUnknown } from './as-unknown.ts';
import type { Demand } from './authority.ts';
import type { Case } from './case.ts';

export function organizationIdOf(given: Case): OrganizationId {
  return given.on === 'request' ? given.request.organizationId : given.token.organizationId;
}

/** Whose token it is, or will be. */
export function holderOf(given: Case): GithubAccount {
  return given.on === 'request' ? given.request.holder : given.token.holder;
}

/** What it is decided on: whose it is says who may. */
export type Matter =
  | { readonly on: 'request'; readonly request: TokenRequest }
  | { readonly on: Exclude<Case['on'], 'request'>; readonly token: { readonly holder: GithubAccount } };

/** Who may do it. `sponsor`: who stands for the machine user that holds it, as if it were their own; among reviewers they are asked about apart. */
export function demandOf(name: PersonActName, given: Matter, sponsor: SlackUserId | null): Demand {
  const { who } = acts[name];
  if (given.on === 'request') return { who, ...ofRequest(given.request) };
  return { who, self: given.token.holder.githubId, of: 'token', sponsor: who === 'reviewer' ? null : sponsor };
}

/** Who may see all about it: whose it is, and whoever decides. */
export function demandToSee(about: Matter): Demand {
  return about.on === 'request'
    ? { ...ofRequest(about.request), who: 'self_or_reviewer' }
    : { who: 'self_or_reviewer', self: about.token.holder.githubId, of: 'token' };
}

function ofRequest(request: TokenRequest): Omit<Demand, 'who'> {
  return { self: request.requester.githubId, of: 'request', reviewers: reviewersOfRequest(request) };
}

/** Who may see, or decide on, tokens of several at once: whose they are is nobody's matter. */
export const demandOfSeveral: Demand = { who: 'reviewer', self: null, of: 'token' };

/** Whoever may have typed the number of somebody else's request learns nothing of it. */
export function refusedTo(refusal: Refusal, name: PersonActName, given: Case): Refusal {
  return acts[name].isByNumber === true && given.on === 'request' ? asUnknown(refusal, given.request.number) : refusal;
}

/** What is committed besides: the message that it was decided by is drawn anew, where the Decision itself didn't ask for that. */
export function drawnWith(name: PersonActName, given: Case, { effects }: Change): Change {
  const subject = subjectOf(given);
  const key = subjectKey(subject);
  const isDrawn = effects.some((effect) => effect.kind === 'redraw' && subjectKey(effect.subject) === key);
  return { ...noChange, effects: isDrawn || acts[name].isUnshown === true ? [] : [redraw(subject)] };
}

function subjectOf(given: Case): Subject {
  return given.on === 'request'
    ? { of: 'request', number: given.request.number }
    : { of: given.on, id: given.token.id };
}

/** What was committed may be that the offer is void, which is not what was clicked on. */
export function voidedOffer(given: Case, { entries }: Change): Refusal | null {
  if (given.on !== 'request') return null;
  const { number, offer } = given.request;
  if (offer === null || !entries.some(({ act }) => act === 'request.void_offer')) return null;
  return refuse({ why: 'offer_void', number, slackId: offer.by.slackId });
}

export type Acted = {
  readonly tokenName: string;
  readonly request: TokenRequest | null;
  readonly activeToken: ActiveToken | null;
};

/** What was decided on, as the answer to the click names it. */
export function actedOn(given: Case): Acted {
  switch (given.on) {
    case 'request':
      return { tokenName: given.request.tokenName, request: given.request, activeToken: null };
    case 'classic_token':
      return { tokenName: classicTokenName(given.token), request: null, activeToken: null };
    case 'pending_token':
      return { tokenName: given.token.tokenName, request: null, activeToken: null };
    case 'active_token':
      return { tokenName: given.token.tokenName, request: null, activeToken: given.token };
  }
}
