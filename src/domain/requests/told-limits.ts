// What members told of GitHub's own policy for an organization. No App may read it: fine-grained tokens may be forbidden there altogether,
// or may last less than ours allow. It is what somebody said, so it is told and forbids nothing, and a token that came all the same ends it.
import { startOfUtcDay } from '../calendar.ts';
import type { Change, Entry } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { Organization } from '../organization.ts';
import type { LinkedPerson } from '../person.ts';
import type { Refusal } from '../refusal.ts';
import type { Lifetime, RequestedScope } from '../scope/agreement.ts';
import { lifetimeDays } from '../scope/lifetime-days.ts';
import { stepOf } from '../step.ts';
import { requestAlready } from './advance-request.ts';
import type { Answers } from './form-fields.ts';
import type { TokenRequest } from './token-request.ts';

/** `days`: that GitHub did not offer; null for a token that never expires. */
export type ToldLimit =
  | { readonly limit: 'forbidden'; readonly at: Instant }
  | { readonly limit: 'capped'; readonly at: Instant; readonly days: number | null };

export const toldActs = { forbidden: 'organization.tell_forbidden', capped: 'organization.tell_capped' } as const;

/** Settings change: so long it is told on. */
const keptMs = 90 * dayMs;

/** As far as it is chosen: no day at all where it is not, which is never too long. */
export function lifetimeChosen({ lifetime, expires_on: date }: Answers): Lifetime {
  if (lifetime === 'none') return { kind: 'never' };
  if (lifetime === 'date' && typeof date === 'string' && startOfUtcDay(date) !== null) return { kind: 'date', date };
  const days = typeof lifetime === 'string' && /^\d{1,4}$/.test(lifetime) ? Number(lifetime) : 0;
  return { kind: 'days', days };
}

type Told = Pick<Entry, 'act' | 'at' | 'data'>;
type Past = Pick<TokenRequest, 'status' | 'scope' | 'changedAt' | 'createdAt'>;

/** What still has to be told to whoever asks for this scope. `entries`: of the organization, newest first. `past`: its latest requests. */
export function standingLimits(
  entries: readonly Told[],
  past: readonly Past[],
  scope: Pick<RequestedScope, 'lifetime'>,
  now: Instant,
): readonly ToldLimit[] {
  const recent = entries.filter(({ at }) => at > now - keptMs);
  const forbidden = recent.find(({ act }) => act === toldActs.forbidden);
  const capped = recent.find(({ act }) => act === toldActs.capped);
  const made = past.filter(({ status }) => status === 'fulfilled');
  const isOver = (at: Instant, least: number): boolean =>
    made.some((one) => one.changedAt > at && daysOf(one.scope, one.createdAt) >= least);
  const days = capped?.data.days;
  const least = typeof days === 'number' ? days : Number.POSITIVE_INFINITY;
  return [
    ...(forbidden === undefined || isOver(forbidden.at, 0) ? [] : [{ limit: 'forbidden', at: forbidden.at } as const]),
    ...(capped === undefined || isOver(capped.at, least) || daysOf(scope, now) < least
      ? []
      : [{ limit: 'capped', at: capped.at, days: Number.isFinite(least) ? least : null } as const]),
  ];
}

/** Whoever can't create what was approved says what GitHub's page refuses. The request takes no step by it. */
export function tellLimit(
  request: TokenRequest,
  limit: ToldLimit['limit'],
  by: LinkedPerson,
  organization: Organization,
  at: Instant,
): Change | Refusal {
  const { status, scope, createdAt, number } = request;
  if (status !== 'approved') return requestAlready(request);
  const days = limit === 'capped' ? { days: lifetimeDays(scope, createdAt) } : {};
  const entry = { at, actor: `slack:${by.slackId}`, act: toldActs[limit], data: { number, by: by.githubId, ...days } };
  // The organization's row goes along, so that of two clicks at once each is read after the other.
  const row = { ...organization, version: organization.version + 1 };
  const write = { table: 'organizations', was: organization.version, row } as const;
  return stepOf([write], { ...entry, subject: { of: 'organization', id: organization.id } }, []);
}

function daysOf(scope: Pick<RequestedScope, 'lifetime'>, at: Instant): number {
  return lifetimeDays(scope, at) ?? Number.POSITIVE_INFINITY;
}
