import { describe, expect, it } from 'vitest';
import { dayMs, type GithubUserId, type RequestNumber } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { type Claimant, isNamedAlike, matchToken } from '../../../src/domain/tokens/match.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, forAcmeCi, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon, permissions, subset } from '../../support/sample-scopes.ts';

const now = noon + dayMs;
const unclaimed = { kind: 'unclaimed' } as const;

/** A token of Mona's, named as `pendingRequest` and `approvedRequest` are. */
function token(some: Partial<Claimant> = {}): Claimant {
  return {
    holder: mona.githubId,
    tokenName: 'nightly',
    scope: actual(),
    sponsor: null,
    own: null,
    answer: null,
    ...some,
  };
}

function match(claimant: Claimant, ...requests: readonly TokenRequest[]) {
  return matchToken(claimant, requests, now, 7);
}

const number = (of: number) => of as RequestNumber;
const says = (of: number | null) => ({ number: of === null ? null : number(of), at: noon });
const wide = agreement({ access: { selection: 'all' } });
const writes = permissions({ repository: { contents: 'write' } });
const more = permissions({ repository: { contents: 'write', issues: 'write' } });
const tooWide = actual({ permissions: writes });

describe('a name', () => {
  it.each([
    ['nightly', 'nightly', true],
    ['  Nightly ', 'nightly', true],
    ['NÄCHTLICH', 'na\u0308chtlich', true],
    ['nightly', 'nightly-ci', false],
    ['night ly', 'nightly', false],
    // Where it is doubtful they are not: the holder is asked.
    ['straße', 'STRASSE', false],
  ])('%j and %j are alike or not', (one, other, areAlike) => {
    expect(isNamedAlike(one, other)).toBe(areAlike);
    expect(isNamedAlike(other, one)).toBe(areAlike);
  });
});

describe('one approved request of the same name', () => {
  it('that was asked for just so is matched exactly', () => {
    expect(match(token(), approvedRequest(1))).toEqual({ kind: 'exact', number: 1 });
  });

  it('that allows more is matched within', () => {
    expect(match(token(), approvedRequest(1, { agreement: wide }))).toEqual({ kind: 'within', number: 1 });
  });

  it('is matched however its name is spelled', () => {
    expect(match(token({ tokenName: ' NIGHTLY' }), approvedRequest(1))).toEqual({ kind: 'exact', number: 1 });
  });

  it('that allows less is exceeded, by what is said', () => {
    expect(match(token({ scope: actual({ access: { selection: 'all' } }) }), approvedRequest(1))).toEqual({
      kind: 'exceeds',
      number: 1,
      excess: [{ kind: 'all_repositories' }],
    });
  });
});

describe('a machine user’s token', () => {
  const its = token({ holder: acmeCi.githubId, sponsor: mona.slackId });

  it('is matched to what its sponsor asked for it, by the same rules', () => {
    expect(match(its, approvedRequest(1, forAcmeCi))).toEqual({ kind: 'exact', number: 1 });
    expect(match(its, pendingRequest(1, forAcmeCi))).toEqual({ kind: 'awaits', number: 1 });
    const renamed = { ...its, tokenName: 'other' };
    const both = [approvedRequest(1, forAcmeCi), approvedRequest(2, forAcmeCi)] as const;
    expect(match(renamed, ...both)).toEqual({ kind: 'unsure', numbers: [1, 2] });
    expect(match(its, approvedRequest(1), approvedRequest(2, forAcmeCi))).toEqual({ kind: 'exact', number: 2 });
  });

  it('is held to its own Agreement for life, whoever sponsors it by now', () => {
    const own = { agreement: agreement(), number: number(3) };
    const fulfilled = approvedRequest(3, { ...forAcmeCi, status: 'fulfilled', claimedByTokenId: tokenId(9) });
    expect(match({ ...its, own }, fulfilled)).toEqual({ kind: 'exact', number: 3 });
    expect(match({ ...its, own, sponsor: bea.slackId }, fulfilled)).toEqual({ kind: 'exact', number: 3 });
    expect(match({ ...its, own }, approvedRequest(2), fulfilled)).toEqual({ kind: 'exact', number: 3 });
  });

  it('is not held to what its account was granted for a person’s own request', () => {
    const own = { agreement: agreement(), number: number(3) };
    const persons = approvedRequest(3, { status: 'fulfilled', claimedByTokenId: tokenId(9) });
    expect(match({ ...its, own }, persons)).toEqual(unclaimed);
    const another = approvedRequest(2, { ...forAcmeCi, status: 'denied' });
    expect(match({ ...its, own }, persons, another)).toEqual(unclaimed);
  });
});

