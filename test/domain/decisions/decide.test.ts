import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { ClassicTokenStatus } from '../../../src/domain/classic/classic-token.ts';
import { acts, type PersonAct, type PersonActName } from '../../../src/domain/decisions/acts.ts';
import { already, asLeftBy, type Case } from '../../../src/domain/decisions/case.ts';
import { type ClickPlace, type Deed, decide } from '../../../src/domain/decisions/decide.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import {
  activeTokenTransitions,
  classicTokenTransitions,
  pendingTokenTransitions,
  requestTransitions,
} from '../../../src/domain/lifecycle.ts';
import type { Review } from '../../../src/domain/person.ts';
import type { Rule } from '../../../src/domain/policy/rules/rule.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { requestAlready } from '../../../src/domain/requests/advance-request.ts';
import type { RequestStatus } from '../../../src/domain/requests/request-status.ts';
import type { ActiveTokenStatus, PendingTokenStatus } from '../../../src/domain/tokens/token.ts';
import { stepsOf } from '../../support/read-change.ts';
import { onActiveToken, onClassicToken, onPendingToken, onRequest } from '../../support/sample-cases.ts';
import { dossier, grant, notice, now, waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { actual, agreement, noon, permissions, subset } from '../../support/sample-scopes.ts';

const lesser = {
  ...{ permissions: permissions(), access: pendingRequest(7).scope.access },
  lifetime: { kind: 'days', days: 7 },
} as const;
const deeds: Readonly<Record<PersonActName, PersonAct>> = {
  approve_request: { act: 'approve_request' },
  deny_request: { act: 'deny_request', reason: 'Ask for less.' },
  withdraw_request: { act: 'withdraw_request' },
  ask_requester: { act: 'ask_requester', id: 'form-1', question: 'Why this repository?' },
  answer_question: { act: 'answer_question', place: 1, answer: 'It has the sources.' },
  adjust_request: {
    ...{ act: 'adjust_request', reason: 'A week is enough.' },
    scope: lesser,
  },
  accept_offer: { act: 'accept_offer', place: 1 },
  approve_pending_token: { act: 'approve_pending_token' },
  deny_pending_token: { act: 'deny_pending_token', reason: 'Ask for less.' },
  answer_pending_token: { act: 'answer_pending_token', number: null },
  accept_token: { act: 'accept_token' },
  keep_token: { act: 'keep_token', reason: 'The yearly report.' },
  revoke_token: { act: 'revoke_token', reason: 'Leaked.' },
  let_token_end: { act: 'let_token_end' },
  remind_holder: { act: 'remind_holder' },
  make_classic: { act: 'make_classic', lastEight: '7f3a9c01' },
  revoke_classic_token: { act: 'revoke_classic_token', reason: 'Leaked.' },
};
const names = Object.keys(acts) as readonly PersonActName[];

function caseOf(
  name: PersonActName,
  status: string,
  some: { readonly revision?: number; readonly isWhole?: boolean } = {},
): Case {
  const { revision = 2, isWhole = true } = some;
  const many = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`permission_${index}`, 'read']));
  const scope = isWhole ? {} : { permissions: permissions({ repository: many }) };
  switch (acts[name].on) {
    case 'classic_token':
      return onClassicToken({ status: status as ClassicTokenStatus, revision });
    case 'request':
      return onRequest(
        pendingRequest(7, {
          ...{ status: status as RequestStatus, revision, agreement: status === 'pending' ? null : agreement() },
          inquiries: [{ id: 'form-0', by: bea, at: noon, question: 'What for?', answer: null }],
          scope: { ...pendingRequest(7).scope, ...scope },
          offer: {
            ...{ place: 1, revision, by: bea, at: noon, reason: 'A week is enough.', end: null },
            ...{ asked: pendingRequest(7).scope, scope: lesser },
          },
          classic: name === 'make_classic' ? { madeAt: null, lastEight: null, told: null } : null,
        }),
      );
    case 'pending_token':
      return onPendingToken({ status: status as PendingTokenStatus, revision, scope: actual(scope) });
    case 'active_token': {
      const row = {
        ...{ status: status as ActiveTokenStatus, revision, scope: actual(scope), agreement: null },
        unused: { askedAt: noon, asked: bea.slackId, ownersAskedAt: null, kept: null },
      };
      return onActiveToken(row, { dossier: dossier({ activeTokens: [grant(row)], notices: [notice(7)] }) });
    }
  }
}

