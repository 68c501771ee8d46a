import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Review } from '../../../src/domain/person.ts';
import { conclude } from '../../../src/domain/tokens/conclude.ts';
import { wordMs } from '../../../src/domain/tokens/match-waiting.ts';
import { clockOnly } from '../../../src/domain/tokens/sighting.ts';
import type { Drift, Revocation } from '../../../src/domain/tokens/token.ts';
import { atCall, concluded } from '../../support/concluded.ts';
import { effectsOf, messagesOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  copyOf,
  dossier,
  grant,
  listedActive,
  listedWaiting,
  minuteMs,
  now,
  organization,
  patId,
  patRequestId,
  requestNumber,
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';
import { buttonsOf, sentBy, textOf } from '../../support/words-of.ts';

const self = 'pending_token:pending-1-501';
const active = `active_token:${grant().id}`;
const fulfilled = approvedRequest(7, {
  ...{ status: 'fulfilled', claimedByTokenId: tokenId(70) },
  reviews: [{ act: 'approve', by: bea, revision: 1, at: noon, reason: null }],
});
const claimed = approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) });
const all = { access: { selection: 'all' } } as const;
const wide = approvedRequest(8, { agreement: agreement(all) });
const card = { kind: 'pending_token_card', id: 'pending-1-501' } as const;
const heldMessage = { kind: 'pending_token_held', id: 'pending-1-501' } as const;
const call = (of: 'approve' | 'deny', answer: null = null) => ({ of, id: 'pending-1-501', answer }) as const;
const approvingOwn = waiting({
  status: 'approving',
  match: { kind: 'exact', number: requestNumber(7) },
  agreement: agreement(),
});

describe('an owner’s revocation on github.com is not undone by Countersign', () => {
  const reasked = listedWaiting({ createdAt: now - minuteMs });
  const lost =
    'This token (for PAT-7) lost access to acme before, on 10 June 2026 at 12:00 UTC. An owner revoked it on GitHub, or its holder left or deleted it.';
  const heldOnce = [`pending_token.find ${self}`, `active_token.vanish ${active}`, `pending_token.hold ${self}`];
  const before = dossier({ activeTokens: [grant()], requests: [fulfilled] });

  it('where its holder asks again before anybody looked at what is active: that is looked up first', () => {
    const { change, known, asked } = concluded(before, { waiting: [reasked] }, { active: null });
    expect(asked).toEqual(['repositories_of_pending', 'is_it_active']);
    expect(stepsOf(change)).toEqual(heldOnce);
    expect(textOf(card, known)).toContain(lost);
    expect(textOf(heldMessage, known)).toContain('It lost access before, so only an owner can approve it now.');
  });

  it('where both lists were read, with or without a webhook', () => {
    for (const said of [[], [told('created')]]) {
      const { change, known } = concluded({ ...before, told: said }, { waiting: [reasked] });
      expect(stepsOf(change)).toEqual(heldOnce);
      expect(textOf(card, known)).toContain(lost);
      expect(buttonsOf(card, known)).toEqual(['approve_pending_token', 'deny_pending_token', 'request_details']);
    }
  });

  it('where the approval of an edit was waiting for a retry at that moment', () => {
    const known = dossier({ pendingTokens: [approvingOwn], activeTokens: [grant()], requests: [fulfilled] });
    const github = { waiting: [listedWaiting()] };
    const { change, known: then } = concluded(known, github, atCall(call('approve'), github));
    expect(stepsOf(change)).toEqual([
      `active_token.vanish ${active}`,
      `pending_token.reopen ${self}`,
      `pending_token.hold ${self}`,
    ]);
    expect(effectsOf(change)).not.toContain('approve pending-1-501 on GitHub');
    expect(textOf(card, then)).toContain(lost);
  });

  it('where a change of it is on hold already: only a card that shows the end counts', () => {
    const held = waiting({
      status: 'held',
      match: { kind: 'exceeds', number: requestNumber(7), excess: [{ kind: 'all_repositories' }] },
    });
    const known = dossier({ pendingTokens: [held], activeTokens: [grant()], requests: [fulfilled] });
    const { change } = concluded(known, { waiting: [listedWaiting({ scope: held.scope } as never)] });
    expect(stepsOf(change)).toContain(`pending_token.outdate ${self}`);
  });

  it('where a member was removed and invited back, and asks again', () => {
    const gone = dossier({
      activeTokens: [grant({ status: 'gone', changedAt: now - dayMs / 2 })],
      requests: [fulfilled],
    });
    const { change } = concluded(gone, { waiting: [reasked] });
    expect(stepsOf(change)).toEqual([`pending_token.find ${self}`, `pending_token.hold ${self}`]);
  });

  it('but an edit within what was agreed is let in while its grant is there', () => {
    const github = { waiting: [reasked], active: [listedActive()] };
    const { change } = concluded(before, github);
    expect(stepsOf(change)).toEqual([`pending_token.find ${self}`, `pending_token.start_approving ${self}`]);
  });
});

