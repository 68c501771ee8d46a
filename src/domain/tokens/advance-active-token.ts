// One step of an ActiveToken: the new row, its Entry, its notices and what people are told. Pure; the table is in `lifecycle.ts`.
// A moved expiry cancels the notices that were planned for the old one.

import type { Change, Effect, Write } from '../change.ts';
import type { Instant, RequestNumber } from '../ids.ts';
import { nextActiveTokenStatus } from '../lifecycle.ts';
import type { Message, Subject } from '../message.ts';
import type { DueNotice } from '../notices/due-notice.ts';
import type { GithubAccount, LinkedPerson } from '../person.ts';
import type { ActualScope, Agreement, Excess } from '../scope/agreement.ts';
import type { HolderInSlack } from './advance-pending-token.ts';
import type { ActiveToken, Drift, Revocation } from './token.ts';

/** What a listing shows of a token that is already known. */
export type Observation = {
  readonly scope: ActualScope;
  readonly tokenName: string;
  readonly holder: GithubAccount;
  readonly repositoriesReadAt: Instant;
  readonly lastUsedAt: Instant | null;
  /** What it is held to from now on. */
  readonly agreement: Agreement | null;
  readonly requestNumber: RequestNumber | null;
};

export type ActiveTokenAct =
  | ({ readonly act: 'observe' | 'settle' | 'attach' | 'come_back' } & Observation)
  | ({ readonly act: 'exceed'; readonly excess: readonly Excess[]; readonly drift: Drift } & Observation)
  /** A reviewer agrees to exactly the scope that was shown. */
  | { readonly act: 'keep'; readonly by: LinkedPerson; readonly agreement: Agreement }
  | { readonly act: 'start_revoking'; readonly revocation: Revocation }
  /** It was not revoked after all, and is within what was agreed, or still goes past it. */
  | { readonly act: 'refuse_revoking' | 'stay_exceeding'; readonly why: NonNullable<Revocation['refused']> }
  | { readonly act: 'pass_deadline' | 'observe_revoked' | 'expire' | 'vanish' | 'supersede' };

/** What a step needs to know: whom to tell, which notices are planned, and which other cards show the token. */
export type TokenContext = {
  readonly holder: HolderInSlack;
  readonly planned: readonly DueNotice[];
  readonly shownBy: readonly Subject[];
};

type News = Extract<Message, { kind: 'active_token_news' }>['news'];

function post(row: ActiveToken, key: string, message: Message, holder: HolderInSlack | 'reviewers'): readonly Effect[] {
  const { organizationId } = row;
  if (holder === null) return [];
  const to =
    holder === 'reviewers'
      ? ({ to: 'reviewers', organizationId } as const)
      : ({ to: 'person', slackId: holder, organizationId } as const);
  return [{ kind: 'post', key, to, message }];
}

function tellHolder(row: ActiveToken, news: News, holder: HolderInSlack): readonly Effect[] {
  const key = `active_token_news:${row.id}:${news}:v${row.version}:holder`;
  return post(row, key, { kind: 'active_token_news', id: row.id, news, audience: 'holder' }, holder);
}

function tellReviewers(row: ActiveToken, news: News): readonly Effect[] {
  const key = `active_token_news:${row.id}:${news}:v${row.version}:reviewers`;
  return post(row, key, { kind: 'active_token_news', id: row.id, news, audience: 'reviewers' }, 'reviewers');
}

/** A new card for the reviewers; those before it follow. */
export function postCard(row: ActiveToken): readonly Effect[] {
  return post(
    row,
    `active_token_card:${row.id}:v${row.version}`,
    { kind: 'active_token_card', id: row.id },
    'reviewers',
  );
}

/** It goes past its Agreement: the reviewers get a card, the holder is told. */
export function tellExceeding(row: ActiveToken, holder: HolderInSlack): readonly Effect[] {
  return [...postCard(row), ...tellHolder(row, 'exceeding', holder)];
}

