import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import type { ReviewerRule } from '../../domain/policy/reviewer-rule.ts';
import type { PermissionMatch, RequesterMatch, Rule, Then, When } from '../../domain/policy/rules/rule.ts';
import { reviewersSaid } from './reviewers.ts';
import { capital, counted, listed } from './terms.ts';

// A rule in sentences, for whoever may not read the file it stands in.

/** `names`: whether whoever reads may know which repositories there are. */
type Parts = { readonly [P in keyof When]-?: (wanted: NonNullable<When[P]>, names: boolean) => readonly string[] };

const either = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
const quoted = (items: readonly string[]): string => either(items.map((one) => `“${one}”`));

function requesterSaid(one: RequesterMatch): string {
  if (one.is === 'owner') return 'an owner of the organization';
  if (one.is === 'team') return `somebody in the team ${one.team}`;
  return one.is === 'machine_user' ? 'a machine user' : one.login;
}

function permissionSaid(one: PermissionMatch): string {
  if ('group' in one) return one.group === 'dangerous' ? 'a dangerous one' : `${one.group} access`;
  return one.level === null ? one.name : `${one.name}:${one.level}`;
}

const timeSaid = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const reached = { none: 'no private repository', subset: 'selected repositories', all: 'all repositories' } as const;
const kinds = {
  ...{ request: 'it was requested first', renewal: 'it renews a token', classic: 'it is a classic token' },
  unasked: 'it was made before anybody requested it',
} as const;
const dayNames = {
  ...{ mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday' },
  ...{ fri: 'Friday', sat: 'Saturday', sun: 'Sunday' },
} as const;

const named = (globs: readonly string[], names: boolean): string =>
  names ? `like ${quoted(globs)}` : 'one that the rule names';

const partsSaid: Parts = {
  requester: (wanted) => [`it is for ${either(wanted.map(requesterSaid))}`],
  purpose: (globs) => [`its purpose is like ${quoted(globs)}`],
  permissions: ({ only, any }) => [
    ...(only === undefined ? [] : [`every permission is ${either(only.map(permissionSaid))}`]),
    ...(any === undefined ? [] : [`a permission is ${either(any.map(permissionSaid))}`]),
  ],
  risk: (grades) => [`its risk is ${either(grades)}`],
  repositories: ({ access, only, any, topics, visibility, atMost, atLeast }, names) => [
    ...(access === undefined ? [] : [`it reaches ${either(access.map((one) => reached[one]))}`]),
    ...(only === undefined ? [] : [`every repository is ${named(only, names)}`]),
    ...(any === undefined ? [] : [`a repository is ${named(any, names)}`]),
    ...(topics === undefined
      ? []
      : [`every repository has ${names ? `the topic ${quoted(topics)}` : 'a topic that the rule names'}`]),
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

function conditionsOf<P extends keyof When>(part: P, when: When, names: boolean): readonly string[] {
  const wanted = when[part];
  if (wanted === undefined) return [];
  return (partsSaid[part] as (some: typeof wanted, names: boolean) => readonly string[])(wanted, names);
}

/** The conditions of one part. */
export const partSaid = (part: keyof When, when: When): string => listed(conditionsOf(part, when, true));

/** Slack shows no name of a group without asking, and the sentence stands in a terminal as well. */
const nowhere = { name: (text: string): string => text, group: (id: string): string => `the Slack group ${id}` };
const whoSaid = (reviewers: readonly ReviewerRule[]): string => reviewersSaid(reviewers, '', nowhere);

/** What a rule does where it matches. */
export function thenSaid({ outcome, approvals, reviewers, maxDays, justification }: Then): string {
  return listed([
    ...(outcome === 'allow' ? ['we approve it at once'] : []),
    ...(outcome === 'deny' ? ['we refuse it'] : []),
    ...(approvals !== null
      ? [approvals === 1 ? 'one reviewer has to approve' : `${approvals} reviewers have to approve`]
      : outcome === 'ask' && reviewers === null
        ? ['reviewers decide']
        : []),
    ...(reviewers === null ? [] : [`${whoSaid(reviewers)} may decide`]),
    ...(maxDays === null ? [] : [`it may last ${counted(maxDays, 'day')} at most`]),
    ...(justification === null ? [] : [`its justification has to look like “${justification}”`]),
  ]);
}

export function ruleSaid({ when, then, mode }: Pick<Rule, 'when' | 'then' | 'mode'>, names = true): string {
  const parts = Object.keys(partsSaid) as readonly (keyof When)[];
  const conditions = parts.flatMap((part) => conditionsOf(part, when, names));
  const watches = mode === 'shadow' ? ' It only watches.' : '';
  const first = conditions.length === 0 ? 'Always: ' : `If ${listed(conditions)}, `;
  return `${first}${thenSaid(then)}.${watches}`;
}

/** What holds beside the rules. */
export function limitsSaid(policy: OrganizationPolicy): readonly string[] {
  const { lifetime, approvals, approvalsFor, escalation } = policy;
  const { high, critical } = approvalsFor;
  const people = (count: number): string => (count === 1 ? 'one reviewer' : `${count} reviewers`);
  return [
    `A token may last ${counted(lifetime.maxDays, 'day')} at most${lifetime.mayNeverExpire ? ', or have no expiry date' : ''}.`,
    `Where no rule says otherwise, ${people(approvals)} ${approvals === 1 ? 'has' : 'have'} to approve.`,
    ...(policy.reviewers.every((rule) => rule === 'owners')
      ? []
      : [`${capital(whoSaid(policy.reviewers))} may decide.`]),
    ...(escalation === null
      ? []
      : [
          `If nobody decides within ${counted(escalation.afterHours, 'hour')}, ${whoSaid(escalation.to)} may decide too.`,
        ]),
    ...(policy.classic.isAllowed ? ['Classic tokens may be requested for what others can’t do.'] : []),
    ...(Math.max(high, critical) > approvals
      ? [
          `At high risk it takes ${people(Math.max(high, approvals))}, at critical risk ${people(Math.max(critical, approvals))}, if so many can decide.`,
        ]
      : []),
  ];
}

/** Of a rule so many characters are said: its lists may be as long as the file. */
const mostSaid = 600;

export const policySaid = (command: string) => ({
  policyTitle: (organization: string): string => `What the policy of ${organization} says`,
  policyLimits: (policy: OrganizationPolicy): string =>
    [
      ...limitsSaid(policy),
      ...(policy.rules.length === 0
        ? []
        : [
            policy.rulesMode === 'shadow'
              ? 'All rules below only watch: they say on the cards what they would have done.'
              : 'A rule that refuses wins. Else the first rule that matches decides.',
          ]),
    ].join(' '),
  policyNoRules: 'There are no rules: people decide.',
  policyRule: (rule: Rule, names: boolean): string => {
    const said = `${ruleSaid(rule, names)} ${rule.reason}`;
    return said.length > mostSaid ? `${said.slice(0, mostSaid)}… ${rule.reason}` : said;
  },
  policyMore: (page: number, pages: number, organization = ''): string => {
    const which = organization === '' ? '' : ` ${organization}`;
    return `Page ${page} of ${pages}. ${command} policy${which} ${page + 1} shows the next one.`;
  },
});
