import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { LinkedPerson, Review } from '../../../src/domain/person.ts';
import type { Agreement, Basis } from '../../../src/domain/scope/agreement.ts';
import { beforeReview, seeGivenBack } from '../../../src/domain/tokens/before-review.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import type { Call, Facts, GithubAnswer, ListedPendingToken, Sighting } from '../../../src/domain/tokens/sighting.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  byId,
  dossier,
  facts,
  grant,
  inList,
  listedWaiting,
  now,
  patRequestId,
  read,
  requestNumber,
  sighting,
  stillOwners,
  waiting,
} from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest, forAcmeCi, organizationPolicy, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon, repository, subset } from '../../support/sample-scopes.ts';

const self = 'pending_token:pending-1-501';
const number = requestNumber(7);
const claimed = approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) });
const review = (act: Review['act']): Review => ({ act, by: bea, revision: 2, at: noon, reason: null });
const basedOn = (basis: Basis): Agreement => agreement({ basis });
const people = (...all: readonly LinkedPerson[]): Basis => ({ by: 'people', people: all });

/** By a Match with PAT-7, which it has claimed. */
const byMatch: Partial<PendingToken> = {
  status: 'approving',
  match: { kind: 'exact', number },
  agreement: agreement(),
};
/** As a reviewer accepted it. */
const byReview: Partial<PendingToken> = {
  status: 'approving',
  agreement: agreement(),
  reviews: [review('approve')],
};
const byDenial: Partial<PendingToken> = { status: 'denying', reviews: [review('deny')] };

const beaIsOwner: Facts = { ...facts, stillOwners: stillOwners([bea, true]) };
const beaIsNone: Facts = { ...facts, stillOwners: stillOwners([bea, false]) };

function call(of: Call['of'], answer: GithubAnswer | null = null, id = 'pending-1-501'): Call {
  return { of, id, answer };
}

function lookBefore(
  row: Partial<PendingToken>,
  some: {
    readonly known?: Partial<Dossier>;
    readonly listed?: Partial<ListedPendingToken>;
    readonly seen?: Partial<Sighting>;
    readonly answer?: GithubAnswer;
  } = {},
) {
  const known = dossier({ pendingTokens: [waiting(row)], requests: [claimed], ...some.known });
  const seen = sighting({
    waiting: byId(listedWaiting(some.listed)),
    active: byId(),
    areRepositoriesDue: true,
    call: call(row.status === 'denying' ? 'deny' : 'approve', some.answer),
    facts: beaIsOwner,
    ...some.seen,
  });
  return beforeReview(known, seen, now);
}

const reopened = `pending_token.reopen ${self}`;
const held = `pending_token.hold ${self}`;
const released = 'request.release PAT-7';
const whyOf = (result: ReturnType<typeof lookBefore>) => changeOf(result).entries[0]?.data.why;

describe('a review that was decided before the policy only observed', () => {
  const policy: Dossier['policy'] = { ...organizationPolicy(), mode: 'observe' };

  it.each([
    ['an approval by a match', byMatch, ['request.release PAT-7']],
    ['a reviewer’s approval', byReview, ['request.release PAT-7']],
    ['a denial', byDenial, ['request.release PAT-7']],
  ])('is not sent: %s is taken back before anything else is asked', (_, row, freed) => {
    const of = row.status === 'denying' ? 'deny' : 'approve';
    const change = lookBefore(row, { known: { policy }, seen: { call: call(of), facts } });
    expect(stepsOf(change)).toEqual(['pending_token.reopen pending_token:pending-1-501', ...freed]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'open', agreement: null });
    expect(whyOf(change)).toBe('the policy only observes by now');
  });
});

