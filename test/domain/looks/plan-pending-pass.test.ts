import { describe, expect, it } from 'vitest';
import type { TokenId } from '../../../src/domain/ids.ts';
import { planPendingPass, turnAt } from '../../../src/domain/looks/plan-pending-pass.ts';
import { byPerson } from '../../../src/domain/looks/share.ts';
import type { ListedPendingToken } from '../../../src/domain/tokens/sighting.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { listedWaiting, patRequestId, waiting } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { tokenId } from '../../support/sample-requests.ts';

function listed(id: number, token: number, some: Partial<ListedPendingToken> = {}): ListedPendingToken {
  return listedWaiting({
    patRequestId: patRequestId(id),
    tokenId: tokenId(token),
    holder: mona,
    selection: 'subset',
    ...some,
  });
}

function row(id: number, token: number): PendingToken {
  return waiting({ id: `pending-${id}`, patRequestId: patRequestId(id), tokenId: tokenId(token) });
}

function plan(given: Partial<Parameters<typeof planPendingPass>[0]>) {
  const { missing, shown, spent } = planPendingPass({
    before: [],
    listed: [],
    unreadable: [],
    isFirst: false,
    left: () => 50,
    turn: null,
    ...given,
  });
  return {
    missing: missing.map((token) => token.patRequestId),
    shown: shown.map((token) => token.waiting.map((one) => one.patRequestId)),
    due: shown.map(({ areRepositoriesDue }) => areRepositoriesDue),
    spent: [...spent],
  };
}

describe('a pass over what waits', () => {
  it('concludes on each token as it is listed, all its rows together', () => {
    const given = { before: [row(1, 7)], listed: [listed(3, 8), listed(1, 7), listed(2, 7)] };
    expect(plan(given)).toMatchObject({ missing: [], shown: [[3], [1, 2]] });
  });

  it('asks by id for what is listed no longer, and for what is listed under another id', () => {
    const given = { before: [row(1, 7), row(2, 8), row(3, 9)], listed: [listed(4, 8), listed(3, 9)] };
    expect(plan(given)).toMatchObject({ missing: [1, 2], shown: [[3]] });
  });

  it('calls nothing missing that was listed but could not be read', () => {
    const given = { before: [row(1, 7), row(2, 8)], unreadable: [7 as TokenId] };
    expect(plan(given)).toMatchObject({ missing: [2] });
  });

  it('calls nothing missing where something is listed that can’t be told by anything', () => {
    expect(plan({ before: [row(1, 7)], unreadable: [null] })).toMatchObject({ missing: [] });
  });
});

describe('selections of repositories that are new', () => {
  const many = [1, 2, 3].map((id) => listed(id, id));

  it('are read as far as their holder’s share goes, and what is left is not called missing', () => {
    const given = { before: [row(9, 3)], listed: [...many, listed(4, 4, { holder: bea })], left: () => 2 };
    expect(plan(given)).toMatchObject({ missing: [], shown: [[1], [2], [4]] });
    expect(plan(given).spent).toEqual([
      ['mona', 2],
      ['bea', 1],
    ]);
  });

  it('are all read on the first day, whatever is left', () => {
    expect(plan({ listed: many, isFirst: true, left: () => 0 })).toMatchObject({ shown: [[1], [2], [3]], spent: [] });
  });

  it('cost nothing where they are known, or nothing is selected', () => {
    const listedNow = [listed(1, 1), listed(2, 2, { selection: 'all' }), listed(3, 3, { selection: 'none' })];
    const given = { before: [row(1, 1)], listed: listedNow, left: () => 0 };
    expect(plan(given)).toMatchObject({ shown: [[1], [2], [3]], spent: [] });
  });
});

describe('selections that are known', () => {
  const before = [1, 2, 3].map((id) => row(id, id));
  const all = [1, 2, 3].map((id) => listed(id, id));

  it('are read again one a turn, each once in as many turns as there are tokens', () => {
    const turns = [0, 1, 2, 3].map((turn) => plan({ before, listed: all, turn }).due);
    expect(turns).toEqual([
      [true, false, false],
      [false, false, true],
      [false, true, false],
      [true, false, false],
    ]);
  });

  it('are not read again where the hour has no room for it', () => {
    expect(plan({ before, listed: all, turn: null }).due).toEqual([false, false, false]);
  });
});

describe('a share', () => {
  it('is each person’s own, whatever case their login is in', () => {
    const share = byPerson((login) => (login === 'mona' ? 2 : 0));
    expect(['mona', 'Mona', 'mona', 'bea'].map(share.take)).toEqual([true, true, false, false]);
    expect([...share.spent()]).toEqual([['mona', 2]]);
  });

  it('is not taken from by half', () => {
    expect(byPerson(() => 0.9).take('mona')).toBe(false);
  });
});

it('a turn is as long as a list takes to come again, and there is none where the hour has no room', () => {
  const half = 30_000;
  expect([7 * half, 8 * half - 1, 8 * half].map((now) => turnAt(now, 1))).toEqual([7, 7, 8]);
  expect(turnAt(7 * half, 0)).toBeNull();
});
