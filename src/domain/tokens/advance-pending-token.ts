// One step of a PendingToken: the new row, its Entry and its Effects. Pure; the table is in `lifecycle.ts`.
// A scope that changed is a new revision: what was decided on the old one decides nothing any more.

import type { Change, Effect } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import { nextPendingTokenStatus } from '../lifecycle.ts';
import type { LinkedPerson, Review } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { ActualScope, Agreement } from '../scope/agreement.ts';
import type { Match, PendingToken } from './token.ts';

export type PendingTokenAct =
  | { readonly act: 'rescope' | 'relist'; readonly scope: ActualScope; readonly tokenName: string }
  /** A pending request would cover it: no card of its own. */
  | { readonly act: 'await'; readonly match: Match }
  | { readonly act: 'hold'; readonly match: Match; readonly why: PendingToken['heldWhy'] }
  /** By a Match with an Agreement, or by a reviewer who accepts the scope as it is shown. */
  | {
      readonly act: 'start_approving';
      readonly match: Match;
      readonly agreement: Agreement;
      readonly by: LinkedPerson | null;
    }
  | { readonly act: 'start_denying'; readonly by: LinkedPerson; readonly reason: string }
  | { readonly act: 'observe_approved' | 'observe_denied' | 'cancel' | 'expire' | 'vanish'; readonly by: string | null }
  | { readonly act: 'reopen'; readonly why: string };

export type HolderInSlack = SlackUserId | null;

export function standingReviewOfToken(token: PendingToken): Review | null {
  return token.reviews.findLast(({ revision }) => revision === token.revision) ?? null;
}

function already(token: PendingToken): Refusal {
  return refuse({
    why: 'pending_token_already',
    tokenName: token.tokenName,
    status: token.status,
    review: standingReviewOfToken(token),
    by: token.decidedElsewhereBy,
  });
}

function nextRow(token: PendingToken, act: PendingTokenAct, at: Instant, status: PendingToken['status']): PendingToken {
  const row: PendingToken = { ...token, status, version: token.version + 1, changedAt: at };
  const reviewed = (by: LinkedPerson, decision: Review['act'], reason: string | null): readonly Review[] => [
    ...token.reviews,
    { act: decision, by, revision: token.revision, at, reason },
  ];
  switch (act.act) {
    case 'rescope':
    case 'relist':
      return {
        ...row,
        scope: act.scope,
        tokenName: act.tokenName,
        revision: token.revision + 1,
        agreement: null,
        heldWhy: null,
      };
    case 'await':
      return { ...row, match: act.match, agreement: null };
    case 'hold':
      return { ...row, match: act.match, agreement: null, heldWhy: act.why };
    case 'start_approving':
      return {
        ...row,
        match: act.match,
        heldWhy: null,
        agreement: act.agreement,
        reviews: act.by === null ? token.reviews : reviewed(act.by, 'approve', null),
      };
    case 'start_denying':
      return { ...row, reviews: reviewed(act.by, 'deny', act.reason) };
    case 'reopen':
      return { ...row, agreement: null, revision: token.revision + 1 };
    default:
      return { ...row, decidedElsewhereBy: act.by };
  }
}

