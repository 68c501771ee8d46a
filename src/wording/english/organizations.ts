import type { SlackUserId } from '../../domain/ids.ts';
import type { PauseReason } from '../../domain/organization.ts';
import type { Mode } from '../../domain/policy/policy.ts';
import type { Counts, PolicyChanges, PolicyKey } from '../../domain/policy/policy-changes.ts';
import type { ActualScope } from '../../domain/scope/agreement.ts';
import type { Risk } from '../../domain/scope/risk.ts';
import { type Baseline, unusedDays } from '../../domain/tokens/baseline.ts';
import type { Speech } from '../speech.ts';
import { risks } from './risks.ts';
import { andMore, counted, inDays, listed, number, utcDay } from './terms.ts';

const pauseReasons: Readonly<Record<PauseReason, string>> = {
  not_installed:
    'The GitHub App isn’t installed there, or the organization was renamed. An owner can install it again.',
  suspended: 'Somebody suspended the GitHub App there. An owner can unsuspend it on GitHub.',
  another_organization:
    'Another organization has this name on GitHub now. If yours was renamed, the policy needs its new name.',
  refused: 'GitHub refuses our calls: the App lacks a permission, or its key is wrong. Countersign’s log says more.',
  address_refused:
    'GitHub blocks us: the organization has an IP allow list without our address. An owner can add it on GitHub.',
  unreachable: 'GitHub has failed to answer for an hour.',
};

const policyKeys: Readonly<Record<PolicyKey, string>> = {
  channel: 'the reviewers’ channel',
  language: 'the language of this channel',
  auditChannel: 'where the head of the audit trail is told',
  lifetime: 'how long a token may last',
  reminderDays: 'when holders are reminded',
  drift: 'what happens to a token that exceeds its approval',
  renewal: 'whether renewals need a reviewer',
  leavers: 'what happens to the tokens of people who leave',
  digest: 'when this channel gets its weekly digest',
  unused: 'when we ask about unused tokens',
  classic: 'whether classic tokens may be requested',
  reviewers: 'who reviews',
  escalation: 'who may decide when nobody did',
  approvals: 'how many approvals are needed',
  approvalsFor: 'how many approve what is dangerous',
  signIn: 'whether who approves what is critical has to sign in at GitHub',
  limits: 'how often people may approve and request',
  rules: 'the rules',
  rulesMode: 'whether the rules act or only watch',
  lapse: 'how long requests and approvals stay open',
  identity: 'whether the identity provider says who people are',
};

/** What follows for what waits, and for what was decided and not carried out yet. */
const modes: Readonly<Record<Mode, readonly string[]>> = {
  observe: [
    'From now on we only observe: we change nothing on GitHub, and our messages say what we would have done.',
    'Decisions that GitHub hasn’t been told of yet aren’t sent. Owners decide on GitHub.',
  ],
  enforce: [
    'From now on we act on GitHub: waiting tokens that a request covers are approved within a minute.',
    'For tokens wider than approved, the time to narrow them starts today. We revoke nothing at once.',
  ],
};

