import { expect, it } from 'vitest';
import type { ToldMembership } from '../../../src/domain/person.ts';
import { type Fitting, standsIn } from '../../../src/domain/policy/reviewers.ts';
import { bea } from '../../support/sample-people.ts';

const member: ToldMembership = { account: bea, isActive: true, isOwner: false };
const inTeam: Fitting = { login: 'bea', rules: new Map([['team:docs', 'yes']]) };
const inNone: Fitting = { login: 'bea', rules: new Map([['team:docs', 'no']]) };

it.each<readonly [behaviour: string, membership: ToldMembership, fitting: Fitting, as: object | string]>([
  ['nobody knows, where GitHub did not say', 'not_checked', inTeam, 'unknown'],
  ['an outside collaborator is nobody', null, inTeam, 'nobody'],
  ['who was only invited is nobody', { ...member, isActive: false, isOwner: true }, inTeam, 'nobody'],
  ['an owner is one', { ...member, isOwner: true }, inTeam, 'owners'],
  ['a member is one by what fits', member, inTeam, 'team:docs'],
  ['a member whom nothing fits is nobody', member, inNone, 'nobody'],
  ['what Slack or GitHub did not say is not known', member, { ...inNone, rules: new Map() }, 'unknown'],
  [
    'the same login in other letters is the same',
    { ...member, account: { ...bea, login: 'Bea' } },
    inTeam,
    'team:docs',
  ],
  [
    'another login is asked about once more, before anything is concluded',
    { ...member, isOwner: true, account: { ...bea, login: 'bea-2' } },
    inNone,
    { ask: 'fitting', login: 'bea-2' },
  ],
])('%s', (_, membership, fitting, as) => {
  const given = fitting.rules;
  expect(standsIn({ rules: ['owners', 'team:docs'] }, membership, fitting)).toEqual(as);
  expect(given.has('owners')).toBe(false);
});
