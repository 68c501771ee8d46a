import { expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { type AskedOrganization, belongingOf } from '../../../src/domain/people/belonging.ts';
import type { ToldMembership } from '../../../src/domain/person.ts';
import { organization } from '../../support/sample-dossiers.ts';
import { mona } from '../../support/sample-people.ts';

const account = { githubId: mona.githubId, login: 'mona' };
const renamed = { ...account, login: 'mona-new' };
const asked = (id: number, membership: ToldMembership): AskedOrganization => ({
  ...{ organization: organization({ id: id as OrganizationId }), membership },
});
const member: ToldMembership = { account: renamed, isActive: true, isOwner: false };
const owner: ToldMembership = { account: renamed, isActive: true, isOwner: true };
const invited: ToldMembership = { account: renamed, isActive: false, isOwner: true };

it.each<readonly [where: string, asked: readonly AskedOrganization[], ids: readonly number[] | null, isOwner: boolean]>(
  [
    ['where none can be asked is not known', [], null, false],
    ['where one did not answer is not known', [asked(1, owner), asked(2, 'not_checked')], null, false],
    ['is nowhere', [asked(1, null), asked(2, invited)], [], false],
    ['is where it is a member', [asked(1, null), asked(2, member)], [2], false],
    ['is where it is an owner first', [asked(1, member), asked(2, owner), asked(3, member)], [2, 1, 3], true],
  ],
)('an account belongs: %s', (_, given, ids, isOwner) => {
  const found = belongingOf(account, given);
  if (ids === null) expect(found).toBe('not_checked');
  else {
    expect(found).toMatchObject({ isOwner, present: ids.length === 0 ? account : renamed });
    expect(found === 'not_checked' ? [] : found.organizations.map(({ id }) => id)).toEqual(ids);
  }
});
