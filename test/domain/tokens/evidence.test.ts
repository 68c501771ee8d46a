import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Dossier, Told } from '../../../src/domain/tokens/dossier.ts';
import type { GithubAnswer, Sighting } from '../../../src/domain/tokens/sighting.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import {
  byId,
  facts,
  grant,
  inList,
  listedActive,
  listedWaiting,
  minuteMs,
  now,
  organization,
  patId,
  patRequestId,
  read,
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';
import { shownEvidence } from '../../support/shown-evidence.ts';

const { permissions } = actual();
const lower = { ...permissions, repository: { metadata: 'read' } };
const higher = { ...permissions, repository: { ...permissions.repository, administration: 'write' } };
const later = noon + 200 * dayMs;
const active = { activeTokens: [grant()] };
const both = { waiting: byId(listedWaiting({ patRequestId: patRequestId(502) })), active: byId(listedActive()) };
const gap = organization({ activeListedAt: now - dayMs, pendingListedAt: now - dayMs });

describe('a token that is as it was', () => {
  it('shows nothing', () => {
    expect(shownEvidence(active, { active: byId(listedActive()), waiting: byId() })).toEqual([]);
    expect(shownEvidence({ pendingTokens: [waiting()] }, { waiting: byId(listedWaiting()), active: byId() })).toEqual(
      [],
    );
    expect(shownEvidence(active, {})).toEqual([]);
  });
});

describe('A1, that regenerating keeps the token and its grant,', () => {
  it('holds where the end of a grant moved', () => {
    expect(shownEvidence(active, { active: inList(listedActive({ expiresAt: later })) })).toEqual(['A1 holds']);
  });

  it('is contradicted where the same token waits with another end alone', () => {
    const listed = listedWaiting({ patRequestId: patRequestId(502), expiresAt: later });
    expect(shownEvidence(active, { ...both, waiting: byId(listed) })).toEqual(['A1 contradicted']);
  });

  it('says nothing where somebody may have revoked the grant since', () => {
    const listed = listedWaiting({ patRequestId: patRequestId(502), expiresAt: later });
    expect(shownEvidence({ ...active, organization: gap }, { ...both, waiting: byId(listed) })).toEqual([]);
  });
});

describe('A2, that a narrowing edit keeps the grant and a widening one asks,', () => {
  it('holds where a grant has lost a permission', () => {
    expect(shownEvidence(active, { active: inList(listedActive({ permissions: lower })) })).toEqual(['A2 holds']);
  });

  it('holds where a token waits for more, and its grant is still there', () => {
    const listed = listedWaiting({ patRequestId: patRequestId(502), permissions: higher });
    expect(shownEvidence(active, { ...both, waiting: byId(listed) })).toEqual(['A2 holds']);
  });

  it('is contradicted where a token waits for less', () => {
    const listed = listedWaiting({ patRequestId: patRequestId(502), permissions: lower });
    expect(shownEvidence(active, { ...both, waiting: byId(listed) })).toEqual(['A2 contradicted']);
  });

  const asked = { ...active, pendingTokens: [waiting({ status: 'approved' })] };
  const wide = { active: inList(listedActive({ permissions: higher })) };

  it('is contradicted where a grant that once waited is wider, and nobody was asked', () => {
    expect(shownEvidence(asked, wide)).toEqual(['A2 contradicted']);
  });

  it.each<readonly [string, Partial<Dossier>]>([
    ['it never waited: its holder may be an owner', active],
    ['nobody could look meanwhile', { ...asked, organization: gap }],
    ['a webhook told of an approval since', { ...asked, told: [told('approved')] }],
    ['it was approved since', { ...active, pendingTokens: [waiting({ status: 'approved', changedAt: now - 1 })] }],
  ])('says nothing of a wider grant where %s', (_, known) => {
    expect(shownEvidence(known, wide)).toEqual([]);
  });

  it('says nothing of a repository that is gone: somebody may have deleted it', () => {
    const fewer = { ...facts, ofActive: new Map([[patId(701), read(1)]]) };
    expect(shownEvidence(active, { active: byId(listedActive()), areRepositoriesDue: true, facts: fewer })).toEqual([]);
  });
});

describe('A3, that a re-approval keeps the grant’s id,', () => {
  const waits = waiting({ patRequestId: patRequestId(502), status: 'open', changedAt: now - minuteMs });
  const known = { ...active, pendingTokens: [waits], told: [told('approved', { patRequestId: patRequestId(502) })] };
  const renewed = (id: number) => byId(listedActive({ patId: patId(id), accessGrantedAt: now - 30_000 }));

  it('holds where the grant is listed under its id', () => {
    expect(shownEvidence(known, { waiting: byId(), active: renewed(701) })).toEqual(['A3 holds']);
  });

  it('is contradicted where it is listed under another', () => {
    expect(shownEvidence(known, { waiting: byId(), active: renewed(702) })).toEqual(['A3 contradicted']);
  });

  it('says nothing of a first approval, and nothing where the grant may have been revoked meanwhile', () => {
    expect(shownEvidence({ ...known, activeTokens: [] }, { waiting: byId(), active: renewed(702) })).toEqual([]);
    expect(shownEvidence({ ...known, organization: gap }, { waiting: byId(), active: renewed(702) })).toEqual([]);
  });
});

describe('A4, that expired grants stay listed,', () => {
  const end = actual().expiresAt ?? 0;
  const after = organization({ activeListedAt: end - minuteMs, pendingListedAt: end - minuteMs });

  it('holds where one is listed after its end', () => {
    const ended = { active: inList(listedActive({ isExpired: true })) };
    expect(shownEvidence({ activeTokens: [grant({ status: 'expired' })] }, ended, end + dayMs)).toEqual(['A4 holds']);
  });

  it('is contradicted where it is missing within an hour of its end', () => {
    expect(shownEvidence({ ...active, organization: after }, { active: byId() }, end + minuteMs)).toEqual([
      'A4 contradicted',
    ]);
    expect(shownEvidence({ ...active, organization: after }, { active: byId() }, end + 60 * minuteMs + 1)).toEqual([]);
  });

  it('says nothing of one that is missing before its end', () => {
    expect(shownEvidence(active, { active: byId() })).toEqual([]);
  });
});

