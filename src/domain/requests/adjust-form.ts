// The form in which a reviewer offers less than was asked: what it has to choose from, which is never more than was asked, and what was chosen.
// What it leaves out stays as it was asked; what its reader may not see is left out of the offer. A form's values are the client's word.
import { startOfUtcDay } from '../calendar.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import type { Lifetime, Permissions, Repository, RepositoryAccess, RequestedScope } from '../scope/agreement.ts';
import { findPermission, type PermissionLevel, permissionLabel } from '../scope/permission-catalogue.ts';
import { riskiestFirst } from '../scope/risk.ts';
import type { Field, FieldProblem, FieldProblems } from './field-problem.ts';
import type { Answers } from './form-fields.ts';
import { offeredLifetimes, readReason } from './request-form.ts';

export type Selection = RepositoryAccess['selection'];

/** Lists with one entry or none leave nothing to choose, and the form leaves them out. */
export type AdjustChoices = {
  /** By option value, each asked permission first at the level that was asked, then lower. */
  readonly permissions: ReadonlyMap<string, PermissionLevel>;
  /** The option values that stand for what was asked. */
  readonly asked: readonly string[];
  readonly selections: readonly Selection[];
  /** Of those asked for, what the reader may see; null where all were asked for and any may be named. */
  readonly repositories: readonly Repository[] | null;
  /** Those asked for that the reader may not see. */
  readonly hidden: number;
  readonly lifetimes: readonly string[];
  /** Where a last day was asked for. */
  readonly lastDay: string | null;
};

const levels = ['admin', 'write', 'read'];

function optionValue({ group, name, level }: PermissionLevel): string {
  return findPermission(name)?.group === group ? `${name}:${level}` : `${group}/${name}:${level}`;
}

function atMost(asked: PermissionLevel): readonly PermissionLevel[] {
  const { group, name, level } = asked;
  const known = findPermission(name);
  if (known?.group !== group || !levels.includes(level)) return [asked];
  const lower = levels.slice(levels.indexOf(level) + 1).filter((one) => known.levels.includes(one));
  return [asked, ...lower.map((one) => ({ group, name, level: one }))];
}

function lifetimesWithin(lifetime: Lifetime, policy: OrganizationPolicy): readonly string[] {
  const offered = offeredLifetimes(policy).filter((value) => /^\d+$/.test(value));
  if (lifetime.kind === 'never') return [...offered, 'none'];
  if (lifetime.kind !== 'days') return [];
  return [...offered.filter((value) => Number(value) < lifetime.days), String(lifetime.days)];
}

/** `visible`: by id, those of the asked repositories that the reader may see. */
export function adjustChoices(
  { permissions, access, lifetime }: RequestedScope,
  policy: OrganizationPolicy,
  visible: ReadonlySet<number>,
): AdjustChoices {
  const asked = riskiestFirst(permissions);
  const named = access.selection === 'subset' ? access.repositories : [];
  const seen = named.filter(({ id }) => visible.has(id));
  return {
    permissions: new Map(asked.flatMap(atMost).map((one) => [optionValue(one), one])),
    asked: asked.map(optionValue),
    selections: { all: ['all', 'subset', 'none'], subset: ['subset', 'none'], none: ['none'] }[
      access.selection
    ] as readonly Selection[],
    repositories: access.selection === 'all' ? null : seen,
    hidden: named.length - seen.length,
    lifetimes: lifetimesWithin(lifetime, policy),
    lastDay: lifetime.kind === 'date' ? lifetime.date : null,
  };
}

type Read<T> = { readonly value: T } | { readonly problem: FieldProblem; readonly field: Field };

function listOf(answers: Answers, field: Field): readonly string[] | null {
  const answer = answers[field];
  return Array.isArray(answer) ? [...new Set<string>(answer)] : null;
}

function wider(field: Field): { readonly problem: FieldProblem; readonly field: Field } {
  return { problem: { why: 'wider_than_asked' }, field };
}

