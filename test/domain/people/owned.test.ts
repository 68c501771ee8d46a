import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import {
  type AskedOwner,
  type AskedReader,
  listedOf,
  objectionToAll,
  ownedOf,
  readableBy,
} from '../../../src/domain/people/owned.ts';
import type { ToldMembership } from '../../../src/domain/person.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import { organization } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';

const [acme, umbrella, former] = ['acme', 'umbrella', 'former'].map((login, at) =>
  organization({ id: (at + 1) as OrganizationId, login }),
) as [ReturnType<typeof organization>, ReturnType<typeof organization>, ReturnType<typeof organization>];

describe('the organizations that can be asked for', () => {
  const organizations = ['acme', 'umbrella'].map((login) => ({ ...organizationPolicy(), login }));
  const policy = { organizations } as unknown as Parameters<typeof listedOf>[1];
  it.each<[string, readonly (typeof acme)[], number | null, object]>([
    ['are those of the policy', [former, acme, umbrella], null, [acme, umbrella]],
    ['are the one that is named', [acme, umbrella], 2, [umbrella]],
    ['are none before the first list', [], null, refuse({ why: 'nothing_listed_yet' })],
    ['are none where another one is named', [acme], 3, refuse({ why: 'unknown_message' })],
    ['are none where the policy names it no longer', [former], 3, refuse({ why: 'unknown_message' })],
  ])('%s', (_, known, wanted, answer) => {
    expect(listedOf(known, policy, wanted as OrganizationId | null)).toEqual(answer);
  });
});

describe('the organizations that somebody owns', () => {
  const member: ToldMembership = { account: bea, isActive: true, isOwner: false };
  const owner: ToldMembership = { ...member, isOwner: true };
  const asked = (one: typeof acme, membership: ToldMembership, mayDecide = true): AskedOwner => ({
    ...{ organization: one, membership, mayDecide },
  });
  it.each<[string, readonly AskedOwner[], object]>([
    [
      'are those that GitHub names, beside those of which it did not say',
      [asked(acme, owner), asked(umbrella, 'not_checked'), asked(former, member)],
      { login: 'bea', organizations: [acme], unchecked: ['umbrella'] },
    ],
    [
      'are none where one owner alone confirmed them',
      [asked(umbrella, 'not_checked'), asked(acme, owner, false)],
      refuse({ why: 'vouched_once', login: 'bea', organization: 'acme' }),
    ],
    [
      'are not known where GitHub did not say',
      [asked(acme, member), asked(umbrella, 'not_checked')],
      refuse({ why: 'view_not_checked', organization: 'umbrella' }),
    ],
    [
      'are none of these',
      [asked(acme, member), asked(umbrella, null)],
      refuse({ why: 'only_owners_browse', login: 'bea', organizations: ['acme', 'umbrella'] }),
    ],
  ])('%s', (_, all, answer) => {
    expect(ownedOf('bea', all)).toEqual(answer);
  });
});

describe('the organizations whose tokens somebody may read', () => {
  type Governed = { readonly organization: typeof acme };
  const reads = (one: typeof acme): AskedReader<Governed> => ({ organization: { organization: one }, as: bea });
  const not = (one: typeof acme, why: 'not_an_owner' | 'owner_not_checked'): AskedReader<Governed> => ({
    organization: { organization: one },
    as:
      why === 'not_an_owner'
        ? refuse({ why, login: 'bea', organization: one.login })
        : refuse({ why, organization: one.login }),
  });
  it.each<[string, readonly AskedReader<Governed>[], object]>([
    ['are those that GitHub lets them', [not(acme, 'not_an_owner'), reads(umbrella)], [{ organization: umbrella }]],
    ['are none where none is known yet', [], refuse({ why: 'unknown_message' })],
    [
      'are none where they own none, and each is named',
      [not(acme, 'not_an_owner'), not(former, 'owner_not_checked'), not(umbrella, 'not_an_owner')],
      refuse({ why: 'only_owners_browse', login: 'bea', organizations: ['acme', 'umbrella'] }),
    ],
    [
      'are none where GitHub did not say of the last',
      [not(acme, 'not_an_owner'), not(umbrella, 'owner_not_checked')],
      refuse({ why: 'view_not_checked', organization: 'umbrella' }),
    ],
  ])('%s', (_, asked, answer) => {
    expect(readableBy(asked)).toEqual(answer);
  });
});

describe('what is of all organizations at once is read', () => {
  const all = ['acme', 'Umbrella'];
  const policy = { organizations: all.map((login) => ({ ...organizationPolicy(), login })) } as unknown as Parameters<
    typeof objectionToAll
  >[1];
  const owned = { login: 'bea', organizations: [acme, umbrella], unchecked: [] };

  it('by whoever owns each of them, however its login is written', () => {
    expect(objectionToAll(owned, policy)).toBe(null);
    expect(objectionToAll({ ...owned, organizations: [organization({ login: 'ACME' }), umbrella] }, policy)).toBe(null);
  });

  it('by nobody who does not, or of whom that is not known', () => {
    expect(objectionToAll({ ...owned, organizations: [umbrella] }, policy)).toEqual(
      refuse({ why: 'no_owner_of_all', login: 'bea', organizations: all, missing: ['acme'] }),
    );
    expect(objectionToAll({ ...owned, organizations: [acme], unchecked: ['Umbrella'] }, policy)).toEqual(
      refuse({ why: 'view_not_checked', organization: 'Umbrella' }),
    );
  });

  it('by nobody who owns none, who reads which ones those are', () => {
    const none = refuse({ why: 'only_owners_browse', login: 'bea', organizations: ['acme'] });
    expect(objectionToAll(none, policy)).toEqual(
      refuse({ why: 'no_owner_of_all', login: 'bea', organizations: all, missing: all }),
    );
    const guest = refuse({ why: 'guest' });
    expect(objectionToAll(guest, policy)).toBe(guest);
  });
});