function deed(name: PersonActName, some: Partial<Deed> = {}): Deed {
  return { deed: deeds[name], by: bea, revision: 2, place: 'card', ...some };
}

const statusesOf = {
  request: Object.keys(requestTransitions),
  pending_token: Object.keys(pendingTokenTransitions),
  active_token: Object.keys(activeTokenTransitions),
  classic_token: Object.keys(classicTokenTransitions),
};
const everyPair = names.flatMap((name) => statusesOf[acts[name].on].map((status) => ({ name, status })));

describe('each act, where the policy only observes', () => {
  const refusal = { why: 'only_observed', organization: 'acme' };

  it.each(names)('%s is refused where it would change something at GitHub, and decided where not', (name) => {
    const given = caseOf(name, acts[name].from[0] ?? '');
    const policy: Case['policy'] = { ...given.policy, mode: 'observe' };
    const result = decide({ ...given, policy }, deed(name), now);
    const isOnGithub = [
      ...['approve_pending_token', 'deny_pending_token', 'revoke_token', 'revoke_classic_token'],
    ].includes(name);
    if (isOnGithub) expect(result).toMatchObject(refusal);
    else expect(stepsOf(result).length).toBeGreaterThan(0);
  });
});

describe('each act in each state', () => {
  it.each(everyPair)(
    '$name, $status: is decided where the table says so, and otherwise whoever comes second is told',
    ({ name, status }) => {
      const given = caseOf(name, status);
      const result = decide(given, deed(name), now);
      const { from } = acts[name];
      if (from.some((one) => one === status)) expect(stepsOf(result).length).toBeGreaterThan(0);
      else expect(result).toEqual(already(given));
    },
  );
});

describe('a click on another revision than the present one', () => {
  const first = (name: PersonActName) => acts[name].from[0] ?? '';

  it.each(names.filter((name) => acts[name].needsRevision))('%s: decides nothing', (name) => {
    for (const revision of [1, 3]) {
      expect(decide(caseOf(name, first(name)), deed(name, { revision }), now)).toEqual({
        refused: true,
        why: 'old_revision',
      });
    }
  });

  it.each(names.filter((name) => !acts[name].needsRevision))('%s: takes away all the same', (name) => {
    expect(isRefusal(decide(caseOf(name, first(name)), deed(name, { revision: 1 }), now))).toBe(false);
  });

  it.each(names)('%s: a command names none, and means the present one', (name) => {
    expect(isRefusal(decide(caseOf(name, first(name)), deed(name, { revision: null }), now))).toBe(false);
  });

  it('is said before what became of it', () => {
    const given = caseOf('approve_request', 'denied');
    expect(decide(given, deed('approve_request', { revision: 1 }), now)).toMatchObject({ why: 'old_revision' });
  });
});

describe('a scope that a card has no room for', () => {
  const at = (name: PersonActName, place: ClickPlace, isWhole: boolean) =>
    decide(caseOf(name, acts[name].from[0] ?? '', { isWhole }), deed(name, { place }), now);

  it.each(names.filter((name) => acts[name].grants))('%s: nobody lets in what they could not see', (name) => {
    expect(at(name, 'card', false)).toEqual({ refused: true, why: 'must_see_details' });
    expect(isRefusal(at(name, 'details', false))).toBe(false);
    expect(isRefusal(at(name, 'card', true))).toBe(false);
  });

  it.each(names.filter((name) => !acts[name].grants))('%s: needs no whole scope', (name) => {
    expect(isRefusal(at(name, 'card', false))).toBe(false);
  });

  it('counts repositories as well', () => {
    const ids = Array.from({ length: 11 }, (_, index) => index + 1);
    const request = pendingRequest(7, { revision: 2, scope: { ...pendingRequest(7).scope, access: subset(...ids) } });
    expect(decide(onRequest(request), deed('approve_request'), now)).toMatchObject({ why: 'must_see_details' });
  });
});

