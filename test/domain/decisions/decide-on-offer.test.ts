import { describe, expect, it } from 'vitest';
import type { PersonAct } from '../../../src/domain/decisions/acts.ts';
import { decide } from '../../../src/domain/decisions/decide.ts';
import { dayMs, type SlackUserId } from '../../../src/domain/ids.ts';
import type { Reviewer } from '../../../src/domain/person.ts';
import type { Rule, Then, When } from '../../../src/domain/policy/rules/rule.ts';
import type { Offer } from '../../../src/domain/requests/offer.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { effectsOf, keysOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { onRequest } from '../../support/sample-cases.ts';
import { now } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon, subset } from '../../support/sample-scopes.ts';

const asked = pendingRequest(7).scope;
const lesser = { ...asked, access: subset(1), lifetime: { kind: 'days', days: 7 } } as const;
const offer: Offer = {
  ...{ place: 1, revision: 1, by: bea, at: noon, reason: 'One is enough.', end: null },
  ...{ asked, scope: lesser },
};
const approval = (by = otto) => ({ act: 'approve', by, revision: 1, at: noon, reason: null }) as const;
const two = { outcome: 'ask', reviewers: ['owners'], approvals: 2 } as const;

function adjust(request: TokenRequest, scope = lesser as typeof asked, by: Reviewer = bea) {
  const deed: PersonAct = { act: 'adjust_request', scope, reason: 'One is enough.' };
  return decide(onRequest(request), { deed, by, revision: request.revision, place: 'details' }, now);
}

function accept(some: Partial<TokenRequest> = {}, more: Parameters<typeof onRequest>[1] = {}, place = 1) {
  const given = onRequest(pendingRequest(7, { offer, ...some }), more);
  const deed: PersonAct = { act: 'accept_offer', place };
  return decide(given, { deed, by: mona, revision: given.request.revision, place: 'details' }, now);
}

describe('an offer of less', () => {
  it('of a sooner last day can be used until that begins', () => {
    const sooner = { ...offer, scope: { ...lesser, lifetime: { kind: 'date', date: '2026-06-12' } } } as const;
    expect(rowOf(accept({ offer: sooner }), 'token_requests')).toMatchObject({
      agreement: { lapsesAt: Date.UTC(2026, 5, 12) },
    });
    expect(
      rowOf(
        accept({ offer: sooner, verdict: two }, { policy: { ...organizationPolicy(), approvals: 2 } }),
        'token_requests',
      ),
    ).toMatchObject({
      status: 'pending',
      undecidedUntil: Date.UTC(2026, 5, 12),
    });
  });

  it('waits for the requester, who gets it, and decides nothing', () => {
    const change = adjust(pendingRequest(7));
    expect(stepsOf(change)).toEqual(['request.adjust PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      ...{ status: 'pending', revision: 1, scope: asked, reviews: [], agreement: null },
      offer: { ...offer, at: now },
    });
    expect(effectsOf(change)).toEqual(['redraw PAT-7', 'request_offer to U0MONA']);
    expect(keysOf(change)).toEqual(['request_offer:PAT-7:1']);
  });

  it('takes the place of the one before, and is told by itself', () => {
    const change = adjust(pendingRequest(7, { offer }), { ...lesser, lifetime: { kind: 'days', days: 3 } }, otto);
    expect(rowOf(change, 'token_requests')).toMatchObject({ offer: { place: 2, by: otto } });
    expect(keysOf(change)).toEqual(['request_offer:PAT-7:2']);
  });

  it.each([
    ['more repositories', { ...lesser, access: subset(1, 3) }, 'repository'],
    ['all repositories', { ...lesser, access: { selection: 'all' } as const }, 'all_repositories'],
    ['more days', { ...lesser, lifetime: { kind: 'days', days: 31 } as const }, 'expires_later'],
  ])('is refused with %s, however much else it takes away', (_, scope, kind) => {
    expect(adjust(pendingRequest(7), scope)).toMatchObject({ why: 'offer_wider', excess: { kind } });
  });

  it('is refused where it takes nothing away', () => {
    expect(adjust(pendingRequest(7), asked)).toMatchObject({ why: 'offer_same', number: 7 });
  });

  it('is refused where the policy would not let anybody ask for it', () => {
    const request = pendingRequest(7);
    const deed: PersonAct = { act: 'adjust_request', scope: lesser, reason: 'So.' };
    const strict = { policy: organizationPolicy({ maxDays: 6 }) };
    const given = { deed, by: bea, revision: 1, place: 'details' } as const;
    expect(decide(onRequest(request, strict), given, now)).toMatchObject({ why: 'request_forbidden' });
    const within = { policy: organizationPolicy({ maxDays: 7 }) };
    expect(stepsOf(decide(onRequest(request, within), given, now))).toEqual(['request.adjust PAT-7']);
  });

  it('is refused for a classic token, whose scopes are no levels', () => {
    const classic = { ...asked, classic: { reason: 'packages', scopes: ['write:packages'] } } as const;
    expect(adjust(pendingRequest(7, { scope: classic }))).toMatchObject({ why: 'offer_classic', number: 7 });
  });

  it('keeps by what its reviewer may decide, on the row and in the trail', () => {
    const change = adjust(pendingRequest(7), lesser, { ...bea, as: 'team:security' });
    expect(rowOf(change, 'token_requests')).toMatchObject({ offer: { by: { as: 'team:security' } } });
    expect(change).toMatchObject({ entries: [{ data: { by: bea.githubId, as: 'team:security' } }] });
  });

  it('may come from one of two after the other approved all of it', () => {
    const request = pendingRequest(7, { verdict: two, reviews: [approval(otto)] });
    expect(stepsOf(adjust(request))).toEqual(['request.adjust PAT-7']);
  });

  it('is refused where a token that is made at the last moment could end later than was asked', () => {
    const dated = (days: number) => {
      const date = new Date(now + days * dayMs).toISOString().slice(0, 10);
      return adjust(pendingRequest(7, { scope: { ...asked, lifetime: { kind: 'date', date } } }));
    };
    expect(dated(12)).toMatchObject({ why: 'offer_wider', excess: { kind: 'expires_later' } });
    expect(stepsOf(dated(16))).toEqual(['request.adjust PAT-7']);
  });

  it('is not for whoever approved all of it', () => {
    const request = pendingRequest(7, { verdict: two, reviews: [approval(bea)] });
    expect(adjust(request)).toMatchObject({ why: 'already_reviewed', missing: 1 });
  });
});

