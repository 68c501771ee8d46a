import { describe, expect, it } from 'vitest';
import type { RequestNumber, SlackUserId, TokenId } from '../../src/domain/ids.ts';
import type { ModalView } from '../../src/slack/context.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { bea } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { actual, noon, repository } from '../support/sample-scopes.ts';
import { objectsIn } from './live-references.ts';
import { activeToken, requestThatIs, tokenThatIs } from './sample-contents.ts';
import { background, details } from './sample-details.ts';

function wordsOf(view: ModalView): string {
  return objectsIn(view.blocks)
    .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    .join('\n');
}

function buttons(view: ModalView) {
  return objectsIn(view.blocks)
    .filter(({ type }) => type === 'button')
    .map(({ action_id, value }) => [action_id, value]);
}

const bare = { organization: 'acme', token: null, waiting: null, forbidden: [] } as const;

describe('the details', () => {
  const waitingForIt = tokenThatIs('open', { match: { kind: 'awaits', number: 7 as RequestNumber } });
  const about = { of: 'request', ...bare, holderRole: 'unknown', mayDecide: true } as const;

  it('say first what decides: that the token waits already, and what the policy has against it', () => {
    const request = requestThatIs('pending');
    const words = wordsOf(details({ ...about, request, waiting: waitingForIt }));
    expect(words).toContain('“nightly” is already waiting on GitHub. Approving here activates it.');
    const forbidden = [{ code: 'lifetime_beyond_maximum', maxDays: 7 }] as const;
    const view = details({ ...about, request, forbidden });
    expect(wordsOf(view)).toContain('7 days');
    expect(buttons(view)).not.toContainEqual(['approve_request', '7.1']);
  });

  it('say who asks, by their role and what else is theirs, counted and the last few', () => {
    const standings = { 9: 'denied', 8: 'expired', 6: 'active', 5: 'gone', 4: 'revoked', 3: 'exceeding' } as const;
    const requests = ([9, 8, 6, 5, 4, 3] as const).map((number) => ({
      request: pendingRequest(number, { tokenName: `ask-${number}` }),
      standing: standings[number],
    }));
    const tokens = [activeToken({ tokenName: 'backup', scope: actual({ expiresAt: null }) })];
    const words = wordsOf(
      details({ ...about, request: requestThatIs('pending') }, { background: { ...background, tokens, requests } }),
    );
    expect(words).toContain('mona on GitHub, a member of acme.');
    expect(words).toContain('Other active tokens (1): \nbackup, never expires');
    expect(words).toContain(
      'Other requests (6: 1 denied, 1 expired, 1 active, 1 lost access, 1 revoked, 1 wider than approved)',
    );
    expect(words).toContain('PAT-9 ask-9: denied\nPAT-8 ask-8: expired\nPAT-6 ask-6: active\nPAT-5 ask-5: lost access');
    expect(words).toContain('PAT-4 ask-4: revoked\nand 1 more');
    expect(words).not.toContain('PAT-3');
  });

  const renews = {
    tokenId: 70 as TokenId,
    activeTokenId: 'old',
    requestNumber: 5 as RequestNumber,
    tokenName: 'old-ci',
  };
  it.each([
    ['pending', null, 'It renews “old-ci” (PAT-5), with the same access.'],
    ['fulfilled', 70 as TokenId, 'It renewed “old-ci” (PAT-5) by regenerating it.'],
    ['fulfilled', 71 as TokenId, 'Its token replaces “old-ci” (PAT-5).'],
  ] as const)('say which token a renewal follows, where it is %s by token %s', (status, claimedByTokenId, said) => {
    const request = pendingRequest(7, { status, claimedByTokenId, renews: { ...renews, endsAt: null } });
    expect(wordsOf(details({ ...about, request }))).toContain(said);
    expect(wordsOf(details({ ...about, request }))).toContain('renews');
  });

  it('say where the secret is kept and who is warned besides, of the request and in its token’s story', () => {
    const request = pendingRequest(7, { whereUsed: 'actions', alsoWarn: 'U0DAN000001' as SlackUserId });
    const story = {
      of: 'active_token',
      organization: 'acme',
      holderRole: 'member',
      mayDecide: false,
      forbidden: [],
    } as const;
    for (const view of [details({ ...about, request }), details({ ...story, token: activeToken(), request })]) {
      expect(wordsOf(view)).toContain('Used in: \nA workflow in GitHub Actions');
      expect(wordsOf(view)).toContain('If its holder can’t be reached, we warn <@U0DAN000001> before it expires.');
    }
    const silent = wordsOf(details({ ...about, request: pendingRequest(7) }));
    expect(silent).not.toContain('can’t be reached');
    expect(silent).not.toContain('Used in');
  });

  it.each([
    ['owner', 'an owner of acme.'],
    ['none', 'not a member of acme now.'],
    ['unknown', 'We couldn’t check their role in acme.'],
  ] as const)('say what GitHub says of them: %s', (role, said) => {
    const view = details({ ...about, request: requestThatIs('pending') }, { background: { ...background, role } });
    expect(wordsOf(view)).toContain(said);
    expect(wordsOf(view)).toContain('They have no other active token here. This is their first request here.');
  });

  it('of a token say nothing of a request that nobody made', () => {
    const unasked = [
      { of: 'active_token', token: activeToken() },
      { of: 'pending_token', token: tokenThatIs('held'), isEdit: false, ending: null },
    ] as const;
    for (const one of unasked) {
      const words = wordsOf(
        details({ ...one, organization: 'acme', holderRole: 'member', mayDecide: true, request: null, forbidden: [] }),
      );
      expect(words).toContain('They have no other active token here. They have requested nothing here.');
      expect(words).not.toContain('first request');
    }
  });

  it('say who did what when, the oldest first, and leave out what has no words', () => {
    const words = wordsOf(details({ ...about, request: requestThatIs('pending') }));
    expect(words.replaceAll(/<!date[^|]*\|([^>]*)>/g, '$1')).toContain(
      [
        '9 June 2026 at 12:00 UTC: <@U0MONA> requested it.',
        '9 June 2026 at 12:00 UTC: <@U0BEA> asked a question.',
        '9 June 2026 at 12:00 UTC: GitHub user carl-owner denied the token on GitHub.',
      ].join('\n'),
    );
    expect(words).not.toContain('invented');
    expect(words).not.toContain('audit trail');
    const cut = { background: { ...background, isHistoryCut: true } };
    expect(wordsOf(details({ ...about, request: requestThatIs('pending') }, cut))).toContain('audit trail');
  });

  it('lead to each repository, and name no private one to whoever has left', () => {
    const access = {
      selection: 'subset',
      repositories: [repository(1, 'vault'), { ...repository(2, 'site'), isPrivate: false }],
    } as const;
    const request = requestThatIs('pending', { scope: { ...pendingRequest(7).scope, access } });
    const linksOf = (view: ModalView) =>
      objectsIn(view.blocks).flatMap(({ type, url }) => (type === 'link' ? [url] : []));
    expect(linksOf(details({ ...about, request }))).toEqual([
      'https://github.com/acme/vault',
      'https://github.com/acme/site',
    ]);
    const left = details({ ...about, request }, { mayNamePrivate: false });
    expect(linksOf(left)).toEqual(['https://github.com/acme/site']);
    expect(wordsOf(left)).toContain('1 private repository that you can’t see now');
    expect(wordsOf(left)).not.toContain('vault');
  });
});