describe('right before an approval is sent', () => {
  it('nothing speaks against it where all that it rests on stands', () => {
    expect(lookBefore(byMatch)).toBe(noChange);
    expect(lookBefore(byReview, { known: { requests: [] } })).toBe(noChange);
  });

  it.each<[string, Parameters<typeof lookBefore>[1]]>([
    ['no call is meant', { seen: { call: null } }],
    ['another call is meant', { seen: { call: call('revoke') } }],
    ['the call is about another row', { seen: { call: call('approve', null, 'pending-1-9') } }],
    ['what waits was not read', { seen: { waiting: null } }],
    ['it no longer waits', { seen: { waiting: byId() } }],
    ['only another one waits', { listed: { patRequestId: patRequestId(502) } }],
    ['it is to be denied', { seen: { call: call('deny') } }],
  ])('nothing is concluded where %s', (_, some) => {
    expect(lookBefore(byMatch, { ...some, seen: { facts: {}, ...some?.seen } })).toBe(noChange);
  });

  it('nothing is concluded of one that is not to be decided any more', () => {
    expect(lookBefore({ ...byMatch, status: 'open' }, { seen: { facts: {} } })).toBe(noChange);
    expect(lookBefore({ ...byDenial }, { seen: { facts: {}, call: call('approve') } })).toBe(noChange);
    expect(lookBefore({ ...byDenial }, { seen: { facts: {}, call: call('revoke') } })).toBe(noChange);
  });
});

