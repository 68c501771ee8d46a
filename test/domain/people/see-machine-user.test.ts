import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { OrganizationId, SlackUserId } from '../../../src/domain/ids.ts';
import { type SeenMachineUser, seeMachineUser } from '../../../src/domain/people/see-machine-user.ts';
import type { MachineUser } from '../../../src/domain/person.ts';
import type { Policy } from '../../../src/domain/policy/policy.ts';
import { organization } from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const now = noon + 1;
const row = (some: Partial<MachineUser> = {}): MachineUser => ({
  ...{ id: 'acme-ci', githubId: acmeCi.githubId, version: 3, linkedAt: noon, takenBy: null, ...some },
});
const named = (...logins: readonly string[]): Policy => ({
  ...{ hash: 'hash', organizations: [organizationPolicy()], people: new Map() },
  machineUsers: new Map(logins.map((login): readonly [string, SlackUserId] => [login, bea.slackId])),
});
const former = organization({ id: 2 as OrganizationId, login: 'former' });
const seen = (some: Partial<SeenMachineUser> = {}): SeenMachineUser => ({
  ...{ login: 'acme-ci', sponsor: bea.slackId, account: acmeCi, ofLogin: null, ofAccount: null },
  ...{ policy: named('acme-ci'), organizations: [organization(), former], ...some },
});
/** Somebody else, who has the login now. */
const other = { githubId: mona.githubId, login: 'acme-ci' };

describe('the account behind a machine user’s login', () => {
  it.each<readonly [what: string, Partial<SeenMachineUser>, as: string]>([
    ['is linked where it is the first that was found', {}, 'linked'],
    [
      'is linked anew where the policy names it by the login that it has now',
      { ofAccount: row({ id: 'old-ci' }) },
      'linked',
    ],
    [
      'is not linked twice where the policy has two of its logins',
      { ofAccount: row({ id: 'old-ci' }), policy: named('acme-ci', 'old-ci') },
      'same',
    ],
    ['is missing where GitHub knows none, and none was found before', { account: null }, 'missing'],
    ['stays who it was where nobody has the login now', { account: null, ofLogin: row() }, 'same'],
    ['stays who it was', { ofLogin: row(), ofAccount: row() }, 'same'],
    ['stays who it was once it has the login back', { ofLogin: row({ takenBy: mona.githubId }) }, 'same'],
    ['is another one’s where the login was taken', { account: other, ofLogin: row() }, 'taken'],
    ['is told of once', { account: other, ofLogin: row({ takenBy: mona.githubId }) }, 'same'],
    [
      'is told of again where yet another one took it',
      { account: other, ofLogin: row({ takenBy: bea.githubId }) },
      'taken',
    ],
  ])('%s', (_, some, as) => {
    const found = seeMachineUser(seen(some), now);
    expect(found.as).toBe(as);
    if (as === 'same' || as === 'missing') expect(found.change).toBe(noChange);
    else expect(found.change.writes.length).toBeGreaterThan(0);
  });

  it('that is found is the policy’s word, and nobody is told', () => {
    expect(seeMachineUser(seen(), now).change).toEqual({
      writes: [{ table: 'machine_users', was: null, row: row({ version: 1, linkedAt: now }) }],
      entries: [
        {
          ...{ at: now, actor: 'policy', act: 'machine_user.link', subject: 'machine_user:acme-ci' },
          data: { githubId: acmeCi.githubId },
        },
      ],
      effects: [],
    });
  });

  it('that has another login in the policy by now is known by that alone', () => {
    const old = row({ id: 'old-ci' });
    expect(seeMachineUser(seen({ ofAccount: old }), now).change.writes).toEqual([
      { table: 'machine_users', was: 3, row: old, removes: true },
      { table: 'machine_users', was: null, row: row({ version: 1, linkedAt: now }) },
    ]);
  });

  it('that took the login is told to the reviewers of each organization of the policy, by the login there', () => {
    const { change } = seeMachineUser(seen({ account: other, ofLogin: row() }), now);
    expect(change).toEqual({
      writes: [{ table: 'machine_users', was: 3, row: row({ version: 4, takenBy: mona.githubId }) }],
      entries: [
        {
          ...{ at: now, actor: 'countersign', act: 'machine_user.take', subject: 'machine_user:acme-ci' },
          data: { linked: acmeCi.githubId, found: mona.githubId },
        },
      ],
      effects: [
        {
          ...{ kind: 'post', key: 'login_taken:1:acme-ci:101', to: { to: 'reviewers', organizationId: 1 } },
          message: { kind: 'login_taken', login: 'acme-ci', sponsor: bea.slackId },
        },
      ],
    });
  });
});
