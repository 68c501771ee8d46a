// Why the policy refuses, as codes with data; `wording` says them.
export type Reason =
  | { readonly code: 'lifetime_beyond_maximum'; readonly maxDays: number }
  | { readonly code: 'never_not_allowed'; readonly maxDays: number };
