// Who was asked about an unused token and when, and what came of it, as a table for auditors: read from the audit trail alone, so that it says
// what was written then. One line for each question.
import type { Entry } from '../change.ts';
import { csvLine } from './csv.ts';

export type UseLine = {
  readonly subject: string;
  readonly organizationId: number;
  readonly tokenId: number;
  readonly tokenName: string;
  readonly holder: string;
  readonly askedAt: number;
  /** Null where nobody could be, so that the owners were at once. */
  readonly asked: string | null;
  readonly ownersAskedAt: number | null;
  readonly answer: 'kept' | 'revoked' | 'used_again' | 'expired' | 'lost_access' | null;
  readonly answeredAt: number | null;
  /** As the trail names them. */
  readonly by: string | null;
  readonly reason: string | null;
};

const answers: ReadonlyMap<string, NonNullable<UseLine['answer']>> = new Map([
  ['active_token.keep', 'kept'],
  ['active_token.start_revoking', 'revoked'],
  ['active_token.use_again', 'used_again'],
  ['active_token.expire', 'expired'],
  ['active_token.vanish', 'lost_access'],
]);

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** The lines with one more entry. A revocation that was not carried out leaves the question open. */
export function withEntry(lines: readonly UseLine[], { at, act, actor, subject, data }: Entry): readonly UseLine[] {
  if (act === 'active_token.ask_use') {
    const asked = text(data.asked);
    const line: UseLine = {
      subject,
      organizationId: number(data.organizationId),
      tokenId: number(data.tokenId),
      tokenName: text(data.tokenName) ?? '',
      holder: text(data.login) ?? '',
      ...{ askedAt: at, asked, ownersAskedAt: asked === null ? at : null },
      ...{ answer: null, answeredAt: null, by: null, reason: null },
    };
    return [...lines, line];
  }
  const last = lines.findLastIndex((line) => line.subject === subject);
  const line = lines[last];
  if (line === undefined) return lines;
  if (act === 'active_token.abandon_revoking' || act === 'active_token.stay_exceeding') {
    return lines.with(last, line.answer === 'revoked' ? { ...line, ...unanswered } : line);
  }
  if (line.answer !== null) return lines;
  if (act === 'active_token.ask_owners') return lines.with(last, { ...line, ownersAskedAt: at });
  const answer = answers.get(act);
  if (answer === undefined) return lines;
  const isPersons = answer === 'kept' || answer === 'revoked';
  return lines.with(last, {
    ...{ ...line, answer, answeredAt: at },
    ...{ by: isPersons ? actor : null, reason: isPersons ? text(data.reason) : null },
  });
}

const unanswered = { answer: null, answeredAt: null, by: null, reason: null } as const;

export const useHead = csvLine([
  ...['organization', 'token', 'token_id', 'holder', 'asked_at', 'asked', 'owners_asked_at'],
  ...['answer', 'answered_at', 'answered_by', 'reason'],
]);

function time(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString();
}

export function useLine(line: UseLine, organization: string): string {
  return csvLine([
    ...[organization, line.tokenName, String(line.tokenId), line.holder, time(line.askedAt), line.asked ?? ''],
    ...[time(line.ownersAskedAt), line.answer ?? '', time(line.answeredAt), line.by ?? '', line.reason ?? ''],
  ]);
}
