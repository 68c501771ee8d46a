import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { type AskedPlace, confirmSignIn, placesOf } from '../../../src/domain/people/confirm-sign-in.ts';
import type { ToldMembership } from '../../../src/domain/person.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import { mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const { slackId, githubId, login } = mona;
const account = { githubId, login };
const acme = 1 as OrganizationId;
const other = 2 as OrganizationId;

describe('the organizations of an account that signed in', () => {
  const member = { account, isActive: true, isOwner: false };
  const asked = (...memberships: readonly ToldMembership[]): readonly AskedPlace[] =>
    memberships.map((membership, at) => ({ id: (at + 1) as OrganizationId, login: `org-${at + 1}`, membership }));
  it.each<[string, readonly AskedPlace[], object]>([
    [
      'are those that it is a member of',
      asked(member, { ...member, isActive: false }, { ...member, isOwner: true }),
      [
        { id: 1, isOwner: false },
        { id: 3, isOwner: true },
      ],
    ],
    ['are enough where another one did not say', asked('not_checked', member), [{ id: 2, isOwner: false }]],
    [
      'are not known where one did not say',
      asked('not_checked', 'not_checked', null),
      refuse({ why: 'member_not_checked', organization: 'org-2' }),
    ],
    ['are none', asked(null), refuse({ why: 'not_a_member', login, organization: 'org-1, org-9' })],
  ])('%s', (_, places, answer) => {
    expect(placesOf(account, places, ['org-1', 'org-9'])).toEqual(answer);
  });
});

describe('a sign-in that is confirmed', () => {
  const row = {
    ...{ slackId, version: 3, teamId: 'T0ACME', ticketHash: 'ticket', browserHash: 'browser', stateHash: null },
    ...{ account, ownToken: null, startedAt: noon },
  };
  const link = { slackId, ...account, version: 1, linkedAt: noon, proof: 'oauth', by: null } as const;

  it('is in the trail, and told to its person once, and to the reviewers of what they own', () => {
    const places = [
      { id: acme, isOwner: false },
      { id: other, isOwner: true },
    ];
    expect(confirmSignIn(row, link, places, noon + 1)).toEqual({
      writes: [{ table: 'sign_ins', was: 3, row, removes: true }],
      entries: [
        {
          ...{ at: noon + 1, actor: 'slack:U0MONA', act: 'person.sign_in', subject: 'account:101' },
          data: { login: 'mona' },
        },
      ],
      effects: [
        {
          ...{ kind: 'post', key: expect.stringContaining('account_linked') },
          to: { to: 'person', slackId, organizationId: acme },
          message: { kind: 'account_linked', login, githubId },
        },
        {
          ...{ kind: 'post', key: expect.stringContaining('owner_linked') },
          to: { to: 'reviewers', organizationId: other },
          message: { kind: 'owner_linked', slackId, login },
        },
      ],
    });
  });
});