describe('a token that was ended comes back under no other approval', () => {
  const leaked: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null };
  const denial: Review = { act: 'deny', by: bea, revision: 2, at: noon, reason: 'Ask for less.' };
  const earlier = { id: 'earlier', patRequestId: patRequestId(499), status: 'denied', changedAt: noon } as const;

  it.each([
    [
      'it was revoked as leaked',
      { activeTokens: [grant({ status: 'revoked', revocation: leaked, changedAt: noon + 5 * minuteMs })] },
      '<@U0BEA> revoked this token (for PAT-7) on 9 June 2026 at 12:05 UTC.\nReason given then: Leaked.',
    ],
    [
      'it was denied in Slack',
      { pendingTokens: [waiting({ ...earlier, reviews: [denial] })] },
      '<@U0BEA> denied this token on 9 June 2026 at 12:00 UTC.\nReason given then: Ask for less.',
    ],
    [
      'it was denied on GitHub',
      { pendingTokens: [waiting({ ...earlier, decidedElsewhereBy: 'otto' })] },
      'GitHub user otto denied this token on GitHub. We heard of that on 9 June 2026 at 12:00 UTC.',
    ],
  ] as const)('%s, and its card says so', (_, story, said) => {
    const { change, known } = concluded(dossier({ ...story, requests: [fulfilled, wide] }), {
      waiting: [listedWaiting()],
    });
    expect(stepsOf(change)).toEqual([`pending_token.find ${self}`, `pending_token.hold ${self}`]);
    expect(rowsOf(change, 'token_requests')).toEqual([]);
    const text = textOf(card, known);
    expect(text).toContain(said);
    expect(text).not.toContain('without a request');
  });

  it('nor where GitHub lets it in without asking: the channel is told, and by what it was ended', () => {
    const revoked = grant({ status: 'revoked', revocation: leaked, changedAt: noon + 5 * minuteMs });
    const again = listedActive({ patId: patId(702), accessGrantedAt: now - 1 });
    const { change, known } = concluded(dossier({ activeTokens: [revoked], requests: [wide] }), { active: [again] });
    expect(rowsOf(change, 'active_tokens')).toMatchObject([{ agreement: null, requestNumber: null }]);
    expect(rowsOf(change, 'token_requests')).toEqual([]);
    const [first = ''] = sentBy(change, known);
    expect(first).toContain(
      'reviewers: Low risk · <@U0MONA>’s token “nightly” for acme is active, and nobody approved it here',
    );
    expect(first).toContain(
      '<@U0BEA> revoked this token (for PAT-7) on 9 June 2026 at 12:05 UTC.\nReason given then: Leaked.',
    );
    expect(concluded(known, { active: [again] }).change).toBe(noChange);
  });
});

