import { describe, expect, it } from 'vitest';
import type { ClassicToken } from '../../../src/domain/classic/classic-token.ts';
import {
  isClassicListDue,
  isFirstSight,
  isToLookAt,
  recordClassicList,
  worstFirst,
} from '../../../src/domain/classic/list-classic.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { approvedClassic, classicToken, listedClassic, pendingClassic } from '../../support/sample-classic.ts';
import { minuteMs, now, organization } from '../../support/sample-dossiers.ts';
import { otto } from '../../support/sample-people.ts';

describe('the list of classic tokens', () => {
  it.each([
    ['is read where it never was', null, true],
    ['is read after 55 minutes', now - 55 * minuteMs, true],
    ['is let be until then', now - 55 * minuteMs + 1, false],
  ])('%s', (_, classicListedAt, isDue) => {
    expect(isClassicListDue({ classicListedAt }, now)).toBe(isDue);
  });

  it.each([
    ['is news where nothing was seen before', 'unknown', [], true],
    ['is no news once it was seen', 'seen', [], false],
    ['is no news where it was known before the permission was away', 'no_permission', [classicToken()], false],
  ] as const)('%s', (_, classicSight, living, isFirst) => {
    expect(isFirstSight({ classicSight }, living)).toBe(isFirst);
  });
});

describe('a classic token of the list', () => {
  const known = classicToken();
  it.each<[string, ClassicToken | null, readonly TokenRequest[], boolean]>([
    ['is looked at where it is new', null, [], true],
    ['is left where it is as it was', known, [], false],
    ['is looked at where it is back', classicToken({ status: 'gone' }), [], true],
    ['is looked at where it changed', classicToken({ note: 'other' }), [], true],
    [
      'is looked at where a request waits for it',
      known,
      [pendingClassic(1, { requester: otto }), pendingClassic(2)],
      true,
    ],
    ['is left where another’s request waits', known, [pendingClassic(1, { requester: otto })], false],
  ])('%s', (_, row, open, isIt) => {
    expect(isToLookAt(row, listedClassic(), open)).toBe(isIt);
  });
});

describe('a list of classic tokens that was read', () => {
  const before = { ...organization(), version: 4 };
  const row = { ...before, version: 5, classicListedAt: now, classicSight: 'seen' };
  const unagreed = classicToken();
  const agreed = classicToken({ agreement: approvedClassic(1).agreement });
  it.each<[string, readonly ClassicToken[], readonly object[]]>([
    ['is told of where it is the first', [unagreed, agreed, unagreed], [{ count: 3, unagreed: 2 }]],
    ['is not told of where all of it was agreed to', [agreed], []],
    ['is not told of where it is no first one', [], []],
  ])('%s', (_, first, told) => {
    expect(recordClassicList(before, 'seen', first, now)).toEqual({
      writes: [{ table: 'organizations', was: 4, row }],
      entries: [],
      effects: told.map((said) => ({
        ...{ kind: 'post', key: 'classic_found:1:v4', to: { to: 'reviewers', organizationId: before.id } },
        message: { kind: 'classic_found', ...said },
      })),
    });
  });
});

it('shows those first that nobody agreed to as they are, and of these the most dangerous', () => {
  const { agreement } = approvedClassic(1);
  const read = ['read:org'];
  const worst = ['read:org', 'admin:org'];
  const ordered = [
    classicToken({ id: 'flagged-worst', scopes: worst }),
    classicToken({ id: 'a-flagged', scopes: read }),
    classicToken({ id: 'b-flagged', scopes: read, agreement, excess: [{ kind: 'never_expires' }] }),
    classicToken({ id: 'agreed-worst', scopes: worst, agreement }),
    classicToken({ id: 'agreed', scopes: read, agreement }),
  ];
  expect(ordered.toReversed().toSorted(worstFirst)).toEqual(ordered);
  expect(ordered.toSorted(worstFirst)).toEqual(ordered);
  const [one, other] = [classicToken({ id: 'a' }), classicToken({ id: 'b' })];
  expect([worstFirst(one, other), worstFirst(one, one), worstFirst(other, one)]).toEqual([-1, 0, 1]);
});