describe('its acceptance', () => {
  it('approves what was offered, as a new revision that its reviewer agreed to', () => {
    const change = accept({ reviews: [approval()] });
    expect(stepsOf(change)).toEqual(['request.accept_offer PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      ...{ status: 'approved', revision: 2, scope: lesser, policyHash: 'hash-of-today', offer: { end: 'accepted' } },
      reviews: [approval(), { act: 'approve', by: bea, revision: 2, at: now, reason: offer.reason }],
      agreement: { ...lesser, basis: { by: 'people', people: [bea] }, agreedAt: now, lapsesAt: now + 7 * dayMs },
    });
    expect(effectsOf(change)).toEqual(['redraw PAT-7', 'request_approved to U0MONA']);
  });

  it('is one approval of two: those of what was first asked are void, and it waits anew', () => {
    const policy = { ...organizationPolicy(), approvals: 2 };
    const change = accept({ verdict: two, reviews: [approval()], remindedAt: noon }, { policy });
    expect(stepsOf(change)).toEqual(['request.narrow PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      ...{ status: 'pending', revision: 2, scope: lesser, agreement: null, remindedAt: null },
      undecidedUntil: now + 7 * dayMs,
    });
    expect(effectsOf(change)).toEqual(['redraw PAT-7']);
  });

  it('is nobody’s approval where whoever offered it may no longer decide: both are told', () => {
    const change = accept({}, { lostReviewers: new Set([bea.githubId]) });
    expect(stepsOf(change)).toEqual(['request.void_offer PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({ revision: 1, scope: asked, offer: { end: 'void' } });
    expect(effectsOf(change)).toEqual([
      'redraw PAT-7',
      'request_offer_void to U0MONA',
      `request_offer_void to ${bea.slackId}`,
    ]);
  });

  it('leaves the decision to those who have it by now, escalation too, and adds whom the policy names of what is left', () => {
    const policy = { ...organizationPolicy(), approvals: 2, reviewers: ['team:security'] } as const;
    const escalates = { at: noon, to: ['user:carl'], isDone: true } as const;
    const verdict = { ...two, reviewers: ['owners', 'user:carl'], escalates } as const;
    expect(rowOf(accept({ verdict }, { policy }), 'token_requests')).toMatchObject({
      verdict: { reviewers: ['team:security', 'owners', 'user:carl'], approvals: 2, escalates },
    });
  });

  it('takes as many as could decide what is left', () => {
    const approvalsFor = { high: 1, critical: 3 };
    const policy = { ...organizationPolicy(), approvalsFor };
    const critical = { ...asked, permissions: { ...asked.permissions, organization: { members: 'write' } } };
    const given = { offer: { ...offer, asked: critical, scope: { ...critical, lifetime: lesser.lifetime } } };
    const among = (...people: SlackUserId[]) => ({ policy, deciders: new Map([['owners', people]] as const) });
    expect(stepsOf(accept(given, among(bea.slackId, otto.slackId)))).toEqual(['request.narrow PAT-7']);
    expect(rowOf(accept(given, among(bea.slackId, otto.slackId)), 'token_requests')).toMatchObject({
      verdict: { approvals: 2, isShortOfReviewers: true },
    });
    expect(stepsOf(accept(given, among(bea.slackId)))).toEqual(['request.accept_offer PAT-7']);
    const absent = new Set([otto.slackId]);
    const { verdict } = rowOf(accept(given, { ...among(bea.slackId, otto.slackId), absent }), 'token_requests');
    expect(verdict.facts?.absent).toEqual([1]);
    expect(rowOf(accept(given, among(bea.slackId)), 'token_requests').verdict.facts).not.toHaveProperty('absent');
  });

  const rule = (when: When, then: Partial<Then>): Rule => ({
    ...{ name: 'Docs', reason: 'Because.', mode: 'enforce', when },
    // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
    then: { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null, ...then },
  });

  it('is one person’s approval though a rule would allow what is left by itself', () => {
    const policy = { ...organizationPolicy(), approvals: 2, rules: [rule({}, { outcome: 'allow' })] };
    const change = accept({}, { policy });
    expect(stepsOf(change)).toEqual(['request.accept_offer PAT-7']);
    expect(rowOf(change, 'token_requests').verdict).toEqual({
      ...{ outcome: 'ask', reviewers: ['owners'], approvals: 1, facts: { isOwner: null } },
    });
  });

  it('is judged by what GitHub says of whoever asked', () => {
    const policy = {
      ...organizationPolicy(),
      rules: [rule({ requester: [{ is: 'team', team: 'docs' }] }, { approvals: 2 })],
    };
    const of = (is: boolean) =>
      stepsOf(accept({}, { policy, ruleFacts: { teams: new Map([['docs', is]]), topics: new Map() } }));
    expect([of(true), of(false)]).toEqual([['request.narrow PAT-7'], ['request.accept_offer PAT-7']]);
  });

  it('lets others decide besides when the policy of today says so, unless they may already', () => {
    const policy = {
      ...organizationPolicy(),
      approvals: 2,
      escalation: { afterHours: 24, to: ['user:carl'] },
    } as const;
    const escalates = { at: noon + 1, to: ['user:otto'] } as const;
    expect(rowOf(accept({ verdict: { ...two, escalates } }, { policy }), 'token_requests').verdict.escalates).toEqual({
      ...{ at: noon + dayMs, to: ['user:carl'] },
    });
    const none = { ...policy, escalation: null };
    expect(rowOf(accept({ verdict: two }, { policy: none }), 'token_requests').verdict).not.toHaveProperty('escalates');
  });

  it('asks the policy of today about what is left', () => {
    expect(accept({}, { policy: organizationPolicy({ maxDays: 6 }) })).toMatchObject({ why: 'offer_forbidden' });
    expect(stepsOf(accept({}, { policy: organizationPolicy({ maxDays: 7 }) }))).toEqual(['request.accept_offer PAT-7']);
  });

  it.each([
    ['a newer one was made', { offer: { ...offer, place: 2 } }, true],
    ['nobody offers anything', { offer: null }, false],
    ['it is void', { offer: { ...offer, end: 'void' } }, false],
    ['what was asked is another by now', { revision: 2 }, false],
  ] as const)('is refused where %s', (_, some, isReplaced) => {
    expect(accept(some)).toMatchObject({ why: 'offer_over', number: 7, isReplaced });
  });

  it('is refused where the request was decided meanwhile', () => {
    expect(accept({ status: 'denied' })).toMatchObject({ why: 'request_already', status: 'denied' });
  });
});
