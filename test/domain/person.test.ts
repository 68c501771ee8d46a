import { describe, expect, it } from 'vitest';
import {
  hasLeftSlack,
  isGoneFromHere,
  isMember,
  isOwner,
  isReachable,
  roleIn,
  type ToldMembership,
  type ToldPerson,
  whyNotServed,
} from '../../src/domain/person.ts';
import { mona } from '../support/sample-people.ts';

const account = { githubId: mona.githubId, login: mona.login };

describe('an account in an organization', () => {
  it.each<readonly [behaviour: string, told: ToldMembership, role: string, isIn: boolean, owns: boolean]>([
    ['owns it', { account, isActive: true, isOwner: true }, 'owner', true, true],
    ['is a member', { account, isActive: true, isOwner: false }, 'member', true, false],
    ['is nothing there while it is only invited', { account, isActive: false, isOwner: true }, 'none', false, false],
    ['is nothing there', null, 'none', false, false],
    ['is not known', 'not_checked', 'unknown', false, false],
  ])('%s', (_, told, role, isIn, owns) => {
    expect([roleIn(told), isMember(told), isOwner(told)]).toEqual([role, isIn, owns]);
  });
});

describe('somebody in Slack', () => {
  const full = { isStranger: false, isBot: false, isDeactivated: false, isGuest: false };
  it.each<
    readonly [
      behaviour: string,
      told: ToldPerson,
      why: string | null,
      hasLeft: boolean,
      isGone: boolean,
      isRead: boolean,
    ]
  >([
    ['is served', full, null, false, false, true],
    ['whom Slack does not know is nobody', null, 'unknown_person', true, true, false],
    ['of another workspace is not', { ...full, isStranger: true }, 'other_workspace', false, true, false],
    ['that is a bot is not', { ...full, isBot: true }, 'bot', false, false, false],
    ['who was deactivated is not', { ...full, isDeactivated: true }, 'deactivated', true, true, false],
    ['who is a guest is not, and can be written to', { ...full, isGuest: true }, 'guest', false, false, true],
    ['who left as a guest has left', { ...full, isGuest: true, isDeactivated: true }, 'deactivated', true, true, false],
  ])('%s', (_, told, why, hasLeft, isGone, isRead) => {
    expect([whyNotServed(told), hasLeftSlack(told), isGoneFromHere(told), isReachable(told)]).toEqual([
      why,
      hasLeft,
      isGone,
      isRead,
    ]);
  });
});
