// Reads the form's answers into what is asked, or says at each field what is wrong. What looks like a credential is refused before
// anything else is said of the field. What was not offered is refused: a form's values are the client's word.

import { startOfUtcDay } from '../calendar.ts';
import { looksLikeCredential } from '../credential.ts';
import { dayMs, type Instant, type SlackUserId } from '../ids.ts';
import { admitByLimits } from '../policy/admit.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import type { Lifetime, Repository, RepositoryAccess, RequestedScope } from '../scope/agreement.ts';
import { permissionLabel, permissionsFromValues } from '../scope/permission-catalogue.ts';
import { findPreset } from '../scope/presets.ts';
import { cleanLine, cleanText, lengthOf } from '../user-text.ts';
import type { Field, FieldProblem, FieldProblems } from './field-problem.ts';
import { type Answers, type FieldAnswer, type FormPage, isClassic, isShown } from './form-fields.ts';
import { readReasonOf, readScopes } from './read-classic.ts';
import type { TokenRequest } from './token-request.ts';
import { readWhereUsed } from './where-used.ts';

export type RequestAnswers = Pick<
  TokenRequest,
  'purpose' | 'tokenName' | 'description' | 'justification' | 'scope' | 'whereUsed' | 'alsoWarn'
>;

/** Characters. `token_name` and `description` are GitHub's own limits. */
export const longest = {
  purpose: 150,
  token_name: 40,
  description: 1_024,
  justification: 1_000,
  reason: 1_000,
  question: 1_000,
  answer: 1_000,
} as const;
const mostRepositories = 50;
const offeredDays = [7, 30, 60, 90];
const suggestedDays = 30;

/** The option values of `lifetime` that the policy allows. */
export function offeredLifetimes(policy: OrganizationPolicy): readonly string[] {
  const isAllowed = (lifetime: Lifetime): boolean => admitByLimits({ lifetime }, policy, 0).outcome !== 'refuse';
  const days = offeredDays.filter((value) => isAllowed({ kind: 'days', days: value })).map(String);
  return [...days, 'date', ...(isAllowed({ kind: 'never' }) ? ['none'] : [])];
}

/** GitHub suggests 30 days; where the policy gives less, the most that it gives of those that are offered. */
export function firstLifetime(policy: OrganizationPolicy): Answers {
  const days = offeredLifetimes(policy).filter((value) => Number(value) <= suggestedDays);
  const lifetime = days.at(-1);
  return lifetime === undefined ? {} : { lifetime };
}

type Read<T> = { readonly value: T } | { readonly problem: FieldProblem; readonly field?: Field };

function given(answers: Answers, field: Field): FieldAnswer {
  return Object.hasOwn(answers, field) ? (answers[field] ?? null) : null;
}

function listOf(answer: FieldAnswer): readonly string[] {
  if (answer === '') return [];
  return typeof answer === 'string' ? [answer] : [...new Set(answer ?? [])];
}

function readText(
  answer: FieldAnswer,
  rule: { readonly max: number; readonly isRequired: boolean; readonly isOneLine: boolean },
): Read<string> {
  const raw = typeof answer === 'string' ? answer : '';
  if (looksLikeCredential(raw)) return { problem: { why: 'looks_like_credential' } };
  const value = rule.isOneLine ? cleanLine(raw) : cleanText(raw);
  if (rule.isRequired && value === '') return { problem: { why: 'required' } };
  const actual = lengthOf(value);
  return actual > rule.max ? { problem: { why: 'too_long', max: rule.max, actual } } : { value };
}

/** A reviewer's reason for a denial. */
export function readReason(answer: FieldAnswer): { readonly reason: string } | { readonly problem: FieldProblem } {
  const read = readText(answer, { max: longest.reason, isRequired: true, isOneLine: false });
  return 'problem' in read ? read : { reason: read.value };
}

/** A question to the requester, or their answer. */
export function readRemark(
  field: 'question' | 'answer',
  answers: Answers,
): { readonly text: string } | { readonly problem: FieldProblem } {
  const read = readText(given(answers, field), { max: longest[field], isRequired: true, isOneLine: false });
  return 'problem' in read ? read : { text: read.value };
}