describe('A5, that GitHub answers 404 or 422 to a second review,', () => {
  const refused = (status: number): GithubAnswer => ({ outcome: 'unknown', status, retryAfterSeconds: null });
  const approving: Partial<PendingToken> = {
    status: 'approving',
    agreement: agreement(),
    reviews: [{ act: 'approve', by: bea, revision: 2, at: noon, reason: null }],
  };
  const answered = (answer: GithubAnswer, by: readonly Told[], seen: Partial<Sighting> = {}): readonly string[] =>
    shownEvidence(
      { pendingTokens: [waiting(approving)], told: by },
      {
        waiting: byId(),
        active: byId(listedActive()),
        call: { of: 'approve', id: waiting().id, answer },
        ...seen,
      },
    );

  it.each([404, 422])('holds where it answers %i to what became active', (status) => {
    expect(answered(refused(status), [told('approved')])).toContain('A5 holds');
  });

  it.each([400, 409, 410])('is contradicted where it answers %i', (status) => {
    expect(answered(refused(status), [told('approved')])).toContain('A5 contradicted');
  });

  it.each([401, 403, 429, 500, 502])('says nothing where it answers %i', (status) => {
    expect(answered(refused(status), [told('approved')])).toEqual([]);
  });

  it('says nothing where nobody has looked since whether it still waits', () => {
    expect(answered(refused(404), [told('approved')], { waiting: null, active: null })).toEqual([]);
  });

  it('is contradicted where it takes ours after somebody else’s', () => {
    expect(answered({ outcome: 'done' }, [told('approved')])).toContain('A5 contradicted');
  });

  it('says nothing where what a webhook told is our own review', () => {
    expect(answered({ outcome: 'done' }, [told('approved', { by: 'countersign[bot]' })])).toEqual([]);
    expect(answered({ outcome: 'done' }, [told('approved', { by: bea.login })])).toEqual([]);
    expect(answered({ outcome: 'done' }, [])).toEqual([]);
  });
});

describe('A6, that deleting a waiting token tells of it,', () => {
  const known = { pendingTokens: [waiting()], told: [told('cancelled')] };

  it('holds where a webhook said so and no list shows it', () => {
    expect(shownEvidence(known, { waiting: byId(), active: byId() })).toEqual(['A6 holds']);
  });

  it('says nothing where no webhook came: it may have been lost', () => {
    expect(shownEvidence({ ...known, told: [] }, { waiting: byId(), active: byId() })).toEqual([]);
  });
});

describe('A7, that an edited request keeps its id or gets another one,', () => {
  const known = { pendingTokens: [waiting()] };
  const second = listedWaiting({ patRequestId: patRequestId(502) });

  it('holds where the same request has another scope', () => {
    expect(shownEvidence(known, { waiting: byId(listedWaiting({ permissions: higher })) })).toEqual(['A7 holds']);
  });

  it('holds where another one is in its place', () => {
    const replaced: Partial<Sighting> = { waiting: byId(second), active: byId() };
    expect(shownEvidence({ ...known, told: [told('cancelled')] }, replaced)).toEqual(['A7 holds']);
  });

  it('is contradicted where both wait', () => {
    expect(shownEvidence(known, { waiting: byId(listedWaiting(), second) })).toEqual(['A7 contradicted']);
  });

  it('says nothing of one that was taken back long ago', () => {
    const cancelled = waiting({ status: 'cancelled' });
    expect(shownEvidence({ pendingTokens: [cancelled] }, { waiting: byId(second), active: byId() })).toEqual([]);
    const other = waiting({ ...{ id: 'pending-1-499', patRequestId: patRequestId(499) }, status: 'cancelled' });
    const wide = { ...other, scope: { ...other.scope, permissions: higher } };
    expect(shownEvidence({ pendingTokens: [wide, waiting()] }, { waiting: byId(listedWaiting()) })).toEqual([]);
  });

  it('says nothing of one that was denied and asked for anew', () => {
    const replaced: Partial<Sighting> = { waiting: byId(second), active: byId() };
    expect(shownEvidence({ ...known, told: [told('denied')] }, replaced)).toEqual([]);
  });
});

describe('A8, that a holder may ask again after a revocation,', () => {
  it('holds where the token waits', () => {
    const revoked = { activeTokens: [grant({ status: 'revoked' })] };
    expect(shownEvidence(revoked, { waiting: byId(listedWaiting()), active: byId() })).toEqual(['A8 holds']);
    expect(shownEvidence(revoked, { waiting: byId(), active: byId() })).toEqual([]);
  });
});

describe('A9, that nothing is told of what needs no approval,', () => {
  const seen = (isHolderOwner: boolean): Partial<Sighting> => ({
    ...{ active: byId(listedActive()), waiting: byId() },
    facts: { ...facts, isHolderOwner },
  });
  const fresh = organization({ pendingListedAt: now - 30_000 });
  const created = { organization: fresh, told: [told('created')] };

  it('is contradicted by a webhook of an owner’s token', () => {
    expect(shownEvidence(created, seen(true))).toEqual(['A9 contradicted']);
  });

  it('says nothing where none came, or the holder is no owner', () => {
    expect(shownEvidence({ organization: fresh }, seen(true))).toEqual([]);
    expect(shownEvidence(created, seen(false))).toEqual([]);
  });
});
