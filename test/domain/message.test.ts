import { describe, expect, it } from 'vitest';
import type { GithubUserId, OrganizationId, RequestNumber, SlackUserId } from '../../src/domain/ids.ts';
import { type Message, type Subject, subjectKey, subjectOf } from '../../src/domain/message.ts';

const number = 7 as RequestNumber;
const organizationId = 1 as OrganizationId;
const id = 't1';

const request: Subject = { of: 'request', number };
const pendingToken: Subject = { of: 'pending_token', id };
const activeToken: Subject = { of: 'active_token', id };
const together: Subject = { of: 'together', id, organizationId };
const organization: Subject = { of: 'organization', id: organizationId };

// A message that is redrawn without following anything, or follows without being redrawn, would say what is no longer so.
const everyKind: { readonly [K in Message['kind']]: readonly [Extract<Message, { kind: K }>, Subject | null] } = {
  request_card: [{ kind: 'request_card', number }, request],
  request_sent: [{ kind: 'request_sent', number }, request],
  request_approved: [{ kind: 'request_approved', number }, request],
  request_news: [{ kind: 'request_news', number }, null],
  request_question: [{ kind: 'request_question', number }, request],
  approvals_stopped: [{ kind: 'approvals_stopped', slackId: 'U0BEA' as SlackUserId, most: 20, until: 1 }, null],
  denial_outdated: [{ kind: 'denial_outdated', tokenName: 'nightly' }, null],
  approval_outdated: [{ kind: 'approval_outdated', tokenName: 'nightly' }, null],
  request_offer: [{ kind: 'request_offer', number }, request],
  request_offer_void: [{ kind: 'request_offer_void', number }, null],
  request_answer: [{ kind: 'request_answer', number, place: 1 }, null],
  pending_token_card: [{ kind: 'pending_token_card', id }, pendingToken],
  pending_token_held: [{ kind: 'pending_token_held', id }, pendingToken],
  pending_token_news: [{ kind: 'pending_token_news', id }, null],
  active_token_card: [{ kind: 'active_token_card', id }, activeToken],
  classic_ends: [{ kind: 'classic_ends', number, id: null, threshold: 3, endsAt: 5 }, null],
  classic_token_card: [
    { kind: 'classic_token_card', id },
    { of: 'classic_token', id },
  ],
  classic_token_news: [{ kind: 'classic_token_news', id }, null],
  classic_found: [{ kind: 'classic_found', count: 2, unagreed: 1 }, null],
  claim_card: [
    { kind: 'claim_card', id },
    { of: 'claim', id },
  ],
  claim_news: [{ kind: 'claim_news', id }, null],
  approval_off: [{ kind: 'approval_off', id }, null],
  channel_welcome: [{ kind: 'channel_welcome' }, null],
  holder_reminder: [{ kind: 'holder_reminder', id, by: 'U0BEA' as SlackUserId }, null],
  baseline: [{ kind: 'baseline', organizationId }, null],
  pending_token_list: [{ kind: 'pending_token_list', organizationId }, organization],
  digest: [{ kind: 'digest', since: 1, until: 2 }, null],
  unused_token: [
    { kind: 'unused_token', id },
    { of: 'active_token', id },
  ],
  unused_review: [{ kind: 'unused_review', organizationId }, organization],
  requests_waiting: [{ kind: 'requests_waiting', numbers: [number] }, null],
  organization_paused: [{ kind: 'organization_paused', why: 'suspended' }, null],
  organization_resumed: [{ kind: 'organization_resumed' }, null],
  expiry: [{ kind: 'expiry', noticeIds: ['n1'] }, null],
  active_token_news: [{ kind: 'active_token_news', id, news: 'gone', audience: 'holder' }, null],
  own_token_trouble: [{ kind: 'own_token_trouble', why: 'revoked' }, null],
  account_linked: [{ kind: 'account_linked', login: 'mona', githubId: 1 as GithubUserId }, null],
  owner_linked: [{ kind: 'owner_linked', slackId: 'U0BEA' as SlackUserId, login: 'bea' }, null],
  leak_reported: [
    { kind: 'leak_reported', by: 'U0BEA' as SlackUserId, revoked: [{ kind: 'classic', count: 1 }], byHand: [] },
    null,
  ],
  login_taken: [{ kind: 'login_taken', login: 'acme-ci', sponsor: 'U0BEA' as SlackUserId }, null],
  trail_head: [{ kind: 'trail_head', seq: 1_204, hash: 'a'.repeat(64) }, null],
  policy_taken: [
    {
      kind: 'policy_taken',
      changes: {
        keys: ['lifetime'],
        people: { added: 1, removed: 0, changed: 0 },
        machineUsers: { added: 0, removed: 0, changed: 0 },
      },
    },
    null,
  ],
  policy_refused: [{ kind: 'policy_refused', problems: ['policy.yml:1'], hidden: 0 }, null],
  holder_left: [{ kind: 'holder_left', id, organizationId }, together],
  revoked_together: [{ kind: 'revoked_together', id, organizationId }, together],
  undeliverable: [{ kind: 'undeliverable', slackId: 'U0MONA' as SlackUserId, about: 'PAT-7' }, null],
  stuck: [{ kind: 'stuck', about: 'PAT-7', why: 'refused' }, null],
  gave_up: [{ kind: 'gave_up', about: 'PAT-7', why: 'refused' }, null],
};

describe('what a message follows', () => {
  it.each(Object.entries(everyKind))('%s', (_, [message, subject]) => {
    expect(subjectOf(message)).toEqual(subject);
  });
});

describe('a subject as one word', () => {
  it.each<[string, Subject]>([
    ['PAT-7', request],
    ['pending_token:t1', pendingToken],
    ['active_token:t1', activeToken],
    ['organization:1', organization],
    ['together:t1', together],
    ['reminders:t1', { of: 'reminders', id }],
  ])('%s', (word, subject) => {
    expect(subjectKey(subject)).toBe(word);
  });
});
