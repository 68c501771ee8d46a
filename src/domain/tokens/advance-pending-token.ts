// One step of a PendingToken: the new row, its Entry and its Effects. The table is in `lifecycle.ts`.
// A scope that changed is a new revision: what was decided on the old one decides nothing any more.

import type { Change, Effect, MessageCopy } from '../change.ts';
import type { GithubUserId, Instant, RequestNumber } from '../ids.ts';
import { nextPendingTokenStatus } from '../lifecycle.ts';
import type { HolderInSlack, LinkedPerson, Review } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { ActualScope, Agreement } from '../scope/agreement.ts';
import { standingReview } from '../standing-review.ts';
import { effectKey, post, redraw, stepOf } from '../step.ts';
import { type SentAs, sentData } from './sent-as.ts';
import type { Match, PendingToken } from './token.ts';

export type PendingTokenAct =
  | { readonly act: 'rescope' | 'relist'; readonly scope: ActualScope; readonly tokenName: string }
  /** A pending request would cover it: no card of its own. */
  | { readonly act: 'await'; readonly match: Match }
  /** Its holder is asked which request it was made for. */
  | { readonly act: 'ask'; readonly match: Match }
  /** The holder says which request it was made for, or that it was none. It approves nothing. */
  | { readonly act: 'answer'; readonly number: RequestNumber | null; readonly by: LinkedPerson }
  /** `isTold`: what decided its request told its holder already. */
  | { readonly act: 'hold'; readonly match: Match; readonly why: PendingToken['heldWhy']; readonly isTold?: boolean }
  /** By a Match with an Agreement, or by a reviewer who accepts the scope as it is shown. */
  | {
      readonly act: 'start_approving';
      readonly match: Match;
      readonly agreement: Agreement;
      readonly by: LinkedPerson | null;
      /** Whose earlier approvals don't count any more. */
      readonly lost?: ReadonlySet<GithubUserId>;
    }
  /** One of several approvals that it takes. */
  | {
      readonly act: 'review';
      readonly by: LinkedPerson;
      readonly of: number;
      readonly lost?: ReadonlySet<GithubUserId>;
    }
  | { readonly act: 'start_denying'; readonly by: LinkedPerson; readonly reason: string }
  /** `agreement`: what a person or a rule agreed to by that; null where nobody else is known to have. */
  | { readonly act: 'observe_approved'; readonly by: string | null; readonly agreement: Agreement | null }
  | { readonly act: 'observe_denied' | 'cancel' | 'expire' | 'vanish'; readonly by: string | null }
  /** GitHub is about to be called. */
  | { readonly act: 'send'; readonly as: SentAs }
  /** What became of the token before is more than its card shows. */
  | { readonly act: 'outdate' }
  | { readonly act: 'reopen'; readonly why: string; readonly lost?: ReadonlySet<GithubUserId> };

/** Who is told, and where messages about the token stand already. */
export type PendingTokenContext = { readonly holder: HolderInSlack; readonly copies: readonly MessageCopy[] };

export const nobodyTold: PendingTokenContext = { holder: null, copies: [] };

/** A person's denial that GitHub did not carry out, as it refused it or as the token expired first: nobody decided otherwise since. */
export function undoneDenial({ status, reviews }: Pick<PendingToken, 'status' | 'reviews'>): Review | null {
  const last = reviews.findLast(({ isOneOf }) => isOneOf !== true);
  return status !== 'denied' && status !== 'denying' && last?.act === 'deny' ? last : null;
}

/** Of those the one that the token's end came before. */
export function untakenDenial(token: Pick<PendingToken, 'status' | 'reviews'>): Review | null {
  const denial = undoneDenial(token);
  return token.status === 'expired' || denial?.isUntaken === true ? denial : null;
}

/** Whoever comes second is told who decided what. */
export function pendingTokenAlready(token: PendingToken): Refusal {
  const { tokenName, status, decidedElsewhereBy: by } = token;
  const review = standingReview(token) ?? (status === 'expired' ? untakenDenial(token) : null);
  return refuse({ why: 'pending_token_already', tokenName, status, review, by });
}

