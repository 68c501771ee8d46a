import { describe, expect, it } from 'vitest';
import type { Basis } from '../../src/domain/scope/agreement.ts';
import type { Ending } from '../../src/domain/tokens/ending.ts';
import type { Match, PendingToken } from '../../src/domain/tokens/token.ts';
import { english } from '../../src/wording/english.ts';
import type { Speech } from '../../src/wording/speech.ts';
import { requestThatIs, review, tokenThatIs } from '../slack/sample-contents.ts';
import { classicToken } from '../support/sample-classic.ts';
import { grant, requestNumber } from '../support/sample-dossiers.ts';
import { bea, mona } from '../support/sample-people.ts';
import { approvedRequest } from '../support/sample-requests.ts';
import { agreement, noon } from '../support/sample-scopes.ts';

const speech: Speech = {
  person: (slackId) => `@${slackId}`,
  group: (id) => `@${id}`,
  instant: (at) => new Date(at).toISOString().slice(0, 10),
  day: (at) => new Date(at).toISOString().slice(0, 10),
  quoted: (text) => `“${text}”`,
  name: (text) => text,
};
const number = requestNumber(7);

describe('what became of a token before', () => {
  const nobody = { number, at: noon, by: null, login: null, reason: null } as const;
  it.each<[Ending, string]>([
    [{ ...nobody, how: 'revoked', as: 'reviewer', by: bea }, '@U0BEA revoked this token (for PAT-7) on 2026-06-09.'],
    [
      { ...nobody, how: 'revoked', as: 'holder', by: mona, number: null },
      'Its holder @U0MONA revoked this token on 2026-06-09.',
    ],
    [
      { ...nobody, how: 'request_denied', as: 'reviewer', by: bea },
      '@U0BEA denied PAT-7, which this token waited for, on 2026-06-09.',
    ],
    [{ ...nobody, how: 'revoked', as: 'policy', number: null }, 'The policy revoked this token on 2026-06-09.'],
    [{ ...nobody, how: 'denied', as: 'reviewer', by: bea, number: null }, '@U0BEA denied this token on 2026-06-09.'],
    [
      { ...nobody, how: 'denied', as: 'on_github', login: 'otto' },
      'GitHub user otto denied this token (for PAT-7) on GitHub. We heard of that on 2026-06-09.',
    ],
    [
      { ...nobody, how: 'denied', as: 'on_github', number: null },
      'An owner denied this token on GitHub. We heard of that on 2026-06-09.',
    ],
    [
      { ...nobody, how: 'lost', as: 'on_github', number: null },
      'This token lost access to acme before, on 2026-06-09. An owner revoked it on GitHub, or its holder left or deleted it.',
    ],
    [
      { ...nobody, how: 'closed', as: 'on_github', number: null },
      'This token stopped waiting for approval before, on 2026-06-09. An owner denied it, or its holder cancelled or changed it: GitHub doesn’t say which.',
    ],
  ])('is said in one sentence (%#)', (ending, said) => {
    expect(english.ending(ending, 'acme', speech)).toBe(said);
  });
});

describe('a token that expired while it waited', () => {
  const denied = tokenThatIs('expired', { reviews: [review('deny')] });
  it.each<[string, PendingToken, readonly string[]]>([
    [
      'was denied before, and by whom is said',
      denied,
      [
        'Denied by @U0BEA. It expired before GitHub applied that.',
        '@U0BEA denied your token “nightly” for acme. It has expired since.',
        '@U0BEA denied your token “nightly” for acme, and it has expired. Please delete it on GitHub. You can request another with /pat request.',
      ],
    ],
    [
      'was decided by nobody',
      tokenThatIs('expired'),
      [
        'It expired before anyone decided.',
        'Your token “nightly” for acme expired before anyone decided.',
        'Your token “nightly” for acme expired before anyone decided. Please delete it on GitHub, and request a new one with /pat request.',
      ],
    ],
  ])('%s', (_, token, said) => {
    expect([
      english.pendingTokenStatus(token, null, false, speech),
      english.pendingTokenOnward(token, 'acme', { isSponsored: false }, speech),
      english.pendingTokenNews(token, 'acme', false, speech),
    ]).toEqual(said);
  });
});

