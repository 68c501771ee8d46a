import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { hearWhy, listingLagMs, missWaiting } from '../../../src/domain/tokens/miss-waiting.ts';
import type { ListedActiveToken, ListedPendingToken } from '../../../src/domain/tokens/sighting.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  byId,
  copyOf,
  dossier,
  grant,
  inList,
  listedActive,
  listedWaiting,
  now,
  patRequestId,
  sighting,
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { approvedRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const self = 'pending_token:pending-1-501';
/** Both lists were asked for this very token. */
const looked = (waits: readonly ListedPendingToken[], active: readonly ListedActiveToken[]) =>
  sighting({ waiting: byId(...waits), active: byId(...active) });
const nowhere = looked([], []);
const edited = listedWaiting({ patRequestId: patRequestId(502) });
const active = looked([], [listedActive()]);

const known = (some: Partial<PendingToken> = {}, more: Partial<Dossier> = {}): Dossier =>
  dossier({ pendingTokens: [waiting(some)], ...more });
const approving: Partial<PendingToken> = {
  ...{ status: 'approving', agreement: agreement(), changedAt: now - listingLagMs },
  sentAs: { as: 'app', insteadOf: null },
};

describe('a waiting token that the list does not show', () => {
  it('may have slipped between two pages, or be active by now: GitHub is asked for this very token', () => {
    expect(missWaiting(known(), sighting({ waiting: inList(), active: byId() }), now)).toEqual({
      ask: 'is_it_waiting',
    });
    expect(missWaiting(known(), sighting({ waiting: byId() }), now)).toEqual({ ask: 'is_it_active' });
    expect(missWaiting(known(), sighting({ waiting: byId(), active: inList() }), now)).toEqual({ ask: 'is_it_active' });
  });

  it('is no concern of a list that was not read', () => {
    expect(missWaiting(known(), sighting({ active: byId() }), now)).toBe(noChange);
  });

  it('is not missed where it is listed', () => {
    expect(missWaiting(known(), looked([listedWaiting()], []), now)).toBe(noChange);
    expect(missWaiting(known(), sighting({ waiting: inList(listedWaiting()) }), now)).toBe(noChange);
  });

  it.each(['approved', 'denied', 'cancelled', 'expired', 'closed'] as const)('is no news where it is %s', (status) => {
    expect(missWaiting(known({ status }), nowhere, now)).toBe(noChange);
  });
});

describe('a waiting token that is nowhere any more', () => {
  type Row = readonly [
    name: string,
    row: Partial<PendingToken>,
    said: Parameters<typeof told>[0] | null,
    step: string,
    by: string | null,
  ];
  it.each<Row>([
    ['was denied on GitHub, as a webhook told', { status: 'held' }, 'denied', 'observe_denied', 'otto'],
    ['was taken back, as a webhook told', { status: 'held' }, 'cancelled', 'cancel', 'otto'],
    ['was denied, as we asked', { status: 'denying' }, null, 'observe_denied', null],
    ['was denied, as we asked, whoever took it back', { status: 'denying' }, 'cancelled', 'observe_denied', 'otto'],
    ['was approved, as a webhook told, and ended since', { status: 'open' }, 'approved', 'vanish', null],
    ['is gone, and nobody says why', { status: 'open' }, null, 'vanish', null],
    ['is gone, and has no end', { scope: actual({ expiresAt: null }) }, null, 'vanish', null],
    ['has expired at its very end', { scope: actual({ expiresAt: now }) }, null, 'expire', null],
    ['was not yet to end', { scope: actual({ expiresAt: now + 1 }) }, null, 'vanish', null],
    ['was denied on the last day', { scope: actual({ expiresAt: now }) }, 'denied', 'observe_denied', 'otto'],
    ['was approved by us long ago', approving, null, 'vanish', null],
    ['was denied by an owner while we approved it', approving, 'denied', 'observe_denied', 'otto'],
  ])('%s', (_, row, said, step, by) => {
    const change = missWaiting(known(row, { told: said === null ? [] : [told(said)] }), nowhere, now);
    expect(stepsOf(change)).toEqual([`pending_token.${step} ${self}`]);
    expect(rowOf(change, 'pending_tokens').decidedElsewhereBy).toBe(by);
  });

  it('is left alone for ten minutes after we approved it: GitHub may list it late', () => {
    const justNow = { ...approving, changedAt: now - listingLagMs + 1 };
    expect(missWaiting(known(justNow), nowhere, now)).toBe(noChange);
    expect(missWaiting(known(justNow, { told: [told('denied')] }), nowhere, now)).toBe(noChange);
    expect(stepsOf(missWaiting(known({ ...justNow, status: 'denying' }), nowhere, now))).toHaveLength(1);
    expect(listingLagMs).toBe(600_000);
  });

  it('is gone at once where GitHub was not told of our approval yet', () => {
    const justNow = { ...approving, sentAs: null, changedAt: now };
    expect(stepsOf(missWaiting(known(justNow), nowhere, now))).toEqual([`pending_token.vanish ${self}`]);
  });

  it('frees the request that it had claimed, and says why', () => {
    const requests = [approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) })];
    const change = missWaiting(known(approving, { requests, told: [told('denied')] }), nowhere, now);
    expect(stepsOf(change)).toEqual([`pending_token.observe_denied ${self}`, 'request.release PAT-7']);
    expect(changeOf(change).entries[1]?.data).toEqual({ why: 'the token was not approved (observe_denied)' });
  });

  const claimed = { requests: [approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) })] };
  it.each<[string, Partial<PendingToken>, string | null, string]>([
    ['is gone without a word', {}, null, 'reopen'],
    ['was let in, as a webhook told, and ended since', {}, 'approved', 'reopen'],
    ['has expired', { scope: actual({ expiresAt: now }) }, null, 'reopen'],
    ['was denied, as a webhook told', {}, 'denied', 'release'],
    ['was taken back, as a webhook told', {}, 'cancelled', 'release'],
    ['is gone before GitHub was called', { sentAs: null }, null, 'release'],
  ])('of which GitHub was asked, and that %s: what it had claimed', (_, row, said, step) => {
    const known7 = known({ ...approving, ...row }, { ...claimed, told: said === null ? [] : [told(said)] });
    expect(stepsOf(missWaiting(known7, nowhere, now))[1]).toBe(`request.${step} PAT-7`);
  });

  it('goes back to the reviewers as what may have been used, and its requester reads that', () => {
    const change = missWaiting(known(approving, claimed), nowhere, now);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'pending', claimedByTokenId: null });
    expect(changeOf(change).effects).toContainEqual(
      expect.objectContaining({ message: { kind: 'request_news', number: 7 } }),
    );
  });

  it('keeps its messages where it ended for itself', () => {
    const copies = [copyOf({ of: 'pending_token', id: 'pending-1-501' }, 'pending_token_card')];
    const change = missWaiting(known({ status: 'held' }, { copies, told: [told('cancelled')] }), nowhere, now);
    expect(rowsOf(change, 'message_copies')).toEqual([]);
  });

  it('tells its holder, where somebody else ended it', () => {
    const denied = missWaiting(known({ status: 'held' }, { told: [told('denied')] }), nowhere, now);
    expect(messagesOf(denied)).toEqual(['pending_token_news to U0MONA']);
    expect(messagesOf(missWaiting(known(), nowhere, now))).toEqual([]);
  });
});