function newsOf(row: ActiveToken, act: ActiveTokenAct, { holder }: TokenContext): readonly Effect[] {
  switch (act.act) {
    case 'exceed':
      return tellExceeding(row, holder);
    case 'pass_deadline':
      return postCard(row);
    case 'keep':
      return tellHolder(row, 'kept', holder);
    case 'start_revoking':
      return [
        ...postCard(row),
        { kind: 'revoke_token', key: `revoke:${row.id}:v${row.version}`, activeTokenId: row.id },
      ];
    case 'observe_revoked':
      return tellHolder(row, 'revoked', holder);
    case 'refuse_revoking':
    case 'stay_exceeding':
      // That it is within its Agreement again needs no news.
      if (act.why === 'within_again') return [];
      return [
        ...tellReviewers(row, 'not_revoked'),
        ...(row.revocation?.as === 'holder' ? tellHolder(row, 'not_revoked', holder) : []),
      ];
    case 'vanish':
      return [...tellReviewers(row, 'gone'), ...tellHolder(row, 'gone', holder)];
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

/**
 * Rows for the notices of a token; `planned` says when they are due. `known` are those it has had: one that was cancelled is taken up
 * again where the expiry moved back, and none is ever planned twice.
 */
export function planRows(
  token: ActiveToken,
  planned: readonly { readonly id: string; readonly threshold: DueNotice['threshold']; readonly dueAt: Instant }[],
  known: readonly DueNotice[],
): readonly Write[] {
  const { expiresAt } = token.scope;
  if (expiresAt === null) return [];
  return planned.flatMap(({ id, threshold, dueAt }): Write[] => {
    const before = known.find((notice) => notice.expiresAt === expiresAt && notice.threshold === threshold);
    if (before !== undefined && before.status !== 'cancelled') return [];
    const row: DueNotice = {
      id: before?.id ?? id,
      version: (before?.version ?? 0) + 1,
      organizationId: token.organizationId,
      activeTokenId: token.id,
      holder: token.holder,
      expiresAt,
      threshold,
      dueAt,
      status: 'planned',
    };
    return [{ table: 'due_notices', was: before?.version ?? null, row }];
  });
}

function refused({ revocation }: ActiveToken, why: NonNullable<Revocation['refused']>): Revocation | null {
  return revocation === null ? null : { ...revocation, refused: why };
}

function nextRow(token: ActiveToken, act: ActiveTokenAct, at: Instant, status: ActiveToken['status']): ActiveToken {
  const row: ActiveToken = { ...token, status, version: token.version + 1, changedAt: at };
  switch (act.act) {
    case 'keep':
      return { ...row, agreement: act.agreement, excess: [], drift: null, revocation: null };
    case 'start_revoking':
      return { ...row, revocation: act.revocation };
    case 'refuse_revoking':
      return { ...row, excess: [], drift: null, revocation: refused(token, act.why) };
    case 'stay_exceeding': {
      // What the policy could not do once it would try at every pass: from here on it is a person's.
      const isPolicys = token.revocation?.as === 'policy';
      const drift = isPolicys && token.drift !== null ? { ...token.drift, deadlineAt: null } : token.drift;
      return { ...row, drift, revocation: refused(token, act.why) };
    }
    case 'pass_deadline':
      return { ...row, drift: token.drift === null ? null : { ...token.drift, deadlineAt: null } };
    case 'observe_revoked':
    case 'expire':
    case 'vanish':
    case 'supersede':
      return row;
    default: {
      const seen: ActiveToken = {
        ...row,
        revision: token.revision + (sameScope(act.scope, token.scope) ? 0 : 1),
        scope: act.scope,
        tokenName: act.tokenName,
        holder: act.holder,
        repositoriesReadAt: act.repositoriesReadAt,
        lastUsedAt: act.lastUsedAt,
        agreement: act.agreement,
        requestNumber: act.requestNumber,
      };
      if (act.act === 'observe') return seen;
      if (act.act === 'exceed') return { ...seen, excess: act.excess, drift: act.drift, revocation: null };
      // Whatever it was revoked for is over.
      return { ...seen, excess: [], drift: null, revocation: null };
    }
  }
}

function actorOf(act: ActiveTokenAct): string {
  if (act.act === 'keep') return `slack:${act.by.slackId}`;
  if (act.act === 'start_revoking') return act.revocation.by === null ? 'policy' : `slack:${act.revocation.by.slackId}`;
  return 'countersign';
}

function entryData(row: ActiveToken, act: ActiveTokenAct): Record<string, unknown> {
  const about = { tokenId: row.tokenId, patId: row.patId };
  switch (act.act) {
    case 'keep':
      return { ...about, by: act.by.githubId, agreement: act.agreement };
    case 'start_revoking':
      return {
        ...about,
        by: act.revocation.by?.githubId ?? null,
        as: act.revocation.as,
        reason: act.revocation.reason,
      };
    case 'refuse_revoking':
    case 'stay_exceeding':
      return { ...about, why: act.why };
    default:
      return 'scope' in act
        ? { ...about, scope: act.scope, excess: row.excess, ...(act.act === 'exceed' ? { drift: act.drift } : {}) }
        : about;
  }
}

/** Advances an ActiveToken. Null where its state does not allow the act: nothing is to be done then. */
export function advanceActiveToken(
  token: ActiveToken,
  act: ActiveTokenAct,
  at: Instant,
  context: TokenContext,
): Change | null {
  const status = nextActiveTokenStatus(token.status, act.act);
  if (status === null) return null;
  const row = nextRow(token, act, at, status);
  const hasMovedExpiry = row.scope.expiresAt !== token.scope.expiresAt;
  // The notice that a token has expired is itself planned, and still to be sent.
  const isOver = act.act === 'vanish' || act.act === 'supersede' || act.act === 'observe_revoked';
  const isSilent = act.act === 'observe' && row.revision === token.revision;
  const shownBy: readonly Subject[] = [{ of: 'active_token', id: row.id }, ...context.shownBy];
  return {
    writes: [
      { table: 'active_tokens', was: token.version, row },
      ...(hasMovedExpiry || isOver ? cancelled(context.planned) : []),
    ],
    entries: isSilent
      ? []
      : [
          {
            at,
            actor: actorOf(act),
            act: `active_token.${act.act}`,
            subject: `active_token:${token.id}`,
            data: entryData(row, act),
          },
        ],
    effects: [
      ...newsOf(row, act, context),
      ...(isSilent ? [] : shownBy.map((subject) => ({ kind: 'redraw', subject }) as const)),
    ],
  };
}

/** Whether GitHub shows the same as before. */
export function sameScope(one: ActualScope, other: ActualScope): boolean {
  const plain = ({ permissions, access, expiresAt }: ActualScope): string =>
    JSON.stringify([
      (['repository', 'organization', 'other'] as const).map((group) => Object.entries(permissions[group]).sort()),
      access.selection,
      access.selection === 'subset' ? access.repositories.map(({ id }) => id).sort((a, b) => a - b) : [],
      expiresAt,
    ]);
  return plain(one) === plain(other);
}

/** The first sight of an ActiveToken, with the Agreement it is held to. */
export function findActiveToken(
  row: ActiveToken,
  at: Instant,
  notices: readonly Write[],
  effects: readonly Effect[],
): Change {
  return {
    writes: [{ table: 'active_tokens', was: null, row }, ...notices],
    entries: [
      {
        at,
        actor: 'countersign',
        act: 'active_token.find',
        subject: `active_token:${row.id}`,
        data: {
          tokenId: row.tokenId,
          patId: row.patId,
          holder: row.holder.githubId,
          request: row.requestNumber,
          isBaseline: row.isBaseline,
          scope: row.scope,
          excess: row.excess,
        },
      },
    ],
    effects,
  };
}
