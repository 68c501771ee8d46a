import { describe, expect, it } from 'vitest';
import { noChange } from '../../src/domain/change.ts';
import type { Instant } from '../../src/domain/ids.ts';
import { outageMs } from '../../src/domain/notices/deadline.ts';
import type { Organization } from '../../src/domain/organization.ts';
import { isFirstListing, isInFirstList, type ReadList, recordListing } from '../../src/domain/record-listing.ts';
import { rowOf, stepsOf } from '../support/read-change.ts';
import { minuteMs, now, organization } from '../support/sample-dossiers.ts';
import { tokenId } from '../support/sample-requests.ts';

const before = now - 30 * minuteMs;
const known: Organization = {
  ...organization(),
  ...{ version: 4, pendingListedAt: before, activeListedAt: before, baselinedAt: before, upSince: before },
  unread: { pending: [tokenId(1)], active: [tokenId(2)] },
};
const read = (list: ReadList['list'], unread: ReadList['unread'] = []): ReadList => ({ list, startedAt: now, unread });
const row = (some: Partial<Organization>, list: ReadList) =>
  rowOf(recordListing({ ...known, ...some }, list, false, now + 1), 'organizations');

describe('a list that was read to its end', () => {
  it('is known from when the reading began', () => {
    expect(row({}, read('pending'))).toEqual({
      ...known,
      ...{ version: 5, pendingListedAt: now, unread: { pending: [], active: [tokenId(2)] } },
    });
    expect(row({}, read('active'))).toEqual({
      ...known,
      ...{ version: 5, activeListedAt: now, unread: { pending: [tokenId(1)], active: [] } },
    });
    expect(recordListing(known, read('active'), true, now)).toMatchObject({ entries: [], effects: [] });
    expect(recordListing(known, read('pending'), true, now)).toMatchObject({
      writes: [{ table: 'organizations', was: 4 }],
      entries: [],
      effects: [],
    });
  });

  it('names what it showed and could not be read, each once and in order', () => {
    const unread = [tokenId(10), tokenId(9), tokenId(10)];
    expect(row({}, read('pending', unread)).unread.pending).toEqual([tokenId(9), tokenId(10)]);
  });

  it.each<readonly [behaviour: string, some: Partial<Organization>, upSince: Instant]>([
    ['goes on without an outage', {}, before],
    ['goes on just before an hour is over', { pendingListedAt: now - outageMs + 1 }, before],
    ['follows an outage after an hour', { pendingListedAt: now - outageMs }, now],
    ['is the first', { pendingListedAt: null }, now],
    ['is the first of which that is known', { upSince: null }, now],
  ])('%s', (_, some, upSince) => {
    expect(row(some, read('pending')).upSince).toBe(upSince);
  });

  it('is not recorded where something in it might be any token', () => {
    expect(recordListing(known, read('pending', [tokenId(1), null]), false, now)).toBe(noChange);
    expect(recordListing(known, read('active', [null]), false, now)).toBe(noChange);
  });
});

describe('the first list of all', () => {
  it('is told by the list: what is active is another one than what waits', () => {
    expect(isFirstListing({ ...known, pendingListedAt: null }, 'pending')).toBe(true);
    expect(isFirstListing({ ...known, pendingListedAt: null }, 'active')).toBe(false);
    expect(isFirstListing({ ...known, baselinedAt: null }, 'active')).toBe(true);
    expect(isFirstListing(known, 'pending')).toBe(false);
  });

  it('is recorded though something in it can’t be told, since nobody would ever get a card', () => {
    expect(row({ pendingListedAt: null }, read('pending', [null])).unread.pending).toEqual([]);
    expect(row({ baselinedAt: null }, read('active', [null])).baselinedAt).toBe(now);
  });

  it.each<readonly [list: ReadList['list'], some: Partial<Organization>, kind: string, steps: readonly string[]]>([
    ['pending', { pendingListedAt: null }, 'pending_token_list', []],
    ['active', { baselinedAt: null }, 'baseline', [`organization.baseline organization:${known.id}`]],
  ])('of what is %s is told as one message, where it has anything to tell', (list, some, kind, steps) => {
    const first = { ...known, ...some };
    const told = recordListing(first, read(list), true, now);
    expect(told.effects).toEqual([
      {
        kind: 'post',
        key: `${kind}:${known.id}`,
        to: { to: 'reviewers', organizationId: known.id },
        message: { kind, organizationId: known.id },
      },
    ]);
    const empty = recordListing(first, read(list), false, now);
    expect([stepsOf(told), stepsOf(empty), empty.effects]).toEqual([steps, steps, []]);
    expect(told.entries.map(({ actor, data, at }) => [actor, data, at])).toEqual(
      steps.map(() => ['countersign', {}, now]),
    );
  });

  it('has what waited then and a person has to decide', () => {
    expect(isInFirstList({ isBaseline: true, status: 'held' })).toBe(true);
    expect(isInFirstList({ isBaseline: false, status: 'held' })).toBe(false);
    expect(isInFirstList({ isBaseline: true, status: 'approved' })).toBe(false);
  });
});