describe('a waiting token that waits under another id by now', () => {
  const card = copyOf({ of: 'pending_token', id: 'pending-1-501' }, 'pending_token_card');
  const next = waiting({ patRequestId: patRequestId(502) });
  const both = (some: Partial<PendingToken> = {}, more: Partial<Dossier> = {}) =>
    dossier({ pendingTokens: [waiting(some), next], copies: [card], ...more });
  const edits = { told: [told('cancelled')] };

  it('was edited: its card goes on with what took its place', () => {
    const change = missWaiting(both({ status: 'held' }, edits), looked([edited], []), now);
    expect(stepsOf(change)).toEqual([`pending_token.cancel ${self}`]);
    expect(rowsOf(change, 'message_copies')).toMatchObject([{ subject: { of: 'pending_token', id: next.id } }]);
    expect(effectsOf(change)).toContain(`redraw pending_token:${next.id}`);
  });

  it.each<[string, Partial<PendingToken>]>([
    ['waited for a person', { status: 'held' }],
    ['was being approved', { ...approving, changedAt: now }],
    ['would have expired by now', { scope: actual({ expiresAt: now }) }],
  ])('and %s was edited, or denied and asked for anew: nobody says which, and its card goes on', (_, row) => {
    const change = missWaiting(both(row), looked([edited], []), now);
    expect(stepsOf(change)).toEqual([`pending_token.vanish ${self}`]);
    expect(rowOf(change, 'pending_tokens').status).toBe('closed');
    expect(rowsOf(change, 'message_copies')).toMatchObject([{ subject: { of: 'pending_token', id: next.id } }]);
  });

  it('was approved and widened then, where a grant since it was made says so', () => {
    const change = missWaiting(both({ status: 'held' }), looked([edited], [listedActive()]), now);
    expect(stepsOf(change)).toEqual([
      `pending_token.observe_approved ${self}`,
      `active_token.find active_token:${grant().id}`,
    ]);
    // Or let in without asking, and nobody is known to have agreed to it.
    expect(rowOf(change, 'active_tokens').agreement).toBeNull();
  });

  it('goes back to the reviewers where GitHub was asked, and nobody tells of the edit', () => {
    const requests = [approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) })];
    const change = missWaiting(both({ ...approving, changedAt: now }, { requests }), looked([edited], []), now);
    expect(stepsOf(change)).toEqual([`pending_token.vanish ${self}`, 'request.reopen PAT-7']);
  });

  it('was not approved by the grant that it had before it was edited', () => {
    const before = grant({ accessGrantedAt: noon - 1 });
    const lists = looked([edited], [listedActive({ accessGrantedAt: noon - 1 })]);
    const change = missWaiting(both({ status: 'held' }, { activeTokens: [before] }), lists, now);
    expect(stepsOf(change)).toEqual([`pending_token.vanish ${self}`]);
  });

  it('goes on with the newest of several', () => {
    const third = waiting({ patRequestId: patRequestId(503) });
    const three = dossier({ pendingTokens: [waiting(), next, third], copies: [card] });
    const lists = looked([edited, listedWaiting({ patRequestId: patRequestId(503) })], []);
    expect(rowsOf(missWaiting(three, lists, now), 'message_copies')).toMatchObject([{ subject: { id: third.id } }]);
  });

  it('was edited though it is active, and though we had approved it a moment ago', () => {
    const lists = looked([edited], [listedActive()]);
    const requests = [approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) })];
    const change = missWaiting(both({ ...approving, changedAt: now }, { requests, ...edits }), lists, now);
    expect(stepsOf(change)).toEqual([`pending_token.cancel ${self}`, 'request.release PAT-7']);
    const unlisted = missWaiting(both({ ...approving, changedAt: now }, edits), looked([edited], []), now);
    expect(stepsOf(unlisted)).toEqual([`pending_token.cancel ${self}`]);
  });

  it('was taken back though an approval was told of since, and let in only where nothing took its place', () => {
    const later = told('approved', { patRequestId: patRequestId(500), at: now + 1 });
    const said = { told: [later, told('cancelled')] };
    const replaced = missWaiting(both({ status: 'held' }, said), looked([edited], [listedActive()]), now);
    expect(stepsOf(replaced)).toEqual([`pending_token.cancel ${self}`]);
    const alone = missWaiting(known({ status: 'held' }, said), active, now);
    expect(stepsOf(alone)[0]).toBe(`pending_token.observe_approved ${self}`);
  });

  it('was denied where we asked for that: what takes its place has a card of its own', () => {
    const change = missWaiting(both({ status: 'denying' }), looked([edited], []), now);
    expect(stepsOf(change)).toEqual([`pending_token.observe_denied ${self}`]);
    expect(rowsOf(change, 'message_copies')).toEqual([]);
  });

  it('keeps its card until that has a row', () => {
    const alone = known({}, { copies: [card] });
    expect(rowsOf(missWaiting(alone, looked([edited], []), now), 'message_copies')).toEqual([]);
  });
});

