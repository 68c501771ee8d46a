import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/domain/person.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { type Ending, endingOf, endingOfGrant } from '../../../src/domain/tokens/ending.ts';
import type { PendingToken, Revocation } from '../../../src/domain/tokens/token.ts';
import {
  dossier,
  grant,
  now,
  patId,
  patRequestId,
  requestNumber,
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const at = noon + 500_000;
const denial: Review = { act: 'deny', by: bea, revision: 2, at: noon, reason: 'Ask for less.' };
const approval: Review = { act: 'approve', by: bea, revision: 2, at: noon, reason: null };
const byBea: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon + 400_000, refused: null };
const nobody = { by: null, login: null, reason: null } as const;
const exceeds = { kind: 'exceeds', number: requestNumber(8), excess: [] } as const;

const denied = waiting({ status: 'denied', reviews: [denial], changedAt: at });
const gone = grant({ status: 'gone', changedAt: at });
const revoked = grant({ status: 'revoked', revocation: byBea, changedAt: at });
/** A grant that was first seen at some time after the others. */
const letInAt = (firstSeenAt: number, accessGrantedAt = firstSeenAt) =>
  grant({ patId: patId(701), accessGrantedAt, firstSeenAt, changedAt: firstSeenAt });

const lost = { ...nobody, how: 'lost', number: requestNumber(7), at, as: 'on_github' } as const;
const leaked: Omit<Ending, 'at'> = {
  ...{ how: 'revoked', number: requestNumber(7), by: bea, as: 'reviewer', login: null, reason: 'Leaked.' },
};

const undone = (how: 'expired' | 'refused'): Ending => ({
  ...{ how: 'denied', number: null, at: noon, by: bea, as: 'reviewer', login: null, reason: 'Ask for less.' },
  undone: how,
});

type Row = readonly [name: string, story: Partial<Dossier>, ending: Ending | null];

