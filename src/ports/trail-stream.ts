/** Where every entry of the audit trail goes besides: at least once, in the order of the chain. */
export type TrailStream = {
  /** Tells one receiver from another: a new one gets the trail from its beginning. No address can be read from it. */
  readonly id: string;
  /** Takes whole lines, entries `first` to `last`. Answers null once they are kept there, or a word for why they are not. */
  readonly send: (lines: string, range: { readonly first: number; readonly last: number }) => Promise<string | null>;
};