describe('nobody can use', () => {
  it('the request of another person', () => {
    expect(match(token({ holder: 102 as GithubUserId }), approvedRequest(1), pendingRequest(2))).toEqual(unclaimed);
  });

  it("their human's request for a machine user, nor what the machine user had before", () => {
    const own = { agreement: agreement(), number: number(3) };
    expect(match(token({ sponsor: mona.slackId, own }), approvedRequest(1), pendingRequest(2))).toEqual(unclaimed);
  });

  it('a machine user’s request for a token of its sponsor’s own', () => {
    expect(match(token(), approvedRequest(1, forAcmeCi), pendingRequest(2, forAcmeCi))).toEqual(unclaimed);
  });

  it.each([
    ['has another sponsor by now', bea.slackId],
    ['is no machine user by now', null],
  ])('the request for a machine user that %s', (_, sponsor) => {
    const its = token({ holder: acmeCi.githubId, sponsor });
    expect(match(its, approvedRequest(1, forAcmeCi), pendingRequest(2, forAcmeCi))).toEqual(unclaimed);
  });

  it('the request for one machine user for a token of another', () => {
    const its = token({ holder: 151 as GithubUserId, sponsor: mona.slackId });
    expect(match(its, approvedRequest(1, forAcmeCi))).toEqual(unclaimed);
  });

  it('an Agreement that another token has claimed', () => {
    const claimed = approvedRequest(1, { status: 'claimed', claimedByTokenId: tokenId(8) });
    const fulfilled = approvedRequest(2, { status: 'fulfilled', claimedByTokenId: tokenId(9) });
    const odd = approvedRequest(3, { claimedByTokenId: tokenId(9) });
    expect(match(token(), claimed, fulfilled, odd)).toEqual(unclaimed);
  });

  it.each(['claimed', 'fulfilled', 'denied', 'withdrawn', 'lapsed', 'ended'] as const)(
    'a request that is %s',
    (status) => {
      expect(match(token(), approvedRequest(1, { status }))).toEqual(unclaimed);
    },
  );

  it('an approved request whose Agreement is gone', () => {
    expect(match(token(), approvedRequest(1, { agreement: null }))).toEqual(unclaimed);
  });

  it('an Agreement that had lapsed when the token was created', () => {
    const lapsesAt = noon + 7 * dayMs;
    const createdAt = (at: number) => token({ scope: actual({ createdAt: at }) });
    expect(match(createdAt(lapsesAt), approvedRequest(1))).toEqual({ kind: 'exact', number: 1 });
    expect(match(createdAt(lapsesAt + 1), approvedRequest(1))).toEqual(unclaimed);
  });

  it('a lapsed Agreement for a token whose creation nobody knows', () => {
    const unknown = token({ scope: actual({ createdAt: null }) });
    expect(match(unknown, approvedRequest(1, { agreement: agreement({ lapsesAt: now - 1 }) }))).toEqual(unclaimed);
    const open = approvedRequest(2, { agreement: agreement({ lapsesAt: now }) });
    expect(match(unknown, open)).toEqual({ kind: 'exact', number: 2 });
  });

  it('two Agreements together, each of which covers a half', () => {
    const one = approvedRequest(1, { agreement: agreement({ access: subset(1) }) });
    const other = approvedRequest(2, { agreement: agreement({ access: subset(2) }) });
    expect(match(token(), one, other)).toMatchObject({ kind: 'exceeds', number: 1 });
  });

  it('an Agreement without a date to lapse at is open to any token', () => {
    const standing = approvedRequest(1, { agreement: agreement({ lapsesAt: null }) });
    expect(match(token(), standing)).toEqual({ kind: 'exact', number: 1 });
  });
});

