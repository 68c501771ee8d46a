import { describe, expect, it } from 'vitest';
import { agreementTo } from '../../../src/domain/scope/agreement.ts';
import { bea } from '../../support/sample-people.ts';
import { actual, noon } from '../../support/sample-scopes.ts';

describe('whoever accepts a token as it is', () => {
  const basis = { by: 'people', people: [bea] } as const;
  const shown = actual({ createdAt: noon - 5, expiresAt: noon + 1_234 });

  it('agrees to exactly the scope that was shown, until the very instant, and needs no other token for it', () => {
    expect(agreementTo(shown, noon, basis)).toEqual({
      permissions: shown.permissions,
      access: shown.access,
      lifetime: { kind: 'until', at: noon + 1_234 },
      agreedAt: noon,
      lapsesAt: null,
      basis,
    });
  });

  it('agrees to no end only where the token has none', () => {
    expect(agreementTo({ ...shown, expiresAt: null }, noon, basis).lifetime).toEqual({ kind: 'never' });
    expect(agreementTo({ ...shown, expiresAt: 0 }, noon, basis).lifetime).toEqual({ kind: 'until', at: 0 });
  });
});