describe('whoever approved it', () => {
  it('is asked about, one after the other', () => {
    const two = { ...byMatch, agreement: basedOn(people(bea, otto)) };
    expect(lookBefore(two, { seen: { facts } })).toEqual({ ask: 'is_still_owner', person: bea });
    expect(lookBefore(two)).toEqual({ ask: 'is_still_owner', person: otto });
    const both = { ...facts, stillOwners: stillOwners([bea, true], [otto, true]) };
    expect(lookBefore(two, { seen: { facts: both } })).toBe(noChange);
  });

  it('is asked about by whoever may decide on the request, whatever the token asks for by now', () => {
    const reviewers = ['team:docs', 'owners'] as const;
    const verdict = { ...claimed.verdict, reviewers };
    const known = { requests: [{ ...claimed, verdict, scope: { ...claimed.scope, access: subset(1) } }] };
    expect(lookBefore(byMatch, { known, seen: { facts } })).toEqual({
      ...{ ask: 'is_still_reviewer', person: bea },
      reviewers: { rules: reviewers, repositories: [repository(1)] },
    });
  });

  const ofTeam = { ...bea, as: 'team:docs' } as const;
  const byTeam = { ...byReview, scope: actual({ access: subset(2) }), agreement: basedOn(people(ofTeam)) };

  it('is asked about by what let them decide, where no request stands behind it', () => {
    expect(lookBefore(byTeam, { known: { requests: [] }, seen: { facts } })).toEqual({
      ...{ ask: 'is_still_reviewer', person: ofTeam },
      reviewers: { rules: ['team:docs'], repositories: [repository(2)] },
    });
    expect(lookBefore(byReview, { known: { requests: [] }, seen: { facts } })).toEqual({
      ask: 'is_still_owner',
      person: bea,
    });
  });

  it('is called what they were: a reviewer, where they never were an owner', () => {
    const change = lookBefore(byTeam, { known: { requests: [] }, seen: { facts: beaIsNone } });
    expect(whyOf(change)).toBe('bea is no longer a reviewer');
  });

  it('is no owner any more: the request goes back to the reviewers, and the token is open', () => {
    const change = lookBefore(byMatch, { seen: { facts: beaIsNone } });
    expect(stepsOf(change)).toEqual([reopened, 'request.reopen PAT-7']);
    expect(whyOf(change)).toBe('bea is no longer an owner');
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'open', agreement: null, heldWhy: null });
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'pending', agreement: null });
    expect(messagesOf(change)).toEqual(['request_news to U0MONA']);
  });

  it('is one of two, and no owner any more', () => {
    const two = { ...byMatch, agreement: basedOn(people(bea, otto)) };
    const ottoIsNone = { ...facts, stillOwners: stillOwners([bea, true], [otto, false]) };
    expect(whyOf(lookBefore(two, { seen: { facts: ottoIsNone } }))).toBe('otto is no longer an owner');
  });

  it('accepted it as it was and is no owner any more: it is open, and no request is touched', () => {
    const change = lookBefore(byReview, { known: { requests: [] }, seen: { facts: beaIsNone } });
    expect(stepsOf(change)).toEqual([reopened]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'open', agreement: null, revision: 3 });
  });

  it('accepted it as it was and is no owner any more: the request that it claimed is free, and no reviewer decides it anew', () => {
    const change = lookBefore(byReview, { seen: { facts: beaIsNone } });
    expect(stepsOf(change)).toEqual([reopened, 'request.release PAT-7']);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'open', agreement: null, heldWhy: null });
  });

  it('accepted it as it was is asked about as an owner, whoever may decide on the request that it claimed', () => {
    const verdict = { ...claimed.verdict, reviewers: ['team:docs'] as const };
    const known = { requests: [{ ...claimed, verdict }] };
    expect(lookBefore(byReview, { known, seen: { facts } })).toEqual({ ask: 'is_still_owner', person: bea });
  });

  it('is its very holder by now: that decides nothing', () => {
    const byMona = { ...byMatch, agreement: basedOn(people(mona)) };
    const change = lookBefore(byMona, { seen: { facts: { ...facts, stillOwners: stillOwners([mona, true]) } } });
    expect(stepsOf(change)).toEqual([reopened, 'request.reopen PAT-7']);
    expect(whyOf(change)).toBe('its holder approved it');
  });

  it('is unknown: nothing is approved', () => {
    const change = lookBefore({ ...byMatch, agreement: null });
    expect(stepsOf(change)).toEqual([reopened, 'request.reopen PAT-7']);
    expect(whyOf(change)).toBe('no reviewer stands for it');
    expect(changeOf(change).entries[1]?.data).toMatchObject({ because: 'unknown' });
  });

  it.each<[string, Basis]>([
    ['an owner on github.com', { by: 'github', login: 'otto' }],
    ['a written rule', { by: 'rule', rule: 'small', policyHash: 'hash' }],
  ])('was %s: nobody has to be asked', (_, basis) => {
    expect(lookBefore({ ...byMatch, agreement: basedOn(basis) }, { seen: { facts } })).toBe(noChange);
  });

  it('stands behind the token’s own Agreement and is no owner any more: it is held for a person', () => {
    const known = { requests: [], activeTokens: [grant()] };
    const change = lookBefore(byMatch, { known, seen: { facts: beaIsNone } });
    expect(stepsOf(change)).toEqual([reopened, held]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      status: 'held',
      heldWhy: 'reviewer_gone',
      match: { kind: 'exact', number: 7 },
    });
    expect(messagesOf(change)).toEqual(['pending_token_card to reviewers', 'pending_token_held to U0MONA']);
    const unknown = lookBefore({ ...byMatch, agreement: null }, { known });
    expect(rowOf(unknown, 'pending_tokens').heldWhy).toBe('reviewer_gone');
    const byMona = lookBefore({ ...byMatch, agreement: basedOn(people(mona)) }, { known });
    expect(rowOf(byMona, 'pending_tokens').heldWhy).toBe('reviewer_gone');
  });
});

describe('its holder', () => {
  it('is asked about after those who approved it', () => {
    const { isHolderMember: _, ...unasked } = beaIsOwner;
    expect(lookBefore(byMatch, { seen: { facts: unasked } })).toEqual({ ask: 'is_holder_member' });
  });

  it('is no member any more: it is held, and its request is free again', () => {
    const change = lookBefore(byMatch, { seen: { facts: { ...beaIsOwner, isHolderMember: false } } });
    expect(stepsOf(change)).toEqual([reopened, held, released]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'held', heldWhy: 'not_a_member' });
    expect(changeOf(change).entries[2]?.data).toEqual({ why: 'its holder is no longer a member' });
  });

  it('is no member any more: what waited before stays as it is', () => {
    const before = waiting({ patRequestId: patRequestId(499), status: 'cancelled' });
    const known = { pendingTokens: [before, waiting(byMatch)] };
    const change = lookBefore(byMatch, { known, seen: { facts: { ...beaIsOwner, isHolderMember: false } } });
    expect(stepsOf(change)).toEqual([reopened, held, released]);
  });
});

