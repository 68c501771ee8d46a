import { describe, expect, it } from 'vitest';
import type { OrganizationId, RequestNumber, SlackUserId } from '../../src/domain/ids.ts';
import type { Subject } from '../../src/domain/message.ts';
import { effectKey, post, redraw, stepOf } from '../../src/domain/step.ts';
import { noon } from '../support/sample-scopes.ts';

const organizationId = 1 as OrganizationId;
const subject: Subject = { of: 'request', number: 7 as RequestNumber };
const message = { kind: 'request_news', number: 7 as RequestNumber } as const;

it('a step is its writes, one entry that names its subject, and its effects', () => {
  const entry = { at: noon, actor: 'countersign', act: 'request.remind', data: { why: 'half' } };
  expect(stepOf([], { ...entry, subject }, [redraw(subject)])).toEqual({
    writes: [],
    entries: [{ ...entry, subject: 'PAT-7' }],
    effects: [{ kind: 'redraw', subject }],
  });
});

describe('the key of an effect', () => {
  it.each([
    ['is one for the card of a subject', effectKey.card('request_card', 'PAT-7'), 'request_card:PAT-7'],
    ['is another for each version that is news', effectKey.news('request_news', 'PAT-7', 4), 'request_news:PAT-7:v4'],
    ['is another for each who is told', effectKey.news('gone', 't1', 4, 'channel'), 'gone:t1:v4:channel'],
    ['is one for each call that a decision asks for', effectKey.call('approve', 't1', 4), 'approve:t1:v4'],
    ['is one for what an organization is told once', effectKey.once('baseline', organizationId), 'baseline:1'],
  ])('%s', (_, key, expected) => {
    expect(key).toBe(expected);
  });
});

describe('a message', () => {
  it('goes to the owners', () => {
    expect(post(organizationId, 'reviewers', 'k', message)).toEqual([
      { kind: 'post', key: 'k', to: { to: 'reviewers', organizationId }, message },
    ]);
  });

  it('goes to one person', () => {
    expect(post(organizationId, 'U0MONA' as SlackUserId, 'k', message)).toEqual([
      { kind: 'post', key: 'k', to: { to: 'person', slackId: 'U0MONA', organizationId }, message },
    ]);
  });

  it('is none where there is nobody to write to', () => {
    expect(post(organizationId, null, 'k', message)).toEqual([]);
  });
});
