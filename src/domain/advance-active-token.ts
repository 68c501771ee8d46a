// One step of an ActiveToken: the new row, its Entry, its notices and what people are told. Pure; the table is in `lifecycle.ts`.
// A moved expiry cancels the notices that were planned for the old one.

import type { HolderInSlack } from './advance-pending-token.ts';
import type { ActualScope, Agreement, Excess } from './agreement.ts';
import type { Change, Effect, Write } from './change.ts';
import type { DueNotice } from './due-notice.ts';
import type { Instant, RequestNumber } from './ids.ts';
import { type ActiveTokenActName, nextActiveTokenStatus } from './lifecycle.ts';
import type { Message } from './message.ts';
import type { ActiveToken } from './observed-token.ts';

/** What a listing shows of a token that is already known. */
export type Observation = {
  readonly scope: ActualScope;
  readonly tokenName: string;
  readonly repositoriesReadAt: Instant;
  readonly lastUsedAt: Instant | null;
  /** What it is held to from now on. */
  readonly agreement: Agreement | null;
  readonly requestNumber: RequestNumber | null;
};

export type ActiveTokenAct =
  | ({ readonly act: 'observe' | 'settle' | 'come_back' } & Observation)
  | ({ readonly act: 'exceed'; readonly excess: readonly Excess[] } & Observation)
  | { readonly act: Exclude<ActiveTokenActName, 'observe' | 'settle' | 'come_back' | 'exceed'> };

type News = Extract<Message, { kind: 'active_token_news' }>['news'];
const news: Readonly<Partial<Record<ActiveTokenActName, News>>> = {
  exceed: 'exceeding',
  vanish: 'gone',
  observe_revoked: 'revoked',
};

/** Holder and channel are each told once of this step. */
export function tell(row: ActiveToken, what: News, holder: HolderInSlack): readonly Effect[] {
  const message = (audience: 'holder' | 'reviewers'): Message => ({
    kind: 'active_token_news',
    id: row.id,
    news: what,
    audience,
  });
  const key = `active_token_news:${row.id}:${what}:v${row.version}`;
  const { organizationId } = row;
  return [
    { kind: 'post', key: `${key}:reviewers`, to: { to: 'reviewers', organizationId }, message: message('reviewers') },
    ...(holder === null
      ? []
      : [
          {
            kind: 'post',
            key: `${key}:holder`,
            to: { to: 'person', slackId: holder, organizationId },
            message: message('holder'),
          } as const,
        ]),
  ];
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

/** Advances an ActiveToken. Null where its state does not allow the act: nothing is to be done then. */
export function advanceActiveToken(
  token: ActiveToken,
  act: ActiveTokenAct,
  at: Instant,
  context: { readonly holder: HolderInSlack; readonly planned: readonly DueNotice[] },
): Change | null {
  const status = nextActiveTokenStatus(token.status, act.act);
  if (status === null) return null;
  const seen: Partial<ActiveToken> =
    'scope' in act
      ? {
          scope: act.scope,
          tokenName: act.tokenName,
          repositoriesReadAt: act.repositoriesReadAt,
          lastUsedAt: act.lastUsedAt,
          agreement: act.agreement,
          requestNumber: act.requestNumber,
          excess: act.act === 'exceed' ? act.excess : act.act === 'observe' ? token.excess : [],
        }
      : {};
  const row: ActiveToken = { ...token, ...seen, status, version: token.version + 1, changedAt: at };
  const hasMovedExpiry = row.scope.expiresAt !== token.scope.expiresAt;
  // The notice that a token has expired is itself planned, and still to be sent.
  const isOver = act.act === 'vanish' || act.act === 'supersede' || act.act === 'observe_revoked';
  const what = news[act.act];
  return {
    writes: [
      { table: 'active_tokens', was: token.version, row },
      ...(hasMovedExpiry || isOver ? cancelled(context.planned) : []),
    ],
    entries:
      act.act === 'observe' && !hasMovedExpiry && sameScope(row.scope, token.scope)
        ? []
        : [
            {
              at,
              actor: 'countersign',
              act: `active_token.${act.act}`,
              subject: `active_token:${token.id}`,
              data: {
                tokenId: token.tokenId,
                patId: token.patId,
                ...('scope' in act ? { scope: act.scope, excess: row.excess } : {}),
              },
            },
          ],
    effects: what === undefined ? [] : tell(row, what, context.holder),
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