describe('of several of its name that cover', () => {
  it('the exact one is taken, whatever its age', () => {
    const broad = approvedRequest(1, { agreement: wide });
    const exact = approvedRequest(2, { agreement: agreement({ agreedAt: noon + 5 }) });
    expect(match(token(), broad, exact)).toEqual({ kind: 'exact', number: 2 });
    expect(match(token(), exact, broad)).toEqual({ kind: 'exact', number: 2 });
  });

  it.each([
    ['repositories', { access: subset(1, 2, 3) }, { access: { selection: 'all' } }],
    ['permissions', { permissions: writes }, { permissions: more }],
    ['life', { permissions: writes }, { permissions: writes, lifetime: { kind: 'never' } }],
  ] as const)('then the one with the narrowest %s', (_, narrow, broad) => {
    const one = approvedRequest(1, { agreement: agreement(broad) });
    const other = approvedRequest(2, { agreement: agreement({ ...narrow, agreedAt: noon + 5 }) });
    expect(match(token(), one, other)).toEqual({ kind: 'within', number: 2 });
    expect(match(token(), other, one)).toEqual({ kind: 'within', number: 2 });
  });

  it('repositories count before permissions', () => {
    const fewer = approvedRequest(1, { agreement: agreement({ permissions: more }) });
    const broader = approvedRequest(2, { agreement: agreement({ access: subset(1, 2, 3) }) });
    expect(match(token(), broader, fewer)).toEqual({ kind: 'within', number: 1 });
  });

  it('permissions count where both reach all repositories', () => {
    const one = approvedRequest(1, { agreement: { ...wide, permissions: more } });
    const other = approvedRequest(2, { agreement: { ...wide, permissions: writes, agreedAt: noon + 5 } });
    expect(match(token(), one, other)).toEqual({ kind: 'within', number: 2 });
    expect(match(token(), other, one)).toEqual({ kind: 'within', number: 2 });
  });

  it('then the one that was agreed first', () => {
    const young = approvedRequest(1, { agreement: agreement({ agreedAt: noon + 5 }) });
    const old = approvedRequest(2, { agreement: agreement({ agreedAt: noon }) });
    expect(match(token(), young, old)).toEqual({ kind: 'exact', number: 2 });
    expect(match(token(), old, young)).toEqual({ kind: 'exact', number: 2 });
  });

  it('then the one that was asked for first', () => {
    expect(match(token(), approvedRequest(2), approvedRequest(1))).toEqual({ kind: 'exact', number: 1 });
    expect(match(token(), approvedRequest(1), approvedRequest(2))).toEqual({ kind: 'exact', number: 1 });
  });

  it('both of all repositories, neither is called the narrower one', () => {
    const young = approvedRequest(1, { agreement: { ...wide, agreedAt: noon + 5 } });
    expect(match(token(), young, approvedRequest(2, { agreement: wide }))).toEqual({ kind: 'within', number: 2 });
  });
});

