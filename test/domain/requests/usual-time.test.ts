import { describe, expect, it } from 'vitest';
import type { RuleName } from '../../../src/domain/policy/rules/rule.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { usualTime } from '../../../src/domain/requests/usual-time.ts';
import { english } from '../../../src/wording/english.ts';
import { bea, otto } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const minute = 60_000;
const asked = { outcome: 'ask', reviewers: ['owners'], approvals: 1 } as const;
const review = (act: 'approve' | 'deny', minutes: number, by = bea) => ({
  ...{ act, by, revision: 1, at: noon + minutes * minute, reason: null },
});
const approved = (minutes: number, some: Partial<TokenRequest> = {}): TokenRequest =>
  approvedRequest(1, { reviews: [review('approve', minutes)], verdict: asked, ...some });
const denied = (minutes: number): TokenRequest =>
  pendingRequest(1, { status: 'denied', reviews: [review('deny', minutes)], verdict: asked });
const critical: RuleName = { name: 'Critical', reason: 'Because.' };

describe('how long it usually takes', () => {
  it('is the median of five decisions, approvals and denials alike, and of six their two middle ones', () => {
    const five = [approved(10), denied(20), approved(30), approved(500), denied(40)];
    expect(usualTime(five, undefined)).toBe(30 * minute);
    expect(usualTime([...five, approved(60)], undefined)).toBe(35 * minute);
  });

  it('is not told of four', () => {
    expect(usualTime([approved(1), approved(1), denied(1), approved(1)], undefined)).toBe(null);
  });

  it('counts those alone that rested on the same rule', () => {
    const plain = Array.from({ length: 5 }, () => approved(10));
    const ruled = Array.from({ length: 5 }, () => approved(100, { verdict: { ...asked, rule: critical } }));
    expect(usualTime([...plain, ...ruled], undefined)).toBe(10 * minute);
    expect(usualTime([...plain, ...ruled], critical)).toBe(100 * minute);
  });

  it('ends with the approval that was the last one needed', () => {
    const verdict = { ...asked, approvals: 2 };
    const reviews = [review('approve', 5), review('approve', 50, otto)];
    expect(
      usualTime(
        Array.from({ length: 5 }, () => approved(0, { verdict, reviews })),
        undefined,
      ),
    ).toBe(50 * minute);
  });

  it('ends with the last approval needed, in whatever order they were kept, and with a denial after one of two', () => {
    const verdict = { ...asked, approvals: 2 };
    const five = (one: TokenRequest) => Array.from({ length: 5 }, () => one);
    const reviews = [review('approve', 50, otto), review('approve', 5)];
    expect(usualTime(five(approved(0, { verdict, reviews })), undefined)).toBe(50 * minute);
    const refused = { ...denied(0), verdict, reviews: [review('approve', 5, otto), review('deny', 20)] };
    expect(usualTime(five(refused), undefined)).toBe(20 * minute);
    // Denied once, asked anew, and then nobody decided.
    expect(usualTime(five({ ...denied(20), status: 'lapsed', revision: 2 }), undefined)).toBe(null);
  });

  it('leaves out what a rule approved, and what nobody decided', () => {
    const others = [
      pendingRequest(1, { status: 'lapsed' }),
      pendingRequest(2, { status: 'withdrawn' }),
      approvedRequest(3, { verdict: { ...asked, outcome: 'allow' } }),
    ];
    expect(usualTime([...others, ...others, ...others], undefined)).toBe(null);
  });

  it.each([
    [30 / 60, 'It usually takes a minute or two until it is decided.'],
    [42, 'It usually takes about 42 minutes until it is decided.'],
    [170, 'It usually takes about 3 hours until it is decided.'],
    [3 * 24 * 60, 'It usually takes about 3 days until it is decided.'],
  ])('%s minutes are said as people say them', (minutes, said) => {
    expect(english.usualTime(minutes * minute)).toBe(said);
  });
});
