import { describe, expect, it } from 'vitest';
import type { RequestNumber } from '../../src/domain/ids.ts';
import { dayMs } from '../../src/domain/ids.ts';
import type { Excess, RepositoryAccess } from '../../src/domain/scope/agreement.ts';
import type { TokenReason } from '../../src/domain/tokens/reasons-against-token.ts';
import type { ActiveToken, Match, PendingToken } from '../../src/domain/tokens/token.ts';
import type { MessageContent } from '../../src/ports/message-content.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { bea, mona } from '../support/sample-people.ts';
import { actual, agreement, noon, permissions, repository } from '../support/sample-scopes.ts';
import { objectsIn } from './live-references.ts';
import { activeToken, requestThatIs, tokenThatIs } from './sample-contents.ts';

const number = 7 as RequestNumber;
const access: RepositoryAccess = { selection: 'subset', repositories: [repository(1, 'website')] };
const rights = permissions({ repository: { contents: 'write', pull_requests: 'read', metadata: 'read' } });
const wide = actual({ permissions: rights, access: { selection: 'all' }, expiresAt: noon + 30 * dayMs });
const over: readonly Excess[] = [{ kind: 'all_repositories' }];
const exceeds: Match = { kind: 'exceeds', number, excess: over };
const request = requestThatIs('approved', { agreement: agreement({ access }) });

const shared = {
  ...{ organization: 'acme', holderSlackId: mona.slackId, isSponsored: false, mayNamePrivate: true },
  ...{ holderRole: 'unknown' as const, forbidden: [], ending: null },
};

function pending(status: PendingToken['status'], some: Partial<PendingToken> = {}): MessageContent {
  const token = tokenThatIs(status, { scope: wide, reason: 'The release job pushes tags.', match: exceeds, ...some });
  const grant = status === 'approved' ? activeToken() : null;
  return { kind: 'pending_token_card', ...shared, token, request, activeToken: grant, isEdit: false };
}

function active(some: Partial<ActiveToken>): MessageContent {
  const token = activeToken({ scope: wide, excess: over, agreement: agreement({ access }), ...some });
  return { kind: 'active_token_card', ...shared, token, request };
}

const drift = { since: noon, deadlineAt: noon + 3 * dayMs, outcome: 'revoke' } as const;
const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;

const textOf = (content: MessageContent): string =>
  renderMessage(content, english, noon).text.replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1');
const words = (text: string): number => text.split(/\s+/).filter((word) => /\w/.test(word)).length;
/** What each block is, from the top. */
const kinds = (content: MessageContent): readonly string[] =>
  renderMessage(content, english, noon).blocks.map(({ type }) => type);

describe('the card of a token that somebody has to decide', () => {
  const cards: readonly (readonly [string, MessageContent, string])[] = [
    ['is too wide', pending('held'), 'is wider than PAT-7 allows'],
    [
      'nobody requested',
      pending('held', { match: { kind: 'unclaimed' }, scope: { ...wide, access } }),
      'created the token “nightly” for acme without',
    ],
    ['drifted', active({ status: 'exceeding', drift }), 'is wider than PAT-7 allows'],
    ['nobody approved', active({ agreement: null, excess: [] }), 'is active, and nobody approved it here'],
  ];

  it.each(cards)('that %s says so in its first line, with whose it is', (_, content, said) => {
    const [first = ''] = textOf(content).split('\n');
    expect(first).toMatch(/^(?:Elevated|High) risk · <@U0MONA>/);
    expect(first).toContain('“nightly”');
    expect(first).toContain(said);
  });

  it.each(cards)('that %s has 72 words at most, buttons and all', (_, content) => {
    const buttons = objectsIn(renderMessage(content, english, noon).blocks)
      .filter(({ type }) => type === 'button')
      .map(({ text }) => JSON.stringify(text));
    expect(words(textOf(content)) + words(buttons.join(' '))).toBeLessThanOrEqual(72);
  });

  it.each(cards.filter(([, content]) => textOf(content).includes('PAT-7')))(
    'that %s says next what is too much, and as what it was approved',
    (_, content) => {
      expect(textOf(content).split('\n')[1]).toBe('Not approved: all repositories (approved: website)');
    },
  );

  it('shows a long reason’s beginning, and no half of a credential', () => {
    const secret = `ghp_${'Z'.repeat(36)}`;
    const text = textOf(
      pending('held', { match: { kind: 'unclaimed' }, reason: `${'x'.repeat(130)} ${secret} please` }),
    );
    expect(text).toMatch(/Reason given on GitHub: x{130} \[removed: lo/);
    expect(text).not.toContain('ghp_');
  });
});

describe('the card of a token that a rule forbids', () => {
  const denied = { code: 'rule_denies', rule: { name: 'Closed', reason: 'Ask in March.' } } as const;
  const beyond = { code: 'lifetime_beyond_maximum', maxDays: 7 } as const;
  const shown = (content: MessageContent, forbidden: readonly TokenReason[]) =>
    JSON.stringify(renderMessage({ ...content, forbidden } as MessageContent, english, noon).blocks);

  it.each([
    ['waits', pending('held', { scope: { ...wide, access } }), 'approve_pending_token'],
    ['is active', active({ agreement: null, excess: [], scope: { ...wide, access } }), 'keep_token'],
  ] as const)(
    'says so and lets nobody approve it, where it %s; what is beyond a limit is a person’s',
    (_, content, act) => {
      expect(shown(content, [denied])).toContain('The rule “Closed” forbids it: Ask in March.');
      expect(shown(content, [denied])).not.toContain(`"${act}"`);
      expect(shown(content, [beyond])).toContain(`"${act}"`);
    },
  );

  it('says before all else why one can’t accept it alone where a rule wants several people', () => {
    const several = { code: 'rule_wants_several', rule: denied.rule, approvals: 2 } as const;
    const content = active({ agreement: null, excess: [], scope: { ...wide, access } });
    expect(shown(content, [beyond, several])).toContain(
      'The rule “Closed” wants 2 reviewers, so one can’t accept it alone. Its holder can narrow it, or request it so that several can decide.',
    );
    expect(shown(content, [beyond, several])).not.toContain('"keep_token"');
  });
});

describe('the card of a token that is decided', () => {
  it.each([
    ['approved', pending('approved'), 'Approved by <@U0BEA>. It is active.'],
    ['closed', pending('closed'), 'It no longer waits for approval. GitHub doesn’t say why.'],
    ['within', active({ status: 'active' }), 'It’s within what was approved.'],
    ['gone', active({ status: 'gone' }), 'It lost access on 9 June 2026 at 12:00 UTC.'],
  ])('folds to two lines and the way to the rest: %s', (_, content, outcome) => {
    const [title, ...rest] = textOf(content).split('\n');
    expect(title).toMatch(/^<@U0MONA>’s token “nightly” for acme/);
    expect(rest).toEqual([outcome]);
    expect(kinds(content)).toEqual(['section', 'section', 'actions']);
  });

  it.each([
    ['denied', pending('denied'), 'Denied by <@U0BEA>.', 'Please ask for less.'],
    [
      'revoked',
      active({ status: 'revoked', revocation }),
      'Revoked by <@U0BEA> on 9 June 2026 at 12:00 UTC.',
      'Leaked.',
    ],
  ])('has the reason where one was given: %s', (_, content, outcome, reason) => {
    expect(textOf(content).split('\n').slice(1)).toEqual([outcome, `Reason: ${reason}`]);
  });
});
