import type { SlackUserId } from '../../domain/ids.ts';
import type { PauseReason } from '../../domain/organization.ts';
import type { Counts, PolicyChanges, PolicyKey } from '../../domain/policy/policy-changes.ts';
import type { ActualScope } from '../../domain/scope/agreement.ts';
import type { Risk } from '../../domain/scope/risk.ts';
import { type Baseline, unusedDays } from '../../domain/tokens/baseline.ts';
import type { Speech } from '../speech.ts';
import { risks } from './risks.ts';
import { counted, listed, utcDay } from './terms.ts';

const pauseReasons: Readonly<Record<PauseReason, string>> = {
  not_installed: 'The GitHub App is not installed on it, or it has another name now. An owner can install it again.',
  suspended: 'The installation of the GitHub App is suspended. An owner can lift that on GitHub.',
  another_organization:
    'Another organization has this name on GitHub now. If yours was renamed, whoever runs Countersign puts its new name into the policy.',
  refused:
    'GitHub refuses what the App asks: a permission or its key is missing. Whoever runs Countersign finds more in its log.',
  address_refused:
    'GitHub does not let this machine in: the organization has an IP allow list, and the address is not on it. An owner can add it on GitHub.',
  unreachable: 'GitHub has not answered as it should for an hour.',
};

const policyKeys: Readonly<Record<PolicyKey, string>> = {
  channel: 'the reviewers’ channel',
  lifetime: 'how long a token may last',
  reminderDays: 'when holders are reminded',
  drift: 'what happens to a token that exceeds its approval',
  reviewers: 'who reviews',
  approvals: 'how many approvals are needed',
  lapse: 'how long requests and approvals stay open',
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
  policyTaken: (organization: string): string => `The policy for ${organization} was changed, and is in force`,
  policyChanges: ({ keys, people, machineUsers }: PolicyChanges): readonly string[] => {
    const lines = [
      ...(keys.length === 0 ? [] : [`New: ${listed(keys.map((key) => policyKeys[key]))}.`]),
      ...countedChanges(people, 'person', 'people'),
      ...countedChanges(machineUsers, 'machine user', 'machine users'),
    ];
    return lines.length === 0 ? ['Nothing in it that concerns this organization is different.'] : lines;
  },
  policyRefused: (organization: string): string =>
    `The new policy file can’t be used; the old policy for ${organization} stays in force`,
  policyProblems: 'What is wrong',
  policyRefusedNext: 'Whoever runs Countersign mends the file. It is read again by itself.',
  baselineTitle: (count: number, organization: string, speech: Speech): string =>
    `Countersign now watches ${speech.quoted(organization)}: ${count === 0 ? 'no token can reach it yet' : `${counted(count, 'token')} can reach it already`}`,
  baselineLook: 'Worth a look',
  baselineCounts: ({ neverExpiring, allRepositories, dangerous, unused }: Baseline): readonly string[] =>
    [
      [neverExpiring, 'never expire'],
      [allRepositories, 'reach all repositories'],
      [dangerous, 'have high or critical risk'],
      [unused, `were not used in the last ${unusedDays} days, or never`],
    ]
      .filter(([count]) => count !== 0)
      .map(([count, what]) => `${count} ${what}`),
  baselineSoonest: 'Ending first',
  baselineToken: (name: string, login: string, expiresAt: number, days: number): string =>
    `${name} of ${login}: ${utcDay(expiresAt)}${days < 0 ? '' : days === 0 ? ' (today)' : ` (in ${counted(days, 'day')})`}`,
  baselineWaiting: (count: number): string =>
    `${counted(count, 'token')} already ${count === 1 ? 'waits' : 'wait'} on GitHub for a decision: see their list in this channel.`,
  baselineNext:
    'They are recorded as they are, and nobody was asked about them here. Their holders are reminded before they expire. From now on every change is compared and told.',
  waitingListTitle: (count: number, organization: string, speech: Speech): string =>
    `${counted(count, 'token')} ${count === 1 ? 'waits' : 'wait'} on GitHub for ${speech.quoted(organization)} since before Countersign did`,
  waitingListToken: (name: string, login: string, scope: ActualScope, risk: Risk): string =>
    `${name} of ${login}: ${risks.worst(risk, scope.access)}, ${scope.expiresAt === null ? 'never expires' : `until ${utcDay(scope.expiresAt)}`}`,
  waitingListMore: (count: number): string => `and ${count} more, which are shown here when some of these are decided.`,
  waitingListNext: 'Details shows all of a token, and decides.',
  waitingListEmpty: (organization: string, speech: Speech): string =>
    `All tokens for ${speech.quoted(organization)} that had waited on GitHub when Countersign came are decided.`,
  paused: (organization: string, speech: Speech): string =>
    `GitHub can’t be asked about ${speech.quoted(organization)} at the moment`,
  pausedWhy: (why: PauseReason): string =>
    `${pauseReasons[why]} Until then nothing is let in, no change is seen, nothing lapses, and nobody is told that a token has gone. It goes on by itself, and you are told.`,
  loginTaken: (login: string, speech: Speech): string =>
    `Another GitHub account now has the login ${speech.quoted(login)} of your machine user`,
  loginTakenWhy: (login: string, sponsor: SlackUserId, speech: Speech): string =>
    `The machine user was renamed or deleted, and somebody else took its login. ${speech.person(sponsor)} is still told about the machine user’s own tokens, and hears nothing of the new account’s. A token of ${speech.quoted(login)} is now a stranger’s: no request of the machine user lets it in.`,
  loginTakenNext: (login: string, speech: Speech): string =>
    `Check on GitHub who ${speech.quoted(login)} is, and deny its tokens if you don’t know it. Whoever runs Countersign puts the machine user’s present login into the policy, under machine_users.`,
  resumed: (organization: string, speech: Speech): string =>
    `GitHub can be asked about ${speech.quoted(organization)} again. Everything that happened meanwhile has been caught up with.`,
};
