import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import type { PermissionMatch, RequesterMatch, Rule, Then, When } from '../../domain/policy/rules/rule.ts';
import { counted, listed } from './terms.ts';

// A rule in sentences, for whoever may not read the file it stands in.

type Parts = { readonly [P in keyof When]-?: (wanted: NonNullable<When[P]>) => readonly string[] };

const either = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
const quoted = (items: readonly string[]): string => either(items.map((one) => `“${one}”`));

function requesterSaid(one: RequesterMatch): string {
  if (one.is === 'owner') return 'an owner of the organization';
  return one.is === 'machine_user' ? 'a machine user' : one.login;
}

function permissionSaid(one: PermissionMatch): string {
  if ('group' in one) return one.group === 'dangerous' ? 'a dangerous one' : `${one.group} access`;
  return one.level === null ? one.name : `${one.name}:${one.level}`;
}

const timeSaid = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const reached = { none: 'no private repository', subset: 'selected repositories', all: 'all repositories' } as const;
const kinds = { request: 'it was requested first', unasked: 'it was made before anybody requested it' } as const;
const dayNames = {
  ...{ mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday' },
  ...{ fri: 'Friday', sat: 'Saturday', sun: 'Sunday' },
} as const;

const partsSaid: Parts = {
  requester: (wanted) => [`it is for ${either(wanted.map(requesterSaid))}`],
  purpose: (globs) => [`its purpose is like ${quoted(globs)}`],
  permissions: ({ only, any }) => [
    ...(only === undefined ? [] : [`every permission is ${either(only.map(permissionSaid))}`]),
    ...(any === undefined ? [] : [`a permission is ${either(any.map(permissionSaid))}`]),
  ],
  risk: (grades) => [`its risk is ${either(grades)}`],
  repositories: ({ access, only, any, visibility, atMost, atLeast }) => [
    ...(access === undefined ? [] : [`it reaches ${either(access.map((one) => reached[one]))}`]),
    ...(only === undefined ? [] : [`every repository is like ${quoted(only)}`]),
    ...(any === undefined ? [] : [`a repository is like ${quoted(any)}`]),
    ...(visibility === undefined
      ? []
      : [visibility === 'public' ? 'every repository is public' : 'a repository is private']),
    ...(atMost === undefined ? [] : [`it reaches at most ${counted(atMost, 'repository', 'repositories')}`]),
    ...(atLeast === undefined ? [] : [`it reaches at least ${counted(atLeast, 'repository', 'repositories')}`]),
  ],
  lifetime: ({ atMostDays, atLeastDays, never }) => [
    ...(atMostDays === undefined ? [] : [`it lasts at most ${counted(atMostDays, 'day')}`]),
    ...(atLeastDays === undefined ? [] : [`it lasts at least ${counted(atLeastDays, 'day')}`]),
    ...(never === undefined ? [] : [never ? 'it never expires' : 'it expires']),
  ],
  kind: (wanted) => [either(wanted.map((one) => kinds[one]))],
  time: ({ zone, from, to, days }) => [
    `it is between ${timeSaid(from)} and ${timeSaid(to)} in ${zone}${days.length === 7 ? '' : ` on ${either(days.map((day) => dayNames[day]))}`}`,
  ],
};

/** The conditions of one part. */
export function partSaid<P extends keyof When>(part: P, when: When): string {
  const wanted = when[part];
  return wanted === undefined ? '' : listed((partsSaid[part] as (some: typeof wanted) => readonly string[])(wanted));
}

/** What a rule does where it matches. */
export function thenSaid({ outcome, approvals, maxDays, justification }: Then): string {
  return listed([
    ...(outcome === 'allow' ? ['we approve it at once'] : []),
    ...(outcome === 'deny' ? ['we refuse it'] : []),
    ...(approvals !== null
      ? [approvals === 1 ? 'one reviewer has to approve' : `${approvals} reviewers have to approve`]
      : outcome === 'ask'
        ? ['reviewers decide']
        : []),
    ...(maxDays === null ? [] : [`it may last ${counted(maxDays, 'day')} at most`]),
    ...(justification === null ? [] : [`its justification has to look like “${justification}”`]),
  ]);
}

export function ruleSaid({ when, then, mode }: Pick<Rule, 'when' | 'then' | 'mode'>): string {
  const conditions = (Object.keys(partsSaid) as (keyof When)[]).map((part) => partSaid(part, when)).filter(Boolean);
  const watches = mode === 'shadow' ? ' It only watches.' : '';
  const first = conditions.length === 0 ? 'Always: ' : `If ${listed(conditions)}, `;
  return `${first}${thenSaid(then)}.${watches}`;
}

/** What holds beside the rules. */
export function limitsSaid({ lifetime, approvals, approvalsFor }: OrganizationPolicy): readonly string[] {
  const { high, critical } = approvalsFor;
  const people = (count: number): string => (count === 1 ? 'one reviewer' : `${count} reviewers`);
  return [
    `A token may last ${counted(lifetime.maxDays, 'day')} at most${lifetime.mayNeverExpire ? ', or have no expiry date' : ''}.`,
    `Where no rule says otherwise, ${people(approvals)} ${approvals === 1 ? 'has' : 'have'} to approve.`,
    ...(Math.max(high, critical) > approvals
      ? [
          `At high risk it takes ${people(Math.max(high, approvals))}, at critical risk ${people(Math.max(critical, approvals))}, if so many can decide.`,
        ]
      : []),
  ];
}