describe('the sponsor of the machine user that holds it', () => {
  const its = { ...forAcmeCi, status: 'claimed', claimedByTokenId: tokenId(70) } as const;
  const holder = { githubId: acmeCi.githubId, slackId: mona.slackId, isMachineUser: true, ownAccounts: null };
  const known = { requests: [approvedRequest(7, its)], holder };

  it('is asked about after the machine user', () => {
    expect(lookBefore(byMatch, { known })).toEqual({ ask: 'is_sponsor_member', sponsor: mona });
    expect(lookBefore(byMatch, { known, seen: { facts: { ...beaIsOwner, isSponsorMember: true } } })).toBe(noChange);
  });

  it('is no member any more: it is held, and its request is free again', () => {
    const change = lookBefore(byMatch, { known, seen: { facts: { ...beaIsOwner, isSponsorMember: false } } });
    expect(stepsOf(change)).toEqual([reopened, held, released]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'held', heldWhy: 'sponsor_left' });
    expect(changeOf(change).entries[2]?.data).toEqual({ why: 'its sponsor is no longer a member' });
  });

  it('is another one by now: it is open again, and its request is free until it ends', () => {
    const replaced = { ...known, holder: { ...holder, slackId: otto.slackId } };
    const change = lookBefore(byMatch, { known: replaced });
    expect(stepsOf(change)).toEqual([reopened, released]);
    expect(whyOf(change)).toBe('the policy names another sponsor by now');
  });
});

describe('the token’s story', () => {
  const own = { requests: [], activeTokens: [grant()] };
  const ended = waiting({ id: 'earlier', patRequestId: patRequestId(499), status: 'denied', changedAt: noon + 5 });

  it('is asked about where it rests on the token’s own Agreement: the grant may have ended a moment ago', () => {
    expect(lookBefore(byMatch, { known: own, seen: { active: inList() } })).toEqual({ ask: 'is_it_active' });
    expect(lookBefore(byMatch, { known: own, seen: { active: null } })).toEqual({ ask: 'is_it_active' });
    expect(lookBefore(byMatch, { known: own })).toBe(noChange);
  });

  it('is that the grant has ended: nothing is approved', () => {
    const change = lookBefore(byMatch, { known: { requests: [], activeTokens: [grant({ status: 'expired' })] } });
    expect(stepsOf(change)).toEqual([reopened]);
    expect(whyOf(change)).toBe('the grant that it rests on has ended');
  });

  it('is asked about wherever we know of a grant that lives, whatever it rests on', () => {
    const known = { activeTokens: [grant()] };
    expect(lookBefore(byMatch, { known, seen: { active: inList() } })).toEqual({ ask: 'is_it_active' });
    expect(lookBefore(byMatch, { known })).toBe(noChange);
  });

  it('need not be asked about where it rests on a request that it has claimed, and never was active', () => {
    expect(lookBefore(byMatch, { seen: { active: null } })).toBe(noChange);
    expect(
      lookBefore(byMatch, { known: { activeTokens: [grant({ status: 'expired' })] }, seen: { active: null } }),
    ).toBe(noChange);
  });

  it('is that it was ended meanwhile: no Agreement lets it in by itself', () => {
    const change = lookBefore(byMatch, { known: { pendingTokens: [ended, waiting(byMatch)] } });
    expect(stepsOf(change)).toEqual([reopened, released]);
    expect(whyOf(change)).toBe('nightly was ended meanwhile');
  });

  it.each([noon - 1, noon])('is known to the reviewer who accepted it all the same', (changedAt) => {
    const known = { requests: [], pendingTokens: [{ ...ended, changedAt }, waiting(byReview)] };
    expect(lookBefore(byReview, { known, seen: { active: null } })).toBe(noChange);
  });

  it('is that it was ended after a reviewer had accepted it: of that they knew nothing', () => {
    const known = { requests: [], pendingTokens: [{ ...ended, changedAt: noon + 1 }, waiting(byReview)] };
    const change = lookBefore(byReview, { known, seen: { active: null } });
    expect(stepsOf(change)).toEqual([reopened]);
    expect(whyOf(change)).toBe('nightly was ended meanwhile');
  });

  it('is asked about where a reviewer accepted a change of it: its grant may have ended since', () => {
    const known = { requests: [], activeTokens: [grant()] };
    expect(lookBefore(byReview, { known, seen: { active: inList() } })).toEqual({ ask: 'is_it_active' });
    expect(lookBefore(byReview, { known })).toBe(noChange);
  });
});