function nextRow(token: PendingToken, act: PendingTokenAct, at: Instant, status: PendingToken['status']): PendingToken {
  const row: PendingToken = { ...token, status, version: token.version + 1, changedAt: at };
  // Who is no owner any more stops counting for good, whatever they become later.
  const lost = 'lost' in act && act.lost !== undefined ? act.lost : new Set<GithubUserId>();
  const standing = token.reviews.filter(({ revision, by }) => revision !== token.revision || !lost.has(by.githubId));
  const reviewed = (by: LinkedPerson, decision: Review['act'], reason: string | null): readonly Review[] => [
    ...standing,
    { act: decision, by, revision: token.revision, at, reason },
  ];
  switch (act.act) {
    case 'rescope':
    case 'relist': {
      const denial = untakenDenial(token);
      return {
        ...row,
        reviews: token.reviews.map((review) => (review === denial ? { ...review, isUntaken: true } : review)),
        scope: { ...act.scope, createdAt: earlier(token.scope.createdAt, act.scope.createdAt) },
        tokenName: act.tokenName,
        revision: token.revision + 1,
        agreement: null,
        heldWhy: null,
        answer: null,
        sentAs: null,
      };
    }
    case 'await':
    case 'ask':
      return { ...row, match: act.match, agreement: null, heldWhy: null };
    case 'answer':
      return { ...row, answer: { number: act.number, at } };
    case 'hold':
      return {
        ...row,
        match: act.match,
        agreement: null,
        heldWhy: act.why,
        // Who had approved it knew nothing of its end: each is asked again.
        reviews: act.why === 'ended_before' ? token.reviews.filter(({ isOneOf }) => isOneOf !== true) : token.reviews,
      };
    case 'start_approving':
      return {
        ...row,
        match: act.match,
        heldWhy: null,
        sentAs: null,
        agreement: act.agreement,
        reviews: act.by === null ? token.reviews : reviewed(act.by, 'approve', null),
      };
    case 'review': {
      const one = { act: 'approve', by: act.by, revision: token.revision, at, reason: null, isOneOf: true } as const;
      return { ...row, reviews: [...standing, one] };
    }
    case 'start_denying':
      return { ...row, sentAs: null, reviews: reviewed(act.by, 'deny', act.reason) };
    case 'send':
      return { ...row, sentAs: act.as };
    case 'outdate':
    case 'reopen':
      return { ...row, agreement: null, sentAs: null, revision: token.revision + 1, reviews: standing };
    case 'observe_approved':
      return { ...row, agreement: act.agreement, decidedElsewhereBy: act.by };
    default:
      // Told late, it was over when it was closed: what somebody decided since is not undone by that.
      return { ...row, decidedElsewhereBy: act.by, changedAt: token.status === 'closed' ? token.changedAt : at };
  }
}

/** An edit may move GitHub's `created_at`; a lifetime counts from the first one (a holder must not prolong it by editing). */
function earlier(one: Instant | null, other: Instant | null): Instant | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function effectsOf(
  row: PendingToken,
  act: PendingTokenAct,
  was: PendingToken,
  { holder, copies }: PendingTokenContext,
): readonly Effect[] {
  const { id, organizationId } = row;
  const stands = (message: MessageCopy['message']): boolean =>
    copies.some((copy) => copy.message === message && copy.subject.of === 'pending_token' && copy.subject.id === id);
  const toHolder = (kind: 'pending_token_news' | 'pending_token_held'): readonly Effect[] =>
    post(organizationId, holder, effectKey.news(kind, id, row.version), { kind, id });
  // The one that they have already follows by itself.
  const heldToHolder = stands('pending_token_held') ? [] : toHolder('pending_token_held');
  const card = stands('pending_token_card')
    ? []
    : post(organizationId, 'reviewers', effectKey.card('pending_token_card', id), { kind: 'pending_token_card', id });
  const redraws = [
    redraw({ of: 'pending_token', id }),
    ...(row.isBaseline ? [redraw({ of: 'organization', id: organizationId })] : []),
    // Those that were named before speak of it as well.
    ...[...new Set([was, row].flatMap(({ match }) => namedIn(match)))].map((number) =>
      redraw({ of: 'request', number }),
    ),
  ];
  switch (act.act) {
    case 'hold': {
      // One list shows all that waited already; whoever edits such a token gets a card like everybody.
      if (row.isBaseline && row.revision === 1 && act.why === null) return redraws.slice(1);
      return [...card, ...redraws, ...(was.status === 'held' || act.isTold === true ? [] : heldToHolder)];
    }
    case 'ask':
      return [...redraws, ...heldToHolder];
    case 'start_approving':
    case 'start_denying': {
      const review = act.act === 'start_approving' ? 'approve' : 'deny';
      const key = effectKey.call(review, id, row.version);
      return [...redraws, { kind: 'review_pending_token', key, pendingTokenId: id, act: review }];
    }
    case 'observe_approved':
      // Decided on github.com while it had no card of its own: the channel sees by whom.
      if (was.status === 'open') return [...card, ...redraws, ...toHolder('pending_token_news')];
      // A request's own news says it for a token that fulfils the request.
      return [...redraws, ...(isClaimed(row.match) ? [] : toHolder('pending_token_news'))];
    case 'send':
      // What became of it is drawn when GitHub's lists tell.
      return [];
    case 'observe_denied':
    case 'expire':
      return [...redraws, ...toHolder('pending_token_news')];
    default:
      return redraws;
  }
}