describe('a holder can’t prolong an agreed lifetime alone', () => {
  const week = agreement({ lifetime: { kind: 'days', days: 7 }, lapsesAt: noon + 7 * dayMs });

  it('an edit moves what GitHub calls its making, and not the end that was agreed', () => {
    const ends = noon + 14 * dayMs;
    const story = dossier({
      pendingTokens: [waiting({ status: 'approved', scope: actual({ expiresAt: noon + 7 * dayMs }) })],
      activeTokens: [grant({ agreement: week, scope: actual({ expiresAt: noon + 7 * dayMs }) })],
      requests: [fulfilled],
    });
    const edited = listedWaiting({ patRequestId: patRequestId(502), createdAt: noon + 6 * dayMs, expiresAt: ends });
    const github = { waiting: [edited], active: [listedActive({ expiresAt: noon + 7 * dayMs })] };
    const { change, known } = concluded(story, github, {}, noon + 6 * dayMs);
    expect(rowsOf(change, 'pending_tokens')).toMatchObject([
      {
        status: 'held',
        match: { kind: 'exceeds', number: 7, excess: [{ kind: 'expires_later', latestAt: noon + 7 * dayMs }] },
      },
    ]);
    const text = textOf({ ...heldMessage, id: 'pending-1-502' }, known);
    expect(text).toContain(
      'Editing a token can’t change when it ends. Regenerate it on GitHub with an earlier end, which changes its secret. Or create a new token that ends in time',
    );
    expect(text).not.toContain('Narrow it on GitHub');
  });

  it('a flagged excess is not washed off by narrowing and widening: the deadline and the card go on', () => {
    const drift: Drift = { since: noon, deadlineAt: now + dayMs, outcome: 'revoke' };
    const scope = actual(all);
    const flagged = grant({ status: 'exceeding', scope, excess: [{ kind: 'all_repositories' }], drift });
    const copy = copyOf({ of: 'active_token', id: flagged.id }, 'active_token_card');
    const newer = listedActive({ accessGrantedAt: now - 1, selection: 'all' });
    const story = dossier({ activeTokens: [flagged], requests: [fulfilled], copies: [copy] });
    const { change, known } = concluded(story, { active: [newer] });
    const id = `active-1-701-${now - 1}`;
    expect(stepsOf(change)).toEqual([`active_token.find active_token:${id}`, `active_token.supersede ${active}`]);
    expect(messagesOf(change)).toEqual([]);
    expect(rowsOf(change, 'message_copies')).toMatchObject([{ subject: { id } }]);
    const text = textOf({ kind: 'active_token_card', id }, known);
    expect(text).toContain('we’ll revoke it on 11 June 2026 at 12:00 UTC.');
    expect(text).not.toMatch(/no longer reach|lost access/);
  });
});

describe('an unrelated token uses up no approval', () => {
  const release = approvedRequest(5, { tokenName: 'release-notes', agreement: agreement(all) });
  const hack = listedWaiting({ tokenName: 'quick-hack' });

  it('its holder is asked which request it is for, and nothing is claimed', () => {
    const { change, known } = concluded(dossier({ requests: [release] }), { waiting: [hack] });
    expect(stepsOf(change)).toEqual([`pending_token.find ${self}`, `pending_token.ask ${self}`]);
    expect(sentBy(change, known)).toEqual([
      'U0MONA: Your token “quick-hack” for acme is waiting for approval. Its name differs from what was requested. Is it the token for PAT-5?\nPAT-5: release-notes\nIf so, we’ll approve it. If not, an owner decides. Without an answer within a day, we’ll ask the owners.',
    ]);
    expect(buttonsOf(heldMessage, known)).toEqual(['is_for_request', 'is_for_request']);
  });

  it('of several requests they choose', () => {
    const other = pendingRequest(6, { tokenName: 'backup' });
    const { change, known } = concluded(dossier({ requests: [release, other] }), { waiting: [hack] });
    expect(sentBy(change, known)[0]).toContain('Which request did you create it for?');
  });

  it('exactly what was agreed is let in under another name where nothing else can be meant, and both names are said', () => {
    const exact = approvedRequest(5, { tokenName: 'release-notes' });
    const { change, known } = concluded(dossier({ requests: [exact] }), { waiting: [hack] });
    expect(stepsOf(change)).toEqual([
      `pending_token.find ${self}`,
      `pending_token.start_approving ${self}`,
      'request.claim PAT-5',
    ]);
    const text = textOf({ kind: 'request_card', number: requestNumber(5) }, known);
    expect(text).toContain('“release-notes” of <@');
    expect(text).toContain('Its token “quick-hack” was made on GitHub and is being approved there.');
  });

  it('the real one is let in at once beside it', () => {
    const asked = waiting({ tokenName: 'quick-hack', match: { kind: 'unsure', numbers: [requestNumber(5)] } });
    const real = listedWaiting({ patRequestId: patRequestId(502), tokenId: tokenId(71), tokenName: 'Release-Notes' });
    const { change } = concluded(dossier({ tokenId: tokenId(71), requests: [release] }), { waiting: [real] });
    expect(stepsOf(change)).toContain('request.claim PAT-5');
    // And the other one is a person's to decide from then on.
    const taken = { ...release, status: 'claimed', claimedByTokenId: tokenId(71) } as const;
    const { change: then } = concluded(dossier({ pendingTokens: [asked], requests: [taken] }), { waiting: [hack] });
    expect(stepsOf(then)).toEqual([`pending_token.hold ${self}`]);
  });

  it('an answer lets it in only where it is within what was agreed', () => {
    const answer = { number: requestNumber(5), at: now };
    const row = waiting({ tokenName: 'quick-hack', answer });
    const { change } = concluded(dossier({ pendingTokens: [row], requests: [release] }), { waiting: [hack] });
    expect(stepsOf(change)).toEqual([`pending_token.start_approving ${self}`, 'request.claim PAT-5']);
    const narrow = approvedRequest(5, {
      tokenName: 'release-notes',
      agreement: agreement({ access: { selection: 'none' } }),
    });
    const { change: held } = concluded(dossier({ pendingTokens: [row], requests: [narrow] }), { waiting: [hack] });
    expect(stepsOf(held)).toEqual([`pending_token.hold ${self}`]);
  });
});

