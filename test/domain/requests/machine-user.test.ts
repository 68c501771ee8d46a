import { describe, expect, it } from 'vitest';
import type { GithubUserId, SlackUserId } from '../../../src/domain/ids.ts';
import {
  behindAccount,
  linkedAccount,
  readMachineUser,
  sponsoredBy,
  sponsorFor,
} from '../../../src/domain/requests/machine-user.ts';
import { isForMachineUser } from '../../../src/domain/requests/token-request.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { forAcmeCi, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const machineUsers = new Map<string, SlackUserId>([
  ['acme-ci', mona.slackId],
  ['acme-bot', bea.slackId],
  ['acme-docs', mona.slackId],
]);
const policy = { hash: 'hash', organizations: [], people: new Map(), machineUsers };

describe('whose token it is', () => {
  it('may be that of a machine user that the policy names them as the sponsor of', () => {
    expect(sponsoredBy(mona.slackId, policy)).toEqual(['acme-ci', 'acme-docs']);
    expect(sponsoredBy('U0OTTO' as SlackUserId, policy)).toEqual([]);
  });

  it.each<[string, string | readonly string[] | null | undefined, unknown]>([
    ['nothing', undefined, { login: null }],
    ['an empty answer', null, { login: null }],
    ['an empty word', '', { login: null }],
    ['themselves', '@me', { login: null }],
    ['their machine user', 'acme-ci', { login: 'acme-ci' }],
    ['their machine user in other letters', 'Acme-CI', { login: 'acme-ci' }],
    ['the machine user of somebody else', 'acme-bot', { problem: { why: 'not_offered' } }],
    ['a person', 'mona', { problem: { why: 'not_offered' } }],
    ['a list', ['acme-ci'], { problem: { why: 'not_offered' } }],
  ])('is read of %s', (_, given, read) => {
    const answers = given === undefined ? {} : { machine_user: given };
    expect(readMachineUser(answers, ['acme-ci', 'acme-docs'])).toEqual(read);
  });

  it('is an account that was found behind its login, and that still has it', () => {
    const row = { id: 'acme-ci', githubId: acmeCi.githubId, version: 1, linkedAt: noon, takenBy: null };
    const unknown = { problem: { why: 'machine_user_unknown', login: 'acme-ci' } };
    expect(linkedAccount('acme-ci', row)).toBe(row);
    expect(linkedAccount('acme-ci', null)).toEqual(unknown);
    expect(linkedAccount('acme-ci', { ...row, takenBy: 7 as GithubUserId })).toEqual(unknown);
  });

  const row = (id: string) => ({ id, githubId: acmeCi.githubId, version: 1, linkedAt: noon, takenBy: null });
  type Row = ReturnType<typeof row> | null;
  it.each<readonly [behaviour: string, login: string, linked: Row, ofLogin: Row, sponsor: SlackUserId | null]>([
    ['a sponsor’s, by the account that was found first', 'acme-ci', row('acme-ci'), row('acme-ci'), mona.slackId],
    ['a sponsor’s though it was renamed', 'another-name', row('acme-bot'), null, bea.slackId],
    ['its first sponsor’s though it took the name of another one', 'acme-ci', row('acme-bot'), null, bea.slackId],
    ['a sponsor’s by its login, where no account was found yet', 'Acme-CI', null, null, mona.slackId],
    ['nobody’s where its login was another account’s', 'acme-ci', null, row('acme-ci'), null],
    ['nobody’s once the policy names it no more', 'another-name', row('acme-old'), null, null],
    ['a person’s own', 'mona', null, null, null],
  ])('is %s', (_, login, linked, ofLogin, sponsor) => {
    expect(sponsorFor(policy, login, linked, ofLogin)).toBe(sponsor);
  });

  it('is told by the accounts', () => {
    expect(isForMachineUser(pendingRequest(1))).toBe(false);
    expect(isForMachineUser(pendingRequest(1, forAcmeCi))).toBe(true);
  });
});

it.each<[string, { readonly login: string }, SlackUserId | null, unknown]>([
  ['nobody stands behind a person’s', { login: 'mona' }, null, { sponsor: null, isStanding: false }],
  [
    'its sponsor stands behind a machine user’s',
    { login: 'acme-ci' },
    bea.slackId,
    { sponsor: bea.slackId, isStanding: true },
  ],
  [
    'whom the policy names may stand behind another account with that login',
    { login: 'Acme-CI' },
    null,
    { sponsor: mona.slackId, isStanding: false },
  ],
])('of an account’s tokens %s', (_, { login }, standing, behind) => {
  expect(behindAccount(policy, { ...acmeCi, login }, standing)).toEqual(behind);
});
