import { describe, expect, it } from 'vitest';
import { isMadeClassic, ownClassic } from '../../../src/domain/homes/own-classic.ts';
import { dayMs, type RequestNumber } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { approvedClassic, classicToken } from '../../support/sample-classic.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const end = noon + 30 * dayMs;
const made = (some: Partial<TokenRequest> = {}): TokenRequest =>
  approvedClassic(7, { status: 'fulfilled', classic: { madeAt: noon, lastEight: null, told: null }, ...some });
const number = 7 as RequestNumber;
const none: ReadonlySet<RequestNumber> = new Set();

describe('a request on a Home as what there may be a classic token of', () => {
  it.each([
    ['one that was made', made(), true],
    ['one that is still to be made', made({ status: 'approved' }), false],
    ['one for a fine-grained token', made({ classic: null }), false],
  ] as const)('is %s: %s', (_what, request, expected) => {
    expect(isMadeClassic(request)).toBe(expected);
    expect(ownClassic([request], [], none, noon)).toHaveLength(expected ? 1 : 0);
  });

  it('stands until the end that was declared', () => {
    expect(ownClassic([made()], [], none, end - 1)).toEqual([{ token: null, request: made() }]);
    expect(ownClassic([made()], [], none, end)).toEqual([]);
  });

  it('stands for good where none was', () => {
    const forever = made({ agreement: agreement({ lifetime: { kind: 'never' } }) });
    expect(ownClassic([forever], [], none, end * 2)).toHaveLength(1);
  });

  it('gives way to the token that GitHub shows, or has shown', () => {
    const token = classicToken({ requestNumber: number });
    const shown = new Set([number]);
    expect(ownClassic([made()], [token], shown, noon)).toEqual([{ token, request: null }]);
    expect(ownClassic([made()], [], shown, noon)).toEqual([]);
  });
});