describe('what is said of a token is so', () => {
  const requests = [approvedRequest(7, { reviews: fulfilled.reviews })];
  const requestCard = { kind: 'request_card', number: requestNumber(7) } as const;

  it('its request says that it is held, and not that it is still to be made', () => {
    const { known } = concluded(dossier({ requests }), { waiting: [listedWaiting({ selection: 'all' })] });
    const text = textOf(requestCard, known);
    expect(text).toContain('Its token is on hold on GitHub, because it is wider than approved.');
    expect(text).not.toContain('Waiting for the token to be made');
    expect(textOf(heldMessage, known)).toContain('Narrow it on GitHub and we’ll approve it automatically');
  });

  it('one that was corrected is being let in, and was not taken back', () => {
    const held = waiting({
      ...{ status: 'held', scope: actual(all) },
      match: { kind: 'exceeds', number: requestNumber(7), excess: [{ kind: 'all_repositories' }] },
    });
    const copies = [copyOf({ of: 'pending_token', id: held.id }, 'pending_token_held')];
    const corrected = listedWaiting({ patRequestId: patRequestId(502) });
    const story = dossier({ pendingTokens: [held], requests, copies, told: [told('cancelled')] });
    const { change, known } = concluded(story, { waiting: [corrected] });
    expect(stepsOf(change)).toEqual([
      'pending_token.find pending_token:pending-1-502',
      `pending_token.cancel ${self}`,
      'pending_token.start_approving pending_token:pending-1-502',
      'request.claim PAT-7',
    ]);
    expect(rowsOf(change, 'message_copies')).toMatchObject([{ subject: { id: 'pending-1-502' } }]);
    expect(textOf({ ...heldMessage, id: 'pending-1-502' }, known)).toBe(
      'We approved your token “nightly” for acme, as PAT-7 covers it. We’re telling GitHub now.',
    );
  });

  it('one that asks anew, and nobody says why, is looked at for a moment and then held, and its holder reads what is not known', () => {
    const held = waiting({
      ...{ status: 'held', scope: actual(all) },
      match: { kind: 'exceeds', number: requestNumber(7), excess: [{ kind: 'all_repositories' }] },
    });
    const copies = [copyOf({ of: 'pending_token', id: held.id }, 'pending_token_held')];
    const again = { waiting: [listedWaiting({ patRequestId: patRequestId(502) })] };
    const first = concluded(dossier({ pendingTokens: [held], requests, copies }), again);
    expect(stepsOf(first.change)).toEqual([
      'pending_token.find pending_token:pending-1-502',
      `pending_token.vanish ${self}`,
    ]);
    const { change, known } = concluded(first.known, again, {}, now + wordMs);
    expect(stepsOf(change)).toEqual(['pending_token.hold pending_token:pending-1-502']);
    expect(textOf({ ...heldMessage, id: 'pending-1-502' }, known)).toBe(
      'Your token “nightly” for acme is on hold until an owner decides. It waited for approval before, and stopped on 10 June 2026 at 12:00 UTC. GitHub doesn’t say whether an owner denied it then, or you cancelled or changed it. We’ve asked the owners. You don’t have to wait: create a new token within PAT-7, and we’ll approve it automatically. Then delete this one.',
    );
  });

  it('an approval on github.com whose webhook was lost says "on GitHub"', () => {
    const held = waiting({ status: 'held' });
    const { change, known } = concluded(dossier({ pendingTokens: [held] }), { active: [listedActive()] });
    expect(textOf(card, known)).toMatch(
      /Approved on GitHub\. It is active\. GitHub doesn’t say who approved it, or whether it asked anybody\.$/,
    );
    expect(sentBy(change, known)).toEqual([
      'U0MONA: Your token “nightly” for acme became active on GitHub. GitHub doesn’t say who approved it, or whether it asked anybody.',
      expect.stringMatching(/^reviewers: .* is active, and nobody approved it here\n/),
    ]);
  });
});

