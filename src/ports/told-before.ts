/**
 * The channel has an earlier card of a token, by which it is decided. `again`: it was within what was approved in between.
 * `url`: null where its address isn't known.
 */
export type ToldBefore = { readonly is: 'again' | 'before'; readonly url: string | null };
