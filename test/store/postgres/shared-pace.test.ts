import { expect, it } from 'vitest';
import type { Booked, BookedCall } from '../../../src/ports/shared-pace.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openTemporaryStore, query, temporaryDatabase } from './temporary-database.ts';

const hourMs = 3_600_000;
/** So long that no test lasts as long. */
const usual: BookedCall = { way: 'post', most: 3, windowMs: hourMs, place: null, placeMs: hourMs };

async function two(): Promise<{ readonly url: string; readonly one: Store; readonly other: Store }> {
  const url = await temporaryDatabase();
  const [one, other] = await Promise.all([openTemporaryStore(url), openTemporaryStore(url)]);
  return { url, one: one.store, other: other.store };
}

const isTaken = ({ wayMs, placeMs }: Booked): boolean => wayMs + placeMs === 0;

it('as many calls are booked in a window as may go, however many processes book at once', async () => {
  const { one, other } = await two();
  const booked = await Promise.all([one, other, one, other, one, other].map(({ pace }) => pace.bookCall(usual)));
  // Who finds a free one in another's hand has to ask again.
  const later =
    booked.filter(isTaken).length < 3 ? [await one.pace.bookCall(usual), await other.pace.bookCall(usual)] : [];
  expect([...booked, ...later].filter(isTaken)).toHaveLength(3);
  const { wayMs, placeMs } = await other.pace.bookCall(usual);
  expect([wayMs > 0, wayMs <= hourMs, placeMs]).toEqual([true, true, 0]);
});

it('a call whose window is over makes room for another one', async () => {
  const { url, one, other } = await two();
  for (let count = 0; count < 3; count += 1) await one.pace.bookCall(usual);
  await query(url, `update counters set value = value - ${hourMs} where name = 'call post 1'`);
  expect(isTaken(await other.pace.bookCall(usual))).toBe(true);
  expect(isTaken(await one.pace.bookCall(usual))).toBe(false);
});

it('ways have nothing to do with each other', async () => {
  const { one, other } = await two();
  for (let count = 0; count < 3; count += 1) await one.pace.bookCall(usual);
  expect(isTaken(await other.pace.bookCall({ ...usual, way: 'redraw' }))).toBe(true);
});

it('one place is written to by one process at a time, and that leaves room for others', async () => {
  const { one, other } = await two();
  expect(isTaken(await one.pace.bookCall({ ...usual, place: 'C1' }))).toBe(true);
  const { wayMs, placeMs } = await other.pace.bookCall({ ...usual, place: 'C1' });
  expect([wayMs, placeMs > 0, placeMs <= hourMs]).toEqual([0, true, true]);
  expect(isTaken(await other.pace.bookCall({ ...usual, place: 'C2' }))).toBe(true);
  expect(isTaken(await one.pace.bookCall({ ...usual, place: 'C3' }))).toBe(true);
});

it('where the way has no room, the place stays free', async () => {
  const { url, one, other } = await two();
  for (let count = 0; count < 3; count += 1) await one.pace.bookCall(usual);
  const { wayMs, placeMs } = await other.pace.bookCall({ ...usual, place: 'C1' });
  expect([wayMs > 0, placeMs]).toEqual([true, 0]);
  expect(await query(url, "select name from counters where name like 'call % in %'")).toEqual([]);
});

it('the silence that one of them was asked for is everybody’s, and no shorter one ends it', async () => {
  const { one, other } = await two();
  await one.pace.restCalls('post', hourMs);
  await other.pace.restCalls('post', 1);
  const { wayMs } = await other.pace.bookCall(usual);
  expect([wayMs > hourMs / 2, wayMs <= hourMs]).toEqual([true, true]);
  expect(isTaken(await other.pace.bookCall({ ...usual, way: 'home' }))).toBe(true);
});

it('places that nobody has written to for an hour are forgotten, and no calls', async () => {
  const { url, one } = await two();
  await one.pace.bookCall({ ...usual, place: 'C1' });
  await one.pace.bookCall({ ...usual, place: 'C2' });
  await query(
    url,
    `update counters set value = value - ${hourMs + 1} where name in ('call post in C1', 'call post 0')`,
  );
  await one.forget(0, 0);
  const left = await query<{ name: string }>(url, "select name from counters where name like 'call %' order by name");
  expect(left.map(({ name }) => name)).toEqual(['call post 0', 'call post 1', 'call post 2', 'call post in C2']);
});
