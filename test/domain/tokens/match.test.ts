import { describe, expect, it } from 'vitest';
import { dayMs, type GithubUserId } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { matchToken, type Observed } from '../../../src/domain/tokens/match.ts';
import { mona } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon, permissions, subset } from '../../support/sample-scopes.ts';

const now = noon + dayMs;

function observed(some: Partial<Observed> = {}): Observed {
  return {
    holder: mona.githubId,
    tokenId: tokenId(7),
    tokenName: 'nightly',
    scope: actual(),
    isMachineUser: false,
    ...some,
  };
}

function match(token: Observed, ...requests: readonly TokenRequest[]) {
  return matchToken(token, requests, now, 7);
}

const wide = agreement({ access: { selection: 'all' } });
const writes = permissions({ repository: { contents: 'write' } });

describe('one approved request', () => {
  it('that was asked for just so is matched exactly', () => {
    expect(match(observed(), approvedRequest(1))).toEqual({ kind: 'exact', number: 1 });
  });

  it('that allows more is matched within', () => {
    expect(match(observed(), approvedRequest(1, { agreement: wide }))).toEqual({ kind: 'within', number: 1 });
  });

  it('is matched under another name: the name decides nothing', () => {
    expect(match(observed({ tokenName: 'else' }), approvedRequest(1))).toEqual({ kind: 'exact', number: 1 });
  });

  it('that allows less is exceeded, by what is said', () => {
    expect(match(observed({ scope: actual({ access: { selection: 'all' } }) }), approvedRequest(1))).toEqual({
      kind: 'exceeds',
      number: 1,
      excess: [{ kind: 'all_repositories' }],
    });
  });
});

describe('nobody can use', () => {
  const unclaimed = { kind: 'unclaimed' };

  it('the request of another person', () => {
    expect(match(observed({ holder: 102 as GithubUserId }), approvedRequest(1))).toEqual(unclaimed);
  });

  it("their human's request for a machine user", () => {
    expect(match(observed({ isMachineUser: true }), approvedRequest(1), pendingRequest(2))).toEqual(unclaimed);
  });

  it('an Agreement that another token has claimed', () => {
    const claimed = approvedRequest(1, { status: 'claimed', claimedByTokenId: tokenId(8) });
    const fulfilled = approvedRequest(2, { status: 'fulfilled', claimedByTokenId: tokenId(9) });
    expect(match(observed(), claimed, fulfilled)).toEqual(unclaimed);
  });

  it.each(['denied', 'withdrawn', 'lapsed', 'ended'] as const)('a request that is %s', (status) => {
    expect(match(observed(), approvedRequest(1, { status }))).toEqual(unclaimed);
    expect(match(observed(), approvedRequest(1, { status, claimedByTokenId: tokenId(7) }))).toEqual(unclaimed);
  });

  it('an Agreement that had lapsed when the token was created', () => {
    const lapsesAt = noon + 7 * dayMs;
    const token = (createdAt: number) => observed({ scope: actual({ createdAt }) });
    expect(match(token(lapsesAt), approvedRequest(1))).toEqual({ kind: 'exact', number: 1 });
    expect(match(token(lapsesAt + 1), approvedRequest(1))).toEqual(unclaimed);
  });

  it('a lapsed Agreement for a token whose creation nobody knows', () => {
    const token = observed({ scope: actual({ createdAt: null }) });
    const lapsed = approvedRequest(1, { agreement: agreement({ lapsesAt: now - 1 }) });
    const open = approvedRequest(2, { agreement: agreement({ lapsesAt: now }) });
    expect(match(token, lapsed)).toEqual(unclaimed);
    expect(match(token, open)).toEqual({ kind: 'exact', number: 2 });
  });

  it('two Agreements together, each of which covers a half', () => {
    const one = approvedRequest(1, { agreement: agreement({ access: subset(1) }) });
    const other = approvedRequest(2, { agreement: agreement({ access: subset(2) }) });
    expect(match(observed(), one, other)).toMatchObject({ kind: 'exceeds', number: 1 });
  });
});

describe('of several that cover', () => {
  it('the exact one is taken, whatever its name and age', () => {
    const named = approvedRequest(1, { agreement: wide });
    const exact = approvedRequest(2, { tokenName: 'else', agreement: agreement({ agreedAt: noon + 5 }) });
    expect(match(observed(), named, exact)).toEqual({ kind: 'exact', number: 2 });
  });

  it('then the one with its name', () => {
    const narrow = approvedRequest(1, { tokenName: 'else', agreement: agreement({ access: subset(1, 2, 3) }) });
    const named = approvedRequest(2, { agreement: wide });
    expect(match(observed(), narrow, named)).toEqual({ kind: 'within', number: 2 });
  });

  it.each([
    ['repositories', { access: subset(1, 2, 3) }, { access: { selection: 'all' } }],
    [
      'permissions',
      { permissions: writes },
      { permissions: permissions({ repository: { contents: 'write', issues: 'write' } }) },
    ],
    ['life', { permissions: writes }, { permissions: writes, lifetime: { kind: 'never' } }],
  ] as const)('then the one with the narrowest %s', (_, narrow, broad) => {
    const one = approvedRequest(1, { agreement: agreement(broad) });
    const other = approvedRequest(2, { agreement: agreement({ ...narrow, agreedAt: noon + 5 }) });
    expect(match(observed(), one, other)).toEqual({ kind: 'within', number: 2 });
  });

  it('then the oldest', () => {
    const young = approvedRequest(1, { agreement: agreement({ agreedAt: noon + 5 }) });
    const old = approvedRequest(2, { agreement: agreement({ agreedAt: noon }) });
    expect(match(observed(), young, old)).toEqual({ kind: 'exact', number: 2 });
    expect(match(observed(), old, young)).toEqual({ kind: 'exact', number: 2 });
  });
});

