// One step of an ActiveToken: the new row, its Entry, its notices and what people are told. The table is in `lifecycle.ts`.
// A moved expiry cancels the notices that were planned for the old one.
import type { Change, Effect, Write } from '../change.ts';
import type { Instant, RequestNumber } from '../ids.ts';
import { nextActiveTokenStatus } from '../lifecycle.ts';
import type { Message, Subject } from '../message.ts';
import type { DueNotice } from '../notices/due-notice.ts';
import type { GithubAccount, HolderInSlack, LinkedPerson } from '../person.ts';
import type { Mode } from '../policy/policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { ActualScope, Agreement, Excess } from '../scope/agreement.ts';
import { effectKey, post, redraw, stepOf } from '../step.ts';
import { afterRefusal, passed, resting, restingSinceItsEnd, restingUnder, toldReviewers } from './advance-drift.ts';
import { isSameScope } from './same-scope.ts';
import { type SentAs, sentData } from './sent-as.ts';
import { type ActiveToken, type Drift, type Revocation, standingRevocation } from './token.ts';
import { afterUseAct, reviewsOf, type UseAct, useEntryData } from './use-question.ts';

/** What GitHub shows of a token that is already known, and what it is held to from now on. */
export type Seen = {
  readonly scope: ActualScope;
  readonly tokenName: string;
  readonly holder: GithubAccount;
  readonly repositoriesReadAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly agreement: Agreement | null;
  readonly requestNumber: RequestNumber | null;
};

export type ActiveTokenAct =
  | ({ readonly act: 'observe' | 'return_within' | 'attach' | 'come_back' } & Seen)
  | ({ readonly act: 'exceed'; readonly excess: readonly Excess[]; readonly drift: Drift } & Seen)
  /** A reviewer agrees to exactly the scope that was shown. */
  | { readonly act: 'accept'; readonly by: LinkedPerson; readonly agreement: Agreement }
  | { readonly act: 'start_revoking'; readonly revocation: Revocation }
  /** It was not revoked after all, and is within what was agreed, or still goes past it. */
  | { readonly act: 'abandon_revoking' | 'stay_exceeding'; readonly why: NonNullable<Revocation['refused']> }
  /** GitHub is about to be called. */
  | { readonly act: 'send'; readonly as: SentAs }
  | { readonly act: 'extend'; readonly until: Instant }
  /** The policy's mode is another by now, and so is what its deadline means. */
  | { readonly act: 'follow_mode'; readonly mode: Mode; readonly drift: Drift }
  | UseAct
  | { readonly act: 'ask_channel'; readonly toldAt: Instant }
  | { readonly act: 'pass_deadline' | 'observe_revoked' | 'expire' | 'vanish' | 'supersede' };

/** What a step needs to know: whom to tell, which notices are planned, and which other cards show the token. */
export type ActiveTokenContext = {
  readonly holder: HolderInSlack;
  readonly planned: readonly DueNotice[];
  readonly shownBy: readonly Subject[];
};

/** For a step that moves no expiry, ends nothing, and shows on the token's own card alone. */
export const nobodyTold: ActiveTokenContext = { holder: null, planned: [], shownBy: [] };

type News = Extract<Message, { kind: 'active_token_news' }>['news'];

function tell(row: ActiveToken, news: News, audience: 'holder' | 'reviewers', to: HolderInSlack): readonly Effect[] {
  const key = effectKey.news(`active_token_news:${row.id}`, news, row.version, audience);
  const message = { kind: 'active_token_news', id: row.id, news, audience } as const;
  return post(row.organizationId, audience === 'reviewers' ? audience : to, key, message);
}

/** A new card for the reviewers; those before it follow. */
export function postCard(row: ActiveToken): readonly Effect[] {
  const key = effectKey.news('active_token_card', row.id, row.version);
  return post(row.organizationId, 'reviewers', key, { kind: 'active_token_card', id: row.id });
}

/** It goes past its Agreement: the reviewers get a card, the holder is told. */
export function tellExceeding(row: ActiveToken, holder: HolderInSlack): readonly Effect[] {
  // Only prolonged: its holder may simply ask for it, and the reviewers hear of it as a request.
  if (row.drift?.askedUntil !== undefined) return tell(row, 'prolonged', 'holder', holder);
  return [...postCard(row), ...tell(row, 'exceeding', 'holder', holder)];
}

