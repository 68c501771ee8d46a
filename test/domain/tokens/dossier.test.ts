import { describe, expect, it } from 'vitest';
import { noChange, type Write } from '../../../src/domain/change.ts';
import { dayMs, type GithubUserId, type SlackUserId } from '../../../src/domain/ids.ts';
import { questionsOf, remindersOf } from '../../../src/domain/notices/reminders-of.ts';
import {
  acceptedOf,
  claimedRequest,
  contextOf,
  type Dossier,
  after as dossierAfter,
  fromFirstSight,
  grantOf,
  isChange,
  livingGrants,
  ownAccountsOf,
  ownAgreement,
  pendingContextOf,
  requestIn,
  toldOf,
  unsettled,
} from '../../../src/domain/tokens/dossier.ts';
import { isLiving, type Match, type PendingToken } from '../../../src/domain/tokens/token.ts';
import {
  copyOf,
  dossier,
  grant,
  listedActive,
  notice,
  patId,
  patRequestId,
  requestNumber,
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const first = waiting({ status: 'approved' });
const second = waiting({ patRequestId: patRequestId(502) });
const older = grant({ status: 'gone' });
const newer = grant({ patId: patId(702), accessGrantedAt: noon + dayMs });

const write = (one: Omit<Write, 'was'>): Write => ({ was: null, ...one }) as Write;

describe('the dossier after a Change', () => {
  const before = dossier({
    pendingTokens: [first, second],
    activeTokens: [older, newer],
    requests: [approvedRequest(7), pendingRequest(8)],
    notices: [notice(7), notice(1)],
    copies: [
      copyOf({ of: 'pending_token', id: first.id }, 'pending_token_card'),
      copyOf({ of: 'active_token', id: older.id }, 'active_token_card'),
    ],
  });

  it('is the very same where nothing was written', () => {
    expect(dossierAfter(before, noChange)).toEqual(before);
  });

  it('has each row as it was written last, where it stood, and new ones at the end', () => {
    const changed = waiting({ status: 'denied' });
    const third = waiting({ patRequestId: patRequestId(503) });
    const gone = { ...newer, status: 'gone' } as const;
    const copy = copyOf({ of: 'active_token', id: newer.id }, 'active_token_card');
    const known = dossierAfter(before, {
      ...noChange,
      writes: [
        write({ table: 'pending_tokens', row: waiting({ status: 'cancelled' }) }),
        write({ table: 'pending_tokens', row: third }),
        write({ table: 'pending_tokens', row: changed }),
        write({ table: 'active_tokens', row: gone }),
        write({ table: 'token_requests', row: pendingRequest(7) }),
        write({ table: 'due_notices', row: notice(1, { status: 'cancelled' }) }),
        write({ table: 'message_copies', row: copy }),
      ],
    });
    expect(known).toEqual({
      ...before,
      pendingTokens: [changed, second, third],
      activeTokens: [older, gone],
      requests: [pendingRequest(7), pendingRequest(8)],
      notices: [notice(7), notice(1, { status: 'cancelled' })],
      copies: [before.copies[0], copy],
    });
  });
});

describe('of the rows of a token', () => {
  it.each(['open', 'held', 'approving', 'denying'] as const)(
    'a waiting one that is %s may still be shown',
    (status) => {
      expect(unsettled(dossier({ pendingTokens: [waiting({ status })] }))).toHaveLength(1);
    },
  );

  it.each(['approved', 'denied', 'cancelled', 'expired', 'closed'] as const)('one that is %s is settled', (status) => {
    expect(unsettled(dossier({ pendingTokens: [waiting({ status })] }))).toEqual([]);
  });

  it.each([
    ['active', true],
    ['exceeding', true],
    ['revoking', true],
    ['revoked', false],
    ['expired', false],
    ['gone', false],
  ] as const)('a grant that is %s lives or not', (status, lives) => {
    expect(isLiving(grant({ status }))).toBe(lives);
    expect(livingGrants(dossier({ activeTokens: [grant({ status })] }))).toHaveLength(lives ? 1 : 0);
  });

  it('a grant is found by its id and its instant, and never by one of them alone', () => {
    const known = dossier({ activeTokens: [older, newer] });
    expect(grantOf(known, listedActive())).toBe(older);
    expect(grantOf(known, listedActive({ accessGrantedAt: noon + dayMs }))).toBeNull();
    expect(grantOf(known, listedActive({ patId: patId(702) }))).toBeNull();
  });
});

describe('the request that a token has claimed', () => {
  const claimed = approvedRequest(8, { status: 'claimed', claimedByTokenId: tokenId(70) });

  it('is the one that it claims now', () => {
    const requests = [approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) }), claimed];
    expect(claimedRequest(dossier({ requests }))).toBe(claimed);
  });

  it.each([
    ['another token claims', { ...claimed, claimedByTokenId: tokenId(71) }],
    ['it has fulfilled', { ...claimed, status: 'fulfilled' as const }],
  ])('is none that %s', (_, request) => {
    expect(claimedRequest(dossier({ requests: [request] }))).toBeNull();
  });

  it('is found by its number', () => {
    const known = dossier({ requests: [approvedRequest(7), claimed] });
    expect(requestIn(known, requestNumber(8))).toBe(claimed);
    expect(requestIn(known, requestNumber(9))).toBeNull();
  });
});