describe('its scope', () => {
  it('is read last and always, since a review names no version', () => {
    const { ofPending: _, ...unread } = beaIsOwner;
    expect(lookBefore(byMatch, { seen: { facts: unread } })).toEqual({ ask: 'repositories_of_pending', id: 501 });
    expect(lookBefore(byMatch, { seen: { facts: unread, areRepositoriesDue: false } })).toEqual({
      ask: 'repositories_of_pending',
      id: 501,
    });
  });

  it('is wider than what was agreed: what would become active is not what somebody saw', () => {
    const change = lookBefore(byMatch, { listed: { selection: 'all' } });
    expect(stepsOf(change)).toEqual([reopened, released]);
    expect(whyOf(change)).toBe('its scope changed');
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'approved', claimedByTokenId: null });
  });

  it('was edited after a reviewer had accepted it: they hear that nothing was approved, and of nothing else that stops it', () => {
    const known = { requests: [] };
    const change = lookBefore(byReview, { known, listed: { selection: 'all' } });
    expect(effectsOf(change)).toEqual([`redraw ${self}`, 'approval_outdated to U0BEA']);
    expect(messagesOf(lookBefore(byReview, { known, seen: { facts: beaIsNone } }))).toEqual([]);
  });

  it('is narrower than what was agreed: that was agreed too', () => {
    expect(lookBefore(byMatch, { listed: { selection: 'none' } })).toBe(noChange);
  });

  it('lasts from when the token was first seen', () => {
    const long = { expiresAt: noon + 31 * 86_400_000 };
    expect(lookBefore({ ...byMatch, scope: actual(long) }, { listed: long })).toBe(noChange);
    const earlier = waiting({
      ...long,
      id: 'earlier',
      status: 'cancelled',
      scope: actual({ createdAt: noon - 1 }),
    } as never);
    const known = { pendingTokens: [earlier, waiting({ ...byMatch, scope: actual(long) })] };
    expect(whyOf(lookBefore(byMatch, { known, listed: long }))).toBe('its scope changed');
  });
});

describe('right before a denial is sent', () => {
  it('whoever denied it must still be an owner', () => {
    expect(lookBefore(byDenial, { seen: { facts } })).toEqual({ ask: 'is_still_owner', person: bea });
    expect(lookBefore(byDenial)).toBe(noChange);
    const change = lookBefore(byDenial, { known: { requests: [] }, seen: { facts: beaIsNone } });
    expect(stepsOf(change)).toEqual([reopened]);
    expect(whyOf(change)).toBe('the reviewer is no longer an owner');
    expect(rowOf(change, 'pending_tokens').reviews).toEqual([]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'open', heldWhy: null });
  });

  it('somebody must stand for it', () => {
    expect(whyOf(lookBefore({ ...byDenial, reviews: [] }))).toBe('no reviewer stands for it');
    expect(whyOf(lookBefore({ ...byDenial, revision: 3 }))).toBe('no reviewer stands for it');
  });

  it('it is not asked what the token is by now', () => {
    expect(lookBefore(byDenial, { listed: { selection: 'all' }, seen: { active: null } })).toBe(noChange);
  });
});

