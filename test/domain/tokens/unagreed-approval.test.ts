// A token that GitHub shows as let in, where nobody but its holder is known to have agreed; and the webhook that says later who did.
import { describe, expect, it } from 'vitest';
import type { Dossier, Told } from '../../../src/domain/tokens/dossier.ts';
import { hearApproval } from '../../../src/domain/tokens/hear-approval.ts';
import { recordApproval } from '../../../src/domain/tokens/record-approval.ts';
import type { ListedActiveToken } from '../../../src/domain/tokens/sighting.ts';
import type { ActiveToken, PendingToken } from '../../../src/domain/tokens/token.ts';
import { changeOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  dossier,
  facts,
  grant,
  listedActive,
  minuteMs,
  now,
  patId,
  patRequestId,
  requestNumber,
  sighting,
  stillOwners,
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const number = requestNumber(7);
const all = { access: { selection: 'all' } } as const;
const self: Told = { ...told('approved'), by: mona.login, byId: mona.githubId };

function seen(
  row: Partial<PendingToken> = {},
  known: Partial<Dossier> = {},
  listed: Partial<ListedActiveToken> = {},
  by: Told | null = null,
  isOwner = true,
) {
  const token = waiting({ status: 'held', ...row });
  const all = dossier({ pendingTokens: [token], ...known });
  const beaIs = { ...facts, stillOwners: stillOwners([bea, isOwner]) };
  return changeOf(recordApproval(token, listedActive(listed), by, all, sighting({ facts: beaIs }), now));
}

describe('what GitHub lets in of which nobody else is known to have agreed', () => {
  it.each([
    ['nobody says by whom', null],
    ['its holder did', self],
  ] as const)('%s: it has no Agreement, and the reviewers hear of it', (_, by) => {
    const change = seen({}, {}, {}, by);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      status: 'approved',
      agreement: null,
      decidedElsewhereBy: by === null ? null : mona.login,
    });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'active', agreement: null, requestNumber: null });
    expect(messagesOf(change)).toEqual(['pending_token_news to U0MONA', 'active_token_card to reviewers']);
  });

  it('keeps what was agreed with the row of what another owner let in', () => {
    const change = seen({}, {}, {}, told('approved'));
    expect(rowOf(change, 'pending_tokens').agreement).toEqual(rowOf(change, 'active_tokens').agreement);
  });

  it('is held to the approved request that covers it, which nobody has to agree to again', () => {
    const change = seen({}, { requests: [approvedRequest(7)] });
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'fulfilled' });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      requestNumber: 7,
      agreement: agreement(),
    });
    expect(messagesOf(change)).not.toContain('active_token_card to reviewers');
  });

  it('rests on nothing where whoever approved the request may approve no more', () => {
    const change = seen({}, { requests: [approvedRequest(7)] }, {}, null, false);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'pending', agreement: null });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: null, requestNumber: null });
    expect(messagesOf(change)).toContain('active_token_card to reviewers');
    const token = waiting({ status: 'held' });
    const known = dossier({ pendingTokens: [token], requests: [approvedRequest(7)] });
    const asked = recordApproval(token, listedActive(), null, known, sighting(), now);
    expect(asked).toEqual({ ask: 'is_still_owner', person: bea });
  });

  it('is held to the request of its name that it goes past, and flagged', () => {
    const change = seen({}, { requests: [approvedRequest(7)] }, { selection: 'all' });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      requestNumber: 7,
      agreement: agreement(),
    });
  });

  it('is held to the request of another name that its holder said it is for, and flagged where it goes past that', () => {
    const row = { tokenName: 'quick-hack', scope: actual(all), answer: { number, at: noon } };
    const change = seen(row, { requests: [approvedRequest(7)] }, { tokenName: 'quick-hack', selection: 'all' });
    expect(stepsOf(change)).toContain('request.fulfil PAT-7');
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'exceeding', requestNumber: 7 });
    expect(messagesOf(change)).toContain('active_token_news (exceeding) to U0MONA');
  });

  it('is not held to what it was flagged for before it was lost and waited: an owner may have let it in as it is', () => {
    const drift = { since: noon, deadlineAt: now + minuteMs, outcome: 'revoke' } as const;
    const lost = grant({ status: 'gone', scope: actual(all), excess: [{ kind: 'all_repositories' }], drift });
    const known = { activeTokens: [lost] };
    const again = { accessGrantedAt: now - minuteMs, selection: 'all' } as const;
    const change = seen({ scope: actual(all) }, known, again);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'active', agreement: null, requestNumber: null });
    expect(messagesOf(change)).toEqual(['pending_token_news to U0MONA', 'active_token_card to reviewers']);
  });

  it('is no request’s that its holder said it is not for', () => {
    const answer = { number: null, at: noon };
    const change = seen({ answer }, { requests: [approvedRequest(7)] });
    expect(rowsOf(change, 'token_requests')).toEqual([]);
  });

  it('leaves the request that waits for it to its reviewers', () => {
    const change = seen({ match: { kind: 'awaits', number } }, { requests: [pendingRequest(7)] });
    expect(rowsOf(change, 'token_requests')).toEqual([]);
  });

  it('is let in by no request after somebody ended it, and that is not undone by it', () => {
    const denied = waiting({ patRequestId: patRequestId(499), status: 'denied' });
    const token = waiting({ status: 'held' });
    const change = seen({}, { pendingTokens: [denied, token], requests: [approvedRequest(7)] });
    expect(rowsOf(change, 'token_requests')).toEqual([]);
    expect(rowOf(change, 'active_tokens').agreement).toBeNull();
  });

  it('is held to what was agreed before, where it had a grant', () => {
    const older = grant({ patId: patId(700), accessGrantedAt: noon });
    const change = seen({}, { activeTokens: [older] }, { selection: 'all' });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      agreement: agreement(),
      requestNumber: 7,
    });
  });

  it('is held to what was agreed before, where GitHub keeps the grant', () => {
    const change = seen({ scope: actual(all) }, { activeTokens: [grant()] }, { selection: 'all' }, self);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      agreement: agreement(),
      requestNumber: 7,
    });
  });
});

