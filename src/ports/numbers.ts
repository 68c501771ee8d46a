import type { Instant, OrganizationId } from '../domain/ids.ts';
import type { Way } from './way.ts';

/** How much time a living token has left: in so many days at most, more than that, or for ever. */
export type TimeLeft = '1' | '7' | '14' | '30' | '90' | 'more' | 'never';

/** What our rows are, counted. No name is in it. */
export type Numbers = {
  readonly requests: readonly {
    readonly organizationId: OrganizationId;
    readonly status: string;
    readonly count: number;
  }[];
  /** Since when the oldest request waits for a decision, by organization. */
  readonly waitingSince: readonly { readonly organizationId: OrganizationId; readonly at: Instant }[];
  /** Tokens that wait for the organization's approval. */
  readonly waitingTokens: readonly {
    readonly organizationId: OrganizationId;
    readonly status: string;
    readonly count: number;
  }[];
  readonly tokens: readonly { readonly status: string; readonly left: TimeLeft; readonly count: number }[];
  /** Effects that are not done yet, and those that were given up. */
  readonly effects: readonly { readonly state: string; readonly way: Way; readonly count: number }[];
  /** When the first of those that wait was due; null where none is. */
  readonly dueSince: Instant | null;
};
