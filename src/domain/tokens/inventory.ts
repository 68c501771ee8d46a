// Which of the tokens that can reach an organization are asked for.
import { dayMs, type Instant, type OrganizationId } from '../ids.ts';

/** What may be asked for by itself, and together. */
export const traits = ['never_expires', 'all_repositories', 'dangerous', 'unagreed'] as const;
export type Trait = (typeof traits)[number];

export type InventoryFilter = {
  /** Null: all that whoever asks may see. */
  readonly organization: OrganizationId | null;
  /** All of them at once. */
  readonly traits: readonly Trait[];
  /** Not used for so many days, or never. */
  readonly unusedDays: number | null;
  /** Ends within so many days. */
  readonly endsWithinDays: number | null;
  /** A login, in whatever case. */
  readonly holder: string | null;
};

export const everything: InventoryFilter = {
  organization: null,
  traits: [],
  unusedDays: null,
  endsWithinDays: null,
  holder: null,
};

/** Days to choose from. */
export const unusedChoices = [7, 30, 60, 90, 180, 365] as const;
export const endsWithinChoices = [3, 7, 14, 30, 60, 90] as const;

/** The same in instants, for the organizations that whoever asks may see. */
export type InventoryQuestion = {
  readonly organizations: readonly OrganizationId[];
  readonly traits: readonly Trait[];
  /** Not used since then, or never. */
  readonly unusedSince: Instant | null;
  readonly endsBy: Instant | null;
  /** In small letters. */
  readonly holderKey: string | null;
};

export function questionOf(
  { traits, unusedDays, endsWithinDays, holder }: InventoryFilter,
  organizations: readonly OrganizationId[],
  now: Instant,
): InventoryQuestion {
  return {
    organizations,
    traits,
    unusedSince: unusedDays === null ? null : now - unusedDays * dayMs,
    endsBy: endsWithinDays === null ? null : now + endsWithinDays * dayMs,
    holderKey: holder === null ? null : holder.toLowerCase(),
  };
}
