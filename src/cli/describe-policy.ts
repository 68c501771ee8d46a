import type { OrganizationPolicy, Policy } from '../domain/policy/policy.ts';
import type { ReviewerRule } from '../domain/policy/reviewer-rule.ts';

type Line = { readonly key: string; readonly name: string; readonly value: (policy: OrganizationPolicy) => string };

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
const hours = (count: number): string => (count === 1 ? '1 hour' : `${count} hours`);
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const listed = (all: readonly (string | number)[]): string =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;

const needed = (count: number): string =>
  count === 1 ? 'one reviewer is enough' : `${count} reviewers have to approve, as far as so many could`;

function reviewerSaid(rule: ReviewerRule): string {
  if (rule === 'owners') return 'the organization’s owners';
  if (rule === 'repository-admins') return 'administrators of every requested repository';
  if (rule.startsWith('team:')) return `the team ${rule.slice('team:'.length)}`;
  return rule.startsWith('slack:') ? `the Slack group ${rule.slice('slack:'.length)}` : rule.slice('user:'.length);
}

/** Every key of an organization has its line. */
export const lines: readonly Line[] = [
  { key: 'channel', name: 'Slack channel', value: ({ channel }) => channel },
  { key: 'language', name: 'language', value: ({ language }) => ({ en: 'English', ja: 'Japanese' })[language] },
  {
    key: 'audit_channel',
    name: 'audit channel',
    value: ({ auditChannel }) => auditChannel ?? 'none',
  },
  {
    key: 'identity.saml',
    name: 'identities',
    value: ({ identity }) => (identity.saml ? 'the identity provider is asked' : 'the identity provider is not asked'),
  },
  {
    key: 'mode',
    name: 'mode',
    value: ({ mode }) => (mode === 'observe' ? 'observe: we change nothing on GitHub' : 'enforce'),
  },
  {
    key: 'lifetime.max_days',
    name: 'longest lifetime',
    value: ({ lifetime }) => days(lifetime.maxDays),
  },
  {
    key: 'lifetime.never_expires',
    name: 'no expiry',
    value: ({ lifetime }) => (lifetime.mayNeverExpire ? 'may be requested' : 'may not be requested'),
  },
  {
    key: 'reminders',
    name: 'reminders',
    value: ({ reminderDays }) =>
      reminderDays.length === 0
        ? 'only on the day when a token expires'
        : `${listed(reminderDays)} ${reminderDays[0] === 1 ? 'day' : 'days'} before a token expires, and on the day itself`,
  },
  {
    key: 'drift.grace_days',
    name: 'a wider token',
    value: ({ drift }) => `waits ${days(drift.graceDays)} to be accepted or narrowed`,
  },
  {
    key: 'drift.then',
    name: 'after that',
    value: ({ drift }) => (drift.outcome === 'revoke' ? 'we revoke it' : 'we tell the channel once more'),
  },
  {
    key: 'leavers.tokens',
    name: 'after leaving',
    value: ({ leavers }) =>
      leavers.tokens === 'revoke' ? 'we revoke the tokens' : 'we tell the channel about the tokens',
  },
  {
    key: 'digest.day',
    name: 'weekly digest',
    value: ({ digest }) => (digest.day === 'off' ? 'off' : `on ${capital(digest.day)} at 09:00`),
  },
  {
    key: 'digest.zone',
    name: 'its time zone',
    value: ({ digest }) => digest.zone,
  },
  {
    key: 'unused.after_days',
    name: 'an unused token',
    value: ({ unused }) =>
      unused.afterDays === null
        ? 'we ask nobody about it'
        : `we ask its holder after ${days(unused.afterDays)} without use`,
  },
  {
    key: 'unused.answer_days',
    name: 'without answer',
    value: ({ unused }) => `we ask the owners after ${days(unused.answerDays)}`,
  },
  {
    key: 'classic.allowed',
    name: 'classic tokens',
    value: ({ classic }) =>
      classic.isAllowed ? 'may be requested for what fine-grained ones can’t do' : 'may not be requested',
  },
  {
    key: 'classic.reasons',
    name: 'their reasons',
    value: ({ classic }) => (classic.reasons.length === 0 ? 'none' : listed(classic.reasons)),
  },
  {
    key: 'lapse.undecided_days',
    name: 'an open request',
    value: ({ lapse }) => `times out after ${days(lapse.undecidedDays)} without a decision`,
  },
  {
    key: 'lapse.unused_days',
    name: 'an approval',
    value: ({ lapse }) => `times out after ${days(lapse.unusedDays)} without a token`,
  },
  {
    key: 'renewal.same_scope',
    name: 'a renewal',
    value: ({ renewal }) =>
      renewal.sameScope === 'allow'
        ? 'of no more than was approved needs no reviewer'
        : 'is decided by the reviewers like any request',
  },
  {
    key: 'reviewers',
    name: 'reviewers',
    value: ({ reviewers }) => listed(reviewers.map(reviewerSaid)),
  },
  {
    key: 'escalation.after_hours',
    name: 'undecided for',
    value: ({ escalation }) => (escalation === null ? 'nobody else may decide' : hours(escalation.afterHours)),
  },
  {
    key: 'escalation.to',
    name: 'then also decide',
    value: ({ escalation }) => (escalation === null ? 'nobody' : listed(escalation.to.map(reviewerSaid))),
  },
  {
    key: 'approvals',
    name: 'approvals',
    value: ({ approvals }) => (approvals === 1 ? 'one reviewer is enough' : `${approvals} reviewers have to approve`),
  },
  {
    key: 'approvals_for.high',
    name: 'of high risk',
    value: ({ approvalsFor }) => needed(approvalsFor.high),
  },
  {
    key: 'approvals_for.critical',
    name: 'of critical risk',
    value: ({ approvalsFor }) => needed(approvalsFor.critical),
  },
  {
    key: 'sign_in.critical_minutes',
    name: 'before a critical approval',
    value: ({ signIn }) =>
      signIn.criticalMinutes === null
        ? 'nobody has to sign in at GitHub'
        : `sign in at GitHub, at most ${signIn.criticalMinutes} minutes before`,
  },
  {
    key: 'limits.approvals_in_ten_minutes',
    name: 'one person approves',
    value: ({ limits }) => `at most ${limits.approvals} in ten minutes`,
  },
  {
    key: 'limits.requests_a_day',
    name: 'one person requests',
    value: ({ limits }) => `at most ${limits.requests} a day`,
  },
  {
    key: 'limits.organization_requests_a_day',
    name: 'all members request',
    value: ({ limits }) => `at most ${limits.organizationRequests} a day`,
  },
  {
    key: 'rules',
    name: 'rules',
    value: ({ rules }) => (rules.length === 0 ? 'none: people decide' : listed(rules.map(({ name }) => `“${name}”`))),
  },
];

const count = (size: number, one: string, many: string): string =>
  size === 0 ? `no ${many}` : `${size} ${size === 1 ? one : many}`;

/** What a policy says, a line for each key. `isGiven`: whether the file says it, or it is the default. */
export function describePolicy(policy: Policy, isGiven: (index: number, key: string) => boolean): string {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const organizations = policy.organizations.map((organization, index) => {
    const told = lines.map(
      ({ key, name, value }) =>
        `  ${name.padEnd(width)}  ${value(organization)}${isGiven(index, key) ? '' : ' (default)'}\n`,
    );
    return `${organization.login}\n${told.join('')}`;
  });
  const people = count(policy.people.size, 'person', 'people');
  const machines = count(policy.machineUsers.size, 'machine user', 'machine users');
  const mode = policy.organizations.some(({ rulesMode }) => rulesMode === 'shadow')
    ? '\nmode: shadow. The rules do nothing; the cards say what they would have done.\n'
    : '';
  return `${organizations.join('\n')}${mode}\nIt names ${people} and ${machines}.\n`;
}
