import { describe, expect, it } from 'vitest';
import type { SlackUserId } from '../../../src/domain/ids.ts';
import type { Message } from '../../../src/domain/message.ts';
import { type Others, tellElsewhere, type Warned } from '../../../src/domain/messages/tell-elsewhere.ts';
import type { Post } from '../../../src/domain/step.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { acme, grant, now, requestNumber } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';

const number = requestNumber(7);
const nobody: Others = { owners: null, warned: new Map(), asked: new Map() };
const toMona: Post['to'] = { to: 'person', slackId: mona.slackId, organizationId: acme };
const toReviewers: Post['to'] = { to: 'reviewers', organizationId: acme };
const toChannel: Post['to'] = { to: 'channel', channel: 'C1' as never, organizationId: acme };

function posted(message: Message, to = toMona, key = 'k'): Post {
  return { kind: 'post', key, to, message };
}

function told(posts: readonly Post[], some: Partial<Others> = {}): readonly unknown[] | null {
  const change = tellElsewhere(posts, { ...nobody, ...some }, 'is_archived', now);
  if (change === null) return null;
  return change.effects.map((effect) =>
    effect.kind === 'post'
      ? [effect.key, effect.to.to === 'person' ? effect.to.slackId : effect.to.to, effect.message]
      : effect,
  );
}

describe('a channel that can’t be reached', () => {
  const card: Message = { kind: 'request_card', number };
  const news: Message = { kind: 'approval_off', id: 'a' };

  it('has each of its linked owners written to, of each message', () => {
    const owners = [bea.slackId, otto.slackId];
    expect(told([posted(card, toReviewers), posted(news, toReviewers, 'n')], { owners })).toEqual([
      ['k:U0BEA', bea.slackId, card],
      ['k:U0OTTO', otto.slackId, card],
      ['n:U0BEA', bea.slackId, news],
      ['n:U0OTTO', otto.slackId, news],
    ]);
  });

  it('is waited for where there is none', () => {
    expect(told([posted(card, toReviewers)], { owners: [] })).toBe(null);
    expect(told([posted(card, toChannel)], { owners: [] })).toBe(null);
  });

  it('leaves a line in the trail for each message', () => {
    const change = tellElsewhere([posted(card, toReviewers)], { ...nobody, owners: [bea.slackId] }, 'is_archived', now);
    expect(change?.entries).toEqual([
      {
        at: now,
        actor: 'countersign',
        act: 'message.undeliverable',
        subject: 'k',
        data: { to: 'reviewers', code: 'is_archived' },
      },
    ]);
  });
});

describe('a person who can’t be written to', () => {
  it('is told of to the channel, once for all that they don’t get', () => {
    const news: Message = { kind: 'request_news', number };
    const about = { kind: 'undeliverable', slackId: mona.slackId, about: 'request_news' };
    expect(told([posted(news), posted(news, toMona, 'l')])).toEqual([['undeliverable:k', 'reviewers', about]]);
  });

  it('leaves a line in the trail that names them', () => {
    const change = tellElsewhere([posted({ kind: 'request_news', number })], nobody, 'cannot_dm_bot', now);
    expect(change?.entries).toMatchObject([{ subject: 'k', data: { to: mona.slackId, code: 'cannot_dm_bot' } }]);
    expect(change?.writes).toEqual([]);
  });

  it('is told of to nobody where they were told of somebody else', () => {
    expect(told([posted({ kind: 'undeliverable', slackId: bea.slackId, about: 'request_news' })])).toEqual([]);
  });

  describe('of the end of tokens', () => {
    const expiry = posted({ kind: 'expiry', noticeIds: ['a', 'b', 'c'] });
    const about = (...noticeIds: readonly string[]) => ({ kind: 'expiry', noticeIds });
    const one = (noticeId: string, other: SlackUserId | null, holder: SlackUserId | null = mona.slackId): Warned => ({
      ...{ noticeId, other, holder },
    });

    it('has whom their requests name besides told, each of theirs, and the channel of the rest', () => {
      const warned = new Map([['k', [one('a', bea.slackId), one('b', null), one('c', bea.slackId)]]]);
      expect(told([expiry], { warned })).toEqual([
        ['undeliverable:k:U0BEA', bea.slackId, about('a', 'c')],
        ['undeliverable:k', 'reviewers', about('b')],
      ]);
    });

    it('has the channel told where it was somebody else who can’t be written to either', () => {
      const warned = new Map([['k', [one('a', bea.slackId, bea.slackId), one('b', null, null)]]]);
      expect(told([expiry], { warned })).toEqual([['undeliverable:k', 'reviewers', about('a', 'b')]]);
    });

    it('has nobody told where none is left', () => {
      expect(told([expiry])).toEqual([]);
    });
  });

  describe('of tokens that nobody uses', () => {
    const asked = posted({ kind: 'unused_token', id: 'a' });
    const unused = { askedAt: now - 5, asked: mona.slackId, ownersAskedAt: null, kept: null };
    const of = (some: Partial<ActiveToken>) => ({ asked: new Map([['k', grant({ unused, ...some })]]) });

    it('leaves them to the owners at once', () => {
      const review = { kind: 'unused_review', organizationId: acme };
      expect(told([asked], of({}))).toEqual([
        { kind: 'redraw', subject: { of: 'active_token', id: grant().id } },
        { kind: 'redraw', subject: { of: 'organization', id: acme } },
        [`unused_review:1:${Math.floor(now / 86_400_000)}`, 'reviewers', review],
      ]);
      const change = tellElsewhere([asked], { ...nobody, ...of({}) }, 'x', now);
      expect(change?.writes).toMatchObject([{ row: { unused: { askedAt: now, asked: null, ownersAskedAt: now } } }]);
      expect(change?.entries.map(({ act }) => act)).toEqual(['message.undeliverable', 'active_token.ask_use']);
    });

    it.each([
      ['ended', { status: 'gone' }],
      ['was kept', { unused: { ...unused, kept: { by: bea, reason: 'needed', at: now } } }],
      ['is no question any more', { unused: null }],
    ] as const)('asks nobody of one that %s', (_, some) => {
      expect(told([asked], of(some))).toEqual([]);
    });

    it('asks nobody of one whose row is not there', () => {
      expect(told([asked])).toEqual([]);
    });
  });
});