function effectsOf(
  row: PendingToken,
  act: PendingTokenAct,
  was: PendingToken,
  holder: HolderInSlack,
): readonly Effect[] {
  const { id, organizationId } = row;
  const redraw: Effect = { kind: 'redraw', subject: { of: 'pending_token', id } };
  const toHolder = (kind: 'pending_token_news' | 'pending_token_held'): Effect[] =>
    holder === null
      ? []
      : [
          {
            kind: 'post',
            key: `${kind}:${id}:v${row.version}`,
            to: { to: 'person', slackId: holder, organizationId },
            message: { kind, id },
          },
        ];
  const tellHolder = toHolder('pending_token_news');
  const card: Effect = {
    kind: 'post',
    key: `pending_token_card:${id}`,
    to: { to: 'reviewers', organizationId },
    message: { kind: 'pending_token_card', id },
  };
  const redrawList: Effect[] = row.isBaseline
    ? [{ kind: 'redraw', subject: { of: 'organization', id: organizationId } }]
    : [];
  const redrawRequest: Effect[] =
    row.match.kind === 'unclaimed' ? [] : [{ kind: 'redraw', subject: { of: 'request', number: row.match.number } }];
  switch (act.act) {
    case 'hold': {
      // One list shows all that waited already; whoever edits such a token gets a card like everybody.
      if (row.isBaseline && row.revision === 1 && act.why === null) return [...redrawList, ...redrawRequest];
      return [
        card,
        redraw,
        ...redrawRequest,
        ...redrawList,
        ...(was.status === 'held' ? [] : toHolder('pending_token_held')),
      ];
    }
    case 'start_approving':
    case 'start_denying': {
      const review = act.act === 'start_approving' ? 'approve' : 'deny';
      return [
        redraw,
        ...redrawList,
        { kind: 'review_pending_token', key: `${review}:${id}:v${row.version}`, pendingTokenId: id, act: review },
      ];
    }
    // A request's own news says it for a token that fulfils the request.
    case 'observe_approved':
      // Decided on github.com while it had no card of its own: the channel sees by whom.
      if (was.status === 'open') return [card, redraw, ...redrawList, ...redrawRequest, ...tellHolder];
      return [redraw, ...redrawList, ...(row.match.kind === 'exact' || row.match.kind === 'within' ? [] : tellHolder)];
    case 'observe_denied':
    case 'expire':
      return [redraw, ...redrawList, ...redrawRequest, ...tellHolder];
    default:
      return [redraw, ...redrawList, ...redrawRequest];
  }
}

function actorOf(act: PendingTokenAct): string {
  if ((act.act === 'start_approving' || act.act === 'start_denying') && act.by !== null)
    return `slack:${act.by.slackId}`;
  if ('by' in act && typeof act.by === 'string') return `github:${act.by}`;
  return 'countersign';
}

function entryData(token: PendingToken, act: PendingTokenAct): Record<string, unknown> {
  const about = { tokenId: token.tokenId, patRequestId: token.patRequestId };
  switch (act.act) {
    case 'rescope':
    case 'relist':
      return { ...about, scope: act.scope };
    case 'await':
      return { ...about, match: act.match };
    case 'hold':
      return { ...about, match: act.match, why: act.why };
    case 'start_approving':
      return { ...about, match: act.match, agreement: act.agreement, by: act.by?.githubId ?? null };
    case 'start_denying':
      return { ...about, by: act.by.githubId, reason: act.reason };
    case 'reopen':
      return { ...about, why: act.why };
    default:
      return { ...about, by: act.by };
  }
}

/** Advances a PendingToken, or refuses where its state does not allow the act. */
export function advancePendingToken(
  token: PendingToken,
  act: PendingTokenAct,
  at: Instant,
  holder: HolderInSlack,
): Change | Refusal {
  const status = nextPendingTokenStatus(token.status, act.act);
  if (status === null) return already(token);
  const row = nextRow(token, act, at, status);
  return {
    writes: [{ table: 'pending_tokens', was: token.version, row }],
    entries: [
      {
        at,
        actor: actorOf(act),
        act: `pending_token.${act.act}`,
        subject: `pending_token:${token.id}`,
        data: entryData(token, act),
      },
    ],
    effects: effectsOf(row, act, token, holder),
  };
}

/** The first sight of a PendingToken. What becomes of it is decided next, by matching. */
export function findPendingToken(row: PendingToken, at: Instant): Change {
  return {
    writes: [{ table: 'pending_tokens', was: null, row }],
    entries: [
      {
        at,
        actor: 'countersign',
        act: 'pending_token.find',
        subject: `pending_token:${row.id}`,
        data: {
          tokenId: row.tokenId,
          patRequestId: row.patRequestId,
          holder: row.holder.githubId,
          tokenName: row.tokenName,
          scope: row.scope,
        },
      },
    ],
    effects: [],
  };
}
