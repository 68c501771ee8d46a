// One GitHub organization that the policy names: when its lists were read, and why they can't be at the moment.
import type { ClassicSight } from './classic/classic-token.ts';
import type { Instant, OrganizationId, TokenId } from './ids.ts';
import type { Mode, OrganizationPolicy } from './policy/policy.ts';

export type Organization = {
  readonly id: OrganizationId;
  readonly version: number;
  readonly login: string;
  /** When its first complete listing was recorded; null until then. */
  readonly baselinedAt: Instant | null;
  readonly pendingListedAt: Instant | null;
  readonly activeListedAt: Instant | null;
  /** Since when it has been listed without an hour's gap: nothing undecided lapses in the day after an outage. */
  readonly upSince: Instant | null;
  /** Why GitHub can't be asked about it, as the channel was told; null while it can. */
  readonly paused: { readonly since: Instant; readonly why: PauseReason } | null;
  /** The tokens that the last listings showed in a way that can't be read: what they are now is not known, so their own deadlines wait. */
  readonly unread: Readonly<Record<'pending' | 'active', readonly TokenId[]>>;
  /** When the channel last got its daily message for holders who are not linked. */
  readonly digestedAt: Instant | null;
  /** The moment of the weekly digest that was decided on last; null until the first. */
  readonly weeklyAt: Instant | null;
  /** What the policy has it be, as the channel was told last. */
  readonly mode: Mode;
  /** When its classic tokens were last listed, and whether they can be. */
  readonly classicListedAt: Instant | null;
  readonly classicSight: ClassicSight;
  /** The days ahead by which its tokens' reminders are planned; null where nobody wrote it down. */
  readonly reminderDays: readonly number[] | null;
};

/** `refused`: the App lacks a permission there. */
export type PauseReason =
  | 'not_installed'
  | 'suspended'
  | 'another_organization'
  | 'refused'
  | 'address_refused'
  | 'unreachable';

/** The row of an organization that the policy calls so: as it was under another name, or the first one, of which nothing was listed yet. */
export function namedBy(
  { login, reminderDays }: Pick<OrganizationPolicy, 'login' | 'reminderDays'>,
  id: OrganizationId,
  before: Organization | null,
): Organization {
  if (before !== null) return { ...before, version: before.version + 1, login };
  return {
    ...{ id, version: 1, login, reminderDays, mode: 'enforce', paused: null, unread: { pending: [], active: [] } },
    ...{ baselinedAt: null, pendingListedAt: null, activeListedAt: null, upSince: null },
    ...{ digestedAt: null, weeklyAt: null, classicListedAt: null, classicSight: 'unknown' },
  };
}