/** What an existing token is for, and why it is needed. */
export function readExplanation(
  answers: Answers,
): { readonly purpose: string; readonly justification: string } | { readonly problems: FieldProblems } {
  const purpose = readText(given(answers, 'purpose'), { max: longest.purpose, isRequired: true, isOneLine: true });
  const justification = readText(given(answers, 'justification'), {
    max: longest.justification,
    isRequired: true,
    isOneLine: false,
  });
  if ('value' in purpose && 'value' in justification) {
    return { purpose: purpose.value, justification: justification.value };
  }
  return {
    problems: {
      ...('problem' in purpose ? { purpose: purpose.problem } : {}),
      ...('problem' in justification ? { justification: justification.problem } : {}),
    },
  };
}

function readLifetime(answers: Answers, policy: OrganizationPolicy, now: Instant): Read<Lifetime> {
  const chosen = given(answers, 'lifetime');
  if (chosen === null || chosen === '') return { problem: { why: 'required' } };
  if (chosen === 'date') return readLastDay(given(answers, 'expires_on'), policy, now);
  const lifetime = offeredLifetime(chosen);
  if (lifetime === null) return { problem: { why: 'not_offered' } };
  const problem = forbidden(lifetime, policy, now);
  return problem === null ? { value: lifetime } : { problem };
}

function offeredLifetime(chosen: string | readonly string[]): Lifetime | null {
  if (chosen === 'none') return { kind: 'never' };
  const days = offeredDays.find((value) => String(value) === chosen);
  return days === undefined ? null : { kind: 'days', days };
}

function readLastDay(date: FieldAnswer, policy: OrganizationPolicy, now: Instant): Read<Lifetime> {
  if (typeof date !== 'string' || date === '') return { problem: { why: 'date_missing' }, field: 'expires_on' };
  const start = startOfUtcDay(date);
  if (start === null) return { problem: { why: 'not_offered' }, field: 'expires_on' };
  if (Math.floor(start / dayMs) <= Math.floor(now / dayMs))
    return { problem: { why: 'date_past' }, field: 'expires_on' };
  const value = { kind: 'date', date } as const;
  const problem = forbidden(value, policy, now);
  return problem === null ? { value } : { problem, field: 'expires_on' };
}

/** What the policy says of it, at the field. */
function forbidden(lifetime: Lifetime, policy: OrganizationPolicy, now: Instant): FieldProblem | null {
  const [reason] = admitByLimits({ lifetime }, policy, now).reasons;
  // No rule is asked about a lifetime alone.
  if (reason?.code !== 'never_not_allowed' && reason?.code !== 'lifetime_beyond_maximum') return null;
  const { maxDays } = reason;
  return reason.code === 'never_not_allowed'
    ? { why: 'never_not_allowed', maxDays }
    : { why: 'beyond_maximum', maxDays, latestAt: now + maxDays * dayMs };
}

function readAccess(answers: Answers, known: ReadonlyMap<string, Repository> | null): Read<RepositoryAccess> {
  const selection = given(answers, 'repository_access');
  const names = listOf(given(answers, 'repositories'));
  if (selection === null || selection === '') return { problem: { why: 'required' } };
  if (selection !== 'none' && selection !== 'subset' && selection !== 'all') return { problem: { why: 'not_offered' } };
  if (selection !== 'subset') return { value: { selection } };
  if (names.length === 0) return { problem: { why: 'repositories_missing' }, field: 'repositories' };
  if (names.length > mostRepositories) {
    return { problem: { why: 'too_long', max: mostRepositories, actual: names.length }, field: 'repositories' };
  }
  const repositories = names.flatMap((name) => known?.get(name) ?? []);
  if (repositories.length === names.length) return { value: { selection, repositories } };
  const unknown = names.filter((name) => known?.get(name) === undefined);
  return { problem: { why: 'unknown_repositories', names: unknown }, field: 'repositories' };
}

