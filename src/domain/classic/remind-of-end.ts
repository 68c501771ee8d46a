// Who is reminded that a classic token ends, and of what: by what was declared where GitHub shows none, and by GitHub's list where it does. What was
// told last stands in the row, so a tick that comes late, twice or after a crash tells nothing twice.
import { type Change, noChange, together } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { effectKey, post } from '../step.ts';
import { advanceClassicToken } from './advance-classic-token.ts';
import { declaredEnd, endKnownSince } from './classic-record.ts';
import type { ClassicToken } from './classic-token.ts';
import { dueReminder, tellOfEnd } from './due-reminder.ts';

export type Reminded = {
  /** The holder, or who stands for them; null where nobody is linked: then the channel is told. */
  readonly slackId: SlackUserId | null;
  readonly zone: string;
  readonly reminderDays: readonly number[];
};

/** Of one that GitHub does not show, by its request. */
export function remindOfRequest(request: TokenRequest, to: Reminded, now: Instant): Change | Refusal {
  const { number, organizationId, status } = request;
  const from = endKnownSince(request);
  const told = request.classic?.told ?? null;
  const endsAt = declaredEnd(request);
  if (endsAt === null) return noChange;
  const threshold = dueReminder({ ...to, endsAt, from, told }, now);
  if (threshold === null) return noChange;
  // Whoever never said that they made it is told that its time is over by what becomes of the request.
  if (threshold === 'expired' && status === 'approved') return advanceRequest(request, { act: 'lapse' }, now);
  const key = effectKey.classicEnds({ of: 'request', number }, threshold, endsAt);
  const message = { kind: 'classic_ends', number, id: null, threshold, endsAt } as const;
  return together(tellOfEnd(request, threshold, endsAt, to.slackId, now), {
    ...noChange,
    effects: post(organizationId, to.slackId ?? 'reviewers', key, message),
  });
}

/** Of a token that GitHub shows. */
export function remindOfToken(token: ClassicToken, to: Reminded, now: Instant): Change | Refusal {
  const { id, organizationId, expiresAt: endsAt, firstSeenAt: from } = token;
  if (endsAt === null) return noChange;
  const told = token.told?.expiresAt === endsAt ? token.told.threshold : null;
  const threshold = dueReminder({ ...to, endsAt, from, told }, now);
  if (threshold === null) return noChange;
  const change = advanceClassicToken(token, { act: 'tell', threshold, expiresAt: endsAt }, now, to.slackId);
  if (isRefusal(change)) return change;
  const key = effectKey.classicEnds({ of: 'classic_token', id }, threshold, endsAt);
  const message = { kind: 'classic_ends', number: null, id, threshold, endsAt } as const;
  return together(change, { ...noChange, effects: post(organizationId, to.slackId ?? 'reviewers', key, message) });
}
