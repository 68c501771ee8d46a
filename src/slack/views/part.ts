import type { Button } from '@slack/types';

/**
 * What a message or a page says, part by part. `say` and `note` are our own sentences (mrkdwn in which everything of others is quoted);
 * a `fact` is what others gave, shown as the text it is.
 */
export type PlainPart =
  | { readonly say: string }
  | { readonly strong: string }
  | { readonly note: string }
  /** One of our sentences that nobody may overlook, in the largest letters that there are. */
  | { readonly alarm: string }
  | {
      readonly fact: string;
      readonly value: string | readonly string[];
      /** A short list: on one line, where it takes the least room. */
      readonly isOneLine?: true;
      /** To be copied as it stands. */
      readonly isCode?: boolean;
    }
  /** A list in which each name leads somewhere. */
  | { readonly linked: string; readonly links: readonly { readonly text: string; readonly url: string | null }[] }
  /** Lines for a terminal. */
  | { readonly code: string }
  /** A line that others' words are a part of, with its own button. */
  | { readonly row: string; readonly button: Button }
  | { readonly buttons: readonly Button[] };

export type Part =
  | PlainPart
  /** A list of which the last ones give way, counted, where not all of it fits. `hidden`: so many are left out in any case. */
  | {
      readonly items: readonly (PlainPart | readonly PlainPart[])[];
      readonly hidden: number;
      readonly more: (hidden: number) => string;
    }
  /** Said only where something was cut. */
  | { readonly ifCut: readonly PlainPart[] };