describe('how a waiting token relates to requests', () => {
  const unsure: Match = { kind: 'unsure', numbers: [number, requestNumber(8)] };
  it.each<[Match, string]>([
    [{ kind: 'exact', number }, 'PAT-7 covers it.'],
    [{ kind: 'within', number }, 'PAT-7 covers it.'],
    [{ kind: 'exceeds', number, excess: [] }, 'It’s wider than PAT-7 allows:'],
    [{ kind: 'awaits', number }, 'PAT-7 would cover it, and isn’t decided yet.'],
    [unsure, 'It could be for PAT-7 or PAT-8. Its holder hasn’t said which.'],
    [{ kind: 'unclaimed' }, 'Nobody requested it here.'],
    // Of what was accepted as it was, without a request.
    [{ kind: 'exact', number: null }, 'It’s within what was approved.'],
    [{ kind: 'exceeds', number: null, excess: [] }, 'It’s wider than was approved:'],
  ])('is said to the reviewers (%#)', (match, said) => {
    expect(english.pendingTokenMatch(tokenThatIs('held', { match }), false, null, speech)).toBe(said);
  });

  it('is not said to be unrequested, or covered by nothing, while it is checked', () => {
    const checked = tokenThatIs('open', { match: { kind: 'unclaimed' } });
    expect(english.pendingTokenMatch(checked, false, null, speech)).toBe('');
    expect(english.pendingTokenMatch(checked, true, null, speech)).toBe('');
    expect(english.pendingTokenStatus(checked, null, false, speech)).toBe('We’re checking it.');
  });

  it('is not "nobody requested it" of one that was ended before', () => {
    const ended = tokenThatIs('held', { match: { kind: 'unclaimed' }, heldWhy: 'ended_before' });
    expect(english.pendingTokenMatch(ended, true, null, speech)).toBe(
      'We don’t approve it automatically: an owner has to decide.',
    );
  });

  it.each<readonly [Ending['how'] | null, string]>([
    ['denied', 'Your token is on hold. It was denied before, so only an owner can approve it now.'],
    ['revoked', 'Your token is on hold. It was revoked before, so only an owner can approve it now.'],
    ['lost', 'Your token is on hold. It lost access before, so only an owner can approve it now.'],
    [null, 'Your token is on hold. It was ended before, so only an owner can approve it now.'],
  ])('says to the holder how it ended: %s', (how, said) => {
    const by = { by: null, as: 'on_github', login: null, number: null, reason: null, at: noon } as const;
    const ending = how === null ? null : ({ ...by, how } as Ending);
    const [first] = english.heldAsEnded('Your token', { ending, unused: null, isSponsored: false }, '/pat', speech);
    expect(first).toBe(said);
  });

  it('says of a denied edit that it was the edit', () => {
    const by = { by: null, as: 'on_github', login: null, number: null, reason: null, at: noon } as const;
    const ending = (how: 'denied' | 'request_denied' | 'closed') => ({ ...by, how, isEdit: true }) as const;
    expect(english.ending(ending('denied'), 'acme', speech)).toContain('An owner denied a change of this token');
    expect(english.ending(ending('request_denied'), 'acme', speech)).toContain('a change of this token waited for');
    expect(english.ending(ending('closed'), 'acme', speech)).toContain('A change of this token stopped waiting');
    const token = tokenThatIs('held', { tokenName: 'ci', match: { kind: 'unclaimed' }, heldWhy: 'ended_before' });
    const held = { mayExplain: false, isSponsored: false, isUntold: false, unused: null, ending: ending('denied') };
    expect(english.pendingTokenHeld(token, 'acme', held, speech)).toContain(
      'A change of your token “ci” for acme is on hold. It was denied before,',
    );
  });

  it('is asked of its holder', () => {
    const token = tokenThatIs('open', { tokenName: 'quick-hack', match: unsure });
    expect(english.whichRequest(token, 'acme', [number], { isSponsored: false }, speech)).toBe(
      'Your token “quick-hack” for acme is waiting for approval. Its name differs from what was requested. Is it the token for PAT-7?',
    );
    expect(english.whichRequest(token, 'acme', [number, requestNumber(8)], { isSponsored: false }, speech)).toBe(
      'Your token “quick-hack” for acme is waiting for approval. Its name differs from what was requested. Which request did you create it for?',
    );
    expect(english.claimIntro(token, speech)).toContain('If that request covers it, we’ll approve it.');
    expect(english.answered(number)).toBe(
      'Thank you. We’re comparing it with PAT-7, and will tell you by direct message.',
    );
    expect(english.answered(null)).toBe(
      'Thank you. The owners will decide. Our direct message lets you tell them why you need it.',
    );
  });
});