function newsOf(row: ActiveToken, act: ActiveTokenAct, { holder }: ActiveTokenContext): readonly Effect[] {
  switch (act.act) {
    case 'exceed':
      return tellExceeding(row, holder);
    case 'pass_deadline':
    case 'ask_channel':
      return postCard(row);
    case 'follow_mode':
      // A deadline that counts is told like a first one.
      return act.mode === 'enforce' ? tellExceeding(row, holder) : [];
    case 'ask_use': {
      const key = effectKey.news('unused_token', row.id, row.version);
      return post(row.organizationId, act.asked, key, { kind: 'unused_token', id: row.id });
    }
    case 'accept':
      return tell(row, 'accepted', 'holder', holder);
    case 'start_revoking': {
      const key = effectKey.call('revoke', row.id, row.version);
      // What is revoked with others is told of in their one message.
      const card = act.revocation.together === undefined ? postCard(row) : [];
      return [...card, { kind: 'revoke_token', key, activeTokenId: row.id }];
    }
    case 'observe_revoked':
      return tell(row, 'revoked', 'holder', holder);
    case 'abandon_revoking':
    case 'stay_exceeding':
      // That it is within its Agreement again needs no news.
      if (act.why === 'within_again') return [];
      return [
        ...(row.revocation?.together === undefined ? tell(row, 'not_revoked', 'reviewers', null) : []),
        ...(row.revocation?.as === 'holder' || row.revocation?.as === 'sponsor'
          ? tell(row, 'not_revoked', 'holder', holder)
          : []),
      ];
    case 'vanish':
      return [...tell(row, 'gone', 'reviewers', null), ...tell(row, 'gone', 'holder', holder)];
    default:
      return [];
  }
}

function cancelled(planned: readonly DueNotice[]): readonly Write[] {
  return planned.map((notice) => ({
    table: 'due_notices',
    was: notice.version,
    row: { ...notice, status: 'cancelled', version: notice.version + 1 },
  }));
}

function refused({ revocation }: ActiveToken, why: NonNullable<Revocation['refused']>): Revocation | null {
  return revocation === null ? null : { ...revocation, refused: why };
}

function unsent({ sentAs: _, ...revocation }: Revocation): Revocation {
  return revocation;
}

function nextRow(token: ActiveToken, act: ActiveTokenAct, at: Instant, status: ActiveToken['status']): ActiveToken {
  const row: ActiveToken = { ...token, status, version: token.version + 1, changedAt: at };
  switch (act.act) {
    case 'accept':
      return { ...row, agreement: act.agreement, excess: [], drift: null, revocation: null };
    case 'start_revoking':
      // Of another grant GitHub may have been told before.
      return { ...row, revocation: unsent(act.revocation) };
    case 'send':
      return { ...row, revocation: token.revocation === null ? null : { ...token.revocation, sentAs: act.as } };
    // Whoever accepts it has to know that it was to be revoked.
    case 'abandon_revoking':
      return {
        ...row,
        revision: token.revision + 1,
        excess: [],
        drift: resting(token.drift, at),
        revocation: refused(token, act.why),
      };
    case 'stay_exceeding':
      // What the policy could not do once it would try at every pass: from here on it is a person's.
      return {
        ...row,
        revision: token.revision + 1,
        drift:
          token.revocation?.as === 'policy' && token.revocation.because === undefined
            ? afterRefusal(token.drift, act.why)
            : token.drift,
        revocation: refused(token, act.why),
      };
    case 'pass_deadline':
      return { ...row, drift: passed(token.drift) };
    case 'ask_channel':
      return { ...row, drift: toldReviewers(token.drift, act.toldAt) };
    case 'follow_mode':
      return { ...row, drift: act.drift };
    case 'extend':
      return { ...row, drift: token.drift === null ? null : { ...token.drift, putOffUntil: act.until } };
    case 'ask_use':
    case 'ask_owners':
    case 'keep':
    case 'use_again':
      return { ...row, unused: afterUseAct(token.unused, act, at) };
    case 'observe_revoked':
    case 'expire':
    case 'vanish':
    case 'supersede':
      return row;
    default:
      return seenRow(token, row, act, at);
  }
}

