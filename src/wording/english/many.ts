import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Risk } from '../../domain/scope/risk.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { risks } from './risks.ts';
import { utcDay } from './terms.ts';

const requestIs: Readonly<Record<TokenRequest['status'], string>> = {
  pending: 'waits for a decision',
  approved: 'approved',
  claimed: 'approved, and its token is being let in',
  fulfilled: 'approved, and its token was let in',
  denied: 'denied',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  ended: 'ended',
};
const pendingIs: Readonly<Record<PendingToken['status'], string>> = {
  open: 'is being looked at',
  held: 'is held',
  approving: 'approved',
  denying: 'denied',
  approved: 'approved',
  denied: 'denied',
  cancelled: 'taken back',
  expired: 'expired',
  closed: 'no longer waits on GitHub',
};
const activeIs: Readonly<Record<ActiveToken['status'], string>> = {
  active: 'within what was agreed',
  exceeding: 'goes past what was agreed',
  revoking: 'is being revoked',
  revoked: 'revoked',
  expired: 'expired',
  gone: 'can no longer reach it',
};

function pendingState({ status, match }: PendingToken): string {
  if (status !== 'held') return pendingIs[status];
  if (match.kind === 'exceeds') return `goes past what was agreed as ${requestName(match.number)}`;
  return match.kind === 'unclaimed' ? 'nobody asked for it here' : pendingIs.held;
}

function until(expiresAt: number | null): string {
  return expiresAt === null ? 'never expires' : `until ${utcDay(expiresAt)}`;
}

function waiting(count: number, open: number): string {
  if (open === 0) return 'none of them waits for a decision';
  if (open === count) return 'all of them wait for a decision';
  return open === 1 ? '1 of them waits for a decision' : `${open} of them wait for a decision`;
}

/** Several of a kind in one message. What is `listed` is plain text: nothing in it can be taken for more. */
export const many = {
  manyRequestCards: (count: number, open: number, organization: string, speech: Speech): string =>
    `${count} requests for tokens for ${speech.quoted(organization)}: ${waiting(count, open)}`,
  manyTokenCards: (count: number, open: number, organization: string, speech: Speech): string =>
    `${count} tokens for ${speech.quoted(organization)}: ${waiting(count, open)}`,
  manyNext: 'Details shows all of one, and decides.',
  manyMore: (count: number): string => `and ${count} more, which are shown here when some of these are decided.`,
  manyMoreHeld: (count: number): string => `and ${count} more, which are shown here when some of these are settled.`,
  listedRequest: (request: TokenRequest, risk: Risk): string =>
    `${requestName(request.number)}, ${request.tokenName} of ${request.holder.login}: ${risks.worst(risk, request.scope.access)}; ${requestIs[request.status]}`,
  listedPendingToken: (token: PendingToken, risk: Risk): string =>
    `${token.tokenName} of ${token.holder.login}: ${risks.worst(risk, token.scope.access)}, ${until(token.scope.expiresAt)}; ${pendingState(token)}`,
  listedActiveToken: (token: ActiveToken, risk: Risk): string => {
    const isUnagreed = token.status === 'active' && token.agreement === null;
    const state = isUnagreed ? 'nobody agreed to it here' : activeIs[token.status];
    return `${token.tokenName} of ${token.holder.login}: ${risks.worst(risk, token.scope.access)}, ${until(token.scope.expiresAt)}; ${state}`;
  },
  manyGone: (count: number, organization: string, speech: Speech): string =>
    `${count} tokens can no longer reach ${speech.quoted(organization)}: they were revoked by an owner on GitHub, or deleted, or their holders left`,
  goneTokens: 'Tokens',
  goneToken: (token: ActiveToken, request: TokenRequest | null): string =>
    `${token.tokenName} of ${token.holder.login}${request === null ? '' : ` (${requestName(request.number)})`}`,
  manyAboutTokens: (count: number, organization: string, speech: Speech): string =>
    `About ${count} tokens for ${speech.quoted(organization)}`,
  manyAboutRequests: (count: number, organization: string, speech: Speech): string =>
    `About ${count} of your requests for tokens for ${speech.quoted(organization)}`,
  manyUndeliverable: (count: number): string => `${count} people could not be told something`,
  manyStuck: (count: number): string => `${count} decisions could not be carried out on GitHub yet`,
};
