import { describe, expect, it } from 'vitest';
import type { Match } from '../../../src/domain/tokens/token.ts';
import { requestBehind, tokenForRules } from '../../../src/domain/tokens/token-for-rules.ts';
import { dossier, grant, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { approvedRequest } from '../../support/sample-requests.ts';

const request = approvedRequest(7);

describe('a token, as the rules look at it', () => {
  it('is what its request was asked for, and by whom it is held', () => {
    const { holder } = grant();
    expect(tokenForRules(grant(), request, true)).toMatchObject({
      ...{ requester: holder, holder, isOwner: true, kind: 'request' },
      ...{ purpose: request.purpose, justification: request.justification },
    });
    expect(tokenForRules(grant(), request, true)).not.toHaveProperty('facts');
    const facts = { teams: new Map(), topics: new Map() };
    expect(tokenForRules(grant(), request, true, facts).facts).toBe(facts);
  });

  it('was asked for by nobody, for nothing, where no request is behind it', () => {
    expect(tokenForRules(grant(), null, null)).toMatchObject({ kind: 'unasked', purpose: '', justification: '' });
  });

  it('is a renewal where its request was one', () => {
    const renews = {
      ...{ tokenId: grant().tokenId, activeTokenId: 'a', requestNumber: null, tokenName: 'nightly', endsAt: null },
    };
    expect(tokenForRules(grant(), { ...request, renews }, null).kind).toBe('renewal');
  });
});

describe('the request behind a token', () => {
  const known = dossier({ requests: [request] });

  it('is the one that let it in, or that its holder says it was made for', () => {
    const match = { kind: 'exact', number: requestNumber(7) } as const;
    expect(requestBehind(grant({ requestNumber: requestNumber(7) }), known)).toBe(request);
    expect(requestBehind(waiting({ match }), known)).toBe(request);
  });

  it('is none where there was none', () => {
    expect(requestBehind(grant({ requestNumber: null }), known)).toBeNull();
    expect(requestBehind(waiting({ match: { kind: 'unclaimed' } }), known)).toBeNull();
    expect(requestBehind(waiting({ match: { kind: 'unclaimed', was: requestNumber(7) } }), known)).toBeNull();
  });

  it.each<[string, Match]>([
    ['that would let it in once it is approved', { kind: 'awaits', number: requestNumber(7) }],
    ['that it goes past', { kind: 'exceeds', number: requestNumber(7), excess: [{ kind: 'never_expires' }] }],
  ])('is the one %s', (_, match) => {
    expect(requestBehind(waiting({ match }), known)).toBe(request);
  });

  it.each([[[7]], [[7, 8]]])('is none while nobody said which of %j it was made for', (numbers) => {
    const match: Match = { kind: 'unsure', numbers: numbers.map(requestNumber) };
    expect(requestBehind(waiting({ match }), known)).toBeNull();
  });
});