/** Those that were chosen one by one, or those that the preset stands for; null where it is none. */
function chosenPermissions(answers: Answers): readonly string[] | null {
  if (isShown('permissions', answers)) return listOf(given(answers, 'permissions'));
  return findPreset(given(answers, 'preset'))?.permissions ?? null;
}

function readPermissions(answers: Answers): Read<RequestedScope['permissions']> {
  const values = chosenPermissions(answers);
  if (values === null) return { problem: { why: 'not_offered' }, field: 'preset' };
  const { permissions, unknown } = permissionsFromValues(values);
  if (unknown.length > 0) return { problem: { why: 'unknown_permissions', values: unknown } };
  const repositoryNames = Object.keys(permissions.repository);
  if (given(answers, 'repository_access') === 'none' && repositoryNames.length > 0) {
    const names = repositoryNames.map((name) => permissionLabel('repository', name));
    const problem = { why: 'repository_permissions_without_repositories', names } as const;
    return isShown('permissions', answers) ? { problem } : { problem, field: 'repository_access' };
  }
  return { value: permissions };
}

/** A Slack person, or nobody. Slack offers people alone: what looks like none of its ids was not offered. */
function readAlsoWarn(answer: FieldAnswer): Read<SlackUserId | null> {
  if (answer === null || answer === '') return { value: null };
  return typeof answer === 'string' && /^[UW][A-Z0-9]{2,30}$/.test(answer)
    ? { value: answer as SlackUserId }
    : { problem: { why: 'not_offered' } };
}

/**
 * Reads one page's answers, or all of them, but for what their choices hide. Where the page is 1, what page 2 asks is not looked at and
 * the answers are those of a request that is not whole yet.
 */
export function readAnswers(
  page: FormPage | 'all',
  answers: Answers,
  world: {
    readonly policy: OrganizationPolicy;
    readonly now: Instant;
    /** Those of the named repositories that the requester may see; null: none is. */
    readonly repositories: ReadonlyMap<string, Repository> | null;
  },
): { readonly problems: FieldProblems } | { readonly answers: RequestAnswers } {
  const problems: Partial<Record<Field, FieldProblem>> = {};
  const take = <T>(field: Field, read: Read<T>, fallback: T): T => {
    if ('value' in read) return read.value;
    problems[read.field ?? field] ??= read.problem;
    return fallback;
  };
  const text = (field: keyof typeof longest, isRequired: boolean, isOneLine: boolean): string =>
    take(field, readText(given(answers, field), { max: longest[field], isRequired, isOneLine }), '');

  const purpose = text('purpose', true, true);
  const lifetime = take('lifetime', readLifetime(answers, world.policy, world.now), { kind: 'days', days: 1 });
  const reason = take('classic_reason', readReasonOf(answers, world.policy), null);
  let scopes: readonly string[] = [];
  let access: RepositoryAccess = { selection: 'none' };
  let permissions: RequestedScope['permissions'] = { repository: {}, organization: {}, other: {} };
  let tokenName = '';
  let description = '';
  let justification = '';
  if (page !== 1) {
    if (isClassic(answers)) {
      scopes = take('classic_scopes', readScopes(answers), scopes);
      // GitHub asks for no repositories: it has its scopes in all of them.
      access = { selection: 'all' };
    } else {
      permissions = take('permissions', readPermissions(answers), permissions);
      access = take('repository_access', readAccess(answers, world.repositories), access);
    }
    tokenName = text('token_name', true, true);
    description = text('description', false, false);
    justification = text('justification', true, false);
  }
  const whereUsed = readWhereUsed(given(answers, 'where_used'));
  const alsoWarn = page === 1 ? null : take('also_warn', readAlsoWarn(given(answers, 'also_warn')), null);
  if (Object.keys(problems).length > 0) return { problems };
  const scope: RequestedScope =
    reason === null
      ? { permissions, access, lifetime }
      : { permissions, access, lifetime, classic: { reason, scopes } };
  return { answers: { purpose, tokenName, description, justification, scope, whereUsed, alsoWarn } };
}
