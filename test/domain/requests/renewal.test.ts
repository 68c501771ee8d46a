import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { isSameOrNarrower, renewedScope } from '../../../src/domain/requests/renewal.ts';
import type { Excess, RequestedScope } from '../../../src/domain/scope/agreement.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { grant, now } from '../../support/sample-dossiers.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { actual, agreement, permissions, subset } from '../../support/sample-scopes.ts';

const writes = permissions({ repository: { contents: 'write' } });
const admin = permissions({ repository: { contents: 'write', administration: 'write' } });
const agreed = agreement({ permissions: writes, access: subset(1, 2), lifetime: { kind: 'days', days: 30 } });
const token = grant({ agreement: agreed, scope: actual({ permissions: writes, access: subset(1, 2) }) });
const asked = (some: Partial<RequestedScope>): RequestedScope => ({
  ...{ permissions: writes, access: subset(1, 2), lifetime: { kind: 'days', days: 30 } },
  ...some,
});
const exceeding = (excess: Excess, some: Partial<ActiveToken> = {}): ActiveToken => ({
  ...{ ...token, status: 'exceeding', excess: [excess] },
  ...some,
});
const laterBy = (days: number): Excess => {
  const latestAt = now + 20 * dayMs;
  return { kind: 'expires_later', latestAt, actualAt: latestAt + days * dayMs };
};

describe('what a renewal asks for', () => {
  it('is what was agreed, never what the token has beyond it', () => {
    const wider = exceeding(
      { kind: 'all_repositories' },
      { scope: actual({ permissions: admin, access: { selection: 'all' } }) },
    );
    expect(renewedScope(wider, organizationPolicy(), now)).toEqual(asked({}));
  });

  it('lasts as long as before, and no longer than the policy of today gives', () => {
    const { lifetime } = renewedScope(token, organizationPolicy({ maxDays: 7 }), now);
    expect(lifetime).toEqual({ kind: 'days', days: 7 });
  });

  it('is the end that the token has by now, where its holder prolonged it', () => {
    const scope = actual({ permissions: writes, access: subset(1, 2), expiresAt: now + 50 * dayMs });
    const { lifetime } = renewedScope(exceeding(laterBy(30), { scope }), organizationPolicy(), now);
    expect(lifetime).toEqual({ kind: 'days', days: 50 });
  });
});

describe('what is no more than was agreed', () => {
  it.each<readonly [string, boolean, ActiveToken, RequestedScope]>([
    ['is the same', true, token, asked({})],
    ['is fewer days', true, token, asked({ lifetime: { kind: 'days', days: 29 } })],
    ['is fewer repositories', true, token, asked({ access: subset(1) })],
    ['is less of a permission', true, token, asked({ permissions: permissions() })],
    ['is not one day more', false, token, asked({ lifetime: { kind: 'days', days: 31 } })],
    ['is not for ever', false, token, asked({ lifetime: { kind: 'never' } })],
    ['is not another repository', false, token, asked({ access: subset(1, 2, 3) })],
    ['is not every repository', false, token, asked({ access: { selection: 'all' } })],
    ['is not another permission', false, token, asked({ permissions: admin })],
    ['is nothing of a token that nobody agreed to', false, { ...token, agreement: null }, asked({})],
    ['is nothing of a token that is wider by now', false, exceeding({ kind: 'all_repositories' }), asked({})],
    ['is the same of one that only ends later by now', true, exceeding(laterBy(9)), asked({})],
  ])('%s', (_, is, of, scope) => {
    expect(isSameOrNarrower(of, scope)).toBe(is);
  });
});
