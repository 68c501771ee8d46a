// What a person decides on: a test names only what it is about.
import type { ClassicToken } from '../../src/domain/classic/classic-token.ts';
import type { Case } from '../../src/domain/decisions/case.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import type { ActiveToken, PendingToken } from '../../src/domain/tokens/token.ts';
import { classicToken } from './sample-classic.ts';
import { dossier, grant, waiting } from './sample-dossiers.ts';
import { organizationPolicy } from './sample-requests.ts';

type Of<On extends Case['on']> = Extract<Case, { on: On }>;
const common = { policy: organizationPolicy(), policyHash: 'hash-of-today', isApprovalUnsent: true };

export function onRequest(request: TokenRequest, some: Partial<Of<'request'>> = {}): Of<'request'> {
  return { ...common, on: 'request', request, dossier: null, ...some };
}

export function onPendingToken(
  row: Partial<PendingToken> = {},
  some: Partial<Of<'pending_token'>> = {},
): Of<'pending_token'> {
  const token = waiting(row);
  return { ...common, on: 'pending_token', token, dossier: dossier({ pendingTokens: [token] }), named: null, ...some };
}

export function onClassicToken(
  row: Partial<ClassicToken> = {},
  some: Partial<Of<'classic_token'>> = {},
): Of<'classic_token'> {
  return { ...common, on: 'classic_token', token: classicToken(row), sponsor: null, ...some };
}

export function onActiveToken(
  row: Partial<ActiveToken> = {},
  some: Partial<Of<'active_token'>> = {},
): Of<'active_token'> {
  const token = grant(row);
  return { ...common, on: 'active_token', token, dossier: dossier({ activeTokens: [token] }), ...some };
}