function isClaimed({ kind }: Match): boolean {
  return kind === 'exact' || kind === 'within';
}

/** The requests that a Match names. */
export function namedIn(match: Match): readonly RequestNumber[] {
  if (match.kind === 'unsure') return match.numbers;
  return match.kind === 'unclaimed' || match.number === null ? [] : [match.number];
}

/** The one that it is compared with, or was. */
export function comparedWith(match: Match): RequestNumber | null {
  if (match.kind === 'unsure') return null;
  return match.kind === 'unclaimed' ? (match.was ?? null) : match.number;
}

function actorOf(act: PendingTokenAct): string {
  if ('by' in act && act.by !== null)
    return typeof act.by === 'string' ? `github:${act.by}` : `slack:${act.by.slackId}`;
  return 'countersign';
}

function entryData(token: PendingToken, act: PendingTokenAct): Record<string, unknown> {
  const about = { tokenId: token.tokenId, patRequestId: token.patRequestId };
  switch (act.act) {
    case 'rescope':
    case 'relist':
      return { ...about, scope: act.scope };
    case 'await':
    case 'ask':
      return { ...about, match: act.match };
    case 'answer':
      return { ...about, number: act.number, by: act.by.githubId };
    case 'hold':
      return { ...about, match: act.match, why: act.why, ...(act.why === 'observing' && { wouldHave: 'approve' }) };
    case 'start_approving':
      return { ...about, match: act.match, agreement: act.agreement, by: act.by?.githubId ?? null, ...lostData(act) };
    case 'review':
      return { ...about, by: act.by.githubId, of: act.of, ...lostData(act) };
    case 'start_denying':
      return { ...about, by: act.by.githubId, reason: act.reason };
    case 'send':
      return { ...about, ...sentData(act.as) };
    case 'outdate':
      return about;
    case 'reopen':
      return { ...about, why: act.why, ...lostData(act) };
    default:
      return { ...about, by: act.by };
  }
}

function lostData({ lost }: { readonly lost?: ReadonlySet<GithubUserId> }) {
  return lost === undefined || lost.size === 0 ? {} : { lost: [...lost] };
}

/** Advances a PendingToken, or refuses where its state does not allow the act. */
export function advancePendingToken(
  token: PendingToken,
  act: PendingTokenAct,
  at: Instant,
  context: PendingTokenContext,
): Change | Refusal {
  const status = nextPendingTokenStatus(token.status, act.act);
  if (status === null) return pendingTokenAlready(token);
  const row = nextRow(token, act, at, status);
  return stepOf(
    [{ table: 'pending_tokens', was: token.version, row }],
    {
      at,
      actor: actorOf(act),
      act: `pending_token.${act.act}`,
      subject: { of: 'pending_token', id: token.id },
      data: entryData(token, act),
    },
    effectsOf(row, act, token, context),
  );
}

/** The first sight of a PendingToken. What becomes of it is decided next, by matching. */
export function findPendingToken(row: PendingToken, at: Instant): Change {
  const { tokenId, patRequestId, holder, tokenName, scope } = row;
  return stepOf(
    [{ table: 'pending_tokens', was: null, row }],
    {
      at,
      actor: 'countersign',
      act: 'pending_token.find',
      subject: { of: 'pending_token', id: row.id },
      data: { tokenId, patRequestId, holder: holder.githubId, tokenName, scope },
    },
    [],
  );
}
