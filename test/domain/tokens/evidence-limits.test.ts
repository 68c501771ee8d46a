import { describe, expect, it } from 'vitest';
import { dayMs, type Instant } from '../../../src/domain/ids.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import type { Sighting } from '../../../src/domain/tokens/sighting.ts';
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
  told,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';
import { shownEvidence } from '../../support/shown-evidence.ts';

// What lies just on either side of a sign: one fact of a row is different from the tables of evidence.test.ts.
type Row = readonly [string, Partial<Dossier>, Partial<Sighting>, readonly string[], Instant?];

const table = (rows: readonly Row[]): void =>
  it.each(rows.map(([name, ...row]) => ({ name, row })))('$name', ({ row: [known, seen, signs, at] }) => {
    expect(shownEvidence(known, seen, at)).toEqual(signs);
  });

const { permissions } = actual();
const lower = { ...permissions, repository: { metadata: 'read' } };
const higher = { ...permissions, repository: { ...permissions.repository, administration: 'write' } };
const other = { ...permissions, repository: { metadata: 'read', issues: 'read' } };
const later = noon + 200 * dayMs;
const tenMinutes = 10 * minuteMs;
const active = { activeTokens: [grant()] };
const seconds = patRequestId(502);
const both = (some: Parameters<typeof listedWaiting>[0]): Partial<Sighting> => ({
  waiting: byId(listedWaiting({ patRequestId: seconds, ...some })),
  active: byId(listedActive()),
});

describe('of a token that waits again, beside its grant,', () => {
  table([
    ['the same scope and the same end say nothing', active, both({}), []],
    ['more, with another end, is widened only', active, both({ expiresAt: later, permissions: higher }), ['A2 holds']],
    ['less, with another end, says nothing', active, both({ expiresAt: later, permissions: lower }), []],
    ['something else instead is widened', active, both({ permissions: other }), ['A2 holds']],
    ['more says nothing where the grant is gone', active, { ...both({ permissions: higher }), active: byId() }, []],
    [
      'another end counts while the list was read ten minutes ago',
      { ...active, organization: organization({ activeListedAt: now - tenMinutes }) },
      both({ expiresAt: later }),
      ['A1 contradicted'],
    ],
    [
      'another end says nothing where the list was never read',
      { ...active, organization: organization({ activeListedAt: null }) },
      both({ expiresAt: later }),
      [],
    ],
  ]);
});

describe('of a grant with another scope', () => {
  const asked = { ...active, pendingTokens: [waiting({ status: 'approved' })] };
  const wide = { active: inList(listedActive({ permissions: higher })) };
  const sinceFirstSeen = { changedAt: noon + minuteMs };

  table([
    [
      'something else instead, of one that never waited, says nothing',
      active,
      { active: inList(listedActive({ permissions: other })) },
      [],
    ],
    ['the same scope of one that once waited says nothing', asked, { active: inList(listedActive()) }, []],
    [
      'more says nothing where its holder is an owner by now',
      asked,
      { ...wide, facts: { ...facts, isHolderOwner: true } },
      [],
    ],
    [
      'more counts while the list of what waits was read ten minutes ago',
      { ...asked, organization: organization({ pendingListedAt: now - tenMinutes }) },
      wide,
      ['A2 contradicted'],
    ],
    [
      'more says nothing where that was never read',
      { ...asked, organization: organization({ pendingListedAt: null }) },
      wide,
      [],
    ],
    [
      'more counts where the approval was seen with the grant',
      { ...asked, pendingTokens: [waiting({ status: 'approved', ...sinceFirstSeen })] },
      wide,
      ['A2 contradicted'],
    ],
    [
      'more counts where the approval was told of with the grant',
      { ...asked, told: [told('approved', { at: noon + minuteMs })] },
      wide,
      ['A2 contradicted'],
    ],
  ]);
});