describe('a click on a card that shows less than the token asks for by now', () => {
  it('gives the token back, sees it as it is and holds it in one Change: the card is drawn anew at once', () => {
    const approval: Review = { act: 'approve', by: bea, revision: 2, at: now, reason: null };
    const approving = waiting({ status: 'approving', agreement: agreement(), reviews: [approval] });
    const copies = [copyOf({ of: 'pending_token', id: approving.id }, 'pending_token_card')];
    const github = { waiting: [listedWaiting({ selection: 'all' })] };
    const { change, known, asked } = concluded(
      dossier({ pendingTokens: [approving], copies }),
      github,
      atCall(call('approve'), github),
    );
    expect(asked).toEqual(['is_still_owner', 'is_holder_member']);
    expect(stepsOf(change)).toEqual([
      `pending_token.reopen ${self}`,
      `pending_token.rescope ${self}`,
      `pending_token.hold ${self}`,
    ]);
    expect(effectsOf(change)).toContain(`redraw ${self}`);
    const text = textOf(card, known);
    expect(text).toContain('Repositories: all repositories');
    expect(buttonsOf(card, known)).toEqual(['approve_pending_token', 'deny_pending_token', 'request_details']);
  });

  it('where it is narrower by now it is approved: that was agreed to as well', () => {
    const approval: Review = { act: 'approve', by: bea, revision: 2, at: now, reason: null };
    const approving = waiting({ status: 'approving', agreement: agreement(), reviews: [approval] });
    const github = { waiting: [listedWaiting({ selection: 'none' })] };
    expect(concluded(dossier({ pendingTokens: [approving] }), github, atCall(call('approve'), github)).change).toBe(
      noChange,
    );
  });
});

describe('a machine user’s token', () => {
  it('matches no request of its human, who is told but offered nothing', () => {
    const known = dossier({ requests: [approvedRequest(7)], holder: { ...dossier().holder, isMachineUser: true } });
    const { change, known: then } = concluded(known, { waiting: [listedWaiting()] });
    expect(stepsOf(change)).toEqual([`pending_token.find ${self}`, `pending_token.hold ${self}`]);
    expect(textOf(heldMessage, then)).toContain('If it’s needed, request it for mona with /pat request');
    expect(buttonsOf(heldMessage, then)).toEqual([]);
  });
});

describe('a new revision voids the reviews before it', () => {
  it('so a denial that was given on another scope is not carried out', () => {
    const denial: Review = { act: 'deny', by: bea, revision: 1, at: noon, reason: 'Too wide.' };
    const github = { waiting: [listedWaiting()] };
    const known = dossier({ pendingTokens: [waiting({ status: 'denying', reviews: [denial] })] });
    const { change } = concluded(known, github, atCall(call('deny'), github));
    expect(stepsOf(change)).toEqual([`pending_token.reopen ${self}`, `pending_token.hold ${self}`]);
  });

  it('and one that was given on this one is', () => {
    const denial: Review = { act: 'deny', by: bea, revision: 2, at: noon, reason: 'Too wide.' };
    const github = { waiting: [listedWaiting()] };
    const known = dossier({ pendingTokens: [waiting({ status: 'denying', reviews: [denial] })] });
    expect(concluded(known, github, atCall(call('deny'), github)).change).toBe(noChange);
  });
});