describe('a token that has more than when it was accepted as it was', () => {
  const held = { isSponsored: false, ending: null, unused: null };
  const narrow = 'Narrow it on GitHub and we’ll approve it automatically';
  const tell = 'Tell the owners why you need it, so that they can decide.';
  const wider = { kind: 'all_repositories' } as const;
  it.each([
    ['can be narrowed or explained', wider, true, false, `${narrow}. Or tell the owners why you need it.`],
    ['can be narrowed', wider, false, false, `${narrow}, or wait for an owner.`],
    ['can be explained: nobody would tell us that it was narrowed', wider, true, true, tell],
    ['can be explained: its end stays', { kind: 'never_expires' } as const, true, false, tell],
    ['is an owner’s alone', wider, false, true, 'An owner has to decide.'],
  ])('%s', (_, one, mayExplain, isUntold, said) => {
    const token = tokenThatIs('held', { match: { kind: 'exceeds', number: null, excess: [one] } });
    expect(english.pendingTokenHeldNext(token, { ...held, mayExplain, isUntold }, speech)).toBe(said);
    expect(english.pendingTokenHeld(token, 'acme', { ...held, mayExplain, isUntold }, speech)).toBe(
      `Your token “${token.tokenName}” for acme is on hold: it’s wider than was approved.`,
    );
  });
});