describe('what a token was accepted with as it was', () => {
  const accepted = agreement({ lapsesAt: null });
  const of = (number: number | null, one: typeof accepted) =>
    dossier({
      activeTokens: [{ ...newer, agreement: one, requestNumber: number === null ? null : requestNumber(number) }],
    });
  it.each<[string, Dossier, Match, typeof accepted | null]>([
    ['is what it goes past', of(7, accepted), { kind: 'exceeds', number: requestNumber(7), excess: [] }, accepted],
    ['is what it is within, without a request', of(null, accepted), { kind: 'within', number: null }, accepted],
    ['is not a request’s', of(7, agreement()), { kind: 'exceeds', number: requestNumber(7), excess: [] }, null],
    ['is not another request’s', of(7, accepted), { kind: 'exact', number: requestNumber(8) }, null],
    ['is nothing that it could be for', of(7, accepted), { kind: 'unsure', numbers: [requestNumber(7)] }, null],
    ['is nothing before it was let in', dossier(), { kind: 'within', number: null }, null],
  ])('%s', (_, one, match, is) => {
    expect(acceptedOf(one, match)).toEqual(is);
  });
});

describe('what a token is held to', () => {
  const narrow = agreement({ agreedAt: noon + 5 });
  it.each<[string, Partial<Dossier>, ReturnType<typeof ownAgreement>]>([
    ['is nothing before it was let in', {}, null],
    ['is the Agreement of its grant', { activeTokens: [newer] }, { agreement: agreement(), number: requestNumber(7) }],
    [
      'is the Agreement of the newest grant that lives',
      {
        activeTokens: [
          grant({ status: 'exceeding' }),
          { ...newer, agreement: narrow, requestNumber: requestNumber(8) },
        ],
      },
      { agreement: narrow, number: requestNumber(8) },
    ],
    ['is nothing once its grant is gone', { activeTokens: [older] }, null],
    ['is nothing where nobody agreed', { activeTokens: [{ ...newer, agreement: null }] }, null],
    [
      'is no request’s where an owner agreed on github.com, and what they agreed to all the same',
      { activeTokens: [{ ...newer, requestNumber: null }] },
      { agreement: agreement(), number: null },
    ],
    [
      'is what the newest one says, and not the one before it',
      { activeTokens: [grant(), { ...newer, agreement: null, requestNumber: null }] },
      null,
    ],
  ])('%s', (_, some, own) => {
    expect(ownAgreement(dossier(some))).toEqual(own);
  });
});

describe('a token that waits, or waited,', () => {
  const at = noon + 100;
  const decided = (status: PendingToken['status']) => waiting({ status, changedAt: at });
  const since = (firstSeenAt: number, some: object = {}) => ({ ...grant(), firstSeenAt, ...some });
  const gone = (changedAt: number) => since(noon, { status: 'gone', changedAt });
  it.each<[string, PendingToken, Dossier['activeTokens'], boolean]>([
    ['asks for another scope of a grant that lives', waiting({ status: 'held' }), [since(at)], true],
    ['asks for its first scope', waiting({ status: 'held' }), [], false],
    ['asks for a scope after its grant is gone', waiting({ status: 'open' }), [gone(at)], false],
    ['was a change of a grant that goes on', decided('denied'), [since(at - 1)], true],
    ['was none of a grant that came of it', decided('approved'), [since(at)], false],
    ['was none where its grant is gone', decided('denied'), [gone(at)], false],
    ['was a change where the grant before it gave way to its own', decided('approved'), [gone(at), since(at)], true],
    ['was none where the grant before it had been gone', decided('approved'), [gone(at - 1), since(at)], false],
  ])('%s', (_, token, activeTokens, is) => {
    expect(isChange(token, dossier({ activeTokens }))).toBe(is);
  });
});

describe('a lifetime counts from the first sight', () => {
  const createdAt = (at: number | null) => actual({ createdAt: at });
  it.each<[string, Partial<Dossier>, number | null, number | null]>([
    ['of the token itself where nothing is known of it', {}, noon + 9, noon + 9],
    ['of an earlier time that it waited', { pendingTokens: [waiting({ scope: createdAt(noon - 9) })] }, noon, noon - 9],
    ['of an earlier grant', { activeTokens: [grant({ scope: createdAt(noon - 9) })] }, noon, noon - 9],
    ['though GitHub tells it no longer', { pendingTokens: [waiting({ scope: createdAt(noon + 9) })] }, null, noon + 9],
    [
      'whichever row saw it first',
      {
        pendingTokens: [waiting({ scope: createdAt(noon + 3) }), waiting({ scope: createdAt(noon + 1) })],
        activeTokens: [grant({ scope: createdAt(null) }), grant({ scope: createdAt(noon + 2) })],
      },
      noon + 4,
      noon + 1,
    ],
    ['and is unknown where nobody ever knew', { activeTokens: [grant({ scope: createdAt(null) })] }, null, null],
    ['at the very beginning of time too', { activeTokens: [grant({ scope: createdAt(0) })] }, noon, 0],
  ])('%s', (_, some, shown, from) => {
    expect(fromFirstSight(dossier(some), createdAt(shown))).toEqual(createdAt(from));
  });
});