describe('the policy of today', () => {
  const short = { policy: organizationPolicy({ maxDays: 29 }) };
  const asked = pendingRequest(7, { revision: 2 });

  it('is asked once more before a request is approved', () => {
    expect(decide(onRequest(asked, short), deed('approve_request'), now)).toEqual({
      refused: true,
      why: 'request_forbidden',
      reasons: [{ code: 'lifetime_beyond_maximum', maxDays: 29 }],
    });
    expect(isRefusal(decide(onRequest(asked), deed('approve_request'), now))).toBe(false);
  });

  it('waits for a fact that a rule needs', () => {
    const rule: Rule = {
      ...{ name: 'Owners', reason: 'why', mode: 'enforce' },
      when: { requester: [{ is: 'owner' }] },
      // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
      then: { outcome: 'ask', approvals: null, reviewers: null, maxDays: null, justification: null },
    };
    const policy = { ...organizationPolicy(), rules: [rule] };
    const refusal = { refused: true, why: 'rules_not_checked', organization: 'acme' };
    expect(decide(onRequest(asked, { policy }), deed('approve_request'), now)).toEqual(refusal);
    const known = onRequest(asked, { policy, isHolderOwner: false });
    expect(isRefusal(decide(known, deed('approve_request'), now))).toBe(false);
  });

  it('is not asked before it is denied or withdrawn', () => {
    expect(isRefusal(decide(onRequest(asked, short), deed('deny_request'), now))).toBe(false);
    expect(isRefusal(decide(onRequest(asked, short), deed('withdraw_request'), now))).toBe(false);
  });

  it('measures from when it was asked for: no request becomes allowed or forbidden by waiting', () => {
    const scope = { ...asked.scope, lifetime: { kind: 'date', date: '2026-07-09' } } as const;
    const dated = { ...asked, scope, createdAt: noon };
    expect(decide(onRequest(dated, short), deed('approve_request'), now + 9 * dayMs)).toMatchObject({
      why: 'request_forbidden',
    });
  });

  it('approves nothing from the day on that was asked for as the last', () => {
    const scope = {
      ...asked.scope,
      lifetime: { kind: 'date', date: new Date(now + dayMs).toISOString().slice(0, 10) },
    } as const;
    const begins = Math.floor(now / dayMs + 1) * dayMs;
    const at = (instant: number, act: 'approve_request' | 'deny_request') =>
      decide(onRequest({ ...asked, scope }), deed(act), instant);
    expect(at(begins, 'approve_request')).toEqual({ refused: true, why: 'last_day_over', number: 7 });
    expect(isRefusal(at(begins - 1, 'approve_request'))).toBe(false);
    expect(isRefusal(at(begins, 'deny_request'))).toBe(false);
  });

  it('leaves a token that exists to the reviewers', () => {
    const never = { scope: actual({ expiresAt: null }) };
    expect(
      isRefusal(decide(onPendingToken({ ...never, status: 'held' }, short), deed('approve_pending_token'), now)),
    ).toBe(false);
    expect(
      isRefusal(decide(onActiveToken({ ...never, revision: 2, agreement: null }, short), deed('accept_token'), now)),
    ).toBe(false);
  });

  it('is told after that the card is too small', () => {
    const ids = Array.from({ length: 11 }, (_, index) => index + 1);
    const both = { ...asked, scope: { ...asked.scope, access: subset(...ids) } };
    expect(decide(onRequest(both, short), deed('approve_request'), now)).toMatchObject({ why: 'must_see_details' });
  });
});

