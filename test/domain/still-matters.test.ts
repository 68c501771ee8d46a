import { describe, expect, it } from 'vitest';
import {
  type AboutActiveToken,
  activeTokenMessageMatters,
  pendingTokenMessageMatters,
  requestMessageMatters,
} from '../../src/domain/still-matters.ts';
import type { ActiveToken } from '../../src/domain/tokens/token.ts';
import { afterUseAct } from '../../src/domain/tokens/use-question.ts';
import { grant, now } from '../support/sample-dossiers.ts';
import { bea } from '../support/sample-people.ts';

const requestStatuses = [
  ...(['pending', 'approved', 'claimed', 'fulfilled'] as const),
  ...(['denied', 'withdrawn', 'lapsed', 'ended'] as const),
];
const waitingStatuses = [
  ...(['open', 'held', 'approving', 'denying'] as const),
  ...(['approved', 'denied', 'cancelled', 'expired', 'closed'] as const),
];
const activeStatuses = ['active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone'] as const;

describe('a message about a request that waited', () => {
  it.each([
    ['request_card', ['pending', 'approved', 'claimed', 'fulfilled']],
    ['request_sent', ['pending', 'approved', 'claimed']],
    ['request_approved', ['approved', 'claimed']],
    ['request_question', ['pending']],
    ['request_offer', ['pending']],
  ] as const)('is sent as %s while the request is %j', (kind, statuses) => {
    expect(requestStatuses.filter((status) => requestMessageMatters(kind, status))).toEqual(statuses);
  });
});

describe('a message about a token that waits for approval', () => {
  it.each([
    ['pending_token_card', ['open', 'held', 'approving', 'denying', 'approved']],
    ['pending_token_held', ['open', 'held', 'approving', 'denying']],
  ] as const)('is sent as %s while the token is %j', (kind, statuses) => {
    expect(waitingStatuses.filter((status) => pendingTokenMessageMatters(kind, status))).toEqual(statuses);
  });
});

describe('a message about an active token', () => {
  const id = 'active-1';
  const news = (one: Extract<AboutActiveToken, { kind: 'active_token_news' }>['news']) =>
    ({ kind: 'active_token_news', id, news: one, audience: 'holder' }) as const;
  const sentWhile = (message: AboutActiveToken, some: Partial<ActiveToken> = {}) =>
    activeStatuses.filter((status) => activeTokenMessageMatters(message, grant({ status, ...some })));
  const living = ['active', 'exceeding', 'revoking'];

  it.each([
    ['that approval is off', { kind: 'approval_off', id }, living],
    ['of an owner to its holder', { kind: 'holder_reminder', id, by: bea.slackId }, ['active', 'exceeding']],
    ['that it is wider', news('exceeding'), ['exceeding']],
    ['that it was prolonged', news('prolonged'), ['exceeding']],
    ['that it has gone', news('gone'), ['gone']],
    ['that it was revoked', news('revoked'), ['revoked']],
    ['that it was accepted', news('accepted'), living],
    ['that another took its place', news('replaced'), living],
    ['that it was not revoked', news('not_revoked'), living],
  ] as const)('%s is sent while it is %j', (_, message, statuses) => {
    expect(sentWhile(message)).toEqual(statuses);
  });

  it('that shows it to the reviewers is sent while somebody should look, or a revocation was tried', () => {
    const card = { kind: 'active_token_card', id } as const;
    const revocation = { by: bea, as: 'reviewer', reason: 'So.', at: now, refused: null } as const;
    expect(sentWhile(card, { agreement: null, revocation: null })).toEqual(living);
    expect(sentWhile(card, { revocation: null })).toEqual(['exceeding', 'revoking']);
    expect(sentWhile(card, { revocation })).toEqual(living);
  });

  it('that asks about its use is sent while that is asked', () => {
    const asked = afterUseAct(null, { act: 'ask_use', asked: bea.slackId }, now);
    const message = { kind: 'unused_token', id } as const;
    expect(activeTokenMessageMatters(message, grant({ unused: null }))).toBe(false);
    expect(activeTokenMessageMatters(message, grant({ unused: asked }))).toBe(true);
  });
});