describe('what a step needs to know', () => {
  const known = dossier({
    pendingTokens: [first, second, waiting({ patRequestId: patRequestId(503), status: 'denied' })],
    activeTokens: [older, newer],
    requests: [
      approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) }),
      approvedRequest(8, { claimedByTokenId: tokenId(71) }),
      pendingRequest(9),
    ],
    notices: [
      notice(7, { activeTokenId: newer.id }),
      notice(3, { activeTokenId: newer.id, status: 'claimed' }),
      notice(1, { activeTokenId: older.id }),
    ],
    copies: [copyOf({ of: 'pending_token', id: first.id }, 'pending_token_card')],
  });

  it('of a grant: its holder, what is planned for it, and which cards offer to revoke it', () => {
    expect(contextOf(known, newer)).toEqual({
      holder: 'U0MONA',
      planned: [known.notices[0]],
      shownBy: [
        { of: 'request', number: 7 },
        { of: 'pending_token', id: first.id },
      ],
    });
  });

  it('of a grant that is to be renewed: which cards say how', () => {
    const renews = {
      ...{ tokenId: tokenId(70), activeTokenId: newer.id, requestNumber: null },
      ...{ tokenName: 'nightly', endsAt: noon },
    };
    const requests = [
      pendingRequest(7, { renews }),
      approvedRequest(8, { renews }),
      approvedRequest(9, { renews, status: 'lapsed' }),
      approvedRequest(10, { renews: { ...renews, tokenId: tokenId(71) } }),
    ];
    const { shownBy } = contextOf(dossier({ activeTokens: [newer], requests }), newer);
    expect(shownBy).toEqual([7, 8].map((number) => ({ of: 'request', number })));
  });

  it('of a grant that was let in under a renewal of another token: what reminded of that one, and asked about it', () => {
    const renews = {
      ...{ tokenId: tokenId(71), activeTokenId: 'active-1-702', requestNumber: null },
      ...{ tokenName: 'nightly', endsAt: noon },
    };
    const made = (claimedBy: number, some = renews) =>
      approvedRequest(7, { renews: some, status: 'fulfilled', claimedByTokenId: tokenId(claimedBy) });
    const shownBy = (requests: Dossier['requests']) =>
      contextOf(dossier({ activeTokens: [newer], requests }), newer).shownBy.filter(({ of }) => of !== 'request');
    const { organizationId } = made(70);
    const old = { organizationId, tokenId: tokenId(71) };
    expect(shownBy([made(70)])).toEqual([remindersOf(old), questionsOf(old)]);
    expect(shownBy([made(71), made(70, { ...renews, tokenId: tokenId(70) })])).toEqual([]);
  });

  it('of a waiting token: its holder, and where messages stand', () => {
    expect(pendingContextOf(known)).toEqual({ holder: 'U0MONA', copies: known.copies });
  });
});

describe('what a webhook said became of a waiting token', () => {
  it('is the newest ending of this very time', () => {
    const other = told('approved', { patRequestId: patRequestId(502) });
    const list = [told('created'), other, told('denied'), told('cancelled')];
    expect(toldOf(dossier({ told: list }), waiting())).toBe(list[2]);
    expect(toldOf(dossier({ told: list }), second)).toBe(other);
  });

  it.each(['approved', 'denied', 'cancelled'])('may be that it was %s', (act) => {
    expect(toldOf(dossier({ told: [told(act)] }), waiting())?.act).toBe(act);
  });

  it('is nothing where only its making was told, or nothing at all', () => {
    expect(toldOf(dossier({ told: [told('created')] }), waiting())).toBeNull();
    expect(toldOf(dossier(), waiting())).toBeNull();
  });
});

describe('whose yes is the holder’s own', () => {
  it.each<
    [
      string,
      readonly [{ readonly githubId: GithubUserId }, SlackUserId | null, { readonly githubId: GithubUserId } | null],
      ReturnType<typeof ownAccountsOf>,
    ]
  >([
    ['is that of a person alone', [mona, null, null], [mona.githubId]],
    ['is that of a machine user and of its sponsor', [acmeCi, bea.slackId, bea], [acmeCi.githubId, bea.githubId]],
    ['is not known of a machine user whose sponsor has no account that we know', [acmeCi, bea.slackId, null], null],
  ])('%s', (_, [holder, sponsor, account], own) => {
    expect(ownAccountsOf(holder, sponsor, account)).toEqual(own);
  });
});
