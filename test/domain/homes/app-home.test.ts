import { describe, expect, it } from 'vitest';
import { isNewcomer, isRoleFresh, openedFirst } from '../../../src/domain/homes/app-home.ts';
import { mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const home = openedFirst(mona.slackId, noon);

it('a Home that is opened for the first time is published, and until then anything may concern it', () => {
  expect(home).toEqual({
    ...{ slackId: mona.slackId, version: 1, openedAt: noon, isPublished: true, showsOthers: true },
    ...{ ownerOf: null, zone: null, locale: null },
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
