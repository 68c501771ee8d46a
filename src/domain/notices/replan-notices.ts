// The list of days on which holders are reminded has changed: what is planned of a living token follows it. What was sent stays sent, and
// whoever lets a token end hears no more of it.
import type { Write } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { Organization } from '../organization.ts';
import type { ActiveToken } from '../tokens/token.ts';
import type { DueNotice } from './due-notice.ts';
import { planNotices } from './plan-notices.ts';

type Days = { readonly reminderDays: readonly number[] };

/** Whether an organization's reminders are planned by this very list. */
export function arePlannedBy({ reminderDays }: Pick<Organization, 'reminderDays'>, days: readonly number[]): boolean {
  return reminderDays?.length === days.length && reminderDays.every((day, place) => day === days[place]);
}

/** Written once all are. */
export function notePlannedBy(organization: Organization, reminderDays: readonly number[]): readonly Write[] {
  const { version } = organization;
  return [{ table: 'organizations', was: version, row: { ...organization, version: version + 1, reminderDays } }];
}

/** Whether something of this end is missing, or planned and no longer wanted. */
export function isPlannedOtherwise(token: ActiveToken, known: readonly DueNotice[], { reminderDays }: Days): boolean {
  const ofEnd = ofThisEnd(token, known);
  if (token.scope.expiresAt === null || ofEnd.some(({ status }) => status === 'declined')) return false;
  const kept = new Set(ofEnd.filter(({ status }) => status !== 'cancelled').map(({ threshold }) => threshold));
  return reminderDays.some((days) => !kept.has(days)) || ofEnd.some((notice) => isDropped(notice, reminderDays));
}

/** `known` are those that the token has had; `zone` is the holder's. */
export function replanNotices(
  token: ActiveToken,
  known: readonly DueNotice[],
  planned: Days & { readonly zone: string; readonly from: Instant },
): readonly Write[] {
  if (!isPlannedOtherwise(token, known, planned)) return [];
  const dropped = ofThisEnd(token, known).filter((notice) => isDropped(notice, planned.reminderDays));
  const writes: readonly Write[] = [
    ...dropped.map(
      (notice): Write => ({
        table: 'due_notices',
        was: notice.version,
        row: { ...notice, status: 'cancelled', version: notice.version + 1 },
      }),
    ),
    ...planNotices(token, known, { ...planned, owesEnd: false }),
  ];
  // Written with the token: one that ends meanwhile is not to be reminded of.
  return writes.length === 0
    ? []
    : [
        ...writes,
        { table: 'active_tokens', was: token.version, row: { ...token, version: token.version + 1 }, only: [] },
      ];
}

function ofThisEnd({ id, scope }: ActiveToken, known: readonly DueNotice[]): readonly DueNotice[] {
  return known.filter(({ activeTokenId, expiresAt }) => activeTokenId === id && expiresAt === scope.expiresAt);
}

/** The day itself and the end are told whatever the list says. */
function isDropped({ status, threshold }: DueNotice, reminderDays: readonly number[]): boolean {
  return status === 'planned' && typeof threshold === 'number' && threshold > 0 && !reminderDays.includes(threshold);
}
