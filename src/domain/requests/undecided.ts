// What follows while nobody decides a request: its reviewers are reminded at half time, others come to them when the policy says so, and the
// owners where nobody else is left. All that are due together are one message.
import { type Change, noChange, together } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';
import type { Absent, Deciders } from '../policy/asked.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { effectKey, post } from '../step.ts';
import { advanceRequest } from './advance-request.ts';
import { openOffer } from './offer.ts';
import type { RequestAct } from './request-act.ts';
import type { TokenRequest } from './token-request.ts';

/** Half of its time has passed. One that has an offer waits for its requester. */
export function isReminderDue(
  request: TokenRequest,
  { undecidedDays }: Pick<OrganizationPolicy['lapse'], 'undecidedDays'>,
  now: Instant,
): boolean {
  const { status, remindedAt, undecidedUntil } = request;
  if (status !== 'pending' || remindedAt !== null || openOffer(request) !== null) return false;
  return undecidedUntil - (undecidedDays * dayMs) / 2 <= now;
}

/** Others may decide as well by now, as it was told when it was sent. */
export function isEscalationDue({ status, verdict: { escalates } }: TokenRequest, now: Instant): boolean {
  return status === 'pending' && escalates !== undefined && escalates.isDone !== true && escalates.at <= now;
}

/** Whether it may be left to nobody: owners there always are. */
export function isWithoutOwners({ status, verdict }: Pick<TokenRequest, 'status' | 'verdict'>): boolean {
  return status === 'pending' && !verdict.reviewers.includes('owners');
}

/** Whether none of those whom the policy names can decide it any more. What is not known must not be taken for nobody. */
export function isLeftToNobody(
  { reviewers }: Pick<TokenRequest['verdict'], 'reviewers'>,
  { deciders, absent }: { readonly deciders: Deciders; readonly absent: Absent },
): boolean {
  if (absent === null) return false;
  return reviewers.every((rule) => deciders.get(rule)?.every((one) => absent.has(one)) === true);
}

export function remindOf(due: readonly TokenRequest[], at: Instant): Change {
  return stepTogether(due, { act: 'remind' }, at, ({ organizationId: id }, numbers) =>
    post(id, 'reviewers', effectKey.waiting(id, numbers, at), { kind: 'requests_waiting', numbers }),
  );
}

/** One step for all that come to the same people: one message for those who may decide from now on. */
export function escalate(due: readonly TokenRequest[], at: Instant): readonly Change[] {
  const groups = Map.groupBy(due, ({ verdict }) => JSON.stringify(verdict.escalates?.to));
  return [...groups.values()].map((several) =>
    stepTogether(several, { act: 'escalate' }, at, ({ organizationId: id, verdict }, numbers) => {
      const escalatedTo = verdict.escalates?.to ?? [];
      const message = { kind: 'requests_waiting', numbers, escalatedTo } as const;
      return post(id, 'reviewers', effectKey.escalated(id, numbers, at), message);
    }),
  );
}

/** The owners decide too, as they would have had it been so at sending. */
export function takenByOwners(left: readonly TokenRequest[], at: Instant): Change {
  return stepTogether(left, { act: 'escalate', isLeftToOwners: true }, at, ({ organizationId: id }, numbers) => {
    const message = { kind: 'requests_waiting', numbers, isLeftToOwners: true } as const;
    return post(id, 'reviewers', effectKey.leftToOwners(id, numbers, at), message);
  });
}

/** From when its requester may have the reviewers reminded again, once in 24 hours; null where they may now. `nudgedAt`: when they last had. */
export function nudgedUntil(nudgedAt: Instant | null, now: Instant): Instant | null {
  const againAt = (nudgedAt ?? 0) + dayMs;
  return againAt <= now ? null : againAt;
}

/** Its requester has the reviewers reminded. */
export function nudge(
  request: TokenRequest,
  by: LinkedPerson,
  nudgedAt: Instant | null,
  at: Instant,
): Change | Refusal {
  const change = advanceRequest(request, { act: 'nudge', by }, at);
  const againAt = nudgedUntil(nudgedAt, at);
  if (isRefusal(change) || againAt === null) return change;
  return refuse({ why: 'nudged_today', number: request.number, againAt });
}

/** Requests of one organization; nothing where none of them can take the step. */
function stepTogether(
  requests: readonly TokenRequest[],
  act: RequestAct,
  at: Instant,
  told: (first: TokenRequest, numbers: readonly TokenRequest['number'][]) => Change['effects'],
): Change {
  const stepped = requests.flatMap((request) => {
    const change = advanceRequest(request, act, at);
    return isRefusal(change) ? [] : [{ request, change }];
  });
  const [first] = stepped;
  if (first === undefined) return noChange;
  const numbers = stepped.map(({ request }) => request.number);
  const effects = told(first.request, numbers);
  return together(...stepped.map(({ change }) => change), { ...noChange, effects });
}