describe('from the first sight to the end', () => {
  it('a token that was agreed is let in, read back, and its request fulfilled', () => {
    const first = concluded(dossier({ requests: [approvedRequest(7)] }), { waiting: [listedWaiting()] });
    expect(effectsOf(first.change)).toContain('approve pending-1-501 on GitHub');
    const github = { active: [listedActive({ accessGrantedAt: now })] };
    const done = { of: 'approve', id: 'pending-1-501', answer: { outcome: 'done' } } as const;
    const then = concluded(first.known, github, atCall(done, github));
    expect(stepsOf(then.change)).toEqual([
      `pending_token.observe_approved ${self}`,
      'request.fulfil PAT-7',
      `active_token.find active_token:active-1-701-${now}`,
    ]);
    expect(sentBy(then.change, then.known)).toEqual([
      'U0MONA: Your token “nightly” (PAT-7) can reach acme now. We’ll remind you before 9 July 2026 at 12:00 UTC, when it expires.',
    ]);
    expect(concluded(then.known, github).change).toBe(noChange);
  });

  it('a token that expired while it waited is seen, told of and over in one Change', () => {
    const { change, known } = concluded(dossier(), { waiting: [listedWaiting({ expiresAt: now })] });
    expect(stepsOf(change)).toEqual([`pending_token.find ${self}`, `pending_token.expire ${self}`]);
    expect(sentBy(change, known)).toEqual([
      'U0MONA: Your token “nightly” for acme expired before anyone decided. Please delete it on GitHub, and request a new one with /pat request.',
    ]);
  });

  it('a request that was approved later is attached, though its token was to be revoked by the policy at this moment', () => {
    const drift: Drift = { since: noon, deadlineAt: now, outcome: 'revoke' };
    const flagged = grant({ status: 'exceeding', scope: actual(all), excess: [{ kind: 'all_repositories' }], drift });
    const story = dossier({
      activeTokens: [flagged],
      requests: [fulfilled, wide],
      policy: { ...organizationPolicy(), drift: { graceDays: 3, outcome: 'revoke' } },
      organization: organization({ activeListedAt: now, upSince: noon - 9 * dayMs }),
    });
    const { change } = concluded(story, { active: [listedActive({ selection: 'all' })] });
    expect(stepsOf(change)).toEqual(['request.fulfil PAT-8', `active_token.attach ${active}`]);
    const alone = concluded({ ...story, requests: [fulfilled] }, { active: [listedActive({ selection: 'all' })] });
    expect(stepsOf(alone.change)).toEqual([`active_token.start_revoking ${active}`]);
  });

  it('by the clock alone only what is due follows', () => {
    const story = dossier({
      pendingTokens: [waiting()],
      activeTokens: [grant({ scope: actual({ expiresAt: now }) })],
      organization: organization({ activeListedAt: now }),
    });
    expect(stepsOf(conclude(story, clockOnly(now), now))).toEqual([`active_token.expire ${active}`]);
    expect(conclude(dossier({ pendingTokens: [waiting()], activeTokens: [grant()] }), clockOnly(now), now)).toBe(
      noChange,
    );
  });

  it('a revocation is asked about, sent, and read back', () => {
    const byMona: Revocation = { by: mona, as: 'holder', reason: 'No longer needed.', at: now, refused: null };
    const revoking = dossier({
      activeTokens: [grant({ status: 'revoking', revocation: byMona })],
      requests: [fulfilled],
    });
    const revoke = { of: 'revoke', id: grant().id, answer: null } as const;
    const there = { active: [listedActive()] };
    // That its repositories were read is written, and is no step.
    expect(stepsOf(concluded(revoking, there, atCall(revoke, there)).change)).toEqual([]);
    const { change, known } = concluded(revoking, {}, atCall({ ...revoke, answer: { outcome: 'done' } }, {}));
    expect(stepsOf(change)).toEqual([`active_token.observe_revoked ${active}`]);
    expect(sentBy(change, known)[0]).toContain('You revoked your token “nightly”. It can no longer reach acme.');
  });

  it('a claim is freed in the very Change in which its token turns out to be denied, and another token may use it', () => {
    const approving = waiting({
      status: 'approving',
      match: { kind: 'exact', number: requestNumber(7) },
      agreement: agreement(),
    });
    const story = dossier({ pendingTokens: [approving], requests: [claimed], told: [told('denied')] });
    const { change } = concluded(story, {}, {}, now + dayMs);
    expect(stepsOf(change)).toEqual([`pending_token.observe_denied ${self}`, 'request.release PAT-7']);
  });
});
