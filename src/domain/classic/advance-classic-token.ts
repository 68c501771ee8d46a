// One step of a classic token that GitHub shows: the new row, its Entry, and what people are told. The table is in `lifecycle.ts`.
import type { Change, Effect } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import { type ClassicTokenActName, nextClassicTokenStatus } from '../lifecycle.ts';
import type { Threshold } from '../notices/due-notice.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { effectKey, post, redraw, stepOf } from '../step.ts';
import type { Revocation } from '../tokens/token.ts';
import {
  type ClassicToken,
  classicTokenName,
  isFlagged,
  isRevocationStanding,
  type ListedClassicToken,
} from './classic-token.ts';
import type { ClassicMatch } from './match-classic.ts';

type Shown = { readonly listed: ListedClassicToken; readonly match: Omit<ClassicMatch, 'request'> | null };

export type ClassicTokenAct =
  | (Shown & { readonly act: 'observe' | 'come_back' })
  | (Shown & { readonly act: 'attach'; readonly requestNumber: ClassicToken['requestNumber'] })
  | { readonly act: 'start_revoking'; readonly revocation: Revocation }
  | { readonly act: 'observe_revoked' | 'vanish' }
  | { readonly act: 'abandon_revoking'; readonly why: NonNullable<Revocation['refused']> }
  | { readonly act: 'tell'; readonly threshold: Threshold; readonly expiresAt: Instant };

function actorOf(act: ClassicTokenAct): string {
  const by = act.act === 'start_revoking' ? act.revocation.by : null;
  return by === null ? 'countersign' : `slack:${by.slackId}`;
}

function nextRow(token: ClassicToken, act: ClassicTokenAct, status: ClassicToken['status'], at: Instant): ClassicToken {
  const row: ClassicToken = { ...token, status, version: token.version + 1, changedAt: at };
  switch (act.act) {
    case 'observe':
    case 'come_back':
    case 'attach': {
      const { listed, match } = act;
      const shown = { ...row, ...listed, revision: token.revision + 1, excess: match?.excess ?? [] };
      const agreement = match?.agreement ?? null;
      if (act.act === 'come_back') {
        return { ...shown, agreement, revocation: isRevocationStanding(token) ? token.revocation : null };
      }
      return { ...shown, agreement, ...(act.act === 'attach' ? { requestNumber: act.requestNumber } : {}) };
    }
    case 'start_revoking':
      return { ...row, revocation: act.revocation };
    case 'abandon_revoking':
      return { ...row, revocation: token.revocation === null ? null : { ...token.revocation, refused: act.why } };
    case 'tell':
      return { ...row, told: { threshold: act.threshold, expiresAt: act.expiresAt } };
    default:
      return row;
  }
}

function dataOf(act: ClassicTokenAct, row: ClassicToken): Readonly<Record<string, unknown>> {
  switch (act.act) {
    case 'observe':
    case 'come_back':
    case 'attach':
      return { scopes: row.scopes, expiresAt: row.expiresAt, request: row.requestNumber, excess: row.excess };
    case 'start_revoking':
      return { as: act.revocation.as, reason: act.revocation.reason };
    case 'abandon_revoking':
      return { why: act.why };
    case 'tell':
      return { threshold: act.threshold, expiresAt: act.expiresAt };
    default:
      return {};
  }
}

/** A new one in the channel where it goes past what was agreed in a way that it did not before. */
function cardOf(row: ClassicToken, before: ClassicToken | null): readonly Effect[] {
  const had = new Set((before?.excess ?? []).map((one) => JSON.stringify(one)));
  const isWorse =
    before === null || (before.agreement !== null && row.agreement === null)
      ? isFlagged(row)
      : row.excess.some((one) => !had.has(JSON.stringify(one)));
  if (!isWorse) return [];
  const key = effectKey.news('classic_token_card', row.id, row.version);
  return post(row.organizationId, 'reviewers', key, { kind: 'classic_token_card', id: row.id });
}

/** Whoever comes second is told what became of it. */
export function classicTokenAlready(token: ClassicToken): Refusal {
  const { status, revocation } = token;
  return refuse({ why: 'active_token_already', tokenName: classicTokenName(token), status, revocation });
}

/** `holder`: whom its news go to; null where nobody is linked. */
export function advanceClassicToken(
  token: ClassicToken,
  act: ClassicTokenAct,
  at: Instant,
  holder: SlackUserId | null,
): Change | Refusal {
  const status = nextClassicTokenStatus(token.status, act.act);
  if (status === null) return classicTokenAlready(token);
  const row = nextRow(token, act, status, at);
  const subject = { of: 'classic_token', id: token.id } as const;
  const isNews = act.act === 'observe_revoked' || act.act === 'abandon_revoking';
  const key = effectKey.news('classic_token_news', row.id, row.version);
  return stepOf(
    [{ table: 'classic_tokens', was: token.version, row }],
    {
      at,
      actor: actorOf(act),
      act: `classic_token.${act.act}` satisfies `classic_token.${ClassicTokenActName}`,
      subject,
      data: dataOf(act, row),
    },
    [
      redraw(subject),
      // Its request says where it stands.
      ...(row.requestNumber === null ? [] : [redraw({ of: 'request', number: row.requestNumber })]),
      ...(isNews ? post(row.organizationId, holder, key, { kind: 'classic_token_news', id: row.id }) : []),
      ...cardOf(row, act.act === 'come_back' ? null : token),
    ],
  );
}

/** Its first sight. What was there at the first listing is recorded, and told of together. */
export function findClassicToken(row: ClassicToken, at: Instant): Change {
  return stepOf(
    [{ table: 'classic_tokens', was: null, row }],
    {
      at,
      actor: 'countersign',
      act: 'classic_token.find',
      subject: { of: 'classic_token', id: row.id },
      data: {
        holder: row.holder.githubId,
        scopes: row.scopes,
        expiresAt: row.expiresAt,
        request: row.requestNumber,
        excess: row.excess,
      },
    },
    [
      ...(row.requestNumber === null ? [] : [redraw({ of: 'request', number: row.requestNumber })]),
      ...(row.isBaseline ? [] : cardOf(row, null)),
    ],
  );
}
