import { describe, expect, it } from 'vitest';
import { dayMs, type RequestNumber, type SlackUserId } from '../../src/domain/ids.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import type { Excess, RequestedScope } from '../../src/domain/scope/agreement.ts';
import type { ActiveToken } from '../../src/domain/tokens/token.ts';
import type { MessageContent } from '../../src/ports/message-content.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { requestDetailsView } from '../../src/slack/views/request-details.ts';
import { english } from '../../src/wording/english.ts';
import { mona } from '../support/sample-people.ts';
import { noon, permissions, repository } from '../support/sample-scopes.ts';
import { activeToken, requestThatIs, review, tokenThatIs } from './sample-contents.ts';
import { everyPermission } from './worst-content.ts';

/** The text as it is read: dates by their fallback, escapes undone. */
function textOf(content: MessageContent, now = noon): string {
  return renderMessage(content, english, now)
    .text.replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function card(request: TokenRequest, mayNamePrivate = true): MessageContent {
  return {
    ...{ kind: 'request_card', organization: 'acme', request, mayNamePrivate },
    ...{ holderRole: 'unknown' as const, forbidden: [], token: null, waiting: null },
  };
}

const scope: RequestedScope = {
  permissions: permissions({
    repository: { issues: 'read', contents: 'write' },
    organization: { organization_secrets: 'write' },
  }),
  access: {
    selection: 'subset',
    repositories: [repository(1, 'vault'), { ...repository(2, 'site'), isPrivate: false }],
  },
  lifetime: { kind: 'days', days: 30 },
};

describe('a request’s card', () => {
  it('says who asks for what, where, until when and why, the riskiest first', () => {
    expect(textOf(card(requestThatIs('pending', { scope })))).toBe(
      [
        'Critical risk · <@U0MONA> requests “nightly” for acme · PAT-7',
        'This token can replace the organization’s secrets; it can also push and merge code in 2 repositories.',
        'Permissions: Organization secrets: write; Contents: write; Issues: read',
        'Repositories: vault; site',
        'Lifetime: 30 days',
        'Justification: the build reads the code',
      ].join('\n'),
    );
  });

  it('counts private repositories where not everybody may know their names', () => {
    const { text, blocks } = renderMessage(card(requestThatIs('pending', { scope }), false), english, noon);
    expect(text).toContain('Repositories: site; 1 private repository, named in Details');
    expect(text + JSON.stringify(blocks)).not.toContain('vault');
  });

  it('counts what does not fit, and sends whoever wants to approve to Details', () => {
    const long = { ...scope, permissions: everyPermission };
    expect(textOf(card(requestThatIs('pending', { scope: long })))).toMatch(/and \d+ more permissions: see Details/);
    expect(textOf(card(requestThatIs('pending', { scope: long })))).toContain(
      'Too long to show here. Open Details to review and approve.',
    );
  });

  it('says that the token already waits on GitHub', () => {
    const waiting = tokenThatIs('open', { match: { kind: 'awaits', number: 7 as RequestNumber } });
    expect(textOf({ ...card(requestThatIs('pending')), waiting } as MessageContent)).toContain(
      '“nightly” is already waiting on GitHub. Approving here activates it.',
    );
  });

  it('says where it stands however much others wrote', () => {
    const worst = '&'.repeat(1_000);
    const request = requestThatIs('denied', { justification: worst, reviews: [review('deny', { reason: worst })] });
    const text = textOf(card(request));
    expect(text).toContain('Denied by <@U0BEA> on 9 June 2026 at 12:00 UTC: ');
    expect(text).toMatch(/Reason: &{149}…$/);
  });

  it.each([
    ['approved', 'Approved by <@U0BEA>', 'Waiting for the token to be made on GitHub until 16 June 2026 at 12:00 UTC.'],
    ['claimed', 'Approved by <@U0BEA>', 'Its token was made on GitHub and is being approved there.'],
    ['fulfilled', 'Approved by <@U0BEA>', 'Its token has been active since 9 June 2026 at 12:00 UTC.'],
    ['denied', 'Denied by <@U0BEA> on 9 June 2026 at 12:00 UTC', 'Reason: Please ask for less.'],
    ['withdrawn', 'Withdrawn by <@U0MONA> on 9 June 2026 at 12:00 UTC', null],
    ['lapsed', 'Timed out', 'Nobody decided in time.'],
    ['ended', 'Ended on 9 June 2026 at 12:00 UTC', 'Its requester left the organization.'],
  ] as const)('that is %s is two lines: the outcome and by whom, and what follows', (status, outcome, next) => {
    const first = `${outcome}: “nightly” of <@U0MONA> for acme · PAT-7`;
    expect(textOf(card(requestThatIs(status)))).toBe(next === null ? first : `${first}\n${next}`);
  });

  it('says until when it can be decided where that was moved', () => {
    expect(textOf(card(requestThatIs('pending')))).not.toContain('until');
    expect(textOf(card(requestThatIs('pending', { prolongedAt: noon })))).toContain(
      'Waiting for an owner of acme to decide, until 16 June 2026 at 12:00 UTC.',
    );
  });

  it('that lapsed after an approval says that the token was never made', () => {
    const request = requestThatIs('lapsed', { reviews: [review('approve')] });
    expect(textOf(card(request))).toContain(
      'Approved by <@U0BEA>, but timed out: “nightly” of <@U0MONA> for acme · PAT-7\nNo token was made in time.',
    );
  });
});

describe('the way to GitHub', () => {
  const request = requestThatIs('approved', {
    scope: { ...scope, lifetime: { kind: 'date', date: '2026-07-03' } },
    description: 'reads\nall night',
  });
  const createLink = {
    url: 'https://github.com/settings/personal-access-tokens/new',
    isDescriptionCut: false,
    isPrefilled: true,
  };
  const content = {
    kind: 'request_approved',
    organization: 'acme',
    request,
    createLink,
    isRequesterOwner: false,
    token: null,
    waiting: null,
  } as const;

  it('has every value as text to copy', () => {
    const text = textOf(content);
    for (const line of [
      '<@U0BEA> approved “nightly” for acme · PAT-7',
      'Token name: nightly',
      'Description: reads\n> all night',
      'Resource owner: acme',
      'Expiration: Custom: 2026-07-03',
      'Repositories: vault; site',
      'Permissions: Organization secrets: write; Contents: write; Issues: read',
      'Justification: the build reads the code',
    ]) {
      expect(text).toContain(line);
    }
  });

  it('says what GitHub can’t fill in, what pending means, when the approval lapses and where the token never goes', () => {
    const text = textOf(content);
    expect(text).toMatch(/Fill in yourself:\nRepositories: vault; site\nJustification: the build reads the code\n/);
    expect(text).toContain('If the page opens blank, copy the values below.');
    expect(text).toContain('A new token stays pending for about a minute.');
    expect(text).toContain('Create it by 16 June 2026 at 12:00 UTC.');
    expect(text).toContain('Never paste it in Slack');
    expect(text).not.toContain('You’re an owner');
  });

  it('names who approved it once, also when its token is there', () => {
    const text = textOf({ ...content, request: requestThatIs('fulfilled'), createLink: null });
    expect(text).toBe(
      '<@U0BEA> approved “nightly” for acme · PAT-7\nIts token has been active since 9 June 2026 at 12:00 UTC.',
    );
  });

  it('tells owners that GitHub lets their tokens in by itself', () => {
    expect(textOf({ ...content, isRequesterOwner: true })).toContain('You’re an owner');
  });

  it('shows what is to be copied as code, and what the link can’t carry before what it carries', () => {
    const request = requestThatIs('approved', {
      description: 'reads\nall night',
      scope: { ...scope, permissions: permissions({ repository: { contents: 'read', agent_secrets: 'write' } }) },
    });
    const { blocks, text } = renderMessage(
      { ...content, request, createLink: { url: 'https://github.com/x', isDescriptionCut: true, isPrefilled: true } },
      english,
      noon,
    );
    expect(text).toMatch(
      /yourself:\n.*\n.*\nPermissions: Agent secrets: write\nDescription: reads\n> all night\nThe link/,
    );
    expect(text).toMatch(/fills in:\nToken name: nightly\n.*\n.*\nPermissions: Contents: read\n/);
    const code = (copied: string): string => JSON.stringify({ type: 'text', text: copied, style: { code: true } });
    for (const copied of ['nightly', 'vault', 'acme', 'Contents: read', 'the build reads the code']) {
      expect(JSON.stringify(blocks)).toContain(code(copied));
    }
    expect(JSON.stringify(blocks)).toContain('"rich_text_preformatted"');
  });

  it('goes in the moment that the token is made', () => {
    const claimed = renderMessage({ ...content, request: requestThatIs('claimed') }, english, noon);
    expect(claimed.text).toContain('Its token was made on GitHub and is being approved there.');
    expect(JSON.stringify(claimed.blocks)).not.toContain('create_on_github');
  });

  it('goes when the approval is gone', () => {
    const withdrawn = requestThatIs('withdrawn', { reviews: [review('approve')] });
    expect(textOf({ ...content, request: withdrawn, createLink: null })).toBe(
      'Your request “nightly” for acme · PAT-7\nWithdrawn by <@U0MONA> on 9 June 2026 at 12:00 UTC.',
    );
  });
});

describe('news of a request', () => {
  const news = (request: TokenRequest, token: ActiveToken | null = null): MessageContent => ({
    ...{ kind: 'request_news', organization: 'acme', request, token, waiting: null },
  });

  it.each([
    [
      'denied',
      '<@U0BEA> denied your request “nightly” (PAT-7) for acme. You can request another with /pat request.\nReason: Please ask for less.',
    ],
    ['lapsed', 'timed out: nobody decided in time. You can request another with /pat request.'],
    ['ended', 'ended, because you are no longer a member of the organization.'],
    ['pending', 'is waiting for a decision again'],
    ['fulfilled', 'Your token “nightly” (PAT-7) can reach acme now.'],
  ] as const)('says that it is %s, and what to do next', (status, said) => {
    expect(textOf(news(requestThatIs(status)))).toContain(said);
  });

  it('says why it waits again where its token may have been approved, and no longer once it is decided', () => {
    const said = 'We asked GitHub to approve its token, and can’t see whether it did.';
    const reopened = { because: 'maybe_used', by: null, at: 0 };
    const back = (status: 'pending' | 'denied') => textOf({ ...news(requestThatIs(status)), reopened } as never);
    expect(back('pending')).toContain(said);
    expect(back('denied')).not.toContain(said);
  });
});

describe('a held token', () => {
  const content = {
    kind: 'pending_token_card',
    organization: 'acme',
    token: tokenThatIs('held'),
    request: null,
    holderSlackId: mona.slackId,
    mayNamePrivate: true,
    isSponsored: false,
    activeToken: null,
    isEdit: false,
    ending: null,
    holderRole: 'unknown' as const,
    forbidden: [],
  } as const;

  it('says in words what goes past the agreement', () => {
    const text = textOf(content);
    expect(text).toContain('<@U0MONA>’s token “nightly” for acme is wider than PAT-7 allows');
    expect(text).toContain('Not approved: ');
    for (const excess of [
      'Contents: write (approved: read)',
      'Secrets: write (approved: none)',
      'all repositories (approved: selected ones)',
      'the repository vault (not approved)',
      'it never expires',
      'it lasts until 7 September 2026 (approved: until 10 July 2026)',
    ]) {
      expect(text).toContain(excess);
    }
  });

  it('keeps a private name to itself where not everybody may know it', () => {
    const { text, blocks } = renderMessage({ ...content, mayNamePrivate: false }, english, noon);
    expect(text).toContain('a private repository (not approved)');
    expect(text + JSON.stringify(blocks)).not.toContain('vault');
  });

  it('whose name would format the line stands there as it is', () => {
    const token = tokenThatIs('held', { tokenName: '*a & <b>*' });
    const { text, blocks } = renderMessage({ ...content, token }, english, noon);
    expect(text.replaceAll('\u200B', '')).toContain('“*a &amp; &lt;b&gt;*”');
    expect(blocks[0]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Low risk · ', style: { bold: true } },
            { type: 'user', user_id: 'U0MONA', style: { bold: true } },
            {
              ...{ type: 'text', text: '’s token “*a & <b>*” for acme is wider than PAT-7 allows' },
              style: { bold: true },
            },
          ],
        },
      ],
    });
  });

  it('that nobody requested says so', () => {
    const token = tokenThatIs('held', { match: { kind: 'unclaimed' } });
    expect(textOf({ ...content, token })).toContain('<@U0MONA> created the token “nightly” for acme without a request');
  });

  it.each([
    ['approved here', tokenThatIs('approved'), 'Approved by <@U0BEA>. It is active.'],
    [
      'approved on GitHub',
      tokenThatIs('approved', { reviews: [], decidedElsewhereBy: 'bea' }),
      'Approved on GitHub by bea. It is active.',
    ],
    ['denied here', tokenThatIs('denied'), 'Denied by <@U0BEA>.\nReason: Please ask for less.'],
    ['vanished', tokenThatIs('closed'), 'It no longer waits for approval. GitHub doesn’t say why.'],
  ])('that was %s says so', (_name, token, said) => {
    expect(textOf({ ...content, token, activeToken: activeToken() })).toContain(said);
  });

  it('that was approved is not called active any more once it is not', () => {
    const approved = { ...content, token: tokenThatIs('approved') };
    expect(textOf({ ...approved, activeToken: activeToken({ status: 'expired' }) })).toMatch(
      /Approved by <@U0BEA>\. It has expired\.$/,
    );
    expect(textOf(approved)).toMatch(/Approved by <@U0BEA>\.$/);
  });

  it('whose request let in another is told so, with what to do', () => {
    const token = tokenThatIs('held', { match: { kind: 'unclaimed', was: 7 as RequestNumber, isTaken: true } });
    expect(textOf({ ...content, token })).toContain(
      'token “nightly” for acme is waiting for approval, and PAT-7, its request, has another token',
    );
    const held = { ...content, kind: 'pending_token_held', token, offered: [], unused: null, isUntold: false } as const;
    const text = textOf({ ...held, mayExplain: true, takenBy: 'late-2' });
    expect(text).toContain('is on hold: PAT-7’s token is “late-2” now. We’ve asked the owners.');
    expect(text).toContain(
      'Delete this one on GitHub if it isn’t needed any more. If you need both, tell the owners why.',
    );
    const unknown = textOf({ ...held, mayExplain: false });
    expect(unknown).toContain('is on hold: PAT-7 has another token. We’ve asked the owners.');
    expect(unknown).not.toContain('If you need both');
  });

  it('is told to its holder with the excess and what to do', () => {
    const held = (excess: readonly Excess[]) =>
      textOf({
        ...{ ...content, kind: 'pending_token_held', mayExplain: false, offered: [], unused: null, isUntold: false },
        token: tokenThatIs('held', { match: { kind: 'exceeds', number: 7 as RequestNumber, excess } }),
      });
    const text = held([{ kind: 'all_repositories' }]);
    expect(text).toContain('Your token “nightly” for acme is on hold: it’s wider than PAT-7 allows.');
    expect(text).toContain('Narrow it on GitHub and we’ll approve it automatically, or wait for an owner.');
    expect(text).toContain('all repositories (approved: selected ones)');
    // An expiry can't be edited.
    const longer = held([{ kind: 'all_repositories' }, { kind: 'never_expires' }]);
    expect(longer).toContain(
      'Regenerate it on GitHub with an earlier end, which changes its secret. And narrow it there. Or create a new token that ends in time, then delete this one.',
    );
    expect(longer).not.toContain('Narrow it');
  });
});