describe('what was accepted as it was is named by who and when, and not by a request', () => {
  const accepted = (basis: Basis) => agreement({ basis, lapsesAt: null });
  const bases = [
    [accepted({ by: 'people', people: [bea] }), 'what @U0BEA approved on 2026-06-09'],
    [accepted({ by: 'people', people: [] }), 'what an owner approved on 2026-06-09'],
    [accepted({ by: 'github', login: 'otto' }), 'what GitHub user otto approved on 2026-06-09'],
    [accepted({ by: 'github', login: null }), 'what an owner approved on 2026-06-09'],
  ] as const;
  const wider = tokenThatIs('held', { tokenName: 'ci', match: { kind: 'exceeds', number, excess: [] } });
  const within = tokenThatIs('held', { tokenName: 'ci', match: { kind: 'within', number }, heldWhy: 'observing' });
  const held = { mayExplain: false, isSponsored: false, isUntold: false, ending: null, unused: null };
  const drift = grant({ status: 'exceeding', tokenName: 'ci' });
  const request = approvedRequest(7);
  const told = { request, organization: 'acme', slackId: null, isMachineUser: false, hasLeft: false, daysLeft: null };

  it.each(bases)('where a change waits (%#)', (agreed, what) => {
    expect(english.pendingTokenCard(wider, 'acme', mona.slackId, speech, { accepted: agreed })).toBe(
      `@U0MONA’s token “ci” for acme is wider than ${what}`,
    );
    expect(english.pendingTokenMatch(wider, true, agreed, speech)).toBe(`It’s wider than ${what}:`);
    expect(english.pendingTokenMatch(within, true, agreed, speech)).toBe(`It’s within ${what}.`);
    expect(english.pendingTokenHeld(wider, 'acme', { ...held, accepted: agreed }, speech)).toContain(
      `is on hold: it’s wider than ${what}.`,
    );
    expect(english.pendingTokenHeld(within, 'acme', { ...held, accepted: agreed }, speech)).toContain(
      `It’s within ${what}.`,
    );
    expect(english.wouldHaveDone(within, agreed, speech)).toContain(`as it’s within ${what}.`);
  });

  it.each(bases)('where the token drifted (%#)', (agreed, what) => {
    const token = { ...drift, agreement: agreed };
    expect(english.activeTokenCard(token, request, 'acme', mona.slackId, speech)).toBe(
      `@U0MONA’s token “ci” for acme is wider than ${what}`,
    );
    const news = { ...told, audience: 'holder', isObserved: false, asking: 'by_command' } as const;
    expect(english.activeTokenNews(token, 'exceeding', news, speech)).toBe(
      `Your token “ci” for acme is wider than ${what}:`,
    );
    const asked = { isSponsored: false, isAsked: false, isDenied: false };
    expect(english.prolongedNext(token, request, asked, null, speech)).toContain(
      `It counts as longer than ${what} until`,
    );
  });

  it('and a request’s is by the request', () => {
    const byRule = accepted({ by: 'rule', rule: 'Nightly', policyHash: '' });
    for (const agreed of [agreement(), byRule, null])
      expect(english.pendingTokenMatch(wider, true, agreed, speech)).toBe('It’s wider than PAT-7 allows:');
    expect(english.activeTokenCard(drift, approvedRequest(7, { tokenName: 'ci' }), 'acme', null, speech)).toContain(
      'is wider than PAT-7 allows',
    );
  });
});

describe('a token that was not revoked', () => {
  const token = grant({ tokenName: 'ci' });
  const on = (audience: 'holder' | 'sponsor' | 'reviewers', isObserved: boolean) =>
    english.activeTokenNext(
      token,
      'not_revoked',
      {
        ...{ request: null, organization: 'acme', slackId: null, isMachineUser: false, hasLeft: false, daysLeft: null },
        ...{ audience, isObserved, asking: 'by_command' },
      },
      speech,
    );
  const settings = 'on GitHub, in the organization’s settings under Personal access tokens.';
  const asSponsor = 'You get this as the sponsor of this machine user.';
  it.each([
    ['reviewers', false, `To revoke it, use Revoke in our message about this token. Or revoke it ${settings}`],
    ['reviewers', true, `An owner can revoke it ${settings}`],
    ['holder', false, 'You can try again with /pat list. Or delete the token on GitHub.'],
    ['holder', true, 'You can delete it on GitHub.'],
    ['sponsor', false, `You can try again with /pat list. ${asSponsor}`],
    ['sponsor', true, `An owner can revoke it on GitHub. ${asSponsor}`],
  ] as const)('can be revoked elsewhere: %s read where (observed: %s)', (audience, isObserved, said) => {
    expect(on(audience, isObserved)).toBe(said);
  });
});

describe('a classic token that had been ended', () => {
  const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;
  const asked = { requestNumber: number };
  it.each([
    [
      'was revoked by a person',
      { ...asked, revocation },
      '@U0BEA revoked it on 2026-06-09. It has been authorized again since.',
      'revoked, and authorized again',
    ],
    [
      'was revoked by the policy',
      { revocation: { ...revocation, by: null, as: 'policy' as const } },
      'The policy revoked it on 2026-06-09. It has been authorized again since.',
      'revoked, and authorized again',
    ],
    [
      'lost its access',
      asked,
      'It lost access to the organization, and has been authorized again since.',
      'lost access, and authorized again',
    ],
    ['was never approved', {}, 'Nobody approved it here.', 'nobody approved it'],
  ])('%s, and reaches the organization again', (_, some, said, inList) => {
    expect(english.classicTokenStatus(classicToken(some), speech)).toBe(said);
    expect(english.classicLineRest(classicToken(some))).toContain(`${inList} · `);
  });
});