describe('a token that stopped waiting, and nobody had said why', () => {
  const hear = (status: PendingToken['status'], ...said: readonly string[]) =>
    hearWhy(known({ status }, { told: said.map((act) => told(act)) }), nowhere, now);

  it.each([
    ['was denied on GitHub, as a webhook tells late', 'denied', 'observe_denied'],
    ['was taken back, as a webhook tells late', 'cancelled', 'cancel'],
  ] as const)('%s', (_, act, step) => {
    const change = hear('closed', act);
    expect(stepsOf(change)).toEqual([`pending_token.${step} ${self}`]);
    expect(rowOf(change, 'pending_tokens').decidedElsewhereBy).toBe('otto');
    expect(messagesOf(change)).toEqual(act === 'denied' ? ['pending_token_news to U0MONA'] : []);
  });

  it('ended when it stopped waiting: a person has let it in since, and its holder hears nothing of it', () => {
    const pendingTokens = [waiting({ status: 'closed', changedAt: noon + 5 })];
    const later = (firstSeenAt: number) => [grant({ firstSeenAt })];
    const change = (firstSeenAt: number) =>
      hearWhy(dossier({ pendingTokens, activeTokens: later(firstSeenAt), told: [told('denied')] }), nowhere, now);
    expect(rowOf(change(noon + 6), 'pending_tokens')).toMatchObject({ status: 'denied', changedAt: noon + 5 });
    expect(messagesOf(change(noon + 6))).toEqual([]);
    expect(messagesOf(change(noon))).toEqual(['pending_token_news to U0MONA']);
  });

  it('is named by the cards of what its token asks for by now', () => {
    const next = waiting({ patRequestId: patRequestId(502), status: 'held' });
    const pendingTokens = [waiting({ status: 'closed' }), next];
    const change = hearWhy(dossier({ pendingTokens, told: [told('denied')] }), looked([edited], []), now);
    expect(effectsOf(change)).toContain(`redraw pending_token:${next.id}`);
  });

  it('is left as it is where no webhook tells, or only that it was made or let in', () => {
    expect(hear('closed')).toBe(noChange);
    expect(hear('closed', 'created')).toBe(noChange);
    expect(hear('closed', 'approved')).toBe(noChange);
  });

  it.each(['open', 'held', 'approving', 'denying', 'approved', 'denied', 'cancelled', 'expired'] as const)(
    'is another one where it is %s',
    (status) => {
      expect(hear(status, 'denied')).toBe(noChange);
    },
  );
});