describe('a webhook that came late and says who let it in', () => {
  const at = noon + minuteMs;
  const approved = waiting({ status: 'approved', changedAt: at });
  const unagreed = { firstSeenAt: at, agreement: null, requestNumber: null } as const;
  const heard = (row: Partial<ActiveToken>, by: Told = told('approved'), waited = approved) =>
    changeOf(
      hearApproval(
        dossier({ pendingTokens: [waited], activeTokens: [grant({ ...unagreed, ...row })], told: [by] }),
        sighting(),
        now,
      ),
    );

  it('makes that the Agreement', () => {
    const change = heard({});
    expect(stepsOf(change)).toEqual([`active_token.attach active_token:${grant().id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      agreement: { basis: { by: 'github', login: 'otto' }, agreedAt: now, access: actual().access },
    });
  });

  it('takes the flag off what went past its request, and was let in so', () => {
    const flagged = { status: 'exceeding', agreement: agreement(), excess: [{ kind: 'all_repositories' }] } as const;
    const change = heard({ ...flagged, scope: actual(all) }, told('approved'), { ...approved, scope: actual(all) });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'active', excess: [] });
  });

  type Late = { readonly by?: Told; readonly waited?: PendingToken };
  it.each<readonly [what: string, row: Partial<ActiveToken>, late: Late]>([
    ['what somebody has agreed to since', { agreement: agreement() }, {}],
    ['what is being revoked', { status: 'revoking' }, {}],
    ['what was widened since', { scope: actual(all) }, {}],
    ['another grant of it', { firstSeenAt: at + 1 }, {}],
    ['what its holder let in', {}, { by: self }],
    ['what was denied', {}, { by: told('denied') }],
    ['what was said at once', {}, { waited: { ...approved, decidedElsewhereBy: 'otto' } }],
    ['another request of it', {}, { by: told('approved', { patRequestId: patRequestId(502) }) }],
  ])('changes nothing of %s', (_, row, { by, waited }) => {
    expect(stepsOf(heard(row, by, waited))).toEqual([]);
  });
});