describe('news of an active token', () => {
  const content = (news: 'gone' | 'revoked' | 'exceeding' | 'prolonged', audience: 'holder' | 'reviewers') =>
    ({
      ...({ kind: 'active_token_news', organization: 'acme', news, token: activeToken() } as const),
      ...{
        holderSlackId: mona.slackId,
        audience,
        isSponsored: false,
        hasLeft: false,
        request: requestThatIs('fulfilled'),
      },
    }) as const;

  it.each([
    ['exceeding', 'If it stays so, we’ll revoke it on 11 June 2026 at 12:00 UTC (in 2 days).'],
    ['prolonged', 'If nobody approves it, we’ll revoke it on 11 June 2026 at 12:00 UTC (in 2 days).'],
  ] as const)('that is %s names the day to which an outage put it off', (news, words) => {
    const drift = { since: noon, deadlineAt: noon + dayMs, putOffUntil: noon + 2 * dayMs, outcome: 'revoke' } as const;
    const token = activeToken({ status: 'exceeding', drift });
    expect(textOf({ ...content(news, 'holder'), token })).toContain(words);
  });

  it.each(['gone', 'revoked'] as const)('that is %s says what this does not undo', (news) => {
    const text = textOf(content(news, 'holder'));
    expect(text).toMatch(/lost access to acme on 9 June 2026|can no longer reach acme/);
    expect(text).toContain('SSH keys and deploy keys added with the token keep working');
    expect(text).toContain('until you delete it on GitHub');
    expect(textOf(content(news, 'reviewers'))).toContain('until its holder deletes it on GitHub');
  });

  it('that a new one has replaced offers to end it, as long as that can be done here', () => {
    const news = { ...content('gone', 'holder'), news: 'replaced' } as const;
    const blocks = (some: object) => JSON.stringify(renderMessage({ ...news, ...some }, english, noon).blocks);
    expect(blocks({})).toContain('"end_token"');
    const observed = { ownersPage: 'https://github.com/organizations/acme/settings' };
    expect(blocks(observed)).not.toContain('"end_token"');
    expect(blocks(observed)).toContain('Countersign only observes acme, so we can’t revoke it. You can delete it');
    expect(blocks({ token: activeToken({ status: 'revoking' }) })).not.toContain('"end_token"');
  });

  it('that goes past its agreement says by what', () => {
    expect(textOf(content('exceeding', 'holder'))).toContain('Not approved: Contents: write (approved: read)');
  });
});

