// What can be wrong with one field of a form. `wording` has a sentence for each; it is shown at the field.
import type { Instant } from '../ids.ts';

/** The form's fields by the block_ids of their inputs. */
export type Field =
  | 'organization'
  | 'where_used'
  | 'machine_user'
  | 'purpose'
  | 'token_name'
  | 'description'
  | 'lifetime'
  | 'expires_on'
  | 'preset'
  | 'repository_access'
  | 'repositories'
  | 'permissions'
  | 'justification'
  | 'token_kind'
  | 'classic_reason'
  | 'classic_scopes'
  | 'last_eight'
  | 'also_warn'
  | 'reason'
  | 'keep'
  | 'keep_reason'
  | 'question'
  | 'answer';

export type FieldProblem =
  /** Of the last eight characters of a token. */
  | { readonly why: 'not_eight' }
  | { readonly why: 'unknown_scopes'; readonly values: readonly string[] }
  | { readonly why: 'classic_not_allowed' }
  | { readonly why: 'required' }
  | { readonly why: 'too_long'; readonly max: number; readonly actual: number }
  | { readonly why: 'looks_like_credential' }
  | { readonly why: 'not_offered' }
  | { readonly why: 'date_missing' }
  | { readonly why: 'date_past' }
  | { readonly why: 'beyond_maximum'; readonly maxDays: number; readonly latestAt: Instant }
  | { readonly why: 'never_not_allowed'; readonly maxDays: number }
  | { readonly why: 'repositories_missing' }
  /** Not in the organization, or not visible to the requester: the two are not told apart. */
  | { readonly why: 'unknown_repositories'; readonly names: readonly string[] }
  /** A reviewer may only offer less. */
  | { readonly why: 'wider_than_asked' }
  /** Not in the organization, or not visible to the reviewer or the requester: which is not told. */
  | { readonly why: 'not_both_see'; readonly names: readonly string[] }
  | { readonly why: 'repositories_not_checked' }
  /** No account is linked to its login, or that is another account's by now. */
  | { readonly why: 'machine_user_unknown'; readonly login: string }
  | { readonly why: 'unknown_permissions'; readonly values: readonly string[] }
  /** GitHub gives repository permissions only to tokens that reach repositories. */
  | { readonly why: 'repository_permissions_without_repositories'; readonly names: readonly string[] };

export type FieldProblems = Readonly<Partial<Record<Field, FieldProblem>>>;
