import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import { type LookedAt, oldestFirst, planActivePass } from '../../../src/domain/looks/plan-active-pass.ts';
import { grantKey, type ListedActiveToken } from '../../../src/domain/tokens/sighting.ts';
import type { StoredGrant } from '../../../src/domain/tokens/stored-grant.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { grant, listedActive, patId } from '../../support/sample-dossiers.ts';
import { otto } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

function stored(some: Partial<ActiveToken> = {}): StoredGrant {
  const row = grant(some);
  return { ...row, scope: canonicalJson(row.scope) };
}

type Given = Omit<Parameters<typeof planActivePass>[0], 'byKey'> & { readonly rows: readonly StoredGrant[] };

function planned({ rows, ...some }: Partial<Given> = {}) {
  const byKey = new Map((rows ?? []).map((row) => [grantKey(row), row]));
  return planActivePass({ ...{ byKey, longestUnread: [], open: [], unreadable: [] }, ...some });
}

describe('a token of the list', () => {
  const known = { rows: [stored()] };
  const all = listedActive({ selection: 'all' });
  const ofOtto = { requester: otto };
  it.each<[string, Partial<Given>, ListedActiveToken, object | null]>([
    ['is left where it is as it was', known, listedActive(), null],
    [
      'is looked at where it changed, and by itself',
      known,
      listedActive({ tokenName: 'renamed' }),
      { mayBeBeside: false, areRepositoriesDue: false },
    ],
    [
      'is looked at where its repositories are due',
      { ...known, longestUnread: [stored()] },
      listedActive(),
      { mayBeBeside: false, areRepositoriesDue: true },
    ],
    [
      'is looked at where an approval may cover it',
      { ...known, open: [pendingRequest(1, ofOtto), approvedRequest(2)] },
      listedActive(),
      { mayBeBeside: false },
    ],
    ['is left where nothing is approved yet', { ...known, open: [pendingRequest(1)] }, listedActive(), null],
    ['is left where another’s is approved', { ...known, open: [approvedRequest(1, ofOtto)] }, listedActive(), null],
    ['is looked at beside others where it is new', {}, all, { mayBeBeside: true, areRepositoriesDue: false }],
    [
      'is looked at by itself where GitHub is to be asked for its repositories',
      {},
      listedActive(),
      { mayBeBeside: false },
    ],
    [
      'is looked at by itself where a request may be for it',
      { open: [pendingRequest(1)] },
      all,
      { mayBeBeside: false },
    ],
    [
      'is looked at beside others where a request is another’s',
      { open: [pendingRequest(1, ofOtto)] },
      all,
      { mayBeBeside: true },
    ],
    [
      'is looked at by itself where another grant of it can’t be read',
      { unreadable: [tokenId(70)] },
      all,
      { mayBeBeside: false },
    ],
    ['is looked at by itself where we know it, and it reaches all by now', known, all, { mayBeBeside: false }],
  ])('%s', (_, some, token, lookedAt) => {
    const taken = planned(some).take(token);
    if (lookedAt === null) expect(taken).toBeNull();
    else expect(taken).toMatchObject({ token, ...lookedAt });
  });

  it('is looked at by itself where another grant of it was listed before', () => {
    const pass = planned();
    expect(pass.take(listedActive({ selection: 'all' }))?.mayBeBeside).toBe(true);
    expect(pass.take(listedActive({ selection: 'all', accessGrantedAt: noon }))?.mayBeBeside).toBe(false);
  });
});

describe('what is listed no longer', () => {
  const other = stored({ patId: patId(702), tokenId: tokenId(71) });
  const older = stored({ accessGrantedAt: noon });
  it.each<[string, Partial<Given>, readonly StoredGrant[]]>([
    ['is asked for', { rows: [stored(), other] }, [other]],
    ['is no older grant of what is listed', { rows: [stored(), older] }, []],
    ['is nothing that can’t be read', { rows: [stored(), other], unreadable: [tokenId(71)] }, []],
    ['is nothing where one can’t be told by anything', { rows: [stored(), other], unreadable: [null] }, []],
  ])('%s', (_, some, gone) => {
    const pass = planned(some);
    pass.take(listedActive());
    expect(pass.gone()).toEqual(gone);
  });
});

it('takes the oldest first, and turns round only what touches nothing of each other', () => {
  const token = (id: number, mayBeBeside = true): LookedAt => ({
    ...{ token: listedActive({ tokenId: tokenId(id) }), mayBeBeside, areRepositoriesDue: false },
  });
  const listed = [token(1), token(2), token(3), token(4, false), token(5, false), token(6), token(7)];
  expect(oldestFirst(listed).map((one) => one.token.tokenId)).toEqual([3, 2, 1, 4, 5, 7, 6]);
});
