import { describe, expect, it } from 'vitest';
import {
  type Meant,
  meantByName,
  meantByNames,
  type Naming,
  naming,
  type OwnThings,
} from '../../../src/domain/requests/meant-by-name.ts';
import type { RequestStatus } from '../../../src/domain/requests/request-status.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { classicToken } from '../../support/sample-classic.ts';
import { grant, patId, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { acmeCi, mona } from '../../support/sample-people.ts';
import { pendingRequest, tokenId } from '../../support/sample-requests.ts';

const nothing: OwnThings = { self: mona.githubId, requests: [], tokens: [], waiting: [], classicTokens: [] };
const request = (number: number, status: RequestStatus, some: Partial<TokenRequest> = {}): TokenRequest =>
  pendingRequest(number, { status, ...some });
const PAT = (number: number): Meant => ({ is: 'one', named: { of: 'request', number: requestNumber(number) } });
const token = (id: string): Meant => ({ is: 'one', named: { of: 'token', id } });
const several = (numbers: readonly number[], others = 0) => ({ is: 'several', numbers, others });
const none = { is: 'none' };

const onlyWaits = (isHeld: boolean): Meant => ({ is: 'waiting', tokenName: 'nightly', isHeld });

const first = grant();
const second = grant({ patId: patId(702), tokenId: tokenId(71), requestNumber: requestNumber(9) });
const unasked = grant({ patId: patId(703), tokenId: tokenId(72), requestNumber: null });

function meant(word: Naming, own: Partial<OwnThings>, name = 'nightly'): Meant {
  return meantByName(word, name, { ...nothing, ...own });
}

describe('a name after a command', () => {
  it.each(naming)('means nothing after %s where nothing of one’s own has it', (word) => {
    const own = {
      requests: [request(6, 'pending'), request(7, 'fulfilled'), request(8, 'approved')],
      tokens: [first, unasked],
      waiting: [waiting({ status: 'held' })],
    };
    expect(meant(word, own, 'else')).toEqual(none);
    expect(meant(word, {})).toEqual(none);
  });

  it.each(['NIGHTLY', ' nightly ', 'Nightly'])('is read as %j too', (name) => {
    expect(meant('revoke', { tokens: [first] }, name)).toEqual(token(first.id));
  });

  it.each(naming)(
    'means the newest request after %s where there is nothing to act on, and so what became of it is said',
    (word) => {
      const requests = [request(5, 'denied'), request(8, 'withdrawn'), request(6, 'lapsed')];
      expect(meant(word, { requests, tokens: [grant({ status: 'revoked' })] })).toEqual(PAT(8));
    },
  );
});

describe('after withdraw', () => {
  it.each(['pending', 'approved', 'claimed'] as const)('it means the request that is %s', (status) => {
    expect(meant('withdraw', { requests: [request(5, status), request(8, 'denied')] })).toEqual(PAT(5));
  });

  it('it means several open ones, by their numbers', () => {
    expect(meant('withdraw', { requests: [request(8, 'pending'), request(5, 'approved')] })).toEqual(several([5, 8]));
  });

  it('it means no token', () => {
    expect(meant('withdraw', { tokens: [first] })).toEqual(none);
  });
});

describe.each(['renew', 'revoke', 'guide'] as const)('after %s', (word) => {
  it('it means the token, not the open request of that name', () => {
    const requests = [request(7, 'fulfilled'), request(9, 'pending')];
    expect(meant(word, { requests, tokens: [first] })).toEqual(token(first.id));
  });

  it('it means a token by its own name, whatever was asked for', () => {
    const requests = [request(7, 'fulfilled', { tokenName: 'else' })];
    expect(meant(word, { requests, tokens: [first] })).toEqual(token(first.id));
  });

  it('it means a machine user’s token too', () => {
    expect(meant(word, { tokens: [grant({ holder: acmeCi })] })).toEqual(token(first.id));
  });

  it('it means several, by the numbers of one’s own requests', () => {
    const requests = [request(7, 'fulfilled'), request(9, 'fulfilled')];
    expect(meant(word, { requests, tokens: [second, first] })).toEqual(several([7, 9]));
    expect(meant(word, { requests: [request(7, 'fulfilled')], tokens: [first, second, unasked] })).toEqual(
      several([7], 2),
    );
  });

  it('it means one token where two grants are one request’s', () => {
    const tokens = [first, grant({ patId: patId(702) })];
    expect(meant(word, { requests: [request(7, 'fulfilled')], tokens })).toMatchObject({ is: 'one' });
  });

  it('it means none that is being revoked', () => {
    const tokens = [grant({ status: 'revoking' })];
    expect(meant(word, { tokens })).toEqual(none);
    expect(meant(word, { tokens, requests: [request(7, 'fulfilled')] })).toEqual(PAT(7));
  });
});

it.each(['approved', 'claimed'] as const)(
  'after guide it means the request that is %s, where no token has that name',
  (status) => {
    expect(meant('guide', { requests: [request(5, status), request(8, 'denied'), request(9, 'pending')] })).toEqual(
      PAT(5),
    );
  },
);

it('after revoke it means the classic token of a request, where GitHub shows it', () => {
  const requests = [request(7, 'fulfilled'), request(9, 'fulfilled')];
  const classicTokens = [classicToken({ requestNumber: requestNumber(7) })];
  expect(meant('revoke', { requests, classicTokens })).toEqual(PAT(7));
  expect(meant('revoke', { requests, classicTokens, tokens: [unasked] })).toEqual(several([7], 1));
  expect(meant('renew', { requests, classicTokens, tokens: [unasked] })).toEqual(token(unasked.id));
  expect(meant('revoke', { requests: [request(9, 'pending', { tokenName: 'else' })], classicTokens })).toEqual(none);
});

describe('after show', () => {
  it('it means a request that is open, and a token by its request', () => {
    expect(meant('show', { requests: [request(5, 'pending'), request(8, 'denied')] })).toEqual(PAT(5));
    expect(meant('show', { requests: [request(7, 'fulfilled'), request(8, 'denied')], tokens: [first] })).toEqual(
      PAT(7),
    );
  });

  it('it means an open request and a token beside it, by their numbers', () => {
    const requests = [request(7, 'fulfilled'), request(9, 'pending')];
    expect(meant('show', { requests, tokens: [first, unasked] })).toEqual(several([7, 9], 1));
  });

  it('it means a token without a request, where it is one’s own', () => {
    expect(meant('show', { tokens: [unasked] })).toEqual(token(unasked.id));
    expect(meant('show', { tokens: [{ ...unasked, holder: acmeCi }] })).toEqual(none);
  });

  it('it means a machine user’s token by one’s own request', () => {
    const tokens = [grant({ holder: acmeCi })];
    expect(meant('show', { requests: [request(7, 'fulfilled'), request(8, 'denied')], tokens })).toEqual(PAT(7));
  });

  it('it means one’s own token that is held, where nothing else has that name', () => {
    const held = waiting({ status: 'held' });
    expect(meant('show', { waiting: [held] })).toEqual(token(held.id));
    expect(meant('show', { waiting: [held], requests: [request(5, 'approved')] })).toEqual(PAT(5));
    const open = waiting({ status: 'open' });
    expect(meant('show', { waiting: [open], requests: [request(5, 'denied')] })).toEqual(token(open.id));
    expect(meant('show', { waiting: [{ ...held, holder: acmeCi }] })).toEqual(onlyWaits(true));
    const another = waiting({ status: 'held', patRequestId: 502 as never });
    expect(meant('show', { waiting: [held, another] })).toEqual(several([], 2));
  });
});

describe.each(['withdraw', 'renew', 'revoke', 'guide'] as const)('after %s', (word) => {
  it('it says that a token only waits, rather than what became of a request of that name', () => {
    const requests = [request(5, 'denied')];
    expect(meant(word, { waiting: [waiting({ status: 'held' })], requests })).toEqual(onlyWaits(true));
    expect(meant(word, { waiting: [waiting({ status: 'open' })] }, 'NIGHTLY')).toEqual(onlyWaits(false));
    expect(meant(word, { waiting: [waiting({ status: 'held' })] }, 'else')).toEqual(none);
  });
});

it('a held change of an active token leaves the name to the token', () => {
  const own = { waiting: [waiting({ status: 'held' })], tokens: [unasked] };
  for (const word of ['show', 'renew', 'revoke', 'guide'] as const) expect(meant(word, own)).toEqual(token(unasked.id));
});
describe('a name that may be typed in several ways', () => {
  const own = { ...nothing, requests: [request(6, 'pending', { tokenName: 'v1.' })] };

  it.each<[readonly string[], string, Meant]>([
    [['v1.', 'v1'], 'v1.', PAT(6)],
    [['“v1.”', 'v1.'], 'v1.', PAT(6)],
    [['“v2”', 'v2'], 'v2', { is: 'none' }],
    [['v2'], 'v2', { is: 'none' }],
    [[], '', { is: 'none' }],
  ])('%j is read as %j', (names, name, found) => {
    expect(meantByNames('show', names, own)).toEqual({ name, meant: found });
  });
});
