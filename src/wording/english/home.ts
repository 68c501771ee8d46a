import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { claimUnderWay } from './claims.ts';
import { classicStep } from './classic.ts';
import { ofMachineUser } from './machine-users.ts';
import { renewedAs } from './renewals.ts';
import { counted, inDays, listed } from './terms.ts';

const isOneOf = (count: number, what: string): string => `${counted(count, what)} ${count === 1 ? 'is' : 'are'}`;

/** A person's Home, and the message in a channel that the bot enters. */
export const home = (command: string) => ({
  welcomeTitle: 'Welcome to Countersign',
  welcome: [
    'You request a GitHub token here, an owner decides, and you create it on GitHub.',
    'It works once it matches what was approved. We’ll remind you before it expires.',
    'We don’t need to see it: never paste one in Slack.',
  ],
  homeRequest: 'Request a token…',
  homeUnlinked: (refusal: Refusal, speech: Speech): string => {
    const isNot = 'Your Slack account isn’t linked to a GitHub account yet.';
    if (refusal.why !== 'not_linked') return isNot;
    const { ways, helpers, organizations, slackId, claimed } = refusal;
    if (claimed !== undefined) return `${isNot} ${claimUnderWay(claimed, speech, command)}`;
    if (ways.includes('sign_in')) return `${isNot} Press the button, and we’ll show you where to sign in.`;
    if (ways.includes('vouching') && helpers.length > 0) {
      const names = listed(helpers.map((helper) => speech.person(helper as SlackUserId)));
      return `${isNot} Send ${command} link your-github-login, and we’ll ask ${names} to confirm it.`;
    }
    return `${isNot} Ask an owner of ${listed(organizations.map(speech.name))} to add you. Your Slack user id is ${slackId}.`;
  },
  homeEmpty: 'You have no requests and no tokens here yet.',
  homeForYou: 'Waiting for you',
  homeUnderWay: 'Under way',
  homeActive: 'Active tokens',
  homeEnded: 'Ended lately',
  homeRequestLine: (request: TokenRequest, organization: string, status: string, speech: Speech): string =>
    `${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)} for ${speech.name(organization)} · ${requestName(request.number)}: ${status}`,
  /** GitHub's page has no parameter for repositories and justification, and Enterprise Server's has none at all. */
  homeToMake: (request: TokenRequest, isPrefilled: boolean, speech: Speech): string => {
    if (request.classic !== null) return classicStep;
    const lapsesAt = request.agreement?.lapsesAt ?? null;
    const copy = isPrefilled
      ? 'Copy the repositories and the justification from Details.'
      : 'GitHub Enterprise Server opens a blank page: copy the values from Details.';
    return `Create it${lapsesAt === null ? '' : ` by ${speech.instant(lapsesAt)}`}. ${copy}`;
  },
  /** `days`: on the calendar, to its end. `machineUser`: whose it is where it is not the reader's own. */
  homeToken: (
    token: ActiveToken,
    {
      organization,
      machineUser,
      days,
    }: { readonly organization: string; readonly machineUser: string | null; readonly days: number | null },
    speech: Speech,
  ): string => {
    const whose = machineUser === null ? '' : ` of the machine user ${speech.name(machineUser)}`;
    const number = token.requestNumber === null ? '' : ` · ${requestName(token.requestNumber)}`;
    const end =
      token.scope.expiresAt === null || days === null
        ? 'has no expiry date'
        : `expires ${inDays(days)}, on ${speech.instant(token.scope.expiresAt)}`;
    const what = { exceeding: 'It’s wider than approved.', revoking: 'It’s being revoked.' };
    const also = token.status === 'exceeding' || token.status === 'revoking' ? ` ${what[token.status]}` : '';
    return `${speech.quoted(token.tokenName)}${whose} for ${speech.name(organization)}${number} ${end}.${also}`;
  },
  homeEndedToken: (
    token: ActiveToken,
    { organization, machineUser }: { readonly organization: string; readonly machineUser: string | null },
    followedBy: RequestNumber | null,
    speech: Speech,
  ): string => {
    const whose = machineUser === null ? '' : ` of the machine user ${speech.name(machineUser)}`;
    const when = speech.instant(token.changedAt);
    const number = token.requestNumber === null ? '' : ` · ${requestName(token.requestNumber)}`;
    const what = `${speech.quoted(token.tokenName)}${whose}${number}`;
    if (token.status === 'expired') {
      const follower = followedBy === null ? '' : ` ${renewedAs(followedBy)}`;
      return `${what} expired on ${speech.instant(token.scope.expiresAt ?? token.changedAt)}.${follower}`;
    }
    return token.status === 'revoked'
      ? `${what} was revoked on ${when}.`
      : `${what} lost access to ${speech.name(organization)} on ${when}.`;
  },
  homeReview: (organization: string, speech: Speech): string => `To review for ${speech.name(organization)}`,
  homeNothingToReview: 'Nothing is waiting for a decision.',
  homeCounts: {
    requests: (count: number): string =>
      `${counted(count, 'request')} ${count === 1 ? 'needs' : 'need'} a decision. Open Details to review and decide.`,
    held: (count: number): string => `${isOneOf(count, 'token')} on hold until an owner decides.`,
    exceeding: (count: number): string => `${isOneOf(count, 'active token')} wider than approved.`,
    unclaimed: (count: number): string => `Nobody has reviewed ${counted(count, 'active token')} here.`,
  },
  homeRequestRow: (request: TokenRequest, speech: Speech): string =>
    `${speech.person(request.requester.slackId)} requests ${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)} · ${requestName(request.number)}`,
  homeTokenRow: ({ tokenName, holder }: ActiveToken | PendingToken, speech: Speech): string =>
    `${speech.quoted(tokenName)} of ${speech.name(holder.login)}`,
  homeInventory: `To see every token, type ${command} tokens.`,
  homeObserved: (organization: string, speech: Speech): string =>
    `Observe only: we change nothing on GitHub for ${speech.name(organization)}.`,
  homeUnchecked: (organizations: readonly string[], speech: Speech): string =>
    `We couldn’t check with GitHub whether you’re an owner of ${listed(organizations.map(speech.name))}. Open this page again in a few minutes.`,
  /** In a channel, when the bot enters it. */
  channelWelcome: (organizations: readonly string[], speech: Speech): string =>
    `Countersign is here for the GitHub tokens of ${listed(organizations.map(speech.name))}`,
  channelWelcomeLines: [
    `Members request tokens with ${command} request, and each request comes here as a card.`,
    'Owners decide with its buttons. We approve a token on GitHub once it matches, and report any that doesn’t.',
    'We don’t need to see a token. Never paste one here.',
  ],
  channelWelcomeNext: `Next, we list the tokens that GitHub has already, and sum them up here. Owners can type ${command} help.`,
});