it('an act that is on something else is a bug', () => {
  expect(() => decide(onActiveToken(), deed('withdraw_request'), now)).toThrow('request is not active_token');
});

describe('whoever comes second', () => {
  const denial: Review = { act: 'deny', by: bea, revision: 2, at: noon, reason: 'No.' };

  it('is told who decided a request, and when', () => {
    const request = pendingRequest(7, { status: 'denied', revision: 2, reviews: [denial], changedAt: noon + 5 });
    const said = { refused: true, why: 'request_already', number: 7, status: 'denied', review: denial, at: noon + 5 };
    expect(already(onRequest(request))).toEqual(said);
    expect(requestAlready(request)).toEqual(said);
  });

  it('is told who decided a waiting token, here or on github.com', () => {
    expect(already(onPendingToken({ status: 'denied', reviews: [denial], decidedElsewhereBy: 'otto' }))).toEqual({
      refused: true,
      why: 'pending_token_already',
      tokenName: 'nightly',
      status: 'denied',
      review: denial,
      by: 'otto',
    });
  });

  it('is told what is being done with an active token', () => {
    const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;
    expect(already(onActiveToken({ status: 'revoking', revocation }))).toEqual({
      refused: true,
      why: 'active_token_already',
      tokenName: 'nightly',
      status: 'revoking',
      revocation,
    });
  });

  it('is not told that a token is over which goes on by another grant', () => {
    const [old, living] = [grant({ id: 'old', status: 'gone' }), grant({ id: 'living' })];
    const known = dossier({ activeTokens: [old, living] });
    const given: Case = { ...onActiveToken({}, { dossier: known }), token: old };
    expect(already(given)).toEqual({ refused: true, why: 'old_revision' });
    expect(already({ ...given, dossier: dossier({ activeTokens: [old] }) })).toMatchObject({ status: 'gone' });
  });
});

describe('whose word ends a token', () => {
  const held = waiting({ status: 'held' });
  const known = dossier({ activeTokens: [grant()], pendingTokens: [held] });
  const outdated = `pending_token.outdate pending_token:${held.id}`;
  const revoke = { deed: deeds.revoke_token, by: bea, revision: null, place: 'details' } as const;

  it('outdates the card of what waits of it, in the same Change', () => {
    expect(stepsOf(decide(onActiveToken({}, { dossier: known }), revoke, now))).toContain(outdated);
  });

  it('outdates it once, where another Change of the same commit has done so', () => {
    const other = asLeftBy(
      { ...noChange, writes: [{ table: 'pending_tokens', was: 1, row: { ...held, revision: 9 } }] },
      onActiveToken({}, { dossier: known }),
    );
    expect(other).toMatchObject({ dossier: { pendingTokens: [{ revision: 9 }] } });
    const request = onRequest(pendingRequest(7));
    expect(asLeftBy(noChange, request)).toBe(request);
  });

  it('outdates the card of a token that was compared with the request that is denied', () => {
    const against = waiting({
      status: 'held',
      match: { kind: 'exceeds', number: pendingRequest(7).number, excess: [{ kind: 'never_expires' }] },
    });
    const given = onRequest(pendingRequest(7), {
      heldAgainst: [dossier({ pendingTokens: [against], requests: [pendingRequest(7)] })],
    });
    const denied = decide(
      given,
      { deed: deeds.deny_request, by: bea, revision: pendingRequest(7).revision, place: 'details' },
      now,
    );
    expect(stepsOf(denied)).toContain(`pending_token.outdate pending_token:${against.id}`);
  });

  it('does nothing where nothing was decided', () => {
    const asked = pendingRequest(7, {
      inquiries: [{ id: 'form-1', by: bea, at: noon, question: 'Why?', answer: null }],
    });
    const again = decide(
      onRequest(asked, { dossier: known }),
      { deed: deeds.ask_requester, by: bea, revision: asked.revision, place: 'details' },
      now,
    );
    expect(again).toBe(noChange);
  });
});