describe('what became of a token before', () => {
  it.each<Row>([
    ['nothing where nothing is known of it', {}, null],
    ['nothing while it waits and lives', { pendingTokens: [waiting()], activeTokens: [grant()] }, null],
    [
      'it was denied here, for a reason',
      { pendingTokens: [denied] },
      { how: 'denied', number: null, at, by: bea, as: 'reviewer', login: null, reason: 'Ask for less.' },
    ],
    [
      'it was denied on GitHub',
      { pendingTokens: [waiting({ status: 'denied', match: exceeds, decidedElsewhereBy: 'otto', changedAt: at })] },
      { how: 'denied', number: requestNumber(8), at, by: null, as: 'on_github', login: 'otto', reason: null },
    ],
    [
      'it was denied on GitHub, whatever had been decided here',
      { pendingTokens: [{ ...denied, reviews: [approval] }] },
      { ...nobody, how: 'denied', number: null, at, as: 'on_github' },
    ],
    [
      'it was denied on GitHub, whatever was decided on an earlier revision',
      { pendingTokens: [{ ...denied, reviews: [{ ...denial, revision: 1 }] }] },
      { ...nobody, how: 'denied', number: null, at, as: 'on_github' },
    ],
    [
      'it was denied here, and expired before GitHub took that',
      { pendingTokens: [waiting({ status: 'expired', revision: 3, reviews: [approval, denial], changedAt: at })] },
      undone('expired'),
    ],
    [
      'it was denied here, and expired, whatever one of several had approved since',
      { pendingTokens: [waiting({ status: 'expired', reviews: [denial, { ...approval, isOneOf: true }] })] },
      undone('expired'),
    ],
    [
      'nothing where it expired after somebody had approved it in spite of a denial',
      { pendingTokens: [waiting({ status: 'expired', reviews: [denial, approval] })] },
      null,
    ],
    ...(['open', 'held', 'cancelled', 'approved'] as const).map(
      (status): Row => [
        `it was denied here, and GitHub refused that: it is ${status}`,
        { pendingTokens: [waiting({ status, revision: 3, reviews: [denial], decidedElsewhereBy: 'otto' })] },
        undone('refused'),
      ],
    ),
    [
      'it was denied here, GitHub refused that, and it stopped waiting: both are told',
      { pendingTokens: [waiting({ status: 'closed', revision: 3, reviews: [denial], changedAt: at })] },
      { ...nobody, how: 'closed', number: null, at, as: 'on_github', earlier: [undone('refused')] },
    ],
    ...(
      [
        ['held to what was agreed before: that no stands', agreement({ agreedAt: noon - 1 }), true],
        ['which somebody agreed to in that very moment', agreement({ agreedAt: noon }), false],
      ] as const
    ).map(
      ([what, agreed, stands]): Row => [
        `it was denied here, and let in on github.com all the same, ${what}`,
        {
          pendingTokens: [waiting({ status: 'approved', revision: 2, reviews: [denial] })],
          activeTokens: [grant({ firstSeenAt: noon, changedAt: noon, agreement: agreed })],
        },
        stands ? undone('refused') : null,
      ],
    ),
    [
      'it was denied here, and let in on github.com by nobody who is known: that no stands',
      {
        pendingTokens: [waiting({ status: 'approved', revision: 2, reviews: [denial] })],
        activeTokens: [grant({ firstSeenAt: noon, changedAt: noon, agreement: null })],
      },
      undone('refused'),
    ],
    ...(
      [
        ['what was agreed before: that stands', agreement({ agreedAt: noon - 1 }), true],
        ['what somebody agreed to since', agreement({ agreedAt: noon + 2 }), false],
      ] as const
    ).map(
      ([what, agreed, stands]): Row => [
        `it was revoked here, GitHub refused that, and a newer grant is held to ${what}`,
        {
          activeTokens: [
            grant({ revocation: { ...byBea, at: noon, refused: 'github_refused' } }),
            grant({ patId: patId(702), firstSeenAt: noon + 1, changedAt: noon + 2, agreement: agreed }),
          ],
        },
        stands ? ({ ...leaked, at: noon, undone: 'refused' } as Ending) : null,
      ],
    ),
    [
      'nothing where GitHub refused a denial, and a person approved it since',
      { pendingTokens: [waiting({ status: 'held', revision: 3, reviews: [denial, approval] })] },
      null,
    ],
    [
      'it was denied here, expired, and GitHub lists it again',
      { pendingTokens: [waiting({ status: 'held', revision: 3, reviews: [{ ...denial, isUntaken: true }] })] },
      {
        ...{ how: 'denied', number: null, at: noon, by: bea, as: 'reviewer', login: null, reason: 'Ask for less.' },
        undone: 'expired',
      },
    ],
    [
      'nothing where somebody approved it since it is listed again',
      { pendingTokens: [waiting({ status: 'approving', reviews: [{ ...denial, isUntaken: true }, approval] })] },
      null,
    ],
    [
      'nothing where GitHub refused a denial, and an owner approved it there since',
      {
        pendingTokens: [
          waiting({ status: 'approved', revision: 3, reviews: [denial], agreement: agreement(), changedAt: at }),
        ],
      },
      null,
    ],
    ...(['github_refused', 'only_observed'] as const).map(
      (refused): Row => [
        `it was to be revoked, and GitHub did not: ${refused}`,
        { activeTokens: [grant({ revocation: { ...byBea, refused } })] },
        { ...leaked, at: byBea.at, undone: 'refused' },
      ],
    ),
    [
      'it stopped waiting and nobody says why',
      {
        pendingTokens: [
          waiting({ status: 'closed', match: { kind: 'within', number: requestNumber(9) }, changedAt: at }),
        ],
      },
      { ...nobody, how: 'closed', number: requestNumber(9), at, as: 'on_github' },
    ],
    [
      'it stopped waiting and nobody says why, though we had asked GitHub to approve it',
      { pendingTokens: [waiting({ status: 'closed', sentAs: { as: 'app', insteadOf: null }, changedAt: at })] },
      { ...nobody, how: 'closed', number: null, at, as: 'on_github', mayBeApproved: true },
    ],
    [
      'it was revoked, shown by GitHub again, and lost: both are told',
      { activeTokens: [{ ...gone, agreement: null, revocation: byBea }] },
      { ...lost, earlier: [{ ...leaked, at: byBea.at }] },
    ],
    [
      'it was revoked, shown by GitHub again, and has expired',
      { activeTokens: [{ ...gone, status: 'expired', agreement: null, revocation: byBea }] },
      { ...leaked, at: byBea.at },
    ],
    [
      'it was to be revoked, and expired before GitHub took that',
      { activeTokens: [{ ...gone, status: 'expired', revocation: byBea }] },
      { ...leaked, at: byBea.at, undone: 'expired' },
    ],
    [
      'nothing where the policy was to revoke it, and it expired first: that is judged anew',
      { activeTokens: [{ ...gone, status: 'expired', revocation: { ...byBea, by: null, as: 'policy' } }] },
      null,
    ],
    [
      'it gave way to another that is to be revoked in its place: it was only lost',
      { activeTokens: [{ ...gone, revocation: byBea }] },
      lost,
    ],
    [
      'it was revoked by a reviewer',
      { activeTokens: [revoked] },
      { how: 'revoked', number: requestNumber(7), at, by: bea, as: 'reviewer', login: null, reason: 'Leaked.' },
    ],
    [
      'it was revoked by its holder',
      { activeTokens: [{ ...revoked, revocation: { ...byBea, by: mona, as: 'holder' } }] },
      { how: 'revoked', number: requestNumber(7), at, by: mona, as: 'holder', login: null, reason: 'Leaked.' },
    ],
    [
      'it was revoked by the policy',
      { activeTokens: [{ ...revoked, revocation: { ...byBea, by: null, as: 'policy', reason: '' } }] },
      { how: 'revoked', number: requestNumber(7), at, by: null, as: 'policy', login: null, reason: '' },
    ],
    [
      'it was lost: an owner revoked it on GitHub, or its holder left',
      { activeTokens: [gone] },
      { ...nobody, how: 'lost', number: requestNumber(7), at, as: 'on_github' },
    ],
  ])('%s', (_, story, ending) => {
    expect(endingOf(dossier(story))).toEqual(ending);
  });
});