describe('of two', () => {
  const second = grant({ patId: patId(702), scope: actual({ permissions: lower }) });
  const asListed = [listedActive(), listedActive({ patId: patId(702), permissions: lower })];
  const denied = waiting({ patRequestId: seconds, status: 'denied', revision: 9 });
  const approvedSince = waiting({ status: 'approved', changedAt: now - 1 });

  table([
    [
      'grants that stay as they are nothing is said',
      { activeTokens: [grant(), second] },
      { active: byId(...asListed) },
      [],
    ],
    [
      'requests one approval since is enough to say nothing of more',
      { ...active, pendingTokens: [approvedSince, denied] },
      { active: inList(listedActive({ permissions: higher })) },
      [],
    ],
    [
      'requests an old approval is none, whatever the other is',
      { ...active, pendingTokens: [waiting({ status: 'approved' }), denied] },
      { waiting: byId(), active: byId(listedActive()) },
      [],
    ],
    [
      'requests one that was cancelled before is none, whatever the other is',
      { pendingTokens: [waiting({ status: 'cancelled' }), denied], told: [told('cancelled')] },
      { waiting: byId(), active: byId() },
      [],
    ],
    [
      'requests one is not the other edited',
      { pendingTokens: [denied, waiting()] },
      { waiting: byId(listedWaiting()) },
      [],
    ],
  ]);
});

describe('of an approval', () => {
  const waits = waiting({ patRequestId: seconds, status: 'open', changedAt: now - minuteMs });
  const approved = waiting({ status: 'approved' });
  const byOtto = [told('approved', { patRequestId: seconds })];
  const renewed = byId(listedActive({ accessGrantedAt: now - 30_000 }));

  table([
    [
      'an old one says nothing',
      { ...active, pendingTokens: [approved] },
      { waiting: byId(), active: byId(listedActive()) },
      [],
    ],
    [
      'one beside an old one counts',
      { ...active, pendingTokens: [approved, waits], told: byOtto },
      { waiting: byId(), active: renewed },
      ['A3 holds'],
    ],
    [
      'the same id counts, though another is listed too',
      { ...active, pendingTokens: [waits], told: byOtto },
      {
        waiting: byId(),
        active: byId(...renewed.listed, listedActive({ patId: patId(702), accessGrantedAt: now - 30_000 })),
      },
      ['A3 holds'],
    ],
  ]);
});

describe('of an expired grant', () => {
  const end = actual().expiresAt ?? 0;
  const known = {
    ...active,
    organization: organization({ activeListedAt: end - minuteMs, pendingListedAt: end - minuteMs }),
  };
  const none = { active: byId<ReturnType<typeof listedActive>>() };

  table([
    [
      'one that is missing beside another says nothing',
      { ...known, activeTokens: [grant(), grant({ patId: patId(702), scope: actual({ expiresAt: later }) })] },
      { active: byId(listedActive({ patId: patId(702), expiresAt: later })) },
      [],
      end + minuteMs,
    ],
    ['one that is missing at its end counts', known, none, ['A4 contradicted'], end],
    ['one that is missing an hour after counts', known, none, ['A4 contradicted'], end + 60 * minuteMs],
    [
      'one that GitHub calls expired without an end says nothing',
      { activeTokens: [grant({ status: 'expired', scope: actual({ expiresAt: null }) })] },
      { active: inList(listedActive({ isExpired: true, expiresAt: null })) },
      [],
    ],
    [
      'one that never ends and is missing says nothing',
      { activeTokens: [grant({ scope: actual({ expiresAt: null }) })] },
      none,
      [],
    ],
  ]);
});

