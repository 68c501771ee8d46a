import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Organization } from '../../../src/domain/organization.ts';
import type { OrganizationPolicy } from '../../../src/domain/policy/policy.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import {
  endDrift,
  expireGrants,
  isDriftDue,
  moveDeadlineWithMode,
  revokesAt,
  tellProlonged,
} from '../../../src/domain/tokens/meet-deadlines.ts';
import type { ActiveToken, Drift } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, messagesOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { dossier, grant, notice, now, organization, patId, sighting } from '../../support/sample-dossiers.ts';
import { approvedRequest, organizationPolicy, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, noon } from '../../support/sample-scopes.ts';

const hourMs = 3_600_000;
const id = grant().id;
const seen = sighting();

describe('the end of a grant', () => {
  function expire(row: Partial<ActiveToken>, some: Partial<Organization> = { activeListedAt: now }) {
    const known = dossier({
      activeTokens: [grant(row)],
      organization: organization(some),
      notices: [notice('expired')],
    });
    return expireGrants(known, seen, now);
  }
  const over = actual({ expiresAt: now });

  it.each(['active', 'exceeding', 'revoking'] as const)(
    'is said of one that is %s, and its notice of that is still to be sent',
    (status) => {
      const change = expire({ status, scope: over });
      expect(stepsOf(change)).toEqual([`active_token.expire active_token:${id}`]);
      expect(rowOf(change, 'active_tokens').status).toBe('expired');
      expect(effectsOf(change)).toEqual([`redraw active_token:${id}`]);
    },
  );

  it.each(['revoked', 'expired', 'gone'] as const)('is not said of one that is %s', (status) => {
    expect(expire({ status, scope: over })).toBe(noChange);
  });

  it.each<[string, number | null, Partial<Organization>]>([
    ['a moment before', now + 1, { activeListedAt: now + 1 }],
    ['of one that never ends', null, { activeListedAt: now }],
    ['before a list was read that is as new: its holder may have prolonged it', now, { activeListedAt: now - 1 }],
    ['where no list was ever read', now, { activeListedAt: null }],
    [
      'where the list shows it in a way that can’t be read',
      now,
      { activeListedAt: now, unread: { pending: [], active: [tokenId(70)] } },
    ],
  ])('is not said %s', (_, expiresAt, some) => {
    expect(expire({ scope: actual({ expiresAt }) }, some)).toBe(noChange);
  });

  it('draws the cards that show it anew', () => {
    const requests = [approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) })];
    const known = dossier({
      activeTokens: [grant({ scope: over })],
      organization: organization({ activeListedAt: now }),
      requests,
    });
    expect(effectsOf(expireGrants(known, seen, now))).toContain('redraw PAT-7');
  });
});

describe('the deadline of a flagged grant, where the policy’s mode is another by now', () => {
  const enforces: OrganizationPolicy = { ...organizationPolicy(), drift: { graceDays: 3, outcome: 'revoke' } };
  const observes: OrganizationPolicy = { ...enforces, mode: 'observe' };
  const told: Drift = { since: noon, deadlineAt: now + 1, outcome: 'revoke' };
  const shown: Drift = { ...told, outcome: 'would_revoke' };
  const past: Drift = { since: noon, deadlineAt: null, passedAt: now - 1, outcome: 'would_revoke' };
  const over: Partial<ActiveToken> = { status: 'exceeding', excess: [{ kind: 'all_repositories' }] };
  const known = (drift: Drift, policy: OrganizationPolicy) =>
    dossier({
      activeTokens: [grant({ ...over, drift })],
      organization: organization({ activeListedAt: now, upSince: now - dayMs }),
      policy,
    });

  it('only shows what would be done from then on, and nobody is told anew', () => {
    const change = moveDeadlineWithMode(known(told, observes), seen, now);
    expect(stepsOf(change)).toEqual([`active_token.follow_mode active_token:${id}`]);
    expect(rowOf(change, 'active_tokens').drift).toEqual(shown);
    expect(change).toMatchObject({ entries: [{ data: { tokenId: 70, mode: 'observe', drift: shown } }] });
    expect(messagesOf(change)).toEqual([]);
  });

  it.each([
    ['is still to come', shown],
    ['has passed', past],
  ])('that %s begins anew when the policy enforces, whole, and is told like a first one', (_, drift) => {
    const change = moveDeadlineWithMode(known(drift, enforces), seen, now);
    expect(rowOf(change, 'active_tokens').drift).toEqual({ ...told, deadlineAt: now + 3 * dayMs });
    expect(messagesOf(change).length).toBeGreaterThan(0);
  });

  it.each<[string, Drift, OrganizationPolicy]>([
    ['it was told under the same mode', told, enforces],
    ['it is shown under the same mode', shown, observes],
    ['it only reminds', { ...told, outcome: 'remind' }, observes],
    ['it is over, and was given up', { ...told, deadlineAt: null }, observes],
  ])('stays as it is where %s', (_, drift, policy) => {
    expect(moveDeadlineWithMode(known(drift, policy), seen, now)).toBe(noChange);
    expect(isDriftDue(grant({ ...over, drift }), policy, now)).toBe(false);
  });

  it.each<[string, Partial<ActiveToken>]>([
    ['one that is not flagged', { status: 'active' }],
    ['one that is being revoked', { status: 'revoking' }],
    ['one that is flagged without a date', { drift: null }],
  ])('is not followed for %s', (_, some) => {
    const row = grant({ ...over, drift: told, ...some });
    expect(moveDeadlineWithMode({ ...known(told, observes), activeTokens: [row] }, seen, now)).toBe(noChange);
  });

  it('is looked at before it has come, where the mode is another', () => {
    expect(isDriftDue(grant({ ...over, drift: told }), observes, now)).toBe(true);
    expect(isDriftDue(grant({ ...over, drift: past }), enforces, now)).toBe(true);
    expect(isDriftDue(grant({ ...over, drift: { ...shown, deadlineAt: now } }), observes, now)).toBe(true);
    expect(isDriftDue(grant(), observes, now)).toBe(false);
  });

  it.each(['revoke', 'would_revoke'] as const)(
    'passes without a revocation while the policy only observes, even where it was told as “%s”',
    (outcome) => {
      const change = endDrift(known({ ...told, deadlineAt: now, outcome }, observes), seen, now);
      expect(stepsOf(change)).toEqual([`active_token.pass_deadline active_token:${id}`]);
      expect(effectsOf(change)).not.toContain(`revoke ${id} on GitHub`);
    },
  );

  it('keeps when it would have been revoked, and the trail says so', () => {
    const change = endDrift(known({ ...shown, deadlineAt: now }, observes), seen, now);
    expect(rowOf(change, 'active_tokens').drift).toEqual({ ...past, passedAt: now });
    expect(change).toMatchObject({ entries: [{ data: { wouldHave: 'revoke' } }] });
  });
});