describe('a covered token of another name', () => {
  const other = (some: Partial<Claimant> = {}) => token({ tokenName: 'quick-hack', ...some });

  it('that is exactly what was agreed is let in where nothing else could be meant', () => {
    expect(match(other(), approvedRequest(1))).toEqual({ kind: 'exact', number: 1 });
  });

  it.each([
    ['a second after it was made', 1000, { kind: 'unsure', numbers: [1] }],
    ['in the second in which it was made', 999, { kind: 'exact', number: 1 }],
    ['before it was made', -1, { kind: 'exact', number: 1 }],
  ])('that is exactly what was approved %s is its holder’s to say, where it was there first', (_, ms, expected) => {
    expect(match(other(), approvedRequest(1, { agreement: agreement({ agreedAt: noon + ms }) }))).toEqual(expected);
    const unknown = other({ scope: actual({ createdAt: null }) });
    expect(match(unknown, approvedRequest(1, { agreement: agreement({ agreedAt: noon + ms }) }))).toEqual({
      kind: 'exact',
      number: 1,
    });
  });

  it('of its own name is let in whenever that was approved', () => {
    expect(match(token(), approvedRequest(1, { agreement: agreement({ agreedAt: noon + 5000 }) }))).toEqual({
      kind: 'exact',
      number: 1,
    });
  });

  it('that is less than what was agreed is a question to its holder', () => {
    expect(match(other(), approvedRequest(5, { agreement: wide }))).toEqual({ kind: 'unsure', numbers: [5] });
  });

  it('is a question where another request could be meant, the first ones first, those that wait for a decision too', () => {
    const broad = approvedRequest(7, { agreement: wide, tokenName: 'backup' });
    expect(match(other(), broad, approvedRequest(5), pendingRequest(6))).toEqual({
      kind: 'unsure',
      numbers: [5, 6, 7],
    });
  });

  it('is a question where a pending request would cover it as well', () => {
    expect(match(other(), approvedRequest(2), pendingRequest(1))).toEqual({ kind: 'unsure', numbers: [1, 2] });
  });

  it('is no question because of a pending request that would not cover it', () => {
    const narrow = pendingRequest(2, { scope: { ...pendingRequest(2).scope, access: subset(1) } });
    expect(match(other(), approvedRequest(1), narrow)).toEqual({ kind: 'exact', number: 1 });
  });

  it('is a question where its holder has an Agreement that does not cover it, of another name', () => {
    const narrow = approvedRequest(2, { tokenName: 'backup', agreement: agreement({ access: subset(1) }) });
    expect(match(other(), approvedRequest(1), narrow)).toEqual({ kind: 'unsure', numbers: [1] });
  });

  it('is held against the request of its own name, where there is one', () => {
    const named = approvedRequest(2, { tokenName: 'quick-hack', agreement: agreement({ access: subset(1) }) });
    expect(match(other(), approvedRequest(1), named)).toMatchObject({ kind: 'exceeds', number: 2 });
  });

  it('awaits the pending request of its own name, where there is one', () => {
    const named = pendingRequest(2, { tokenName: 'quick-hack' });
    expect(match(other(), approvedRequest(1), named)).toEqual({ kind: 'awaits', number: 2 });
  });

  it('that only a pending request would cover has a card of its own', () => {
    expect(match(other(), pendingRequest(1))).toEqual(unclaimed);
  });
});

describe('a holder’s word', () => {
  const other = (of: number | null) => token({ tokenName: 'quick-hack', answer: says(of) });

  it('stands for the name', () => {
    expect(match(other(5), approvedRequest(5, { agreement: wide }), approvedRequest(6))).toEqual({
      kind: 'within',
      number: 5,
    });
  });

  it('stands even against the name', () => {
    const named = approvedRequest(6, { tokenName: 'quick-hack' });
    expect(match(other(5), named, approvedRequest(5, { agreement: wide }))).toEqual({ kind: 'within', number: 5 });
  });

  it('says nothing of a request that they sent afterwards: its name does', () => {
    const later = { createdAt: noon + 1, tokenName: 'quick-hack' };
    expect(match(other(null), approvedRequest(5), pendingRequest(6, later))).toEqual({ kind: 'awaits', number: 6 });
    expect(match(other(null), approvedRequest(5), approvedRequest(6, later))).toEqual({ kind: 'exact', number: 6 });
    expect(match(other(null), approvedRequest(6, { ...later, createdAt: noon }))).toEqual(unclaimed);
    expect(match(other(null), approvedRequest(6, { ...later, tokenName: 'else' }))).toEqual(unclaimed);
  });

  it('leads to the pending request that they mean', () => {
    expect(match(other(5), pendingRequest(4), pendingRequest(5))).toEqual({ kind: 'awaits', number: 5 });
  });

  it('changes nothing that was agreed: what goes past it is held', () => {
    const claimant = { ...other(5), scope: tooWide };
    const covers = approvedRequest(6, { agreement: agreement({ permissions: writes }) });
    expect(match(claimant, covers, approvedRequest(5))).toMatchObject({ kind: 'exceeds', number: 5 });
  });

  it.each([
    ['none of these', null],
    ['a request that is no longer open', 9],
  ])('"%s" leaves it to the owners, whatever covers it or is exceeded', (_, of) => {
    expect(match(other(of), approvedRequest(5))).toEqual(unclaimed);
    expect(match({ ...other(of), scope: tooWide }, approvedRequest(5))).toEqual(unclaimed);
    const named = approvedRequest(6, { tokenName: 'quick-hack' });
    expect(match(other(of), named, pendingRequest(7, { tokenName: 'quick-hack' }))).toEqual(unclaimed);
  });
});

