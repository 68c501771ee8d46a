// One step of a TokenRequest: the new row, its Entry and what people are told. Pure; the table is in `lifecycle.ts`.
// Reviews count for the revision they were given on; `reopen` makes a new revision, which voids them.

import { type Change, together } from '../change.ts';
import { noRecord, recordMade } from '../classic/classic-record.ts';
import { dayMs, type Instant } from '../ids.ts';
import { nextRequestStatus, type RequestActName } from '../lifecycle.ts';
import type { Review, Reviewer } from '../person.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { eachRuleOnce } from '../policy/reviewer-rule.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Agreement } from '../scope/agreement.ts';
import { noLaterThanUse } from '../scope/last-day.ts';
import { standingReview } from '../standing-review.ts';
import { effectKey, post, redraw, stepOf } from '../step.ts';
import { isOfferAct, rowAfterOffer } from './advance-offer.ts';
import { actorOf, entryData } from './entry-data.ts';
import { withAnswer } from './inquiry.ts';
import { lettersOf } from './inquiry-letters.ts';
import type { RequestAct } from './request-act.ts';
import { requestName, type TokenRequest } from './token-request.ts';

/** Whoever comes second is told who decided what. */
export function requestAlready(request: TokenRequest): Refusal {
  const { number, status, changedAt } = request;
  return refuse({ why: 'request_already', number, status, review: standingReview(request), at: changedAt });
}

/** A token that is there is let in within seconds, and then its own news say who approved it. */
const newsFollowMs = 30_000;

const tellsTheRequester: Readonly<Partial<Record<RequestActName, 'request_approved' | 'request_news'>>> = {
  approve: 'request_approved',
  accept_offer: 'request_approved',
  deny: 'request_news',
  lapse: 'request_news',
  reopen: 'request_news',
  fulfil: 'request_news',
  make: 'request_news',
  end: 'request_news',
};

/** Nobody sees whether a classic token was made, so nobody can say that it was not made in time. */
function unusedUntil({ scope }: Pick<TokenRequest, 'scope'>, at: Instant, days: number): Instant | null {
  return scope.classic === undefined ? noLaterThanUse(scope, at + days * dayMs) : null;
}

function nextRow(request: TokenRequest, act: RequestAct, at: Instant, status: TokenRequest['status']): TokenRequest {
  const row: TokenRequest = { ...request, status, version: request.version + 1, changedAt: at };
  if (isOfferAct(act)) return rowAfterOffer(request, row, act, at);
  // Who is no reviewer any more stops counting for good, whatever they become later.
  const lost = (act.act === 'approve' || act.act === 'review') && act.lost !== undefined ? act.lost : new Set();
  const standing = request.reviews.filter(
    ({ revision, by }) => revision !== request.revision || !lost.has(by.githubId),
  );
  const review = (by: Reviewer, decision: Review['act'], reason: string | null): readonly Review[] => [
    ...standing,
    { act: decision, by, revision: request.revision, at, reason },
  ];
  switch (act.act) {
    case 'approve': {
      const basis = { by: 'people', people: [...(act.others ?? []), act.by] } as const;
      const agreement: Agreement = {
        ...request.scope,
        basis,
        agreedAt: at,
        lapsesAt: unusedUntil(request, at, act.unusedDays),
      };
      return { ...row, reviews: review(act.by, 'approve', null), agreement, policyHash: act.policyHash };
    }
    case 'review':
      return { ...row, reviews: review(act.by, 'approve', null) };
    case 'deny':
      return { ...row, reviews: review(act.by, 'deny', act.reason), agreement: null, claimedByTokenId: null };
    case 'claim':
    case 'fulfil':
      return { ...row, claimedByTokenId: act.tokenId };
    case 'release':
      return { ...row, claimedByTokenId: null };
    case 'reopen':
      return {
        ...row,
        revision: request.revision + 1,
        agreement: null,
        claimedByTokenId: null,
        undecidedUntil: noLaterThanUse(request.scope, at + act.undecidedDays * dayMs),
        prolongedAt: null,
        remindedAt: null,
        classic: request.classic === null ? null : noRecord,
      };
    case 'nudge':
      return row;
    case 'remind':
      return { ...row, remindedAt: at };
    case 'make':
      return { ...row, classic: recordMade(request, at, act.lastEight) };
    case 'escalate':
      return { ...row, verdict: act.isLeftToOwners ? leftToOwners(request.verdict) : escalated(request.verdict) };
    case 'ask': {
      const { id, by, question } = act;
      return { ...row, inquiries: [...request.inquiries, { id, by, at, question, answer: null }] };
    }
    case 'answer':
      return { ...row, inquiries: withAnswer(request.inquiries, act.place, { text: act.text, at }) };
    case 'extend':
      return { ...row, undecidedUntil: act.until, prolongedAt: at };
    case 'withdraw':
    case 'lapse':
      return { ...row, agreement: null, claimedByTokenId: null };
    case 'end':
      return { ...row, agreement: null, claimedByTokenId: null, endedWhy: act.why };
  }
}