function seenRow(token: ActiveToken, row: ActiveToken, act: Extract<ActiveTokenAct, Seen>, at: Instant): ActiveToken {
  const { scope, tokenName, holder, repositoriesReadAt, lastUsedAt, agreement, requestNumber } = act;
  const revision = token.revision + (isSameScope(scope, token.scope) ? 0 : 1);
  const seen = { ...row, revision, scope, tokenName, holder, repositoriesReadAt, lastUsedAt, agreement, requestNumber };
  switch (act.act) {
    case 'observe':
      // Only used or read again: the trail tells nothing of it.
      return revision === token.revision ? { ...seen, changedAt: token.changedAt } : seen;
    case 'exceed':
      return { ...seen, excess: act.excess, drift: act.drift, revocation: standingRevocation(token) };
    case 'come_back':
      return { ...seen, excess: [], drift: restingSinceItsEnd(token), revocation: standingRevocation(token) };
    case 'return_within':
      // Whatever the policy was to revoke it for is over, as long as it stays so.
      return { ...seen, excess: [], drift: resting(token.drift, at), revocation: standingRevocation(token) };
    case 'attach':
      return { ...seen, excess: [], drift: restingUnder(agreement, token.drift, at), revocation: null };
  }
}

function actorOf(act: ActiveTokenAct): string {
  if (act.act === 'accept' || act.act === 'keep') return `slack:${act.by.slackId}`;
  if (act.act === 'start_revoking') return act.revocation.by === null ? 'policy' : `slack:${act.revocation.by.slackId}`;
  return 'countersign';
}

function entryData(row: ActiveToken, act: ActiveTokenAct): Record<string, unknown> {
  const about = { tokenId: row.tokenId, patId: row.patId };
  switch (act.act) {
    case 'accept':
      return { ...about, by: act.by.githubId, agreement: act.agreement };
    case 'ask_use':
    case 'keep':
    case 'ask_owners':
    case 'use_again':
      return { ...about, ...useEntryData(row, act) };
    case 'start_revoking': {
      const { by, as, reason, because, together } = act.revocation;
      return {
        ...about,
        by: by?.githubId ?? null,
        as,
        reason,
        ...(because && { because }),
        ...(together && { together }),
      };
    }
    case 'abandon_revoking':
    case 'stay_exceeding':
      return { ...about, why: act.why };
    case 'extend':
      return { ...about, until: act.until };
    case 'send':
      return { ...about, ...sentData(act.as) };
    case 'follow_mode':
      return { ...about, mode: act.mode, drift: act.drift };
    case 'pass_deadline':
      return row.drift?.outcome === 'would_revoke' ? { ...about, wouldHave: 'revoke' } : about;
    case 'exceed':
      return { ...about, scope: act.scope, excess: row.excess, drift: act.drift };
    default:
      return 'scope' in act ? { ...about, scope: act.scope, excess: row.excess } : about;
  }
}

/** The message that tells of it with others. */
function togetherOf(token: ActiveToken, row: ActiveToken): readonly Subject[] {
  const id = (row.revocation ?? token.revocation)?.together;
  return id === undefined ? [] : [{ of: 'together', id, organizationId: row.organizationId }];
}

/** Whoever comes second is told what became of it. */
export function activeTokenAlready({
  tokenName,
  status,
  revocation,
}: Pick<ActiveToken, 'tokenName' | 'status' | 'revocation'>): Refusal {
  return refuse({ why: 'active_token_already', tokenName, status, revocation });
}

/** Advances an ActiveToken, or refuses where its state does not allow the act. */
export function advanceActiveToken(
  token: ActiveToken,
  act: ActiveTokenAct,
  at: Instant,
  context: ActiveTokenContext,
): Change | Refusal {
  const status = nextActiveTokenStatus(token.status, act.act);
  if (status === null) return activeTokenAlready(token);
  const row = nextRow(token, act, at, status);
  const subject: Subject = { of: 'active_token', id: row.id };
  const hasMovedExpiry = row.scope.expiresAt !== token.scope.expiresAt;
  // The notice that a token has expired is itself planned, and still to be sent.
  const isOver = act.act === 'vanish' || act.act === 'supersede' || act.act === 'observe_revoked';
  const step = stepOf(
    [
      { table: 'active_tokens', was: token.version, row },
      ...(hasMovedExpiry || isOver ? cancelled(context.planned) : []),
    ],
    { at, actor: actorOf(act), act: `active_token.${act.act}`, subject, data: entryData(row, act) },
    // That GitHub is called is drawn with what became of it.
    act.act === 'send'
      ? []
      : [
          ...newsOf(row, act, context),
          ...[subject, ...context.shownBy, ...togetherOf(token, row), ...reviewsOf(token, row)].map(redraw),
        ],
  );
  // When it was last used, and by which name, is no news.
  const isSilent = act.act === 'observe' && row.revision === token.revision;
  return isSilent ? { ...step, entries: [], effects: [] } : step;
}