describe('a token that was prolonged, and whose holder was asked', () => {
  const asked: Drift = { since: noon, deadlineAt: now + dayMs, outcome: 'revoke', askedUntil: now };
  const renews = { tokenId: tokenId(70), activeTokenId: id, requestNumber: null, tokenName: 'nightly', endsAt: now };
  const tells = (some: Partial<ActiveToken>, known: Partial<Dossier> = {}) =>
    tellProlonged(
      dossier({
        activeTokens: [grant({ status: 'exceeding', drift: asked, excess: [{ kind: 'all_repositories' }], ...some })],
        organization: organization({ activeListedAt: now }),
        ...known,
      }),
      seen,
      now,
    );

  it.each<[string, Partial<Dossier>]>([
    ['did not answer', {}],
    ['asked for it and was denied', { requests: [pendingRequest(7, { renews, status: 'denied' })] }],
    ['asked for less than they took', { requests: [pendingRequest(7, { renews, status: 'approved' })] }],
    ['asked for something else', { requests: [pendingRequest(7)] }],
    ['asked for another', { requests: [pendingRequest(7, { renews: { ...renews, tokenId: tokenId(71) } })] }],
  ])('is put before the reviewers a day later, where they %s', (_, known) => {
    const change = tells({}, known);
    expect(stepsOf(change)).toEqual([`active_token.ask_channel active_token:${id}`]);
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers']);
  });

  it.each<[string, Partial<ActiveToken>, Partial<Dossier>]>([
    [
      'their day is not over, whatever was listed',
      { drift: { ...asked, askedUntil: now + 1 } },
      { organization: organization({ activeListedAt: now + 1 }) },
    ],
    ['nobody was asked', { drift: { since: noon, deadlineAt: now, outcome: 'revoke' } }, {}],
    ['nothing is flagged', { drift: null }, {}],
    ['it is not flagged any more', { status: 'active' }, {}],
    ['no list is as new', {}, { organization: organization({ activeListedAt: now - 1 }) }],
    ['they ask for it', {}, { requests: [pendingRequest(7, { renews }), pendingRequest(8)] }],
  ])('is not put before them where %s', (_, some, known) => {
    expect(tells(some, known)).toBe(noChange);
  });
});

describe('when the policy revokes a flagged grant unless somebody approves it', () => {
  const revokes: OrganizationPolicy = { ...organizationPolicy(), drift: { graceDays: 3, outcome: 'revoke' } };
  const drift: Drift = { since: noon, deadlineAt: now + 5, outcome: 'revoke' };
  it.each<[string, Partial<ActiveToken>, Partial<OrganizationPolicy>, number | null]>([
    ['is its deadline', {}, {}, now + 5],
    ['is the later one that an outage left', { drift: { ...drift, putOffUntil: now + 9 } }, {}, now + 9],
    ['is never, once it is within again', { status: 'active' }, {}, null],
    ['is never, where nothing is flagged', { drift: null }, {}, null],
    ['is never, once its deadline has passed', { drift: { ...drift, deadlineAt: null } }, {}, null],
    ['is never, where people were told of a mere reminder', { drift: { ...drift, outcome: 'remind' } }, {}, null],
    ['is never, where the policy reminds by now', {}, { drift: { graceDays: 3, outcome: 'remind' } }, null],
    ['is never, where it only observes', {}, { mode: 'observe' }, null],
  ])('%s', (_, row, policy, at) => {
    expect(revokesAt(grant({ status: 'exceeding', drift, ...row }), { ...revokes, ...policy })).toBe(at);
  });
});

