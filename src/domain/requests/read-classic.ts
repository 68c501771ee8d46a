// What the form asks of a classic token: why no fine-grained one will do, and its scopes. What was not offered is refused.
import { type ClassicReason, readClassicReason } from '../classic/classic-terms.ts';
import { findClassicScope, withoutIncluded } from '../classic/scope-catalogue.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import type { Field, FieldProblem } from './field-problem.ts';
import { type Answers, isClassic } from './form-fields.ts';

type Read<T> = { readonly value: T } | { readonly problem: FieldProblem; readonly field?: Field };

const mostScopes = 20;

/** Null for a fine-grained token. */
export function readReasonOf(answers: Answers, policy: OrganizationPolicy): Read<ClassicReason | null> {
  if (!isClassic(answers)) return { value: null };
  if (!policy.classic.isAllowed) return { problem: { why: 'classic_not_allowed' }, field: 'token_kind' };
  const chosen = answers.classic_reason ?? '';
  if (chosen === '') return { problem: { why: 'required' } };
  const reason = readClassicReason(chosen);
  return reason === null || !policy.classic.reasons.includes(reason)
    ? { problem: { why: 'not_offered' } }
    : { value: reason };
}

/** Without what another of them includes. */
export function readScopes(answers: Answers): Read<readonly string[]> {
  const values = [...new Set([answers.classic_scopes ?? []].flat())].filter((value) => value !== '');
  const unknown = values.filter((value) => findClassicScope(value) === undefined);
  if (unknown.length > 0) return { problem: { why: 'unknown_scopes', values: unknown } };
  if (values.length === 0) return { problem: { why: 'required' } };
  if (values.length > mostScopes) return { problem: { why: 'too_long', max: mostScopes, actual: values.length } };
  return { value: withoutIncluded(values) };
}