describe('of several that it exceeds', () => {
  const scope = actual({ permissions: more });

  it('the one with its name is said, though another is closer', () => {
    const closer = approvedRequest(1, { tokenName: 'else', agreement: agreement({ permissions: writes }) });
    expect(match(token({ scope }), closer, approvedRequest(2))).toMatchObject({ kind: 'exceeds', number: 2 });
    expect(match(token({ scope }), approvedRequest(2), closer)).toMatchObject({ kind: 'exceeds', number: 2 });
  });

  it('then the one with the fewest excesses', () => {
    const farther = approvedRequest(1);
    const closer = approvedRequest(2, { agreement: agreement({ permissions: writes, agreedAt: noon + 5 }) });
    expect(match(token({ scope }), farther, closer)).toMatchObject({ kind: 'exceeds', number: 2 });
    expect(match(token({ scope }), closer, farther)).toMatchObject({ kind: 'exceeds', number: 2 });
  });

  it('then the one that was agreed first', () => {
    const young = approvedRequest(1, { agreement: agreement({ agreedAt: noon + 5 }) });
    expect(match(token({ scope }), young, approvedRequest(2))).toMatchObject({ kind: 'exceeds', number: 2 });
    expect(match(token({ scope }), approvedRequest(2), young)).toMatchObject({ kind: 'exceeds', number: 2 });
  });

  it('then the one that was asked for first', () => {
    expect(match(token({ scope }), approvedRequest(2), approvedRequest(1))).toMatchObject({ number: 1 });
    expect(match(token({ scope }), approvedRequest(1), approvedRequest(2))).toMatchObject({ number: 1 });
  });

  it('and none has its name, it is held against none: nobody asked for it', () => {
    const claimant = token({ tokenName: 'quick-hack', scope });
    expect(match(claimant, approvedRequest(1))).toEqual(unclaimed);
    expect(match(claimant, approvedRequest(1), approvedRequest(2, { tokenName: 'backup' }))).toEqual(unclaimed);
  });

  it('and its holder names one, it is that one', () => {
    const claimant = token({ tokenName: 'quick-hack', scope, answer: says(2) });
    const closer = approvedRequest(1, { agreement: agreement({ permissions: writes }) });
    expect(match(claimant, closer, approvedRequest(2))).toMatchObject({ kind: 'exceeds', number: 2 });
  });
});

describe('a token that has an Agreement of its own', () => {
  const own = { agreement: wide, number: number(1) };

  it('stays with it, and does not use up a second one, though that is exact and has its name', () => {
    expect(match(token({ own }), approvedRequest(2))).toEqual({ kind: 'within', number: 1 });
  });

  it('stays with it under another name', () => {
    const renamed = token({ own: { ...own, agreement: agreement() }, tokenName: 'quick-hack' });
    expect(match(renamed, approvedRequest(2))).toEqual({ kind: 'exact', number: 1 });
  });

  it('stays with it after the Agreement has lapsed', () => {
    const late = { ...own, agreement: { ...wide, lapsesAt: noon + 1 } };
    const scope = actual({ createdAt: noon + dayMs, expiresAt: noon + 2 * dayMs });
    expect(match(token({ own: late, scope }))).toEqual({ kind: 'within', number: 1 });
  });

  it('may be widened under another one of its name that covers it', () => {
    const wider = approvedRequest(2, { agreement: agreement({ permissions: writes }) });
    expect(match(token({ own, scope: tooWide }), wider)).toEqual({ kind: 'exact', number: 2 });
  });

  it('exceeds its own rather than using up one of another name', () => {
    const wider = approvedRequest(2, { tokenName: 'else', agreement: agreement({ permissions: writes }) });
    expect(match(token({ own, scope: tooWide }), wider)).toMatchObject({ kind: 'exceeds', number: 1 });
  });

  it('exceeds its own rather than a closer one, and rather than waiting', () => {
    const scope = actual({ permissions: permissions({ repository: { contents: 'admin', issues: 'write' } }) });
    const closer = approvedRequest(2, { agreement: agreement({ permissions: more }) });
    const asked = pendingRequest(3, { scope: { ...agreement(), permissions: scope.permissions } });
    expect(match(token({ own, scope }), closer, asked)).toMatchObject({ kind: 'exceeds', number: 1 });
    const answered = token({ own, scope, answer: says(2) });
    expect(match(answered, closer, asked)).toMatchObject({ kind: 'exceeds', number: 1 });
  });
});