/** "2 people were added, and 1 was removed." */
function countedChanges({ added, removed, changed }: Counts, one: string, many: string): readonly string[] {
  const parts = (
    [
      [added, 'added'],
      [removed, 'removed'],
      [changed, 'changed'],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${count === 1 ? one : many} ${what}`);
  return parts.length === 0 ? [] : [`${listed(parts)}.`];
}

export const organizations = {
  policyTaken: (organization: string): string => `The policy for ${organization} has changed and is in force`,
  policyChanges: ({ keys, people, machineUsers, mode }: PolicyChanges): readonly string[] => {
    const lines = [
      ...(mode === undefined ? [] : modes[mode]),
      ...(keys.length === 0 ? [] : [`New: ${listed(keys.map((key) => policyKeys[key]))}.`]),
      ...countedChanges(people, 'person', 'people'),
      ...countedChanges(machineUsers, 'machine user', 'machine users'),
    ];
    return lines.length === 0 ? ['Nothing changed for this organization.'] : lines;
  },
  policyRefused: (organization: string): string =>
    `The new policy file can’t be used; the old policy for ${organization} stays in force`,
  policyProblems: 'What is wrong',
  policyRefusedNext: 'Whoever runs Countersign has to correct the file. We read it again automatically.',
  baselineTitle: (count: number, organization: string, speech: Speech): string =>
    `Countersign now watches ${speech.name(organization)}: ${count === 0 ? 'no token can reach it yet' : `${counted(count, 'token')} can reach it already`}`,
  baselineLook: 'Worth a look',
  /** Each with what is counted; what is nought is left out. */
  baselineCounts: ({ neverExpiring, allRepositories, dangerous, unused }: Baseline) =>
    (
      [
        ['dangerous', dangerous, 'has', 'have', 'high or critical risk'],
        ['never_expires', neverExpiring, 'never expires', 'never expire', ''],
        ['all_repositories', allRepositories, 'reaches', 'reach', 'all repositories'],
        ['unused', unused, 'hasn’t', 'haven’t', `been used in ${unusedDays} days`],
      ] as const
    )
      .filter(([, count]) => count !== 0)
      .map(([of, count, one, several, what]) => ({
        of,
        said: `${number(count)} ${count === 1 ? one : several} ${what}`.trim(),
      })),
  baselineShow: 'Show',
  baselineShowAll: (count: number): string => (count === 1 ? 'Show the token' : `Show all ${number(count)}`),
  baselineSoonest: 'Ending first',
  baselineToken: (name: string, login: string, expiresAt: number, days: number): string =>
    `${login}’s “${name}”: ${utcDay(expiresAt)}${days < 0 ? '' : ` (${inDays(days)})`}`,
  baselineWaiting: (count: number): string =>
    `${counted(count, 'token')} already ${count === 1 ? 'waits' : 'wait'} for approval: see the list in this channel.`,
  baselineNext: (count: number): string =>
    count === 0
      ? 'From now on we’ll report every token that nobody requested here.'
      : 'Nobody has reviewed these here. We’ll remind their holders before they expire, and report every change from now on.',
  waitingListTitle: (count: number, organization: string, speech: Speech): string =>
    `${counted(count, 'token')} for ${speech.name(organization)} ${count === 1 ? 'was' : 'were'} already waiting when Countersign started`,
  waitingListToken: (name: string, login: string, scope: ActualScope, risk: Risk): string =>
    `${login}’s “${name}”: ${risks.worst(risk, scope.access)}, ${scope.expiresAt === null ? 'never expires' : `until ${utcDay(scope.expiresAt)}`}`,
  waitingListMore: (count: number): string => `${andMore(count)}. They appear here as you decide these.`,
  waitingListNext: 'Open Details to review and decide. The most dangerous come first.',
  waitingListEmpty: (organization: string, speech: Speech): string =>
    `Every token for ${speech.name(organization)} that was waiting when Countersign started has been decided.`,
  paused: (organization: string, speech: Speech): string => `We can’t reach GitHub for ${speech.name(organization)}`,
  pausedWhy: (why: PauseReason): string =>
    `${pauseReasons[why]} Until then we approve nothing and see no changes. No request times out, and nobody hears that a token is gone. We’ll resume automatically and say so here.`,
  loginTaken: (login: string, speech: Speech): string =>
    `Another GitHub account now has the login ${speech.name(login)} of your machine user`,
  loginTakenWhy: (login: string, sponsor: SlackUserId, speech: Speech): string =>
    `Your machine user was renamed or deleted, and somebody else took its login. We still tell ${speech.person(sponsor)} about the machine user’s own tokens, and nothing about the new account’s. No request of the machine user covers a token of ${speech.name(login)} now.`,
  loginTakenNext: (login: string, speech: Speech): string =>
    `Check on GitHub who ${speech.name(login)} is, and deny its tokens if you don’t know it. Then put the machine user’s present login into the policy, under machine_users.`,
  trailHead: (seq: number): string => `Audit trail: ${counted(seq, 'entry', 'entries')}`,
  trailHeadNext: 'This hash stands for all of them. Keep it: it shows later whether an entry was changed or removed.',
  resumed: (organization: string, speech: Speech): string =>
    `We can reach GitHub for ${speech.name(organization)} again. We’ve caught up with everything that happened meanwhile.`,
};
