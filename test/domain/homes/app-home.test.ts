import { describe, expect, it } from 'vitest';
import {
  type AppHome,
  followedHome,
  isNewcomer,
  isRoleFresh,
  opened,
  type ToldBySlack,
} from '../../../src/domain/homes/app-home.ts';
import { mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const home = opened(null, mona.slackId, noon);

it('a Home that is opened for the first time is published, and until then anything may concern it', () => {
  expect(home).toEqual({
    ...{ slackId: mona.slackId, version: 1, openedAt: noon, isPublished: true, showsOthers: true },
    ...{ ownerOf: null, zone: null, locale: null },
  });
});

it('a Home that is opened again is published again, and where they are an owner is asked anew', () => {
  const known: AppHome = {
    ...{ ...home, version: 4, isPublished: false, showsOthers: false, zone: 'Asia/Tokyo', locale: 'ja-JP' },
    ownerOf: { ids: [], askedAt: noon },
  };
  expect(opened(known, mona.slackId, noon + 1)).toEqual({
    ...{ ...known, version: 5, isPublished: true, showsOthers: true, ownerOf: null },
  });
});

describe('the Home of somebody who changed in Slack', () => {
  const known: AppHome = { ...home, zone: 'UTC', locale: 'en-US' };
  const same: ToldBySlack = { zone: 'UTC', locale: 'en-US', mayUse: true };
  const became = (some: Partial<AppHome>): AppHome => ({ ...known, version: 2, ...some });
  it.each<readonly [behaviour: string, was: AppHome | null, told: ToldBySlack, is: AppHome | null]>([
    ['is none where they never opened it', null, { ...same, zone: 'Asia/Tokyo' }, null],
    ['stays hidden', { ...known, isPublished: false }, { ...same, zone: 'Asia/Tokyo' }, null],
    ['stays as it is where only their status changed', known, same, null],
    ['stays as it is where Slack says nothing of either', known, { ...same, zone: null, locale: null }, null],
    ['follows their zone', known, { ...same, zone: 'Asia/Tokyo' }, became({ zone: 'Asia/Tokyo' })],
    ['follows their language', known, { ...same, locale: 'ja-JP' }, became({ locale: 'ja-JP' })],
    [
      'keeps the zone that Slack does not say',
      known,
      { zone: null, locale: 'ja-JP', mayUse: true },
      became({ locale: 'ja-JP' }),
    ],
    [
      'keeps the language that Slack does not say',
      known,
      { zone: 'Asia/Tokyo', locale: null, mayUse: true },
      became({ zone: 'Asia/Tokyo' }),
    ],
    ['is drawn anew for whoever may use nothing any more', known, { ...same, mayUse: false }, became({})],
  ])('%s', (_, was, told, is) => {
    expect(followedHome(was, told)).toEqual(is);
  });
});

it.each([
  ['as they open it', 0, true],
  ['until the hour is over', 3_599_999, true],
  ['no longer', 3_600_000, false],
])('whoever is new is welcomed %s', (_when, afterMs, is) => {
  expect(isNewcomer(home, noon + afterMs)).toBe(is);
});

describe('where somebody is an owner', () => {
  const asked = { ...home, ownerOf: { ids: [], askedAt: noon } };

  it.each([
    ['is believed for ten minutes', noon + 599_999, true],
    ['is asked again then', noon + 600_000, false],
    ['is asked again after the clock was set back', noon - 600_000, false],
  ])('%s', (_what, now, is) => {
    expect(isRoleFresh(asked, now)).toBe(is);
  });

  it('is asked where it never was', () => {
    expect(isRoleFresh(home, noon)).toBe(false);
  });
});