describe('a token that was accepted as it was', () => {
  const own = { agreement: wide, number: null };

  it('is within that after an edit, like one that a request was approved for, and uses up no request', () => {
    expect(match(token({ own }), approvedRequest(2))).toEqual({ kind: 'within', number: null });
    const exact = { agreement: agreement(), number: null };
    expect(match(token({ own: exact, tokenName: 'quick-hack' }))).toEqual({ kind: 'exact', number: null });
  });

  it('exceeds that where it is wider, and nothing of another name', () => {
    const wider = approvedRequest(2, { tokenName: 'else', agreement: agreement({ permissions: writes }) });
    const agreed = agreement({ permissions: permissions({ repository: { contents: 'read', issues: 'read' } }) });
    const excess = [{ kind: 'permission', group: 'repository', name: 'contents', agreed: 'read', actual: 'write' }];
    const held = { kind: 'exceeds', number: null, excess };
    expect(match(token({ own: { ...own, agreement: agreed }, scope: tooWide }), wider)).toMatchObject(held);
    const answered = token({ own: { ...own, agreement: agreed }, scope: tooWide, answer: says(null) });
    expect(match(answered, wider)).toMatchObject(held);
  });

  it('may be widened under a request of its name, or waits for one that is not decided yet', () => {
    const wider = approvedRequest(2, { agreement: agreement({ permissions: writes }) });
    expect(match(token({ own, scope: tooWide }), wider)).toEqual({ kind: 'exact', number: 2 });
    const asked = pendingRequest(3, { scope: { ...agreement(), permissions: writes } });
    expect(match(token({ own, scope: tooWide }), asked)).toEqual({ kind: 'awaits', number: 3 });
  });

  it('is held to that though it is a machine user’s: whoever accepted it looked at the token', () => {
    const its = token({ holder: acmeCi.githubId, sponsor: mona.slackId, own });
    expect(match(its)).toEqual({ kind: 'within', number: null });
    expect(match({ ...its, sponsor: bea.slackId }, approvedRequest(1, forAcmeCi))).toEqual({
      kind: 'within',
      number: null,
    });
  });
});

describe('a pending request of its name', () => {
  it('that would cover the token is awaited', () => {
    expect(match(token(), pendingRequest(1))).toEqual({ kind: 'awaits', number: 1 });
  });

  it('is awaited rather than an approved one exceeded', () => {
    const asked = pendingRequest(2, { scope: { ...agreement(), permissions: writes } });
    expect(match(token({ scope: tooWide }), approvedRequest(1), asked)).toEqual({ kind: 'awaits', number: 2 });
  });

  it('does not stand before an approved one that covers', () => {
    expect(match(token(), pendingRequest(1), approvedRequest(2))).toEqual({ kind: 'exact', number: 2 });
  });

  it('that would not cover the token is no concern of it', () => {
    expect(match(token({ scope: tooWide }), pendingRequest(1))).toEqual(unclaimed);
  });

  it('is measured as if it were approved now', () => {
    const ends = (expiresAt: number) => token({ scope: actual({ createdAt: null, expiresAt }) });
    expect(match(ends(now + (7 + 30 + 1) * dayMs), pendingRequest(1))).toEqual({ kind: 'awaits', number: 1 });
    expect(match(ends(now + (7 + 30 + 1) * dayMs + 1), pendingRequest(1))).toEqual(unclaimed);
  });

  it('is awaited until it has really lapsed, since after an outage it waits for longer', () => {
    expect(match(token(), pendingRequest(1, { undecidedUntil: now }))).toEqual({ kind: 'awaits', number: 1 });
    expect(match(token(), pendingRequest(1, { status: 'lapsed' }))).toEqual(unclaimed);
  });

  it('is awaited before an older one of another name', () => {
    expect(match(token(), pendingRequest(1, { tokenName: 'else' }), pendingRequest(2))).toEqual({
      kind: 'awaits',
      number: 2,
    });
  });

  it('is awaited before a younger one', () => {
    expect(match(token(), pendingRequest(2), pendingRequest(1))).toEqual({ kind: 'awaits', number: 1 });
    expect(match(token(), pendingRequest(1), pendingRequest(2))).toEqual({ kind: 'awaits', number: 1 });
  });
});