it('a revocation on its way to GitHub is an ending: no edit is let in meanwhile', () => {
  const story = dossier({ activeTokens: [grant({ status: 'revoking', revocation: byBea })] });
  expect(endingOf(story)).toMatchObject({ how: 'revoked', as: 'reviewer', at: byBea.at });
});

it.each(['gone', 'revoked'] as const)('a grant that was seen and is %s in one instant has ended', (status) => {
  const grants = [grant({ status, revocation: status === 'gone' ? null : byBea, firstSeenAt: at, changedAt: at })];
  expect(endingOf(dossier({ activeTokens: grants }))).toMatchObject({ at });
});

it.each([
  ['revoking', null],
  ['active', 'github_refused'],
  ['expired', null],
] as const)(
  'a revocation that was asked for in the very instant in which the grant was seen is an ending: it is %s',
  (status, refused) => {
    const revocation = { ...byBea, at, refused };
    const grants = [grant({ status, revocation, firstSeenAt: at, changedAt: at })];
    expect(endingOf(dossier({ activeTokens: grants }))).toMatchObject({ how: 'revoked', at });
  },
);

it('a denial on github.com of which only a webhook told is an ending', () => {
  const unseen = told('denied', { patRequestId: patRequestId(999), at: now - 5 });
  expect(endingOf(dossier({ pendingTokens: [waiting()], told: [unseen] }))).toMatchObject({
    ...{ how: 'denied', as: 'on_github', login: 'otto', at: now - 5 },
  });
  expect(endingOf(dossier({ pendingTokens: [waiting()], told: [told('denied')] }))).toBeNull();
  expect(endingOf(dossier({ told: [{ ...unseen, act: 'cancelled' }] }))).toBeNull();
  const beside = waiting({ patRequestId: patRequestId(502) });
  expect(endingOf(dossier({ pendingTokens: [waiting(), beside], told: [told('denied')] }))).toBeNull();
});

describe('no ending is', () => {
  it.each<readonly [string, Partial<Dossier>]>([
    ['one that is to be denied', { pendingTokens: [waiting({ status: 'denying', reviews: [denial] })] }],
    ...(['approved', 'cancelled', 'approving', 'held'] as const).map(
      (status) => [`one that waited and is ${status}`, { pendingTokens: [waiting({ status })] }] as const,
    ),
    ['a grant that has expired', { activeTokens: [grant({ status: 'expired' })] }],
    ...(['not_an_owner', 'within_again'] as const).map(
      (refused) =>
        [
          `a revocation that came to nothing: ${refused}`,
          { activeTokens: [grant({ revocation: { ...byBea, refused } })] },
        ] as const,
    ),
    [
      'a revocation of the policy that GitHub refused',
      { activeTokens: [grant({ revocation: { ...byBea, by: null, as: 'policy', refused: 'github_refused' } })] },
    ],
    ['a grant that was revoked, and nobody knows by whom', { activeTokens: [{ ...revoked, revocation: null }] }],
  ])('%s', (_, story) => {
    expect(endingOf(dossier(story))).toBeNull();
  });
});

describe('a token that GitHub shows again after it was revoked', () => {
  it.each(['active', 'exceeding'] as const)('and that is %s was revoked when that was decided', (status) => {
    const back = grant({ status, revocation: byBea, changedAt: now });
    expect(endingOf(dossier({ activeTokens: [back] }))).toMatchObject({ how: 'revoked', at: noon + 400_000, by: bea });
  });

  it('is let in anew only by a grant that was seen afterwards', () => {
    const back = grant({ revocation: byBea, changedAt: now });
    expect(endingOf(dossier({ activeTokens: [back, letInAt(noon + 399_999)] }))).toMatchObject({ how: 'revoked' });
    expect(endingOf(dossier({ activeTokens: [back, letInAt(noon + 400_000)] }))).toBeNull();
  });
});