describe('the card of an active token', () => {
  const content = (token: ActiveToken, mayNamePrivate = true) =>
    ({
      ...({ kind: 'active_token_card', organization: 'acme', token, mayNamePrivate } as const),
      ...{
        holderSlackId: mona.slackId,
        isSponsored: false,
        ending: null,
        holderRole: 'unknown' as const,
        forbidden: [],
        request: requestThatIs('fulfilled'),
      },
    }) as const;
  const drift = { since: noon, deadlineAt: noon + 3 * dayMs, outcome: 'revoke' } as const;
  const revocation = {
    by: { ...mona, slackId: 'U0BEA' as SlackUserId },
    ...({ as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const),
  };

  it('that nobody agreed to says what it can do', () => {
    const text = textOf(content(activeToken({ agreement: null, requestNumber: null, excess: [] })));
    expect(text).toContain('for acme is active, and nobody approved it here');
    expect(text).toContain('Permissions: Contents: read');
    expect(text).toContain('It stays active until you decide.');
  });

  it('that goes past its agreement says by what, since when, and what happens at the deadline', () => {
    const text = textOf(content(activeToken({ status: 'exceeding', drift })));
    expect(text).toContain('is wider than PAT-7 allows');
    expect(text).toContain('Not approved: Contents: write (approved: read)');
    expect(text).toContain('Noticed on 9 June 2026 at 12:00 UTC.');
    expect(text).toContain('If nothing changes, we’ll revoke it on 12 June 2026 at 12:00 UTC.');
    const kept = textOf(content(activeToken({ status: 'exceeding', drift: { ...drift, outcome: 'remind' } })));
    expect(kept).toContain('we’ll remind you on 12 June 2026 at 12:00 UTC.');
  });

  it('keeps a private name to itself where not everybody may know it', () => {
    expect(textOf(content(activeToken({ status: 'exceeding', drift }), false))).not.toContain('vault');
  });

  it.each([
    [activeToken({ status: 'revoking', revocation }), 'Being revoked by <@U0BEA>. Telling GitHub now.'],
    [activeToken({ status: 'revoked', revocation }), 'Revoked by <@U0BEA> on 9 June 2026 at 12:00 UTC.'],
    [
      activeToken({ status: 'revoked', revocation: { ...revocation, by: null, as: 'policy' } }),
      'Revoked by the policy',
    ],
    [activeToken({ status: 'revoked', revocation: { ...revocation, as: 'holder' } }), 'by <@U0BEA>, its holder, on'],
    [
      activeToken({ status: 'active', revocation: { ...revocation, refused: 'github_refused' } }),
      'GitHub refused to revoke it. Check that the app may write personal access tokens.',
    ],
    [activeToken({ status: 'expired' }), 'It has expired.'],
    [activeToken({ status: 'gone' }), 'It lost access on 9 June 2026 at 12:00 UTC.'],
  ])('says where it stands (%#)', (token, said) => {
    expect(textOf(content({ ...token, excess: [] }))).toContain(said);
  });

  it('that was revoked says why it was done, and its Details what this does not undo', () => {
    const token = activeToken({ status: 'revoked', revocation });
    expect(textOf(content(token))).toContain('Reason: Leaked.');
    const more = {
      organization: 'acme',
      request: null,
      mayDecide: true,
      holderRole: 'unknown',
      mayNamePrivate: true,
      forbidden: [],
    } as const;
    const asMember = { role: 'member', holderRole: 'member', isForMachineUser: false } as const;
    const background = { ...asMember, tokens: [], requests: [], history: [], isHistoryCut: false } as const;
    const about = { of: 'active_token', token, ...more, background } as const;
    const details = JSON.stringify(requestDetailsView(about, english, 'https://github.com'));
    expect(details).toContain('Leaked.');
    expect(details).toContain('SSH keys and deploy keys added with the token keep working');
  });
});

describe('what could not be told', () => {
  it('names whom', () => {
    const slackId = 'U0GONE' as SlackUserId;
    expect(textOf({ kind: 'undeliverable', organization: 'acme', slackId, about: 'expiry' })).toContain(
      'We couldn’t send <@U0GONE> a direct message.',
    );
  });

  it('says why it could not be delivered', () => {
    expect(textOf({ kind: 'gave_up', organization: 'acme', about: 'redraw', why: 'slack: is_archived' })).toContain(
      'We couldn’t deliver a message: Slack refuses it. Countersign’s log says more.',
    );
  });
});
