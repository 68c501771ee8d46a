import type { RequestNumber } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Risk } from '../../domain/scope/risk.ts';
import type { Left, RevokedTogether } from '../../domain/tokens/together.ts';
import { type ActiveToken, isInForce } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { revokeRefused } from './active-tokens.ts';
import { risks } from './risks.ts';
import { number as amount, andMore, capital, counted, listed, utcDay } from './terms.ts';

/** Where its tokens stand, in numbers. */
export type Standing = {
  readonly living: number;
  readonly revoking: number;
  readonly revoked: number;
  /** Lost or expired: GitHub's doing, not ours. */
  readonly lost: number;
  /** The policy, and nobody else, revokes each that is being revoked, and there is no other. */
  readonly isByPolicy?: boolean;
};

const canReach = (count: number, organization: string): string =>
  `${counted(count, 'token')} can still reach ${organization}`;

function whereTheyStand({ living, revoking, revoked, lost }: Standing, organization: string): string {
  const parts = [
    ...(living > 0 ? [canReach(living, organization)] : []),
    ...(revoking > 0 ? [`${counted(revoking, 'token')} ${revoking === 1 ? 'is' : 'are'} being revoked`] : []),
    ...(revoked > 0 ? [`${counted(revoked, 'token')} ${revoked === 1 ? 'was' : 'were'} revoked`] : []),
    ...(lost > 0 ? [`${counted(lost, 'token')} lost access`] : []),
  ];
  return parts.length === 0 ? 'no token can reach it' : listed(parts);
}

function who({ slackId, holder }: Pick<Left, 'slackId' | 'holder'>, speech: Speech): string {
  return slackId === null ? `GitHub user ${speech.name(holder.login)}` : speech.person(slackId);
}

const names = (numbers: readonly RequestNumber[]): string => listed(numbers.map(requestName));

export const leaving = {
  holderLeft: (left: Left, standing: Standing, organization: string, speech: Speech): string => {
    const place = speech.name(organization);
    const what =
      left.why === 'left'
        ? `${who(left, speech)} is no longer a member of ${place}`
        : `${who(left, speech)} was deactivated in Slack`;
    return `${what}: ${whereTheyStand(standing, place)}`;
  },
  togetherToken: ({ tokenName, status, scope, revocation, changedAt }: ActiveToken, risk: Risk): string => {
    const ends = scope.expiresAt === null ? 'never expires' : `until ${utcDay(scope.expiresAt)}`;
    const stands = {
      active: `${risks.worst(risk, scope.access)}, ${ends}`,
      exceeding: `${risks.worst(risk, scope.access)}, ${ends}`,
      revoking: 'being revoked',
      revoked: `revoked on ${utcDay(changedAt)}`,
      expired: 'expired',
      gone: `lost access on ${utcDay(changedAt)}`,
    }[status];
    const refused =
      isInForce({ status }) && revocation?.refused != null ? ` Not revoked: ${revokeRefused[revocation.refused]}` : '';
    return `“${tokenName}”: ${stands}${refused === '' ? '' : `.${refused}`}`;
  },
  theirTokens: 'Their tokens',
  moreTokens: (count: number): string => `${andMore(count)}, less dangerous.`,
  /** What follows, by the policy and by whoever reads it. */
  holderLeftNext: (
    { outcome }: Left,
    { living, revoking, isByPolicy = false }: Standing,
    isObserved: boolean,
  ): readonly string[] => {
    if (living + revoking === 0) return [];
    if (isObserved) {
      const wouldHave = outcome === 'would_revoke' ? ['Observe only: the policy would have revoked them.'] : [];
      return [...wouldHave, 'An owner can revoke them on GitHub.'];
    }
    const telling = revoking === 0 ? [] : [`${isByPolicy ? 'The policy revokes them. ' : ''}Telling GitHub now.`];
    const left = revoking === 0 ? 'Something may still use them.' : 'Something may still use the others.';
    return living === 0 ? telling : [...telling, `${left} Revoke those that nobody needs.`];
  },
  holderBack: (since: string): string => `They’ve been active in Slack again since ${since}.`,
  approvalsReturned: ({ returned }: Left): string =>
    returned.length === 1
      ? `They approved ${names(returned)}, and no token used it yet. Another owner has to decide again.`
      : `They approved ${names(returned)}, and no token used those yet. Another owner has to decide again.`,
  sponsorless: ({ sponsored }: Left, speech: Speech): string =>
    `They sponsor ${sponsored.length === 1 ? 'the machine user' : 'the machine users'} ${listed(sponsored.map(speech.name))}. Name another sponsor in the policy, under machine_users.`,
  revokedTogether: (
    { by, slackId, holder }: RevokedTogether,
    { living, revoking, revoked, lost }: Standing,
    organization: string,
    speech: Speech,
  ): string => {
    const all = living + revoking + revoked + lost;
    const of = `of ${counted(all, 'token')} of ${who({ slackId, holder }, speech)} for ${speech.name(organization)}`;
    const open = [
      ...(revoking > 0 ? [`${revoking} ${revoking === 1 ? 'is' : 'are'} being revoked`] : []),
      ...(lost > 0 ? [`${lost} had ended`] : []),
      ...(living > 0 ? [`${living} ${living === 1 ? 'was' : 'were'} not revoked`] : []),
    ];
    return `${speech.person(by)} revoked ${revoked} ${of}${open.length === 0 ? '' : `, ${listed(open)}`}`;
  },
  revokedTogetherNext: ({ living, revoking }: Standing): string =>
    revoking > 0
      ? 'Telling GitHub now. This message follows.'
      : living > 0
        ? 'Those that were not revoked can still reach it. An owner can revoke them on GitHub, in the organization’s settings under Personal access tokens.'
        : 'None of them can reach it now.',
  tokensOfTitle: 'Tokens of one person',
  tokensOf: (login: string, count: number, organization: string, speech: Speech): string =>
    count === 0
      ? `No token of ${speech.name(login)} can reach ${speech.name(organization)}.`
      : capital(`${canReach(count, speech.name(organization))} as ${speech.name(login)}.`),
  tokensOfObserved: (organization: string, speech: Speech): string =>
    `For ${speech.name(organization)} we only observe. Revoke tokens on GitHub.`,
  revokeAllButton: 'Revoke all…',
  revokeAllTitle: 'Revoke all tokens',
  revokeAllSubmit: 'Revoke all',
  revokeAllWhat: (login: string, count: number, organization: string, speech: Speech): string =>
    count === 1
      ? `1 token of ${speech.name(login)} loses access to ${speech.name(organization)} immediately. You can’t undo this.`
      : `${counted(count, 'token')} of ${speech.name(login)} lose access to ${speech.name(organization)} immediately. You can’t undo this.`,
  revokeAllThese: 'These are revoked',
  revokeAllNot: 'These can’t be revoked',
  revokeAllUnderWay: (name: string): string => `“${name}”: being revoked already`,
  revokeAllLeft: (count: number): string =>
    `${amount(count)} more stay for another time: we revoke the most dangerous first.`,
  revokeAllStarted: (count: number): string =>
    `We’re revoking ${counted(count, 'token')}. The reviewers’ channel shows what becomes of each.`,
};
