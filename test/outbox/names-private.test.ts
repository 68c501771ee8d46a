import { expect, it } from 'vitest';
import { namesPrivate } from '../../src/outbox/names-private.ts';
import type { OneContent } from '../../src/ports/message-content.ts';
import { tokenThatIs } from '../slack/sample-contents.ts';
import { grant, requestNumber } from '../support/sample-dossiers.ts';
import { approvedRequest } from '../support/sample-requests.ts';
import { agreement } from '../support/sample-scopes.ts';

const everywhere = [{ kind: 'all_repositories' }] as const;
const all = { permissions: { repository: {}, organization: {}, other: {} }, access: { selection: 'all' } } as const;
const scope = { ...all, createdAt: null, expiresAt: null };
const of = (isPrivate: boolean) => ({
  ...agreement({ lapsesAt: null }),
  access: { selection: 'subset', repositories: [{ id: 1 as never, name: 'board-papers', isPrivate }] } as const,
});
const about = { organization: 'acme', holderSlackId: null, isSponsored: false, ending: null, forbidden: [] } as const;
const card = { ...about, mayNamePrivate: true, holderRole: 'unknown' } as const;

function waiting(more: Partial<Extract<OneContent, { kind: 'pending_token_card' }>>): OneContent {
  const token = tokenThatIs('held', {
    scope,
    match: { kind: 'exceeds', number: requestNumber(7), excess: everywhere },
  });
  return { ...card, kind: 'pending_token_card', token, request: null, isEdit: true, activeToken: null, ...more };
}

it.each([true, false])('what a token of all repositories was approved for counts as named (private: %s)', (is) => {
  const token = grant({ scope, status: 'exceeding', agreement: of(is), excess: everywhere });
  expect(namesPrivate({ ...card, kind: 'active_token_card', token, request: null })).toBe(is);
  expect(namesPrivate(waiting({ accepted: of(is) }))).toBe(is);
  expect(namesPrivate(waiting({ request: approvedRequest(7, { agreement: of(is) }) }))).toBe(is);
  // What it was accepted with stands before its request, and is what is named.
  expect(namesPrivate(waiting({ accepted: of(is), request: approvedRequest(7, { agreement: of(!is) }) }))).toBe(is);
  expect(namesPrivate(waiting({ accepted: of(is), mayNamePrivate: false }))).toBe(false);
});
