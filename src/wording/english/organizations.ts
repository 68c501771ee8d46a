import type { SlackUserId } from '../../domain/ids.ts';
import type { PauseReason } from '../../domain/organization.ts';
import type { ActualScope } from '../../domain/scope/agreement.ts';
import type { Risk } from '../../domain/scope/risk.ts';
import { type Baseline, unusedDays } from '../../domain/tokens/baseline.ts';
import type { Speech } from '../speech.ts';
import { risks } from './risks.ts';
import { counted, inDays, utcDay } from './terms.ts';

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
export const organizations = {
  baselineTitle: (count: number, organization: string, speech: Speech): string =>
    `Countersign now watches ${speech.name(organization)}: ${count === 0 ? 'no token can reach it yet' : `${counted(count, 'token')} can reach it already`}`,
  baselineLook: 'Worth a look',
  baselineCounts: ({ neverExpiring, allRepositories, dangerous, unused }: Baseline): readonly string[] =>
    [
      [dangerous, 'have high or critical risk'],
      [neverExpiring, 'never expire'],
      [allRepositories, 'reach all repositories'],
      [unused, `haven’t been used in ${unusedDays} days`],
    ]
      .filter(([count]) => count !== 0)
      .map(([count, what]) => `${count} ${what}`),
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
  waitingListMore: (count: number): string => `and ${count} more. They appear here as you decide these.`,
  waitingListNext: 'Open Details to review and decide. The most dangerous come first.',
  waitingListEmpty: (organization: string, speech: Speech): string =>
    `Every token for ${speech.name(organization)} that was waiting when Countersign started has been decided.`,
  paused: (organization: string, speech: Speech): string => `We can’t reach GitHub for ${speech.name(organization)}`,
  pausedWhy: (why: PauseReason): string =>
    `${pauseReasons[why]} Until then we approve nothing and see no changes. No request times out, and nobody hears that a token is gone. We’ll resume automatically and say so here.`,
  loginTaken: (login: string, speech: Speech): string =>
    `Another GitHub account now has the login ${speech.quoted(login)} of your machine user`,
  loginTakenWhy: (login: string, sponsor: SlackUserId, speech: Speech): string =>
    `Your machine user was renamed or deleted, and somebody else took its login. We still tell ${speech.person(sponsor)} about the machine user’s own tokens, and nothing about the new account’s. No request of the machine user covers a token of ${speech.quoted(login)} now.`,
  loginTakenNext: (login: string, speech: Speech): string =>
    `Check on GitHub who ${speech.quoted(login)} is, and deny its tokens if you don’t know it. Then put the machine user’s present login into the policy, under machine_users.`,
  resumed: (organization: string, speech: Speech): string =>
    `We can reach GitHub for ${speech.name(organization)} again. We’ve caught up with everything that happened meanwhile.`,
};