function readPermissions(answers: Answers, asked: RequestedScope, choices: AdjustChoices): Read<Permissions> {
  const values = listOf(answers, 'permissions');
  if (values === null) return { value: asked.permissions };
  const chosen = { repository: {}, organization: {}, other: {} } as Record<keyof Permissions, Record<string, string>>;
  for (const value of values) {
    const read = choices.permissions.get(value);
    if (read === undefined) return wider('permissions');
    const { group, name, level } = read;
    const before = Object.hasOwn(chosen[group], name) ? chosen[group][name] : undefined;
    const isHigher = before === undefined || levels.indexOf(level) < levels.indexOf(before);
    chosen[group] = { ...chosen[group], [name]: isHigher ? level : before };
  }
  return { value: chosen };
}

/** `known`: by name, what both the reviewer and the requester may see; null where GitHub did not say. */
function readAccess(
  answers: Answers,
  { access }: RequestedScope,
  choices: AdjustChoices,
  known: ReadonlyMap<string, Repository> | null,
): Read<RepositoryAccess> {
  const selection = (answers.repository_access ?? access.selection) as Selection;
  if (!choices.selections.includes(selection)) return wider('repository_access');
  if (selection !== 'subset') return { value: { selection } };
  const names = listOf(answers, 'repositories') ?? choices.repositories?.map(({ name }) => name) ?? [];
  if (names.length === 0) return { problem: { why: 'repositories_missing' }, field: 'repositories' };
  const listed = choices.repositories?.map((one) => [one.name, one] as const) ?? known;
  if (listed === null) return { problem: { why: 'repositories_not_checked' }, field: 'repositories' };
  const offered = new Map(listed);
  const unknown = names.filter((name) => !offered.has(name));
  if (unknown.length > 0) return { problem: { why: 'not_both_see', names: unknown }, field: 'repositories' };
  return { value: { selection, repositories: names.flatMap((name) => offered.get(name) ?? []) } };
}

function readLifetime(
  answers: Answers,
  { lifetime }: RequestedScope,
  choices: AdjustChoices,
  now: Instant,
): Read<Lifetime> {
  const { lifetime: chosen, expires_on: day } = answers;
  if (lifetime.kind === 'date') {
    if (typeof day !== 'string' || day === '') return { value: lifetime };
    const start = startOfUtcDay(day);
    if (start === null || day > lifetime.date) return wider('expires_on');
    const isPast = Math.floor(start / dayMs) <= Math.floor(now / dayMs);
    return isPast ? { problem: { why: 'date_past' }, field: 'expires_on' } : { value: { kind: 'date', date: day } };
  }
  if (typeof chosen !== 'string' || chosen === '') return { value: lifetime };
  if (!choices.lifetimes.includes(chosen)) return wider('lifetime');
  return { value: chosen === 'none' ? { kind: 'never' } : { kind: 'days', days: Number(chosen) } };
}

/** What is offered, and why; or what is wrong, at its field. */
export function readOffer(
  answers: Answers,
  asked: RequestedScope,
  choices: AdjustChoices,
  { known, now }: { readonly known: ReadonlyMap<string, Repository> | null; readonly now: Instant },
): { readonly scope: RequestedScope; readonly reason: string } | { readonly problems: FieldProblems } {
  const problems: Partial<Record<Field, FieldProblem>> = {};
  const take = <T>(read: Read<T>, fallback: T): T => {
    if ('value' in read) return read.value;
    problems[read.field] ??= read.problem;
    return fallback;
  };
  const permissions = take(readPermissions(answers, asked, choices), asked.permissions);
  const access = take(readAccess(answers, asked, choices, known), asked.access);
  const lifetime = take(readLifetime(answers, asked, choices, now), asked.lifetime);
  const reason = readReason(answers.reason ?? null);
  if ('problem' in reason) problems.reason = reason.problem;
  const names = Object.keys(permissions.repository).filter((name) => name !== 'metadata');
  if (access.selection === 'none' && asked.access.selection !== 'none' && names.length > 0) {
    const labels = names.map((name) => permissionLabel('repository', name));
    problems.permissions ??= { why: 'repository_permissions_without_repositories', names: labels };
  }
  return 'problem' in reason || Object.keys(problems).length > 0
    ? { problems }
    : { scope: { permissions, access, lifetime }, reason: reason.reason };
}