describe('of several that it exceeds', () => {
  const scope = actual({ permissions: permissions({ repository: { contents: 'write', issues: 'write' } }) });

  it('the one with its name is said, though another is closer', () => {
    const closer = approvedRequest(1, { tokenName: 'else', agreement: agreement({ permissions: writes }) });
    const named = approvedRequest(2);
    expect(match(observed({ scope }), closer, named)).toMatchObject({ kind: 'exceeds', number: 2 });
  });

  it('then the one with the fewest excesses', () => {
    const farther = approvedRequest(1);
    const closer = approvedRequest(2, { agreement: agreement({ permissions: writes, agreedAt: noon + 5 }) });
    expect(match(observed({ scope }), farther, closer)).toMatchObject({ kind: 'exceeds', number: 2 });
  });

  it('then the oldest', () => {
    const young = approvedRequest(1, { agreement: agreement({ agreedAt: noon + 5 }) });
    const old = approvedRequest(2);
    expect(match(observed({ scope }), young, old)).toMatchObject({ kind: 'exceeds', number: 2 });
  });
});

describe('a token that has an Agreement of its own', () => {
  const own = approvedRequest(1, { status: 'fulfilled', claimedByTokenId: tokenId(7), agreement: wide });

  it('stays with it, and does not use up a second one', () => {
    expect(match(observed(), approvedRequest(2), own)).toEqual({ kind: 'within', number: 1 });
  });

  it('stays with it after the Agreement has lapsed', () => {
    const late = approvedRequest(1, {
      ...own,
      agreement: agreement({ access: { selection: 'all' }, lapsesAt: noon + 1 }),
    });
    expect(match(observed({ scope: actual({ createdAt: null }) }), late)).toEqual({ kind: 'within', number: 1 });
  });

  it('may be widened under another one that covers it', () => {
    const scope = actual({ permissions: writes });
    const wider = approvedRequest(2, { agreement: agreement({ permissions: writes }) });
    expect(match(observed({ scope }), own, wider)).toEqual({ kind: 'exact', number: 2 });
  });

  it('exceeds its own rather than another, and rather than waiting', () => {
    const scope = actual({ permissions: permissions({ repository: { contents: 'admin' } }) });
    const renamed = { ...own, tokenName: 'else' };
    const closer = approvedRequest(2, { agreement: agreement({ permissions: writes }) });
    const asked = pendingRequest(3, { scope: { ...agreement(), permissions: scope.permissions } });
    expect(match(observed({ scope }), closer, renamed, asked)).toMatchObject({ kind: 'exceeds', number: 1 });
  });
});

describe('a pending request', () => {
  it('that would cover the token is awaited', () => {
    expect(match(observed(), pendingRequest(1))).toEqual({ kind: 'awaits', number: 1 });
  });

  it('is awaited rather than another one exceeded', () => {
    const scope = actual({ permissions: writes });
    const asked = pendingRequest(2, { tokenName: 'else', scope: { ...agreement(), permissions: writes } });
    expect(match(observed({ scope }), approvedRequest(1), asked)).toEqual({ kind: 'awaits', number: 2 });
  });

  it('does not stand before an approved one that covers', () => {
    expect(match(observed(), pendingRequest(1), approvedRequest(2))).toEqual({ kind: 'exact', number: 2 });
  });

  it('that would not cover the token is no concern of it', () => {
    expect(match(observed({ scope: actual({ permissions: writes }) }), pendingRequest(1))).toEqual({
      kind: 'unclaimed',
    });
  });

  it('is measured as if it were approved now', () => {
    const scope = actual({ createdAt: null, expiresAt: now + (7 + 30 + 1) * dayMs });
    expect(match(observed({ scope }), pendingRequest(1))).toEqual({ kind: 'awaits', number: 1 });
    const later = actual({ createdAt: null, expiresAt: now + (7 + 30 + 1) * dayMs + 1 });
    expect(match(observed({ scope: later }), pendingRequest(1))).toEqual({ kind: 'unclaimed' });
  });

  it('is awaited until it has really lapsed, since after an outage it waits for longer', () => {
    expect(match(observed(), pendingRequest(1, { undecidedUntil: now }))).toEqual({ kind: 'awaits', number: 1 });
    expect(match(observed(), pendingRequest(1, { status: 'lapsed' }))).toEqual({ kind: 'unclaimed' });
  });

  it('of its name is awaited before an older one', () => {
    expect(match(observed(), pendingRequest(1, { tokenName: 'else' }), pendingRequest(2))).toEqual({
      kind: 'awaits',
      number: 2,
    });
  });
});