describe('the deadline of a flagged grant', () => {
  const drift: Drift = { since: noon, deadlineAt: now, outcome: 'revoke' };
  const flagged: Partial<ActiveToken> = { status: 'exceeding', drift, excess: [{ kind: 'all_repositories' }] };
  const revokes: OrganizationPolicy = { ...organizationPolicy(), drift: { graceDays: 3, outcome: 'revoke' } };
  const up: Partial<Organization> = { activeListedAt: now, upSince: now - dayMs };

  function end(row: Partial<ActiveToken> = {}, policy = revokes, some: Partial<Organization> = {}) {
    const known = dossier({
      activeTokens: [grant({ ...flagged, ...row })],
      organization: organization({ ...up, ...some }),
      policy,
    });
    return endDrift(known, seen, now);
  }

  it('revokes it where the policy that was told to people and the one of today say so', () => {
    const change = end();
    expect(stepsOf(change)).toEqual([`active_token.start_revoking active_token:${id}`]);
    expect(rowOf(change, 'active_tokens').revocation).toEqual({
      by: null,
      as: 'policy',
      reason: '',
      at: now,
      refused: null,
    });
    expect(effectsOf(change)).toContain(`revoke ${id} on GitHub`);
  });

  it.each<[string, Partial<ActiveToken>, ReturnType<typeof organizationPolicy>]>([
    ['today’s policy only reminds', {}, organizationPolicy()],
    ['people were told that they are only reminded', { drift: { ...drift, outcome: 'remind' } }, revokes],
    ['neither revokes', { drift: { ...drift, outcome: 'remind' } }, organizationPolicy()],
  ])('reminds the reviewers with a second card where %s', (_, row, policy) => {
    const change = end(row, policy);
    expect(stepsOf(change)).toEqual([`active_token.pass_deadline active_token:${id}`]);
    expect(rowOf(change, 'active_tokens').drift?.deadlineAt).toBeNull();
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers']);
  });

  it.each<[string, Partial<ActiveToken>, Partial<Organization>]>([
    ['a moment before it', { drift: { ...drift, deadlineAt: now + 1 } }, { activeListedAt: now + 1 }],
    ['where it has passed already', { drift: { ...drift, deadlineAt: null } }, {}],
    ['of one that is flagged without a date', { drift: null }, {}],
    ['before a list was read that is as new: its holder may have narrowed it', {}, { activeListedAt: now - 1 }],
    ['until when it was put off', { drift: { ...drift, putOffUntil: now + 1 } }, {}],
    [
      'before a list was read that is as new as that',
      { drift: { ...drift, deadlineAt: now - dayMs, putOffUntil: now } },
      { activeListedAt: now - 1 },
    ],
    [
      'while GitHub can’t be listed',
      { drift: { ...drift, deadlineAt: now - dayMs } },
      { activeListedAt: now - hourMs },
    ],
    ['where it is not known since when we can see', {}, { upSince: null }],
    ['where the list shows it in a way that can’t be read', {}, { unread: { pending: [], active: [tokenId(70)] } }],
  ])('does nothing %s', (_, row, some) => {
    expect(end(row, revokes, some)).toBe(noChange);
  });

  it('is put off within a day after an outage, since nobody could accept it here', () => {
    const change = end({}, revokes, { upSince: now - dayMs + 1 });
    expect(stepsOf(change)).toEqual([`active_token.extend active_token:${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      drift: { ...drift, putOffUntil: now + 1 },
    });
    expect(effectsOf(change)).toEqual([`redraw active_token:${id}`]);
    expect(changeOf(change).entries[0]?.data).toMatchObject({ until: now + 1 });
  });

  it('is put off once: an outage each night does not keep it for ever', () => {
    const late = { drift: { ...drift, deadlineAt: now - dayMs, putOffUntil: now - 1 } };
    expect(stepsOf(end(late, revokes, { upSince: now - 1 }))).toEqual([
      `active_token.start_revoking active_token:${id}`,
    ]);
    expect(rowOf(end(late, organizationPolicy(), { upSince: now - 1 }), 'active_tokens').drift).toEqual({
      ...drift,
      deadlineAt: null,
    });
  });

  it.each(['active', 'revoking', 'revoked', 'expired', 'gone'] as const)('does nothing to one that is %s', (status) => {
    expect(end({ status })).toBe(noChange);
  });

  it('is met by each of several', () => {
    const second = grant({ ...flagged, patId: patId(702), accessGrantedAt: noon + 90_000 });
    const known = dossier({ activeTokens: [grant(flagged), second], organization: organization(up), policy: revokes });
    expect(stepsOf(endDrift(known, seen, now))).toHaveLength(2);
  });
});
