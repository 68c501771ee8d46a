import { describe, expect, it } from 'vitest';
import type { ListedClassicToken } from '../../../src/domain/classic/classic-token.ts';
import { matchClassic } from '../../../src/domain/classic/match-classic.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import type { Lifetime } from '../../../src/domain/scope/agreement.ts';
import { approvedClassic, listedClassic, pendingClassic } from '../../support/sample-classic.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const week = 8 * dayMs;
const record = (lastEight: string | null) => ({ madeAt: noon + dayMs, lastEight, told: null });

function found(listed: Partial<ListedClassicToken>, requests: readonly TokenRequest[]): string {
  const match = matchClassic(listedClassic(listed), mona, requests, week);
  if (match === null) return 'nobody’s';
  return [`PAT-${match.request.number}`, ...match.excess.map((one) => ('name' in one ? one.name : one.kind))].join(' ');
}

type Asking = Partial<TokenRequest> & { readonly scopes: readonly string[]; readonly lifetime?: Lifetime };

function asking(number: number, { scopes, lifetime, ...rest }: Asking): TokenRequest {
  const row = approvedClassic(number, rest);
  if (row.agreement === null) throw new Error('not approved');
  const terms = { ...row.agreement, ...(lifetime === undefined ? {} : { lifetime }) };
  return { ...row, agreement: { ...terms, classic: { reason: 'packages', scopes } } };
}

describe('which request a classic token was made for', () => {
  it.each<[string, Partial<ListedClassicToken>, readonly TokenRequest[], string]>([
    ['the one that was approved before it was authorized', {}, [approvedClassic(1)], 'PAT-1'],
    ['none, where none was approved', {}, [pendingClassic(1)], 'nobody’s'],
    ['none that was withdrawn', {}, [approvedClassic(1, { status: 'withdrawn' })], 'nobody’s'],
    ['the one of which its holder said that it was made', {}, [approvedClassic(1, { status: 'fulfilled' })], 'PAT-1'],
    ['none for another kind of token', {}, [approvedClassic(1, { classic: null })], 'nobody’s'],
    ['none of somebody else’s', {}, [approvedClassic(1, { holder: { ...bea, login: mona.login } })], 'nobody’s'],
    ['the same account under another login', { login: 'mona-new' }, [approvedClassic(1)], 'PAT-1'],
    ['none that was approved later', { authorizedAt: noon - 1 }, [approvedClassic(1)], 'nobody’s'],
    ['at the very instant of the approval', { authorizedAt: noon }, [approvedClassic(1)], 'PAT-1'],
    ['at the end of the time', { authorizedAt: noon + week }, [approvedClassic(1)], 'PAT-1'],
    ['none after that time', { authorizedAt: noon + week + 1, expiresAt: null }, [approvedClassic(1)], 'nobody’s'],
    [
      'however late, the one whose last eight characters it has',
      { authorizedAt: noon + week + 1 },
      [approvedClassic(1, { classic: record('7f3a9c01') })],
      'PAT-1',
    ],
    ['none that named other characters', {}, [approvedClassic(1, { classic: record('00000000') })], 'nobody’s'],
    [
      'a token that shows no characters is none that was named',
      { lastEight: null },
      [approvedClassic(1, { classic: record('7f3a9c01') })],
      'nobody’s',
    ],
    [
      'none, where neither the token nor its holder says characters and its time is over',
      { lastEight: null, authorizedAt: noon + week + 1 },
      [approvedClassic(1)],
      'nobody’s',
    ],
    [
      'the named one before any that fits',
      { scopes: ['write:packages'] },
      [approvedClassic(1), asking(2, { classic: record('7f3a9c01'), scopes: ['read:packages'] })],
      'PAT-2 write:packages',
    ],
    ['a wider one, where it is the only one', { scopes: ['repo'] }, [approvedClassic(1)], 'PAT-1 repo'],
    ['nobody’s, where two could be meant', { scopes: ['repo'] }, [approvedClassic(1), approvedClassic(2)], 'nobody’s'],
    ['what an agreed scope includes is agreed', { scopes: ['read:packages'] }, [approvedClassic(1)], 'PAT-1'],
    [
      'of two that cover it, the narrower',
      { scopes: ['read:packages'] },
      [asking(1, { scopes: ['repo', 'read:packages'] }), asking(2, { scopes: ['read:packages'] })],
      'PAT-2',
    ],
    [
      'of two that cover it, the narrower, though it be the older',
      { scopes: ['read:packages'] },
      [asking(1, { scopes: ['read:packages'] }), asking(2, { scopes: ['repo', 'read:packages'] })],
      'PAT-1',
    ],
    ['of two alike, the older', {}, [approvedClassic(2), approvedClassic(1)], 'PAT-1'],
    ['one that never ends goes past thirty days', { expiresAt: null }, [approvedClassic(1)], 'PAT-1 never_expires'],
    ['a day’s grace', { expiresAt: noon + 32 * dayMs }, [approvedClassic(1)], 'PAT-1'],
    ['longer than that', { expiresAt: noon + 32 * dayMs + 1 }, [approvedClassic(1)], 'PAT-1 expires_later'],
    [
      'one that was agreed without an end may have none',
      { expiresAt: null },
      [asking(1, { scopes: ['write:packages'], lifetime: { kind: 'never' } })],
      'PAT-1',
    ],
  ])('%s', (_what, listed, requests, expected) => {
    expect(found(listed, requests)).toBe(expected);
  });
});
