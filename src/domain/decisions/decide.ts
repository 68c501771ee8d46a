// One Decision of one person, whose authority was asked: a Change, or why not. The rules that hold for every act stand here once.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { Reviewer } from '../person.ts';
import type { Verdict } from '../policy/admit.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { openOffer } from '../requests/offer.ts';
import { verdictOnRequest } from '../requests/reasons-against.ts';
import { isWholeScopeShown } from '../scope/card-room.ts';
import { isPastUse } from '../scope/last-day.ts';
import { outdateCards } from '../tokens/outdate-cards.ts';
import { admitToken, quorumOf } from '../tokens/quorum.ts';
import { reasonsIn, refusalsAmong } from '../tokens/reasons-against-token.ts';
import { requestBehind, tokenForRules } from '../tokens/token-for-rules.ts';
import { type ActRule, acts, type PersonAct } from './acts.ts';
import { already, type Case, type TokenCase } from './case.ts';
import { decideOnActiveToken } from './decide-on-active-token.ts';
import { decideOnClassicToken } from './decide-on-classic-token.ts';
import { decideOnPendingToken } from './decide-on-pending-token.ts';
import { decideOnRequest } from './decide-on-request.ts';
import { onlyObserved } from './only-observed.ts';
import { scopeLetIn } from './scope-let-in.ts';

/** Where the button stood: a card may not have room for the whole scope, Details always has. */
export type ClickPlace = 'card' | 'details';

export type Deed = {
  readonly deed: PersonAct;
  readonly by: Reviewer;
  /** The revision that the button showed; null where the act came by a command. */
  readonly revision: number | null;
  readonly place: ClickPlace;
};

export function decide(given: Case, { deed, by, revision, place }: Deed, now: Instant): Change | Refusal {
  const rule = acts[deed.act];
  const subject = given.on === 'request' ? given.request : given.token;
  if (rule.needsRevision && revision !== null && subject.revision !== revision) return refuse({ why: 'old_revision' });
  if (!isFrom(rule, given)) return already(given);
  const observed = onlyObserved(deed.act, given.policy);
  if (observed !== null) return observed;
  if (rule.grants) {
    if (place === 'card' && 'scope' in subject && !isWholeScopeShown(subject.scope))
      return refuse({ why: 'must_see_details' });
    const objection = forbidden(given, deed, now);
    if (objection !== null) return objection;
  }
  const change = decideOn(given, deed, by, now);
  return isRefusal(change) ? change : withCards(given, change, now);
}

function decideOn(given: Case, deed: PersonAct, by: Reviewer, now: Instant): Change | Refusal {
  const rule = acts[deed.act];
  switch (given.on) {
    case 'request':
      return decideOnRequest(given, deed, by, now);
    case 'pending_token':
      return decideOnPendingToken(withQuorum(given, rule, now), deed, by, now);
    case 'classic_token':
      return decideOnClassicToken(given, deed, by, now);
    case 'active_token':
      return decideOnActiveToken(given, deed, by, now);
  }
}

/** Whose word ends a token may cross with an approval of what waits of it: the card of that shows the end, or decides nothing. */
function withCards(given: Case, change: Change, now: Instant): Change {
  if (given.on === 'classic_token') return change;
  const held = given.on === 'request' ? (given.heldAgainst ?? []) : [];
  const dossiers = given.dossier === null ? held : [given.dossier, ...held];
  return change === noChange ? change : together(change, ...dossiers.map((one) => outdateCards(one, change, now)));
}

/** What may not be asked for may not be approved either. */
function forbidden(given: Case, deed: PersonAct, now: Instant): Refusal | null {
  if (given.on === 'classic_token') return null;
  if (given.on !== 'request') return tokenForbidden(given, now);
  const { request, policy, isHolderOwner = null, ruleFacts: facts } = given;
  const offer = deed.act === 'accept_offer' ? openOffer(request) : null;
  // There is nothing to take, and so nothing to ask the policy about.
  if (deed.act === 'accept_offer' && offer === null) return null;
  const asked = { ...request, scope: scopeLetIn(deed, given) };
  // Whoever follows the advice of such an approval would make a token that is held as too long.
  if (isPastUse(asked.scope, now)) return refuse({ why: 'last_day_over', number: request.number });
  const known = facts === undefined ? {} : { facts };
  const { outcome, reasons, isUncertain } = verdictOnRequest(asked, isHolderOwner, policy, known);
  if (isUncertain === true) return refuse({ why: 'rules_not_checked', organization: policy.login });
  if (outcome !== 'refuse') return null;
  return offer === null
    ? refuse({ why: 'request_forbidden', reasons })
    : refuse({ why: 'offer_forbidden', number: request.number, slackId: offer.by.slackId, reasons });
}

/**
 * A token that exists is told to be beyond the limits, and is a person's to decide all the same. What a rule forbids in so many words nobody
 * takes, and where a rule wants several people one click is not enough.
 */
function tokenForbidden(given: TokenCase, now: Instant): Refusal | null {
  const { token, policy } = given;
  const { tokenName } = token;
  const verdict = verdictOn(given, now);
  const against = refusalsAmong(reasonsIn(verdict, token, policy));
  const reasons = against.filter((one) => one.code !== 'rule_wants_several');
  if (reasons.length > 0) return refuse({ why: 'token_forbidden', tokenName, reasons });
  if (verdict.isUncertain === true) return refuse({ why: 'rules_not_checked', organization: policy.login });
  const [left] = against;
  return left?.code === 'rule_wants_several'
    ? refuse({ why: 'token_needs_several', tokenName, rule: left.rule, approvals: left.approvals })
    : null;
}

/** What the policy says of a token, with who of the owners could decide. */
function verdictOn(
  { token, dossier, policy, isHolderOwner = null, ruleFacts, ableOwners = null }: TokenCase,
  now: Instant,
): Verdict {
  return admitToken(
    tokenForRules(token, requestBehind(token, dossier), isHolderOwner, ruleFacts),
    ableOwners,
    policy,
    now,
  );
}

function withQuorum<Of extends TokenCase>(given: Of, { grants }: ActRule, now: Instant): Of {
  return grants ? { ...given, approvals: quorumOf(verdictOn(given, now)).approvals } : given;
}

function isFrom(rule: ActRule, given: Case): boolean {
  if (rule.on !== given.on) throw new Error(`${rule.on} is not ${given.on}`);
  const { status } = given.on === 'request' ? given.request : given.token;
  const from: readonly string[] = rule.from;
  return from.includes(status);
}
