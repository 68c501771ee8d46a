import { describe, expect, it } from 'vitest';
import { effectKey, post, redraw, stepOf } from '../../src/domain/step.ts';
import { acme, requestNumber } from '../support/sample-dossiers.ts';
import { mona } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';

it('a step is what is written, what the trail keeps and what has to happen outside', () => {
  const write = { table: 'token_requests', was: null, row: pendingRequest(7) } as const;
  const subject = { of: 'request', number: requestNumber(7) } as const;
  const entry = { at: noon, actor: 'countersign', act: 'request.remind', subject, data: { until: noon } };
  expect(stepOf([write], entry, [redraw(subject)])).toEqual({
    writes: [write],
    entries: [{ ...entry, subject: 'PAT-7' }],
    effects: [{ kind: 'redraw', subject }],
  });
});

describe('the key of an effect', () => {
  it('of a card: one for its subject, however often it is asked for', () => {
    expect(effectKey.card('request_card', 'PAT-7')).toBe('request_card:PAT-7');
  });

  it('of news: one for each version of its subject, and for each reader where there are several', () => {
    expect(effectKey.news('request_news', 'PAT-7', 3)).toBe('request_news:PAT-7:v3');
    expect(effectKey.news('active_token_news:a', 'gone', 3, 'holder')).toBe('active_token_news:a:gone:v3:holder');
  });

  it('of a reminder of a classic token: one for each end and each time before it', () => {
    expect(effectKey.classicEnds({ of: 'request', number: requestNumber(7) }, 14, noon)).toBe(
      `classic_ends:PAT-7:14:${noon}`,
    );
    expect(effectKey.classicEnds({ of: 'classic_token', id: 'classic-1-501' }, 'expired', noon)).toBe(
      `classic_ends:classic_token:classic-1-501:expired:${noon}`,
    );
  });

  it('of a call to GitHub: one for each decision', () => {
    expect(effectKey.call('approve', 'pending-1', 3)).toBe('approve:pending-1:v3');
  });

  it.each([
    [
      'that somebody is linked: one each time',
      effectKey.linked,
      ['person_linked', acme, mona.slackId, noon],
      `person_linked:1:U0MONA:${noon}`,
    ],
    ['the head of the trail: one for each', effectKey.head, [acme, 9], 'trail_head:1:9'],
    ['unused tokens: one a day', effectKey.unusedReview, [acme, 9], 'unused_review:1:9'],
    ['a digest: one for each moment', effectKey.digest, [acme, noon], `digest:1:${noon}`],
    ['a welcome: one for each channel', effectKey.welcome, ['C1'], 'channel_welcome:C1'],
    ['a Home: one for each person', effectKey.home, [mona.slackId], 'home:U0MONA'],
  ] as const)('of %s', (_, key, given, is) => {
    expect((key as (...all: readonly unknown[]) => string)(...given)).toBe(is);
  });

  it('of what is said once: one for each organization', () => {
    expect(effectKey.once('approval_off', acme)).toBe('approval_off:1');
  });

  it('of a login that another account has by now: one for each such account', () => {
    expect(effectKey.taken(acme, 'acme-ci', mona.githubId)).toBe('login_taken:1:acme-ci:101');
  });

  it('of a policy file that was read, or of requests that wait: one for each time', () => {
    expect(effectKey.policy('policy_taken', acme, 5)).toBe('policy_taken:1:5');
    expect(effectKey.leftToOwners(acme, [7, 9], 5)).toBe('requests_left:1:7+9:5');
    expect(effectKey.waiting(acme, [7, 9], 5)).toBe('requests_waiting:1:7+9:5');
    expect(effectKey.escalated(acme, [7, 9], 5)).toBe('requests_escalated:1:7+9:5');
    expect(effectKey.stopped(acme, mona.slackId, 5)).toBe('approvals_stopped:1:U0MONA:5');
  });

  it('of notices that go together: by the first in order, and how many more there are', () => {
    expect(effectKey.notices(['b'])).toBe('expiry:b+0');
    expect(effectKey.notices(['c', 'b', 'd'])).toBe('expiry:b+2');
  });

  it('of what is about another effect, or the same to somebody else: that one’s, and what is different', () => {
    expect(effectKey.about('stuck', 'approve:p:v1')).toBe('stuck:approve:p:v1');
    expect(effectKey.copy('request_card:PAT-7', mona.slackId)).toBe('request_card:PAT-7:U0MONA');
  });

  it('of a redraw: one for each message', () => {
    expect(effectKey.redraw('C1', '1.2')).toBe('redraw:C1:1.2');
  });
});

describe('a message', () => {
  const message = { kind: 'request_news', number: requestNumber(7) } as const;

  it.each([
    ['the reviewers', 'reviewers', { to: 'reviewers', organizationId: 1 }],
    ['a person', mona.slackId, { to: 'person', slackId: 'U0MONA', organizationId: 1 }],
  ] as const)('goes to %s', (_, to, destination) => {
    expect(post(acme, to, 'key', message)).toEqual([{ kind: 'post', key: 'key', to: destination, message }]);
  });

  it('goes nowhere where there is nobody to write to', () => {
    expect(post(acme, null, 'key', message)).toEqual([]);
  });
});