describe('whoever is asked which request a token is for reads what follows from each answer', () => {
  const asked = 'Without an answer within a day, we’ll ask the owners.';
  it.each([
    [['approved'], `If so, we’ll approve it. If not, an owner decides. ${asked}`],
    [['pending'], `If so, it waits for the decision on that request. If not, an owner decides. ${asked}`],
    [
      ['approved', 'approved'],
      `We’ll approve it under the request that you name. If it’s for none of these, an owner decides. ${asked}`,
    ],
    [
      ['pending', 'pending'],
      `It then waits for the decision on the request that you name. If it’s for none of these, an owner decides. ${asked}`,
    ],
    [
      ['approved', 'pending'],
      `Under an approved request we’ll approve it at once. Under another it waits for the decision. If it’s for none of these, an owner decides. ${asked}`,
    ],
  ] as const)('where the requests are %j', (statuses, said) => {
    const offered = statuses.map((status) => requestThatIs(status));
    const token = tokenThatIs('open', { match: { kind: 'unsure', numbers: [number] } });
    expect(english.whichRequestNext(token, offered, false)).toBe(said);
    expect(english.whichRequestNext({ ...token, status: 'held' }, offered, false)).toContain('We’ve asked the owners.');
    expect(english.whichRequestNext(token, offered, true)).toBe('An owner decides on GitHub, and your answer helps.');
  });
});

describe('an edit of a token that is active', () => {
  it('is said to be one, and to leave the access that it has', () => {
    const edit = tokenThatIs('held', { match: { kind: 'unclaimed' } });
    expect(english.pendingTokenMatch(edit, true, null, speech)).toBe(
      'It’s a change of an active token, and no request covers it.',
    );
    expect(english.pendingTokenStatus(edit, null, true, speech)).toContain('keeps its present access until then.');
    expect(english.pendingTokenStatus(edit, null, false, speech)).toContain('It can read only public data until then.');
  });
});

describe('who decided on a waiting token', () => {
  const unsaid = 'GitHub doesn’t say who approved it, or whether it asked anybody.';
  const byMatch: Partial<PendingToken> = { reviews: [], match: { kind: 'exact', number } };
  it.each<[PendingToken, string]>([
    [tokenThatIs('approving'), 'Approved by @U0BEA. Telling GitHub now.'],
    [tokenThatIs('approving', byMatch), 'Approved automatically: PAT-7 covers it. Telling GitHub now.'],
    [tokenThatIs('denying'), 'Denied by @U0BEA. Telling GitHub now.'],
    [tokenThatIs('denied'), 'Denied by @U0BEA.'],
    [tokenThatIs('denied', { reviews: [] }), 'Denied on GitHub.'],
    [tokenThatIs('denied', { reviews: [], decidedElsewhereBy: 'otto' }), 'Denied on GitHub by otto.'],
    // Whatever had been decided here before.
    [tokenThatIs('denied', { reviews: [review('approve')] }), 'Denied on GitHub.'],
    [tokenThatIs('approved', { reviews: [review('deny')] }), `Approved on GitHub. It is active. ${unsaid}`],
    [tokenThatIs('approved', { reviews: [] }), `Approved on GitHub. It is active. ${unsaid}`],
    [tokenThatIs('approved', { reviews: [], decidedElsewhereBy: 'otto' }), 'Approved on GitHub by otto. It is active.'],
    [
      tokenThatIs('approved', { ...byMatch, agreement: agreement(), match: { kind: 'within', number: null } }),
      'Approved automatically: it’s within what was approved. It is active.',
    ],
    // An edit within what was accepted as it was before: by that, and not by its request, which may cover less.
    ...(
      [
        [{ by: 'people', people: [bea] }, '@U0BEA'],
        [{ by: 'github', login: 'otto' }, 'GitHub user otto'],
        [{ by: 'github', login: null }, 'an owner'],
      ] as const
    ).map(([basis, who]): [PendingToken, string] => [
      tokenThatIs('approved', { ...byMatch, agreement: agreement({ basis, lapsesAt: null }) }),
      `Approved automatically: it’s within what ${who} approved on 2026-06-09. It is active.`,
    ]),
    // A token that was there when a rule let in its request.
    [
      tokenThatIs('approved', {
        ...byMatch,
        agreement: agreement({ basis: { by: 'rule', rule: 'Nightly', policyHash: '' }, lapsesAt: null }),
      }),
      'Approved automatically: PAT-7 covers it. It is active.',
    ],
  ])('is said, and where (%#)', (token, said) => {
    expect(english.pendingTokenStatus(token, grant(), false, speech)).toBe(said);
  });

  it('is said where a webhook told of it only afterwards', () => {
    const known = grant({ agreement: agreement({ basis: { by: 'github', login: 'otto' } }) });
    const token = tokenThatIs('approved', { reviews: [] });
    expect(english.pendingTokenStatus(token, known, false, speech)).toBe('Approved on GitHub by otto. It is active.');
  });
});