/** Those who may decide stay: others come to them. */
function escalated(verdict: TokenRequest['verdict']): TokenRequest['verdict'] {
  const { escalates, reviewers } = verdict;
  if (escalates === undefined) return verdict;
  return { ...verdict, reviewers: eachRuleOnce(reviewers, escalates.to), escalates: { ...escalates, isDone: true } };
}

/** As it would have been at sending, except that those who may decide stay: whoever comes back may decide too. */
function leftToOwners({ escalates, ...verdict }: TokenRequest['verdict']): TokenRequest['verdict'] {
  const reviewers = eachRuleOnce(verdict.reviewers, ['owners']);
  const left = { ...verdict, reviewers, isLeftToOwners: true } as const;
  if (escalates === undefined) return left;
  const later = escalates.to.filter((rule) => !reviewers.includes(rule));
  return later.length === 0 ? left : { ...left, escalates: { ...escalates, to: later } };
}

/** Advances a request, or refuses where its state does not allow the act. */
export function advanceRequest(request: TokenRequest, act: RequestAct, at: Instant): Change | Refusal {
  const status = nextRequestStatus(request.status, act.act);
  if (status === null) return requestAlready(request);
  const row = nextRow(request, act, at, status);
  const { number, organizationId } = row;
  const subject = { of: 'request', number } as const;
  const isLeft = act.act === 'escalate' && act.isLeftToOwners === true;
  const told = isLeft ? 'request_news' : tellsTheRequester[act.act];
  const later = act.act === 'approve' && act.isTokenThere === true ? { afterMs: newsFollowMs } : {};
  return stepOf(
    [{ table: 'token_requests', was: request.version, row }],
    { at, actor: actorOf(request, act), act: `request.${act.act}`, subject, data: entryData(act, row) },
    [
      redraw(subject),
      ...(told === undefined
        ? []
        : post(organizationId, row.requester.slackId, effectKey.news(told, requestName(number), row.version), {
            ...{ kind: told, number },
            ...(isLeft ? { isLeftToOwners: true as const } : {}),
          }).map((letter) => ({ ...letter, ...later }))),
      ...lettersOf(act, row),
    ],
  );
}

/** A request's first step: the row, the card for the reviewers and the requester's own copy. Where a rule allows it, it is approved in the same. */
export function openRequest(
  asked: Pick<
    TokenRequest,
    | 'number'
    | 'organizationId'
    | 'requester'
    | 'holder'
    | 'purpose'
    | 'tokenName'
    | 'description'
    | 'justification'
    | 'scope'
    | 'policyHash'
    | 'verdict'
    | 'draftId'
    | 'whereUsed'
    | 'alsoWarn'
    | 'renews'
  >,
  policy: OrganizationPolicy,
  at: Instant,
): Change {
  const { number, organizationId, requester, holder, policyHash, verdict } = asked;
  const rule = verdict.outcome === 'allow' ? (verdict.rule?.name ?? null) : null;
  const lapsesAt = unusedUntil(asked, at, policy.lapse.unusedDays);
  const row: TokenRequest = {
    ...asked,
    version: 1,
    revision: 1,
    status: rule === null ? 'pending' : 'approved',
    reviews: [],
    agreement:
      rule === null ? null : { ...asked.scope, basis: { by: 'rule', rule, policyHash }, agreedAt: at, lapsesAt },
    claimedByTokenId: null,
    inquiries: [],
    offer: null,
    endedWhy: null,
    createdAt: at,
    changedAt: at,
    undecidedUntil: noLaterThanUse(asked.scope, at + policy.lapse.undecidedDays * dayMs),
    prolongedAt: null,
    remindedAt: null,
    classic: asked.scope.classic === undefined ? null : noRecord,
  };
  const subject = { of: 'request', number } as const;
  const id = requestName(number);
  const own = rule === null ? 'request_sent' : 'request_approved';
  const submitted = stepOf(
    [{ table: 'token_requests', was: null, row }],
    {
      ...{ at, actor: `slack:${requester.slackId}`, act: 'request.submit', subject },
      data: {
        requester: requester.githubId,
        holder: holder.githubId,
        tokenName: row.tokenName,
        scope: row.scope,
        policy: row.policyHash,
        ...(row.renews === null ? {} : { renews: row.renews.tokenId }),
      },
    },
    [
      ...post(organizationId, 'reviewers', effectKey.card('request_card', id), { kind: 'request_card', number }),
      ...post(organizationId, requester.slackId, effectKey.card(own, id), { kind: own, number }),
    ],
  );
  if (rule === null) return submitted;
  const data = { revision: 1, rule, policy: policyHash, lapsesAt };
  return together(submitted, stepOf([], { at, actor: 'policy', act: 'request.approve', subject, data }, []));
}
