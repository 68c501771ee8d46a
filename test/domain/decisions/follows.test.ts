import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { acts, type PersonActName } from '../../../src/domain/decisions/acts.ts';
import { asUnknown, asUnseen } from '../../../src/domain/decisions/as-unknown.ts';
import {
  actedOn,
  demandOf,
  demandOfSeveral,
  demandToSee,
  drawnWith,
  holderOf,
  organizationIdOf,
  refusedTo,
  voidedOffer,
} from '../../../src/domain/decisions/follows.ts';
import type { Subject } from '../../../src/domain/message.ts';
import { type Refusal, refuse } from '../../../src/domain/refusal.ts';
import { reviewersOfRequest } from '../../../src/domain/requests/token-request.ts';
import { redraw } from '../../../src/domain/step.ts';
import { onActiveToken, onClassicToken, onPendingToken, onRequest } from '../../support/sample-cases.ts';
import { acme, grant, now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona, otto } from '../../support/sample-people.ts';
import { forAcmeCi, pendingRequest } from '../../support/sample-requests.ts';

const asked = onRequest(pendingRequest(7, forAcmeCi));
const held = onPendingToken();
const active = onActiveToken();
const classic = onClassicToken();
const holder = { githubId: mona.githubId, login: mona.login };

it('what is decided on is of an organization, and has a holder', () => {
  expect([asked, held, active, classic].map(organizationIdOf)).toEqual([acme, acme, acme, acme]);
  expect(holderOf(asked)).toEqual({ githubId: acmeCi.githubId, login: acmeCi.login });
  expect(holderOf(active)).toEqual(holder);
});

describe('who may do it', () => {
  it('is, to see all about it, also whose it is', () => {
    expect(demandToSee(asked)).toEqual({
      ...{ who: 'self_or_reviewer', self: mona.githubId, of: 'request' },
      reviewers: reviewersOfRequest(asked.request),
    });
    const theirs = { who: 'self_or_reviewer', self: mona.githubId, of: 'token' };
    expect([held, active].map(demandToSee)).toEqual([theirs, theirs]);
  });

  it('is of several tokens at once a reviewer, whoever holds them', () => {
    expect(demandOfSeveral).toEqual({ who: 'reviewer', self: null, of: 'token' });
  });

  it('is of a request its requester, or whom it names as its reviewers', () => {
    expect(demandOf('withdraw_request', asked, otto.slackId)).toEqual({
      ...{ who: 'self', self: mona.githubId, of: 'request' },
      reviewers: reviewersOfRequest(asked.request),
    });
  });

  it('is of a token its holder, or who stands for them, but as a reviewer nobody who does', () => {
    const own = { self: mona.githubId, of: 'token' };
    expect(demandOf('revoke_token', active, otto.slackId)).toEqual({
      ...{ ...own, who: 'self_or_reviewer', sponsor: otto.slackId },
    });
    expect(demandOf('accept_token', active, otto.slackId)).toEqual({ ...own, who: 'reviewer', sponsor: null });
  });
});

describe('somebody else’s request', () => {
  const unknown = refuse({ why: 'not_your_request', number: requestNumber(7) });

  it.each<[Refusal]>([
    [refuse({ why: 'unknown_message' })],
    [refuse({ why: 'not_an_owner', login: 'otto', organization: 'acme' })],
    [refuse({ why: 'not_a_reviewer', login: 'otto', organization: 'acme', reviewers: [] })],
    [refuse({ why: 'details_not_theirs', login: 'otto', organization: 'acme', reviewers: [] })],
  ])('is answered like one that does not exist: %o', (refusal) => {
    expect(asUnknown(refusal, requestNumber(7))).toEqual(unknown);
  });

  it('is told of as it is where the person has to do something first', () => {
    const guest = refuse({ why: 'guest' });
    expect(asUnknown(guest, requestNumber(7))).toBe(guest);
  });

  it('is so where whoever acts may have typed its number', () => {
    const refusal = refuse({ why: 'unknown_message' });
    expect(refusedTo(refusal, 'withdraw_request', asked)).toEqual(unknown);
    expect(refusedTo(refusal, 'deny_request', asked)).toBe(refusal);
    expect(refusedTo(refusal, 'withdraw_request', active)).toBe(refusal);
  });
});

