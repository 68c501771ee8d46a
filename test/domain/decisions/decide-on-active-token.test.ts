import { describe, expect, it } from 'vitest';
import type { PersonAct } from '../../../src/domain/decisions/acts.ts';
import type { Case } from '../../../src/domain/decisions/case.ts';
import { decideOnActiveToken } from '../../../src/domain/decisions/decide-on-active-token.ts';
import type { SlackUserId } from '../../../src/domain/ids.ts';
import { effectsOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { onActiveToken } from '../../support/sample-cases.ts';
import { dossier, grant, notice, now } from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, tokenId } from '../../support/sample-requests.ts';
import { actual } from '../../support/sample-scopes.ts';

const id = grant().id;
const accept: PersonAct = { act: 'accept_token' };
const revoke: PersonAct = { act: 'revoke_token', reason: 'Leaked.' };
const unasked = { agreement: null, requestNumber: null } as const;

function decide(given: Extract<Case, { on: 'active_token' }>, deed: PersonAct, by = bea) {
  return decideOnActiveToken(given, deed, by, now);
}

describe('whoever accepts a token', () => {
  it.each([
    ['that nobody agreed to', unasked],
    ['that goes past its Agreement', { status: 'exceeding', excess: [{ kind: 'all_repositories' }] } as const],
    ['that goes past what nobody agreed to', { ...unasked, status: 'exceeding' } as const],
  ])('%s agrees to just the scope that was shown', (_, row) => {
    const scope = actual({ access: { selection: 'all' } });
    const change = decide(onActiveToken({ ...row, scope }), accept);
    expect(stepsOf(change)).toEqual([`active_token.accept active_token:${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      excess: [],
      agreement: {
        access: { selection: 'all' },
        lifetime: { kind: 'until', at: scope.expiresAt },
        agreedAt: now,
        lapsesAt: null,
        basis: { by: 'people', people: [bea] },
      },
    });
    expect(messagesOf(change)).toEqual(['active_token_news (accepted) to U0MONA']);
  });

  it('that somebody accepted a moment ago is told so', () => {
    expect(decide(onActiveToken(), accept)).toMatchObject({ why: 'active_token_already', status: 'active' });
  });
});

describe('whoever revokes a token', () => {
  it('of another is a reviewer, and GitHub is to be told', () => {
    const change = decide(onActiveToken(), revoke);
    expect(stepsOf(change)).toEqual([`active_token.start_revoking active_token:${id}`]);
    expect(rowOf(change, 'active_tokens').revocation).toEqual({
      by: bea,
      as: 'reviewer',
      reason: 'Leaked.',
      at: now,
      refused: null,
    });
    expect(effectsOf(change)).toContain(`revoke ${id} on GitHub`);
  });

  it('of their own is its holder', () => {
    expect(rowOf(decide(onActiveToken(), revoke, mona), 'active_tokens').revocation).toMatchObject({
      by: mona,
      as: 'holder',
    });
  });

  it('of the machine user that they stand for is its sponsor, and of another’s a reviewer', () => {
    const token = grant({ holder: acmeCi });
    const its = (slackId: SlackUserId) =>
      onActiveToken(token, {
        dossier: dossier({
          activeTokens: [token],
          holder: { githubId: acmeCi.githubId, slackId, isMachineUser: true, ownAccounts: null },
        }),
      });
    expect(rowOf(decide(its(mona.slackId), revoke, mona), 'active_tokens').revocation?.as).toBe('sponsor');
    expect(rowOf(decide(its(bea.slackId), revoke, mona), 'active_tokens').revocation?.as).toBe('reviewer');
  });

  it('has all that shows it drawn anew, and keeps what is planned until it is done', () => {
    const token = grant();
    const requests = [approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) })];
    const known = dossier({ activeTokens: [token], requests, notices: [notice(7)] });
    const change = decide(onActiveToken(token, { dossier: known }), revoke);
    expect(effectsOf(change)).toContain('redraw PAT-7');
    expect(rowsOf(change, 'due_notices')).toEqual([]);
  });
});

describe('whoever keeps a token that nobody uses', () => {
  const keep: PersonAct = { act: 'keep_token', reason: 'The yearly report.' };
  const asked = { askedAt: now - 1, asked: mona.slackId, ownersAskedAt: null, kept: null };

  it('says why, and it stays as it is', () => {
    const change = decide(onActiveToken({ unused: asked }), keep, mona);
    expect(stepsOf(change)).toEqual([`active_token.keep active_token:${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      revocation: null,
      unused: { kept: { by: mona, reason: 'The yearly report.' } },
    });
  });

  it('is told so where nobody asked', () => {
    expect(decide(onActiveToken(), keep, mona)).toEqual({
      ...{ refused: true, why: 'nothing_to_keep', tokenName: 'nightly' },
    });
  });
});

it('a token that is revoked with others belongs to the message that tells of them', () => {
  const revocationBy = (deed: PersonAct) => rowOf(decide(onActiveToken(), deed), 'active_tokens').revocation;
  expect(revocationBy({ act: 'revoke_token', reason: 'Leaked.', together: '1-101-1' })).toMatchObject({
    ...{ by: bea, reason: 'Leaked.', together: '1-101-1' },
  });
  expect(revocationBy(revoke)).not.toHaveProperty('together');
});

it('an act on something else is a bug', () => {
  expect(() => decide(onActiveToken(), { act: 'withdraw_request' })).toThrow(
    'withdraw_request is not decided on an active token',
  );
});

describe('whoever lets a token end', () => {
  it('is reminded no more of this one, and of another of theirs all the same', () => {
    const token = grant();
    const notices = [notice(7), notice(1, { activeTokenId: 'another' })];
    const change = decide(onActiveToken({}, { dossier: dossier({ activeTokens: [token], notices }) }), {
      act: 'let_token_end',
    });
    expect(stepsOf(change)).toEqual([`active_token.let_end active_token:${id}`]);
    expect(rowsOf(change, 'due_notices')).toMatchObject([{ activeTokenId: id, threshold: 7, status: 'declined' }]);
    expect(change).toMatchObject({ entries: [{ actor: 'slack:U0BEA' }] });
  });
});

describe('whoever reminds its holder', () => {
  const remind: PersonAct = { act: 'remind_holder' };

  it('has them asked, unless somebody did today', () => {
    expect(messagesOf(decide(onActiveToken(), remind))).toEqual(['holder_reminder to U0MONA']);
    expect(messagesOf(decide(onActiveToken({}, { remindedAt: null }), remind))).toHaveLength(1);
    expect(decide(onActiveToken({}, { remindedAt: now }), remind)).toMatchObject({ why: 'reminded_today' });
  });

  it('reaches whom the dossier names', () => {
    const unknown = { ...dossier().holder, slackId: null };
    const given = onActiveToken({}, { dossier: dossier({ activeTokens: [grant()], holder: unknown }) });
    expect(decide(given, remind)).toMatchObject({ why: 'holder_unreachable' });
  });
});
