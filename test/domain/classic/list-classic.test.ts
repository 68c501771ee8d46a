import { describe, expect, it } from 'vitest';
import type { ClassicToken, ListedClassicToken } from '../../../src/domain/classic/classic-token.ts';
import {
  holderToLookAt,
  isClassicListDue,
  isFirstSight,
  notListed,
  recordClassicList,
  requestsInQuestion,
  unusedRequests,
  worstFirst,
} from '../../../src/domain/classic/list-classic.ts';
import type { RequestNumber } from '../../../src/domain/ids.ts';
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
  const { holder } = known;
  const othersRequest = pendingClassic(1, { requester: otto, holder: otto });
  it.each<[string, ClassicToken | null, Partial<ListedClassicToken>, readonly TokenRequest[], object | string]>([
    ['is looked at where it is new, and GitHub is asked whose it is', null, {}, [], 'ask'],
    ['is left where it is as it was', known, {}, [], 'as_before'],
    ['is looked at where it is back', classicToken({ status: 'gone' }), {}, [], holder],
    ['is looked at where it changed', classicToken({ note: 'other' }), {}, [], holder],
    ['is looked at where a request waits for it', known, {}, [othersRequest, pendingClassic(2)], holder],
    ['is left where another’s request waits', known, {}, [othersRequest], 'as_before'],
    ['is its holder’s whose login is written otherwise', known, { login: 'MONA' }, [], holder],
    ['is asked about where another login has it', known, { login: 'lisa' }, [], 'ask'],
  ])('%s', (_, row, listed, open, whose) => {
    expect(holderToLookAt(row, listedClassic(listed), open)).toEqual(whose);
  });

  it('may be under its own request, and those of its holder that nothing uses', () => {
    const open = [othersRequest, pendingClassic(2), pendingClassic(3)];
    const requestNumber = 7 as RequestNumber;
    expect(requestsInQuestion(null, holder, open)).toEqual([2, 3]);
    expect(requestsInQuestion(known, holder, [othersRequest])).toEqual([]);
    expect(requestsInQuestion(classicToken({ requestNumber }), holder, open)).toEqual([7, 2, 3]);
  });

  it('uses no request that another one does', () => {
    const [request, other] = [pendingClassic(1), pendingClassic(2)];
    const found = [
      { request: null, token: null },
      { request, token: known },
      { request: other, token: null },
    ];
    expect(unusedRequests(found)).toEqual([other]);
    expect(unusedRequests(found, request.number)).toEqual([request, other]);
  });

  it('is asked for where it is not in the list', () => {
    const other = classicToken({ id: 'classic-1-502', credentialId: 502 });
    expect(notListed([known, other], [listedClassic()])).toEqual([other]);
    expect(notListed([known], [listedClassic({ credentialId: 502 })])).toEqual([known]);
  });
});

describe('a list of classic tokens that was read', () => {
  const before = { ...organization(), version: 4 };
  const row = { ...before, version: 5, classicListedAt: now, classicSight: 'seen' };
  const unagreed = classicToken();
  const agreed = classicToken({ agreement: approvedClassic(1).agreement });
  it.each<[string, boolean, readonly ClassicToken[], readonly object[]]>([
    ['is told of where it is the first', true, [unagreed, agreed, unagreed], [{ count: 3, unagreed: 2 }]],
    ['is not told of where all of it was agreed to', true, [agreed], []],
    ['is not told of where it is no first one', false, [unagreed], []],
  ])('%s', (_, isFirst, living, told) => {
    expect(recordClassicList(before, { sight: 'seen', isFirst }, living, now)).toEqual({
      writes: [{ table: 'organizations', was: 4, row }],
      entries: [],
      effects: told.map((said) => ({
        ...{ kind: 'post', key: 'classic_found:1:v4', to: { to: 'reviewers', organizationId: before.id } },
        message: { kind: 'classic_found', ...said },
      })),
    });
  });
});

it('is recorded of no organization that is not known', () => {
  const { writes, effects } = recordClassicList(null, { sight: 'seen', isFirst: true }, [classicToken()], now);
  expect([writes, effects]).toEqual([[], []]);
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