describe('a waiting token that is active by now', () => {
  const approved = [`pending_token.observe_approved ${self}`, `active_token.find active_token:${grant().id}`];

  it('was let in: a grant since it was made says so', () => {
    expect(stepsOf(missWaiting(known(), active, now))).toEqual(approved);
  });

  it('was let in, and by whom a webhook told', () => {
    const change = missWaiting(known({ status: 'held' }, { told: [told('approved')] }), active, now);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'approved', decidedElsewhereBy: 'otto' });
    expect(rowOf(change, 'active_tokens').agreement?.basis).toEqual({ by: 'github', login: 'otto' });
  });

  it.each([
    ['denied', 'denying', 'observe_denied'],
    ['denied', 'held', 'observe_denied'],
    ['cancelled', 'held', 'cancel'],
  ] as const)(
    'was not let in where a webhook told that it was %s (%s): the grant is of another request, or of none',
    (act, status, step) => {
      const change = missWaiting(known({ status }, { told: [told(act)] }), active, now);
      expect(stepsOf(change)).toEqual([`pending_token.${step} ${self}`]);
    },
  );

  it('was let in where a webhook told of an approval since: of a request that was never seen waiting', () => {
    const later = told('approved', { patRequestId: patRequestId(502), by: 'carla', at: now + 1 });
    const change = missWaiting(known({ status: 'held' }, { told: [later, told('denied')] }), active, now);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'approved', decidedElsewhereBy: 'carla' });
    const earlier = told('approved', { patRequestId: patRequestId(500), at: now - 1 });
    const denied = missWaiting(known({ status: 'held' }, { told: [told('denied'), earlier] }), active, now);
    expect(stepsOf(denied)).toEqual([`pending_token.observe_denied ${self}`]);
  });

  it('was let in by nobody known where only an older approval was told', () => {
    const earlier = told('approved', { patRequestId: patRequestId(500), at: now - 1 });
    const change = missWaiting(known({ status: 'held' }, { told: [earlier] }), active, now);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'approved', decidedElsewhereBy: null });
  });

  it('was let in by its newest grant', () => {
    const old = grant({ accessGrantedAt: noon - 1, status: 'gone' });
    const lists = looked([], [listedActive({ accessGrantedAt: noon - 1 }), listedActive()]);
    expect(stepsOf(missWaiting(known({}, { activeTokens: [old] }), lists, now))).toEqual(approved);
  });

  it('was let in at the beginning of time, where nobody knows when it was made', () => {
    expect(stepsOf(missWaiting(known({ scope: actual({ createdAt: null }) }), active, now))).toEqual(approved);
  });

  describe('and was so before it was edited', () => {
    const before = grant({ accessGrantedAt: noon - 1 });
    const lists = looked([], [listedActive({ accessGrantedAt: noon - 1 })]);
    const edit = (some: Partial<PendingToken>, more: Partial<Dossier> = {}) =>
      missWaiting(known(some, { activeTokens: [before], ...more }), lists, now);
    const approvedOnly = [`pending_token.observe_approved ${self}`];

    it('was let in as it was asked: an approval keeps the grant, and we had approved it', () => {
      expect(stepsOf(edit(approving))).toContain(approvedOnly[0]);
    });

    it('was let in as it was asked, as a webhook told', () => {
      expect(stepsOf(edit({ status: 'held' }, { told: [told('approved')] }))).toContain(approvedOnly[0]);
    });

    it.each<[string, Partial<PendingToken>, string | null, string]>([
      ['is gone without a word, and nobody approved it', { status: 'held' }, null, 'vanish'],
      ['was denied here', { status: 'denying' }, null, 'observe_denied'],
      ['was denied here, whoever approved it', { status: 'denying' }, 'approved', 'observe_denied'],
      ['was denied there', { status: 'held' }, 'denied', 'observe_denied'],
      ['was denied there while we approved it', approving, 'denied', 'observe_denied'],
      ['was taken back', { status: 'held' }, 'cancelled', 'cancel'],
      ['was taken back while we approved it', approving, 'cancelled', 'cancel'],
      ['is not what we approved', { ...approving, scope: actual({ access: { selection: 'all' } }) }, null, 'vanish'],
      ['does not end as it asked', { ...approving, scope: actual({ expiresAt: now + 1 }) }, null, 'vanish'],
    ])('%s: the old grant is no approval', (_, row, said, step) => {
      const change = edit(row, { told: said === null ? [] : [told(said)] });
      expect(stepsOf(change)).toEqual([`pending_token.${step} ${self}`]);
    });

    it('is compared by its repositories as they are', () => {
      const unread = { ...lists, facts: {} };
      const dossierOf = known(approving, { activeTokens: [before] });
      expect(missWaiting(dossierOf, unread, now)).toEqual({ ask: 'repositories_of_active', id: 701 });
    });
  });

  it('by a grant from before it was made, that we never saw, was not let in', () => {
    const old = looked([], [listedActive({ accessGrantedAt: noon - 1 })]);
    expect(stepsOf(missWaiting(known({ status: 'held' }), old, now))).toEqual([`pending_token.vanish ${self}`]);
  });

  describe('and was let in within the very second in which it was made', () => {
    const lists = looked([], [listedActive({ accessGrantedAt: noon })]);

    it('was let in where it was never active before', () => {
      expect(stepsOf(missWaiting(known(), lists, now))[0]).toBe(`pending_token.observe_approved ${self}`);
    });

    it('was not let in where a webhook told that it was denied', () => {
      const change = missWaiting(known({ status: 'held' }, { told: [told('denied')] }), lists, now);
      expect(stepsOf(change)).toEqual([`pending_token.observe_denied ${self}`]);
    });

    it('tells nothing where it was', () => {
      const before = { activeTokens: [grant({ accessGrantedAt: noon })] };
      expect(stepsOf(missWaiting(known({ status: 'held' }, before), lists, now))).toEqual([
        `pending_token.vanish ${self}`,
      ]);
    });
  });

  it('is left alone for ten minutes only where it is not active', () => {
    const justNow = known({ ...approving, changedAt: now });
    expect(stepsOf(missWaiting(justNow, active, now))).toEqual(approved);
  });
});

it('of two waiting tokens each is concluded, on what the one before left', () => {
  const two = dossier({
    pendingTokens: [waiting(), waiting({ patRequestId: patRequestId(502), status: 'held' })],
  });
  expect(stepsOf(missWaiting(two, nowhere, now))).toEqual([
    `pending_token.vanish ${self}`,
    'pending_token.vanish pending_token:pending-1-502',
  ]);
});