describe('a grant that gave way to a newer one', () => {
  const beside = (some: Parameters<typeof letInAt>) => endingOf(dossier({ activeTokens: [gone, letInAt(...some)] }));
  it('has not ended: the newer one was there when it went', () => {
    expect(beside([at - 1, noon + 100_000])).toBeNull();
    expect(beside([at, noon + 100_000])).toBeNull();
  });

  it('has not ended though nobody agreed to the newer one; that was let in later says nothing', () => {
    const unasked = (firstSeenAt: number) => ({
      ...letInAt(firstSeenAt, noon + 100_000),
      ...{ agreement: null, requestNumber: null },
    });
    expect(endingOf(dossier({ activeTokens: [gone, unasked(at)] }))).toBeNull();
    expect(endingOf(dossier({ activeTokens: [gone, unasked(at + 1)] }))).toMatchObject({ how: 'lost', at });
  });

  it('nor has it where the newer one has ended as well: only that counts', () => {
    const newer = { ...letInAt(at, noon + 100_000), status: 'gone', changedAt: now } as const;
    expect(endingOf(dossier({ activeTokens: [gone, newer] }))).toMatchObject({ how: 'lost', at: now });
  });

  it('did not give way to one that is older, or that is itself', () => {
    const ofBefore = grant({ patId: patId(701), accessGrantedAt: noon, firstSeenAt: at - 1, status: 'expired' });
    expect(endingOf(dossier({ activeTokens: [ofBefore, gone] }))).toMatchObject({ how: 'lost', at });
    const sameInstant = { ...ofBefore, accessGrantedAt: gone.accessGrantedAt };
    expect(endingOf(dossier({ activeTokens: [sameInstant, gone] }))).toMatchObject({ how: 'lost', at });
  });
});

describe('of several endings', () => {
  it('the last one counts, whatever order they come in', () => {
    const later = waiting({ patRequestId: patRequestId(502), status: 'denied', changedAt: at + 1 });
    expect(endingOf(dossier({ pendingTokens: [denied, later], activeTokens: [gone] }))).toMatchObject({
      how: 'denied',
      at: at + 1,
      as: 'on_github',
    });
    const story = { pendingTokens: [denied], activeTokens: [{ ...gone, changedAt: at + 2 }] };
    expect(endingOf(dossier(story))).toMatchObject({ how: 'lost', at: at + 2 });
  });

  it('an earlier one does not stand for a later one that a person has overcome', () => {
    const story = { pendingTokens: [{ ...denied, changedAt: at - 1 }], activeTokens: [gone, letInAt(at)] };
    expect(endingOf(dossier(story))).toBeNull();
  });
});

describe('an ending stands', () => {
  it('where GitHub let the token in without asking, and nobody agreed to it', () => {
    const unasked = { ...letInAt(at + 1), agreement: null, requestNumber: null };
    expect(endingOf(dossier({ activeTokens: [revoked, unasked] }))).toMatchObject({ how: 'revoked' });
    // Accepted as it is, or approved on GitHub.
    expect(endingOf(dossier({ activeTokens: [revoked, { ...letInAt(at + 1), requestNumber: null }] }))).toBeNull();
  });

  it('until an edit is approved afterwards, though GitHub keeps the grant and its date', () => {
    const closed = waiting({ status: 'closed', changedAt: at });
    const approvedAt = (changedAt: number, some: Partial<PendingToken> = {}) =>
      waiting({ patRequestId: patRequestId(502), status: 'approved', agreement: agreement(), changedAt, ...some });
    const standing = (edit: ReturnType<typeof approvedAt>) =>
      endingOf(dossier({ pendingTokens: [closed, edit], activeTokens: [letInAt(at - 1)] }));
    expect(standing(approvedAt(at))).toMatchObject({ how: 'closed' });
    expect(standing(approvedAt(at + 1))).toBeNull();
    expect(standing(approvedAt(at + 1, { status: 'cancelled' }))).toMatchObject({ how: 'closed' });
    // Its holder's own yes, or nobody's that is known.
    expect(standing(approvedAt(at + 1, { agreement: null }))).toMatchObject({ how: 'closed' });
  });

  it('no more when the grant that was let in anew gives way to a newer one that nobody agreed to', () => {
    const letIn = { ...letInAt(at + 1), status: 'gone', changedAt: at + 3 } as const;
    const renewed = { ...letInAt(at + 2), agreement: null, requestNumber: null };
    expect(endingOf(dossier({ pendingTokens: [denied], activeTokens: [letIn, renewed] }))).toBeNull();
  });

  it.each(['revoking', 'revoked'] as const)(
    'no more where it was let in anew, whatever becomes of that: it is %s',
    (status) => {
      const since = { ...letInAt(at + 1), status, revocation: { ...byBea, at: at + 2 }, changedAt: at + 3 };
      const ending = endingOf(dossier({ pendingTokens: [denied], activeTokens: [since] }));
      expect(ending).toMatchObject({ how: 'revoked' });
      expect(ending).not.toHaveProperty('earlier');
    },
  );

  it('until the token is let in anew', () => {
    expect(endingOf(dossier({ pendingTokens: [denied], activeTokens: [letInAt(at - 1)] }))).toMatchObject({
      how: 'denied',
    });
    expect(endingOf(dossier({ pendingTokens: [denied], activeTokens: [letInAt(at)] }))).toBeNull();
    expect(endingOf(dossier({ pendingTokens: [denied], activeTokens: [letInAt(at + 1)] }))).toBeNull();
  });
});