describe('with a Decision', () => {
  const request: Subject = { of: 'request', number: requestNumber(7) };
  const token: Subject = { of: 'active_token', id: grant().id };

  it('the message that it was decided by is drawn anew, once', () => {
    expect(drawnWith('deny_request', asked, noChange).effects).toEqual([redraw(request)]);
    expect(drawnWith('deny_request', asked, { ...noChange, effects: [redraw(request)] })).toEqual(noChange);
    expect(drawnWith('deny_request', asked, { ...noChange, effects: [redraw(token)] }).effects).toHaveLength(1);
    expect(drawnWith('revoke_token', active, noChange).effects).toEqual([redraw(token)]);
    expect(drawnWith('deny_pending_token', held, noChange).effects).toEqual([
      redraw({ of: 'pending_token', id: waiting().id }),
    ]);
    const publish = { kind: 'publish_home', slackId: mona.slackId } as const;
    expect(drawnWith('deny_request', asked, { ...noChange, effects: [publish] }).effects).toEqual([redraw(request)]);
  });

  it.each(Object.keys(acts) as PersonActName[])('but of what shows nothing of it: %s', (name) => {
    const isUnshown = name === 'let_token_end' || name === 'remind_holder';
    expect(drawnWith(name, active, noChange)).toEqual(isUnshown ? noChange : { ...noChange, effects: [redraw(token)] });
  });
});

describe('that an offer is void', () => {
  const entry = { at: now, actor: 'countersign', subject: 'PAT-7', data: {} };
  const voided = { ...noChange, entries: [{ ...entry, act: 'request.void_offer' }] };
  const offer = { by: bea } as NonNullable<typeof asked.request.offer>;

  it('is told to whoever took it', () => {
    const refusal = refuse({ why: 'offer_void', number: requestNumber(7), slackId: bea.slackId });
    const given = onRequest(pendingRequest(7, { offer }));
    expect(voidedOffer(given, voided)).toEqual(refusal);
    expect(voidedOffer(given, { ...voided, entries: [...voided.entries, { ...entry, act: 'request.ask' }] })).toEqual(
      refusal,
    );
  });

  it('is nothing to be told where something else was committed', () => {
    const given = onRequest(pendingRequest(7, { offer }));
    expect(voidedOffer(given, { ...noChange, entries: [{ ...entry, act: 'request.accept_offer' }] })).toBe(null);
    expect(voidedOffer(given, noChange)).toBe(null);
    expect(voidedOffer(asked, voided)).toBe(null);
    expect(voidedOffer(active, voided)).toBe(null);
  });
});

it('the answer names what was decided on', () => {
  expect(actedOn(asked)).toEqual({ tokenName: asked.request.tokenName, request: asked.request, activeToken: null });
  expect(actedOn(held)).toEqual({ tokenName: held.token.tokenName, request: null, activeToken: null });
  expect(actedOn(active)).toEqual({ tokenName: active.token.tokenName, request: null, activeToken: active.token });
  expect(actedOn(onClassicToken({ note: 'publish' }))).toEqual({
    ...{ tokenName: 'publish', request: null, activeToken: null },
  });
});

describe('whoever may not see something', () => {
  const of = { login: 'mona', organization: 'acme' };
  it.each<[Refusal, Refusal]>([
    [refuse({ why: 'not_an_owner', ...of }), refuse({ why: 'details_not_theirs', ...of, reviewers: ['owners'] })],
    [refuse({ why: 'not_a_member', ...of }), refuse({ why: 'details_not_theirs', ...of, reviewers: ['owners'] })],
    [
      refuse({ why: 'not_a_reviewer', ...of, reviewers: ['team:docs'] }),
      refuse({ why: 'details_not_theirs', ...of, reviewers: ['team:docs'] }),
    ],
    [
      refuse({ why: 'owner_not_checked', organization: 'acme' }),
      refuse({ why: 'view_not_checked', organization: 'acme' }),
    ],
  ])('for %j is told %j', (refusal, told) => {
    expect(asUnseen(refusal)).toEqual(told);
  });
});
