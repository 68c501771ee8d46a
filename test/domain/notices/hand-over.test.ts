import { describe, expect, it } from 'vitest';
import { type Change, type MessageCopy, noChange } from '../../../src/domain/change.ts';
import type { SlackUserId } from '../../../src/domain/ids.ts';
import { overForGood, passedOn } from '../../../src/domain/messages/copies.ts';
import { handOverActive, handOverPending, isOnHolder, waitsForHolder } from '../../../src/domain/notices/hand-over.ts';
import { questionsOf } from '../../../src/domain/notices/reminders-of.ts';
import type { Excess } from '../../../src/domain/scope/agreement.ts';
import type { ActiveToken, Drift, PendingToken } from '../../../src/domain/tokens/token.ts';
import { copyOf, grant, now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';

const drift: Drift = { since: now, deadlineAt: now + 9, outcome: 'revoke' };
const asking: Drift = { ...drift, askedUntil: now + 1 };
const longer: Excess = { kind: 'expires_later', latestAt: now, actualAt: now + 5 };
const wider: Excess = { kind: 'all_repositories' };
const flagged = (some: Partial<ActiveToken> = {}): ActiveToken =>
  grant({ status: 'exceeding', excess: [wider], drift, ...some });

type News = 'exceeding' | 'prolonged' | 'replaced';
function said(news: News, reader: SlackUserId | null, some: Partial<MessageCopy> = {}, since = now): MessageCopy {
  const message = { kind: 'active_token_news', id: grant().id, news, audience: 'holder' } as const;
  const asked = { message, expiresAt: null, days: null, since };
  return copyOf(questionsOf(grant(), asked), message.kind, { reader, ...some });
}
const reminded = copyOf(
  questionsOf(grant(), {
    message: { kind: 'holder_reminder', id: grant().id, by: bea.slackId },
    ...{ expiresAt: null, days: null, since: now },
  }),
  'holder_reminder',
  { reader: mona.slackId },
);
const heldFor = (reader: SlackUserId | null, some: Partial<MessageCopy> = {}): MessageCopy =>
  copyOf({ of: 'pending_token', id: waiting().id }, 'pending_token_held', { reader, ...some });

/** Each effect in a word. */
function does({ effects }: Change): readonly string[] {
  return effects.map((effect) => {
    if (effect.kind === 'redraw') return `draw ${effect.subject.of}`;
    if (effect.kind !== 'post' || effect.to.to !== 'person') return effect.kind;
    const { message } = effect;
    return `tell ${effect.to.slackId} ${message.kind === 'active_token_news' ? message.news : message.kind}`;
  });
}

const toBea = { to: bea.slackId, isNew: true } as const;
const nowBea = { to: bea.slackId, isNew: false } as const;
const nobody = { to: null, isNew: true } as const;
const m = mona.slackId;
const tells = (news: string) => `tell ${bea.slackId} ${news}`;
const draws = 'draw questions';
const passed = { shownVersion: passedOn };

describe('a token that goes past what was agreed', () => {
  it.each<
    [
      is: string,
      token: ActiveToken,
      copies: readonly MessageCopy[],
      stands: typeof toBea | typeof nowBea | typeof nobody,
      done: readonly string[],
    ]
  >([
    ['told to nobody, of whom stands for it from now on', flagged(), [], toBea, [tells('exceeding')]],
    ['told to nobody, of whom stood for it', flagged(), [], nowBea, []],
    ['told to another', flagged(), [said('exceeding', m)], nowBea, [tells('exceeding'), draws]],
    [
      'told to another for good',
      flagged(),
      [said('exceeding', m, { shownVersion: overForGood })],
      nowBea,
      [tells('exceeding')],
    ],
    ['told to them', flagged(), [said('exceeding', bea.slackId)], toBea, []],
    ['told to both', flagged(), [said('exceeding', m, passed), said('exceeding', bea.slackId)], nowBea, []],
    [
      'told to both, while another one stood for it',
      flagged(),
      [said('prolonged', m, passed), said('prolonged', bea.slackId, passed)],
      nowBea,
      [draws],
    ],
    [
      'told to both, and open to both',
      flagged(),
      [said('prolonged', m), said('prolonged', bea.slackId)],
      nowBea,
      [draws],
    ],
    ['that nobody stands for', flagged(), [said('exceeding', m)], nobody, [draws]],
    ['that nobody stood for', flagged(), [], nobody, []],
    ['of an earlier time', flagged(), [said('exceeding', m, {}, now - 1)], nowBea, []],
    ['told of something else', flagged(), [said('replaced', m), reminded], nowBea, []],
    ['whose reader nobody knows', flagged(), [said('exceeding', null, passed)], nowBea, [tells('exceeding')]],
    ['prolonged, and asked about', flagged({ excess: [longer], drift: asking }), [], toBea, [tells('prolonged')]],
    ['prolonged and wider', flagged({ excess: [longer, wider], drift: asking }), [], toBea, [tells('exceeding')]],
    [
      'prolonged, and the owners told',
      flagged({ excess: [longer] }),
      [said('prolonged', m, passed)],
      nowBea,
      [tells('prolonged')],
    ],
    ['prolonged, and told to nobody', flagged({ excess: [longer] }), [], toBea, [tells('exceeding')]],
    [
      'prolonged, of which one was asked',
      flagged({ excess: [longer] }),
      [said('exceeding', m, passed), said('prolonged', mona.slackId, passed)],
      nowBea,
      [tells('prolonged')],
    ],
    ['of which nothing is known', flagged(), [copyOf(questionsOf(grant()), 'active_token_news')], nowBea, []],
    [
      'prolonged, and nobody asked',
      flagged({ excess: [longer] }),
      [said('exceeding', m, passed)],
      nowBea,
      [tells('exceeding')],
    ],
    ['within again', flagged({ status: 'active' }), [said('exceeding', m)], toBea, []],
    ['without a drift', flagged({ drift: null }), [said('exceeding', m)], toBea, []],
  ])('%s', (_, token, copies, stands, done) => {
    const change = handOverActive(token, copies, stands);
    expect(does(change)).toEqual(done);
    if (done.length === 0) expect(change).toBe(noChange);
  });

  it('is told once to each for each time', () => {
    const keyOf = (change: Change) => change.effects.map((effect) => (effect.kind === 'post' ? effect.key : ''));
    const once = keyOf(handOverActive(flagged(), [], toBea));
    expect(once).toEqual([`active_token_news:${grant().id}:${now}:to:${bea.slackId}`]);
    expect(keyOf(handOverActive(flagged({ version: 9, revision: 4 }), [], toBea))).toEqual(once);
    expect(handOverActive(flagged(), [], toBea).effects[0]).toMatchObject({
      message: { id: grant().id, audience: 'holder' },
    });
    const held = keyOf(handOverPending(waiting({ status: 'held', revision: 3 }), [], toBea));
    expect(held).toEqual([`pending_token_held:${waiting().id}:3:to:${bea.slackId}`]);
  });

  it.each<[boolean, Pick<ActiveToken, 'status' | 'drift'>]>([
    [true, { status: 'exceeding', drift }],
    [true, { status: 'exceeding', drift: { ...asking, deadlineAt: null } }],
    [false, { status: 'exceeding', drift: { ...drift, deadlineAt: null } }],
    [false, { status: 'exceeding', drift: null }],
    [false, { status: 'revoking', drift }],
  ])('waits for its holder: %s', (is, token) => {
    expect(isOnHolder(token)).toBe(is);
  });
});

describe('a token that waits on GitHub', () => {
  const unsure = { kind: 'unsure', numbers: [requestNumber(7)] } as const;
  const held = (some: Partial<PendingToken> = {}) => waiting({ status: 'held', ...some });

  it.each<[boolean, PendingToken]>([
    [true, held()],
    [true, held({ match: unsure, answer: { number: null, at: now } })],
    [true, waiting({ status: 'open', match: unsure, answer: null })],
    [false, waiting({ status: 'open', match: unsure, answer: { number: null, at: now } })],
    [false, waiting({ status: 'open', match: { kind: 'unclaimed' }, answer: null })],
    [false, waiting({ status: 'approving', match: unsure, answer: null })],
    [false, held({ isBaseline: true, revision: 1 })],
    [true, held({ isBaseline: true, revision: 2 })],
    [true, held({ isBaseline: false, revision: 1 })],
  ])('waits for its holder: %s', (is, token) => {
    expect(waitsForHolder(token)).toBe(is);
    expect(does(handOverPending(token, [], toBea))).toEqual(is ? [tells('pending_token_held')] : []);
  });

  it('is handed over with the message about it', () => {
    const card = copyOf({ of: 'pending_token', id: waiting().id }, 'pending_token_card');
    expect(does(handOverPending(held(), [card], nowBea))).toEqual([]);
    expect(does(handOverPending(held(), [heldFor(m), card], nowBea))).toEqual([
      tells('pending_token_held'),
      'draw pending_token',
    ]);
    expect(handOverPending(waiting({ status: 'approved' }), [heldFor(m)], nowBea)).toBe(noChange);
  });
});
