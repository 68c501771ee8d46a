import { describe, expect, it } from 'vitest';
import type { Outward } from '../../../src/domain/change.ts';
import type { Message } from '../../../src/domain/message.ts';
import { type AfterFailure, afterFailure, type Cause, subjectOf } from '../../../src/domain/messages/after-failure.ts';
import { acme, now, requestNumber } from '../../support/sample-dossiers.ts';
import { mona } from '../../support/sample-people.ts';

function posted(message: Message): Extract<Outward, { kind: 'post' }> {
  return { kind: 'post', key: 'request_card:PAT-7', to: { to: 'reviewers', organizationId: acme }, message };
}
const card = posted({ kind: 'request_card', number: requestNumber(7) });
const redraw: Outward = { kind: 'redraw_copy', copyId: 'copy-1' };
const home: Outward = { kind: 'publish_home', slackId: mona.slackId };
const decisions = [
  { kind: 'review_pending_token', key: 'approve:p:v1', pendingTokenId: 'p', act: 'approve' },
  { kind: 'revoke_token', key: 'revoke:a:v1', activeTokenId: 'a' },
  { kind: 'revoke_classic_token', key: 'revoke:c:v1', classicTokenId: 'c' },
] as const satisfies readonly Outward[];
const about = { organizationId: acme, tokenName: 'nightly' };

function cause(some: Partial<Cause> = {}): Cause {
  return {
    where: 'slack',
    code: 'status_500',
    trouble: 'passing',
    isUncalled: false,
    retryAfterSeconds: null,
    ...some,
  };
}

function outcomeOf(effect: Outward, failures: number, why: Cause | null = cause()): AfterFailure {
  return afterFailure({ effect, failures, about }, why, now);
}

function told({ told: { effects } }: AfterFailure): readonly unknown[] {
  return effects.map((one) => ('message' in one ? one.message : one.kind));
}

describe('an effect that failed', () => {
  it('is put back where nobody was called, which is no failure of its own', () => {
    const uncalled = { isUncalled: true, trouble: 'content' } as const;
    const failed = (seconds: number | null) => outcomeOf(card, 8, cause({ ...uncalled, retryAfterSeconds: seconds }));
    const nothing = { told: { writes: [], entries: [], effects: [] }, says: null };
    expect(failed(20)).toEqual({ end: { as: 'put_back', waitMs: 20_000 }, ...nothing });
    expect(failed(null)).toEqual({ end: { as: 'put_back', waitMs: 0 }, ...nothing });
  });

  it('is tried again after a wait that grows, and no sooner than the other side asks', () => {
    expect(outcomeOf(card, 0).end).toEqual({ as: 'retry', waitMs: 1_000, why: 'slack: status_500' });
    expect(outcomeOf(card, 1).end).toEqual({ as: 'retry', waitMs: 3_000, why: 'slack: status_500' });
    const limited = cause({ where: 'github', code: 'rate_limited', retryAfterSeconds: 50 });
    expect(outcomeOf(decisions[0], 0, limited).end).toEqual({
      as: 'retry',
      waitMs: 50_000,
      why: 'github: rate_limited',
    });
  });

  it('is tried again however long an outage lasts', () => {
    expect(outcomeOf(card, 1_000).end.as).toBe('retry');
  });

  it.each([
    ['a message', card],
    ['a redraw', redraw],
    ['a Home', home],
  ])('is given up in the sixth failure that is a bug, where it is %s', (_, effect) => {
    expect(outcomeOf(effect, 4, null).end.as).toBe('retry');
    expect(outcomeOf(effect, 5, null)).toMatchObject({ end: { as: 'gave_up', why: 'bug' }, says: 'gave_up' });
  });

  it.each(decisions)('is never given up where it carries out a decision: $kind', (effect) => {
    expect(outcomeOf(effect, 5, null).end).toMatchObject({ as: 'retry', why: 'bug' });
    expect(outcomeOf(effect, 500, null).end.as).toBe('retry');
  });

  it('leaves a line in the trail once it is given up, and the channel is told of a message', () => {
    expect(outcomeOf(card, 5, null).told).toMatchObject({
      entries: [
        { at: now, actor: 'countersign', act: 'effect.give_up', subject: 'request_card:PAT-7', data: { why: 'bug' } },
      ],
      effects: [
        {
          key: 'gave_up:request_card:PAT-7',
          to: { to: 'reviewers', organizationId: acme },
          message: { kind: 'gave_up', about: 'request_card', why: 'bug' },
        },
      ],
    });
    expect(told(outcomeOf(redraw, 5, null))).toEqual([]);
    expect(told(outcomeOf(posted({ kind: 'gave_up', about: 'request_card', why: 'bug' }), 5, null))).toEqual([]);
  });
});

describe('what is said of an effect that is tried again', () => {
  it.each(decisions)('is said to the channel of a decision, at the ninth failure alone: $kind', (effect) => {
    const ninth = outcomeOf(effect, 8, cause({ where: 'github', code: 'status_502', trouble: null }));
    expect(ninth.says).toBe('decision');
    expect(ninth.told.effects).toEqual([
      {
        kind: 'post',
        key: `stuck:${effect.key}`,
        to: { to: 'reviewers', organizationId: acme },
        message: { kind: 'stuck', about: 'nightly', why: 'github: status_502' },
      },
    ]);
    for (const failures of [0, 7, 9, 17]) {
      expect(outcomeOf(effect, failures)).toMatchObject({ says: null, told: { effects: [] } });
    }
    expect(told(outcomeOf(effect, 8, null))).toEqual([{ kind: 'stuck', about: 'nightly', why: 'bug' }]);
  });

  it('is the log’s alone where the token’s row is not there', () => {
    const gone = afterFailure({ effect: decisions[0], failures: 8, about: null }, cause(), now);
    expect(gone).toMatchObject({ says: 'decision', told: { effects: [] } });
  });

  it('is the log’s of a message, at the ninth failure alone', () => {
    expect(outcomeOf(card, 8)).toMatchObject({ says: 'message', told: { entries: [], effects: [] } });
    expect(outcomeOf(card, 7).says).toBe(null);
    expect(outcomeOf(card, 9).says).toBe(null);
  });

  it('is that Slack takes a message in no form: at once, to the channel too', () => {
    const refused = cause({ trouble: 'content', code: 'invalid_blocks' });
    expect(outcomeOf(card, 0, refused)).toMatchObject({ says: 'content' });
    expect(told(outcomeOf(card, 0, refused))).toEqual([
      { kind: 'gave_up', about: 'request_card', why: 'slack: invalid_blocks' },
    ]);
    expect(outcomeOf(card, 1, refused)).toMatchObject({ says: null, told: { effects: [] } });
    expect(told(outcomeOf(redraw, 0, refused))).toEqual([]);
  });

  it('is that Slack does not take us, at the first failure and each ninth one after it', () => {
    const ours = cause({ trouble: 'ourselves', code: 'invalid_auth' });
    const said = [0, 1, 8, 9, 18].map((failures) => outcomeOf(card, failures, ours).says);
    expect(said).toEqual(['ourselves', null, 'message', 'ourselves', 'ourselves']);
    expect(told(outcomeOf(card, 0, ours))).toEqual([]);
    expect(outcomeOf(card, 0).says).toBe(null);
  });
});

it('an effect is named by what makes it the same act', () => {
  expect([card, redraw, home, decisions[1]].map(subjectOf)).toEqual([
    'request_card:PAT-7',
    'copy-1',
    'home:U0MONA',
    'revoke:a:v1',
  ]);
});