describe('the details of a request with as many questions as may be asked', () => {
  const asked = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ id: `form-${index}`, by: bea, at: noon, question: 'Why?', answer: null },
    }));
  const shown = (count: number) => {
    const request = { ...requestThatIs('pending'), inquiries: asked(count) };
    const card = { kind: 'request_card', ...bare, holderRole: 'unknown', mayNamePrivate: true, request } as const;
    return [
      JSON.stringify(details({ of: 'request', ...bare, holderRole: 'unknown', mayDecide: true, request }).blocks),
      JSON.stringify(renderMessage(card, english, noon).blocks),
    ];
  };
  const enough = 'It has had 10 questions, which is the most. Please write to';

  it('offer no further one, as its card does, and say whom to write to', () => {
    for (const blocks of shown(10)) {
      expect(blocks).not.toContain('"ask_requester"');
      expect(blocks).toContain(enough);
    }
    for (const blocks of shown(9)) {
      expect(blocks).toContain('"ask_requester"');
      expect(blocks).not.toContain(enough);
    }
  });
});

describe('the details of a token that the policy has something against', () => {
  const denied = { code: 'rule_denies', rule: { name: 'Closed', reason: 'Ask in March.' } } as const;
  const beyond = { code: 'lifetime_beyond_maximum', maxDays: 7 } as const;
  const shared = { organization: 'acme', request: null, holderRole: 'unknown', mayDecide: true } as const;
  const held = { of: 'pending_token', ...shared, token: tokenThatIs('held'), isEdit: false, ending: null } as const;
  const unagreed = { of: 'active_token', ...shared, token: activeToken({ agreement: null }) } as const;
  const actsOf = (view: ModalView) => buttons(view).map(([act]) => act);

  it('say that a rule forbids it, and let nobody approve it', () => {
    const [waiting, active] = [
      details({ ...held, forbidden: [denied] }),
      details({ ...unagreed, forbidden: [denied] }),
    ];
    for (const view of [waiting, active]) {
      expect(wordsOf(view)).toContain('The rule “Closed” forbids it: Ask in March.');
    }
    expect(actsOf(waiting)).toEqual(['deny_pending_token']);
    expect(actsOf(active)).toEqual(['remind_holder', 'revoke_token']);
  });

  it('say that it is beyond a limit, and leave it to a person', () => {
    const [waiting, active] = [
      details({ ...held, forbidden: [beyond] }),
      details({ ...unagreed, forbidden: [beyond] }),
    ];
    for (const view of [waiting, active]) expect(wordsOf(view)).toContain('7 days');
    expect(actsOf(waiting)).toContain('approve_pending_token');
    expect(actsOf(active)).toContain('keep_token');
  });

  it('say nothing of it once it is decided', () => {
    const settled = details({ ...held, token: tokenThatIs('denied'), forbidden: [denied] });
    expect(wordsOf(settled)).not.toContain('Closed');
    const agreed = details({ ...unagreed, token: activeToken(), forbidden: [denied] });
    expect(wordsOf(agreed)).not.toContain('Closed');
  });
});
