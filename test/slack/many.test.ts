import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../src/domain/ids.ts';
import type { OneContent } from '../../src/ports/message-content.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { mona } from '../support/sample-people.ts';
import { actual, noon, permissions } from '../support/sample-scopes.ts';
import { activeToken, everyExcess, requestThatIs, review, tokenThatIs } from './sample-contents.ts';

function read(contents: readonly OneContent[]): string {
  const { blocks } = renderMessage({ kind: 'many', contents }, english, noon);
  return textOf({ channelId: 'C1', blocks, isDeleted: false } as never);
}

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const base = { organization: 'acme', request: null, holderSlackId: mona.slackId, isSponsored: false } as const;

describe('news that came at once', () => {
  it('of requests say of each what became of it, and why', () => {
    const said = read(
      times(4, (index): OneContent => {
        const reviews = [review('deny', { reason: `Reason ${index}.` })];
        const request = requestThatIs('denied', { tokenName: `name-${index}`, reviews });
        return { kind: 'request_news', organization: 'acme', request, token: null, waiting: null };
      }),
    );
    expect(said).toContain('News about 4 of your requests for acme');
    for (const index of [0, 1, 2, 3])
      expect(said).toContain(
        `“name-${index}” (PAT-7) for acme. You can request another with /pat request.\nReason: Reason ${index}.`,
      );
  });

  it('of tokens that are wider than approved keep what is each one’s own', () => {
    const said = read(
      times(4, (index): OneContent => {
        const drift = { since: noon, deadlineAt: noon + (index + 1) * dayMs, outcome: 'revoke' } as const;
        const token = activeToken({ status: 'exceeding', tokenName: `name-${index}`, drift, excess: everyExcess });
        return { kind: 'active_token_news', news: 'exceeding', audience: 'holder', hasLeft: false, token, ...base };
      }),
    );
    expect(said).toContain('News about 4 tokens for acme');
    expect(said.match(/we’ll revoke it on/g)).toHaveLength(4);
    expect(said.match(/Secrets: write \(approved: none\)/g)).toHaveLength(4);
  });

  it('say once what is the same for all of them', () => {
    const said = read(
      times(4, (index): OneContent => {
        const token = activeToken({ tokenName: `name-${index}` });
        return { kind: 'approval_off', organization: 'acme', token, holderSlackId: null, isSponsored: false };
      }),
    );
    for (const index of [0, 1, 2, 3]) expect(said).toContain(`“name-${index}” became active`);
    expect(said.match(/Require administrator approval/g)).toHaveLength(1);
  });

  it('count what there is no room for', () => {
    const said = read(
      times(500, (index): OneContent => {
        const token = activeToken({ status: 'gone', tokenName: `a-name-as-they-are-${index}` });
        return { kind: 'active_token_news', news: 'gone', audience: 'reviewers', hasLeft: false, token, ...base };
      }),
    );
    const shown = said.match(/a-name-as-they-are-/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(40);
    expect(said).toContain('500 tokens lost access to acme.');
    expect(said).toContain(`and ${500 - shown} more`);
  });
});

describe('a list of cards', () => {
  const card = (index: number, status: 'held' | 'approved'): OneContent => ({
    ...{ kind: 'pending_token_card', ...base, activeToken: null, isEdit: false, ending: null, mayNamePrivate: true },
    token: tokenThatIs(status, { id: `t-${index}`, tokenName: `name-${index}`, patRequestId: index as never }),
    holderRole: 'unknown' as const,
    forbidden: [],
  });

  it('names no private repository, whoever reads it', () => {
    expect(read(times(4, (index) => card(index, 'held')))).not.toContain('vault');
  });

  it('puts the most dangerous of what waits first', () => {
    const cards = times(4, (index): OneContent => {
      const content = card(index, 'held');
      if (content.kind !== 'pending_token_card' || index !== 2) return content;
      const rights = permissions({ repository: { administration: 'write' } });
      return { ...content, token: { ...content.token, scope: actual({ permissions: rights }) } };
    });
    const lines = read(cards)
      .split('\n')
      .filter((line) => line.includes('name-'));
    expect(lines.map((line) => /name-\d/.exec(line)?.[0])).toEqual(['name-2', 'name-0', 'name-1', 'name-3']);
  });

  it('has room for what waits before what is decided', () => {
    const said = read(times(60, (index) => card(index, index < 40 ? 'approved' : 'held')));
    expect(said).toContain('60 tokens for acme: 20 need a decision');
    for (const index of times(20, (at) => at + 40)) expect(said).toContain(`mona’s “name-${index}”`);
    expect(said).toMatch(/and \d+ more\. They appear here as you decide these\./);
  });
});
