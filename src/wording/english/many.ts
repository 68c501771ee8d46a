import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Agreement } from '../../domain/scope/agreement.ts';
import type { Risk } from '../../domain/scope/risk.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { risks } from './risks.ts';
import { number as amount, andMore, counted, utcDay, widerThan } from './terms.ts';

const requestIs: Readonly<Record<TokenRequest['status'], string>> = {
  pending: 'needs a decision',
  approved: 'approved',
  claimed: 'approved, its token is being activated',
  fulfilled: 'approved, its token was activated',
  denied: 'denied',
  withdrawn: 'withdrawn',
  lapsed: 'timed out',
  ended: 'ended',
};
const pendingIs: Readonly<Record<PendingToken['status'], string>> = {
  open: 'being checked',
  held: 'on hold',
  approving: 'approved',
  denying: 'denied',
  approved: 'approved',
  denied: 'denied',
  cancelled: 'cancelled or changed',
  expired: 'expired',
  closed: 'no longer waiting',
};
const activeIs: Readonly<Record<ActiveToken['status'], string>> = {
  active: 'within what was approved',
  exceeding: 'wider than approved',
  revoking: 'being revoked',
  revoked: 'revoked',
  expired: 'expired',
  gone: 'lost access',
};

type Listed = {
  /** What it was accepted with as it was, where it is compared with that. */
  readonly accepted?: Agreement | null;
  /** What it became. */
  readonly activeToken?: ActiveToken | null;
};

/** After "approved": what the token became since. */
const since: Readonly<Record<ActiveToken['status'], string>> = {
  active: '',
  exceeding: ', and wider than that now',
  revoking: ', and being revoked now',
  revoked: ', then revoked',
  expired: ', then expired',
  gone: ', then lost access',
};

function pendingState({ status, match, heldWhy }: PendingToken, { accepted, activeToken }: Listed): string {
  if (status === 'approved') return `${pendingIs.approved}${since[activeToken?.status ?? 'active']}`;
  if (status !== 'held') return pendingIs[status];
  if (heldWhy === 'observing') return 'waiting for an owner on GitHub';
  if (heldWhy !== null) return pendingIs.held;
  if (match.kind === 'exceeds') return widerThan(accepted == null ? match.number : null);
  return match.kind === 'unclaimed' && match.was === undefined ? 'nobody requested it here' : pendingIs.held;
}

function until(expiresAt: number | null): string {
  return expiresAt === null ? 'never expires' : `until ${utcDay(expiresAt)}`;
}

function waiting(count: number, open: number): string {
  if (open === 0) return 'none needs a decision';
  if (open === count) return 'all need a decision';
  return open === 1 ? '1 needs a decision' : `${amount(open)} need a decision`;
}

/** Several of a kind in one message. What is `listed` is plain text: nothing in it can be taken for more. */
export const many = {
  manyRequestCards: (count: number, open: number, organization: string, speech: Speech): string =>
    `${counted(count, 'request')} for ${speech.name(organization)}: ${waiting(count, open)}`,
  manyTokenCards: (count: number, open: number, organization: string, speech: Speech): string =>
    `${counted(count, 'token')} for ${speech.name(organization)}: ${waiting(count, open)}`,
  manyNext: 'Open Details to review and decide. The most dangerous come first.',
  manyMore: (count: number): string => `${andMore(count)}. They appear here as you decide these.`,
  manyMoreHeld: (count: number): string => `${andMore(count)}. They appear here when some of these are settled.`,
  listedRequest: (request: TokenRequest, risk: Risk): string =>
    `${requestName(request.number)}, ${request.holder.login}’s “${request.tokenName}”: ${risks.worst(risk, request.scope.access)}; ${requestIs[request.status]}`,
  listedPendingToken: (token: PendingToken, risk: Risk, listed: Listed = {}): string =>
    `${token.holder.login}’s “${token.tokenName}”: ${risks.worst(risk, token.scope.access)}, ${until(token.scope.expiresAt)}; ${pendingState(token, listed)}`,
  listedActiveToken: (token: ActiveToken, risk: Risk): string => {
    const isUnagreed = token.status === 'active' && token.agreement === null;
    const state = isUnagreed ? 'nobody approved it here' : activeIs[token.status];
    return `${token.holder.login}’s “${token.tokenName}”: ${risks.worst(risk, token.scope.access)}, ${until(token.scope.expiresAt)}; ${state}`;
  },
  manyGone: (count: number, organization: string, speech: Speech): string =>
    `${counted(count, 'token')} lost access to ${speech.name(organization)}. An owner revoked them on GitHub, or their holders deleted them or left.`,
  goneTokens: 'Tokens',
  goneToken: (token: ActiveToken, request: TokenRequest | null): string =>
    `${token.holder.login}’s “${token.tokenName}”${request === null ? '' : ` (${requestName(request.number)})`}`,
  manyAboutTokens: (count: number, organization: string, speech: Speech): string =>
    `News about ${counted(count, 'token')} for ${speech.name(organization)}`,
  manyAboutRequests: (count: number, organization: string, speech: Speech): string =>
    `News about ${amount(count)} of your requests for ${speech.name(organization)}`,
  manyUndeliverable: (count: number): string => `We couldn’t reach ${counted(count, 'person', 'people')}`,
  manyStuck: (count: number): string => `We couldn’t carry out ${counted(count, 'decision')} on GitHub yet`,
};
