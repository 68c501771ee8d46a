import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { evaluate } from '../../../src/domain/policy/evaluate.ts';
import type { Lifetime } from '../../../src/domain/scope/agreement.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const beyond = { code: 'lifetime_beyond_maximum', maxDays: 90 };

describe('a policy of 90 days', () => {
  it.each<[string, Lifetime, readonly unknown[]]>([
    ['90 days', { kind: 'days', days: 90 }, []],
    ['91 days', { kind: 'days', days: 91 }, [beyond]],
    ['the date 90 days from today', { kind: 'date', date: '2026-09-07' }, []],
    ['the day after it', { kind: 'date', date: '2026-09-08' }, [beyond]],
    ['a date that is none', { kind: 'date', date: '2026-02-30' }, [beyond]],
    ['days that are no number', { kind: 'days', days: Number.NaN }, [beyond]],
    ['an instant in 90 days', { kind: 'until', at: noon + 90 * dayMs }, []],
    ['an instant a little later', { kind: 'until', at: noon + 90 * dayMs + 1 }, [beyond]],
    ['never', { kind: 'never' }, [{ code: 'never_not_allowed', maxDays: 90 }]],
  ])('%s', (_, lifetime, reasons) => {
    const verdict = evaluate(agreement({ lifetime }), organizationPolicy(), 'h1', noon);
    expect(verdict).toEqual({ outcome: reasons.length === 0 ? 'ask' : 'refuse', reasons, policyHash: 'h1' });
  });
});

describe('a policy that lets tokens live for ever', () => {
  const policy = organizationPolicy({ mayNeverExpire: true });

  it('asks a person about one that does', () => {
    expect(evaluate(agreement({ lifetime: { kind: 'never' } }), policy, 'h', noon).outcome).toBe('ask');
  });

  it('still refuses a longer time than its maximum', () => {
    expect(evaluate(agreement({ lifetime: { kind: 'days', days: 91 } }), policy, 'h', noon).outcome).toBe('refuse');
  });
});