describe('of our review, which GitHub answered,', () => {
  const approving = waiting({
    ...{ status: 'approving', agreement: agreement() },
    reviews: [{ act: 'approve', by: bea, revision: 2, at: noon, reason: null }],
  });
  const answered = (status: number): Partial<Sighting> => ({
    ...{ waiting: byId(), active: byId(listedActive()) },
    call: {
      ...{ of: 'approve', id: approving.id },
      answer: status === 204 ? { outcome: 'done' } : { outcome: 'unknown', status, retryAfterSeconds: null },
    },
  });
  const known = { pendingTokens: [approving] };
  const byOther = { ...known, told: [told('approved')] };

  table([
    ['a redirection says nothing', byOther, answered(302), []],
    ['the last status that speaks of the request counts', byOther, answered(499), ['A5 contradicted']],
    ['what somebody else denied counts', { ...known, told: [told('denied')] }, answered(404), ['A5 holds']],
    ['what became active counts, though nobody told', known, answered(404), ['A5 holds']],
    ['what nobody is named of says nothing', { ...known, told: [told('approved', { by: null })] }, answered(204), []],
    ['what was made says nothing', { ...known, told: [told('created')] }, answered(204), []],
    [
      'what was told of another one says nothing',
      { ...known, told: [told('approved', { patRequestId: seconds })] },
      answered(204),
      [],
    ],
    ['what nobody decided says nothing', known, { ...answered(404), active: byId() }, []],
    [
      'what was approved before of another says nothing',
      { pendingTokens: [waiting({ patRequestId: seconds, status: 'approved' }), approving] },
      { ...answered(404), active: byId() },
      [],
    ],
    [
      'its own counts, beside another that was denied',
      { pendingTokens: [waiting({ patRequestId: seconds, status: 'denied' }), approving] },
      answered(404),
      ['A5 holds'],
    ],
    [
      'its own counts, beside another, where somebody else decided it',
      { ...byOther, pendingTokens: [waiting({ patRequestId: seconds, status: 'denied' }), approving] },
      answered(404),
      ['A5 holds'],
    ],
    [
      'its own counts, though another request waits',
      byOther,
      { ...answered(404), waiting: byId(listedWaiting({ patRequestId: seconds })) },
      ['A5 holds'],
    ],
    ['that of a row that is not there says nothing', {}, answered(404), []],
    ['none says nothing', byOther, { ...answered(404), call: { of: 'approve', id: approving.id, answer: null } }, []],
    ['one that still waits says nothing', byOther, { ...answered(404), waiting: byId(listedWaiting()) }, []],
  ]);
});

describe('of a request that is gone or edited', () => {
  const gone = { waiting: byId<ReturnType<typeof listedWaiting>>(), active: byId<ReturnType<typeof listedActive>>() };
  const cancelled = waiting({ status: 'cancelled' });
  const edited = listedWaiting({ permissions: higher });

  table([
    ['one that was cancelled before says nothing', { pendingTokens: [cancelled], told: [told('cancelled')] }, gone, []],
    [
      'one beside one that was cancelled before counts',
      {
        pendingTokens: [cancelled, waiting({ patRequestId: seconds })],
        told: [told('cancelled', { patRequestId: seconds })],
      },
      gone,
      ['A6 holds'],
    ],
    [
      'a held one with another scope counts',
      { pendingTokens: [waiting({ status: 'held' })] },
      { waiting: byId(edited) },
      ['A7 holds'],
    ],
    ['one with the same scope says nothing', { pendingTokens: [waiting()] }, { waiting: byId(listedWaiting()) }, []],
    [
      'two in a page of a list say nothing',
      {},
      { waiting: inList(listedWaiting(), listedWaiting({ patRequestId: seconds })) },
      [],
    ],
    [
      'one that expired with another scope says nothing',
      { pendingTokens: [waiting()] },
      { waiting: byId({ ...edited, isExpired: true }) },
      [],
    ],
  ]);
});

describe('of a token that came back, or that nobody was asked about,', () => {
  const revoked = { activeTokens: [grant({ status: 'revoked' })] };
  const first = {
    ...{ active: byId(listedActive()), waiting: byId<ReturnType<typeof listedWaiting>>() },
    facts: { ...facts, isHolderOwner: true },
  };
  const created = { organization: organization({ pendingListedAt: now - 30_000 }), told: [told('created')] };

  table([
    [
      'one that waited already says nothing',
      { ...revoked, pendingTokens: [waiting()] },
      { waiting: byId(listedWaiting()), active: byId() },
      [],
    ],
    ['an owner’s that is known says nothing', { ...created, ...active }, first, []],
    [
      'an owner’s that waited says nothing',
      { ...created, pendingTokens: [waiting({ status: 'cancelled' })] },
      first,
      [],
    ],
    ['an owner’s that is not there says nothing', created, { ...first, active: byId() }, []],
    [
      'an owner’s whose role GitHub did not say says nothing',
      created,
      { ...first, facts: { ...facts, isHolderOwner: null } },
      [],
    ],
    ['an owner’s of which something else was told says nothing', { ...created, told: [told('approved')] }, first, []],
  ]);
});