describe('GitHub’s answer to a review', () => {
  const answered = (status: number, retryAfterSeconds: number | null = null): GithubAnswer => ({
    outcome: 'unknown',
    status,
    retryAfterSeconds,
  });

  it.each([400, 403, 404, 422, 499])('%i is a no: it is held for a person, and its request is free again', (status) => {
    const change = lookBefore(byMatch, { answer: answered(status), seen: { facts: {} } });
    expect(stepsOf(change)).toEqual([reopened, held, released]);
    expect(whyOf(change)).toBe(`GitHub refused it (${status})`);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'held', heldWhy: 'github_refused' });
    expect(stepsOf(lookBefore(byDenial, { known: { requests: [] }, answer: answered(status) }))).toEqual([
      reopened,
      held,
    ]);
  });

  it.each<[string, GithubAnswer]>([
    ['done', { outcome: 'done' }],
    ['an outage', answered(500)],
    ['a success that we do not know', answered(202)],
    ['a redirect', answered(399)],
    ['a limit', answered(429)],
    ['a limit that names a time', answered(403, 60)],
    ['a limit that ends at once', answered(403, 0)],
  ])('%s says nothing certain of a token that still waits', (_, answer) => {
    expect(lookBefore(byMatch, { answer, seen: { facts: {} } })).toBe(noChange);
  });
});

describe('a token that was given back', () => {
  const give = (
    row: Partial<PendingToken>,
    listed: Partial<ListedPendingToken>,
    seen: Partial<Sighting> = {},
    known: Partial<Dossier> = {},
  ) =>
    seeGivenBack(
      dossier({ pendingTokens: [waiting(row)], ...known }),
      sighting({ waiting: byId(listedWaiting(listed)), call: call('approve'), ...seen }),
      now,
    );

  it('is seen as it is now, in the same Change: its card must not wait for a pass', () => {
    const change = give({}, { selection: 'all', tokenName: 'renamed' });
    expect(stepsOf(change)).toEqual([`pending_token.rescope ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      scope: { access: { selection: 'all' } },
      revision: 3,
      tokenName: 'nightly',
    });
    expect(effectsOf(change)).toEqual([`redraw ${self}`]);
  });

  it('is left alone where it is as we know it', () => {
    expect(give({}, {})).toBe(noChange);
  });

  it('has its repositories read where that is due', () => {
    expect(give({}, {}, { facts: {}, areRepositoriesDue: true })).toEqual({ ask: 'repositories_of_pending', id: 501 });
    const ofPending = new Map([[patRequestId(501), read(1)]]);
    const change = give({}, {}, { facts: { ofPending }, areRepositoriesDue: true });
    expect(rowOf(change, 'pending_tokens').scope.access).toEqual(subset(1));
    expect(give({}, {}, { facts: {} })).toBe(noChange);
  });

  it.each<[string, Partial<PendingToken>, Partial<Sighting>]>([
    ['is held for a person', { status: 'held' }, {}],
    ['is on its way', { status: 'approving' }, {}],
    ['is not the one that the call was about', {}, { call: call('approve', null, 'pending-1-9') }],
    ['was not given back', {}, { call: null }],
    ['does not wait any more', {}, { waiting: byId() }],
    ['was not looked at', {}, { waiting: null }],
    [
      'is not the one that waits',
      {},
      { waiting: byId(listedWaiting({ patRequestId: patRequestId(502), selection: 'all' })) },
    ],
  ])('is left alone where it %s', (_, row, seen) => {
    expect(give(row, { selection: 'all' }, seen)).toBe(noChange);
  });

  it('is told from another one that waits beside it', () => {
    const second = waiting({ patRequestId: patRequestId(502) });
    const change = give(
      {},
      {},
      { waiting: byId(listedWaiting({ patRequestId: patRequestId(502) }), listedWaiting({ selection: 'all' })) },
      { pendingTokens: [second, waiting()] },
    );
    expect(rowsOf(change, 'pending_tokens').map(({ id }) => id)).toEqual(['pending-1-501']);
  });
});