describe('a request that is approved, and a token on GitHub', () => {
  const request = approvedRequest(7, { reviews: [review('approve')] });
  const status = (waiting: PendingToken | null) =>
    english.requestStatus(request, 'acme', { token: null, waiting }, speech);

  it.each<[string, PendingToken | null, string]>([
    ['there is none', null, 'Waiting for the token to be made on GitHub until 2026-06-16.'],
    [
      'it is held',
      tokenThatIs('held', { match: { kind: 'exceeds', number, excess: [] } }),
      'Its token is on hold on GitHub, because it is wider than approved.',
    ],
    ['it waits', tokenThatIs('open', { match: { kind: 'exact', number } }), 'Its token is waiting on GitHub.'],
    [
      'it is held under another name',
      tokenThatIs('held', { match: { kind: 'exact', number }, tokenName: 'quick-hack' }),
      'Its token “quick-hack” is on hold on GitHub.',
    ],
  ])('says so: %s', (_, waiting, said) => {
    expect(status(waiting)).toBe(`Approved by @U0BEA. ${said}`);
  });

  it('names the token where it is not called what was agreed, for as long as it lives', () => {
    const fulfilled = approvedRequest(7, { status: 'fulfilled', reviews: [review('approve')] });
    const about = (tokenName: string) =>
      english.requestStatus(fulfilled, 'acme', { token: grant({ tokenName }), waiting: null }, speech);
    expect(about('quick-hack')).toBe('Approved by @U0BEA. Its token “quick-hack” has been active since 2026-06-09.');
    expect(about(' Nightly ')).toBe('Approved by @U0BEA. Its token has been active since 2026-06-09.');
  });

  it('has been active since GitHub let it in, and not since we first looked', () => {
    const renewal = approvedRequest(7, { status: 'fulfilled', reviews: [review('approve')] });
    const token = grant({ firstSeenAt: noon + 90 * 86_400_000 });
    const said = english.requestStatus(renewal, 'acme', { token, waiting: null }, speech);
    expect(said).toBe('Approved by @U0BEA. Its token has been active since 2026-06-09.');
  });
});

describe('the first day', () => {
  it('counts one token as one', () => {
    const counts = { total: 9, soonest: [] };
    expect(
      english
        .baselineCounts({ ...counts, neverExpiring: 1, allRepositories: 1, dangerous: 1, unused: 1 })
        .map(({ said }) => said),
    ).toEqual([
      '1 has high or critical risk',
      '1 never expires',
      '1 reaches all repositories',
      '1 hasn’t been used in 90 days',
    ]);
    expect(
      english
        .baselineCounts({ ...counts, neverExpiring: 2, allRepositories: 0, dangerous: 2, unused: 2 })
        .map(({ said }) => said),
    ).toEqual(['2 have high or critical risk', '2 never expire', '2 haven’t been used in 90 days']);
  });
});
