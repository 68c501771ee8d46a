import type { SlackUserId } from '../../domain/ids.ts';
import type { RequestStanding } from '../../domain/requests/request-standing.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { andMore, counted, utcDay } from './terms.ts';

type Role = 'owner' | 'member' | 'none' | 'unknown';

const stands: Readonly<Record<RequestStanding, string>> = {
  pending: 'waiting',
  approved: 'approved',
  active: 'active',
  exceeding: 'wider than approved',
  revoking: 'being revoked',
  revoked: 'revoked',
  expired: 'expired',
  gone: 'lost access',
  denied: 'denied',
  withdrawn: 'withdrawn',
  lapsed: 'timed out',
  ended: 'ended',
};

type OtherRequest = { readonly request: TokenRequest; readonly standing: RequestStanding };

/** "5: 3 active, 2 denied" */
function tally(requests: readonly OtherRequest[]): string {
  const counts = [...Map.groupBy(requests, ({ standing }) => stands[standing])];
  return `${requests.length}: ${counts.map(([word, some]) => `${some.length} ${word}`).join(', ')}`;
}

export const background = {
  /** Who asks, as GitHub knows them now. */
  personIs: (
    { slackId, login }: { readonly slackId: SlackUserId | null; readonly login: string },
    role: Role,
    organization: string,
    speech: Speech,
  ): string => {
    const who = slackId === null ? '' : `${speech.person(slackId)} is `;
    const name = `${who}${speech.name(login)} on GitHub`;
    const place = speech.name(organization);
    return {
      owner: `${name}, an owner of ${place}.`,
      member: `${name}, a member of ${place}.`,
      none: `${name}, not a member of ${place} now.`,
      unknown: `${name}. We couldn’t check their role in ${place}.`,
    }[role];
  },
  otherTokens: (count: number, isMachineUser: boolean): string =>
    `Other active tokens${isMachineUser ? ' of the machine user' : ''} (${count})`,
  otherToken: ({ tokenName, scope }: ActiveToken): string =>
    `${tokenName}, ${scope.expiresAt === null ? 'never expires' : `until ${utcDay(scope.expiresAt)}`}`,
  noOtherTokens: (isMachineUser: boolean): string =>
    `${isMachineUser ? 'The machine user has' : 'They have'} no other active token here.`,
  otherRequests: (requests: readonly OtherRequest[]): string => `Other requests (${tally(requests)})`,
  otherRequest: ({ request: { number, tokenName }, standing }: OtherRequest): string =>
    `${requestName(number)} ${tokenName}: ${stands[standing]}`,
  noOtherRequests: 'This is their first request here.',
  noRequests: 'They have requested nothing here.',
  andMore,
  /** `left`: whoever looks asked for it, and has left. `unseen`: a reviewer, by what GitHub says. `unchecked`: GitHub did not say in time. */
  hiddenRepositories: (count: number, why: 'left' | 'unseen' | 'unchecked'): string =>
    `${counted(count, 'private repository', 'private repositories')} ${
      {
        left: 'that you can’t see now',
        unseen: 'that you can’t see on GitHub, so we don’t name them',
        unchecked: 'not named: we couldn’t check with GitHub that you can see them',
      }[why]
    }`,
};