describe('what ends beside a grant that goes on', () => {
  const compared = waiting({ match: { kind: 'awaits', number: requestNumber(8) }, status: 'held' });
  const deniedRequest = pendingRequest(8, { status: 'denied', reviews: [{ ...denial, revision: 1, at }] });
  const unseen = told('denied', { patRequestId: patRequestId(999), at });
  it.each<readonly [string, Partial<Dossier>]>([
    ['denied', { pendingTokens: [denied] }],
    ['closed', { pendingTokens: [waiting({ status: 'closed', changedAt: at })] }],
    ['request_denied', { pendingTokens: [compared], requests: [deniedRequest] }],
    ['denied', { told: [unseen] }],
  ])('is an edit that was %s: it stands, and the grant has not ended', (how, story) => {
    expect(endingOf(dossier(story))).not.toHaveProperty('isEdit');
    expect(endingOfGrant(dossier(story))).toMatchObject({ how });
    const edited = dossier({ ...story, activeTokens: [letInAt(at - 1)] });
    expect(endingOf(edited)).toMatchObject({ how, at, isEdit: true });
    expect(endingOfGrant(edited)).toBeNull();
  });

  const nobodyAgreed = (firstSeenAt: number) => ({ ...letInAt(firstSeenAt), agreement: null, requestNumber: null });
  const went = (status: 'expired' | 'gone' | 'revoked', changedAt: number) =>
    ({ ...letInAt(at - 9, noon + 100_000), status, changedAt }) as const;
  const newer = { ...nobodyAgreed(at + 2), accessGrantedAt: noon + 200_000 };
  it.each<readonly [string, Dossier['activeTokens'], boolean]>([
    ['a grant that nobody agreed to', [nobodyAgreed(at - 1)], true],
    ['a grant that was first seen in that very instant', [nobodyAgreed(at)], false],
    ['a grant that was first seen since', [nobodyAgreed(at + 1)], false],
    ['a grant that goes past what was agreed', [{ ...letInAt(at - 1), status: 'exceeding' }], true],
    ['one that expired since', [went('expired', at + 1)], true],
    ['one that expired then', [went('expired', at)], true],
    ['one that had expired before', [went('expired', at - 1)], false],
    ['one that gave way to a newer one since', [went('gone', at + 2), newer], true],
    ['one that had given way before', [went('gone', at - 1), { ...newer, firstSeenAt: at - 1 }], true],
    ['one that is lost since', [went('gone', at + 1)], false],
    ['one that is revoked, and shown again', [{ ...went('revoked', at + 2), revocation: byBea }, newer], false],
    ['one that is revoked since', [{ ...went('revoked', at + 1), revocation: byBea }], false],
  ])('is told by %s: %s', (_, activeTokens, isEdit) => {
    const endings = endingOf(dossier({ pendingTokens: [denied], activeTokens }));
    const found = [endings, ...(endings?.earlier ?? [])].find((one) => one?.how === 'denied');
    expect(found?.isEdit === true).toBe(isEdit);
  });

  it('hides no ending of the grant', () => {
    const story = { pendingTokens: [{ ...denied, changedAt: at + 5 }], activeTokens: [revoked, nobodyAgreed(at + 1)] };
    expect(endingOf(dossier(story))).toMatchObject({ how: 'denied', isEdit: true, earlier: [{ how: 'revoked' }] });
    expect(endingOfGrant(dossier(story))).toMatchObject({ how: 'revoked' });
  });
});
