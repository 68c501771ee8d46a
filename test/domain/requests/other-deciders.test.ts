import { describe, expect, it } from 'vitest';
import type { GithubUserId, SlackUserId } from '../../../src/domain/ids.ts';
import type { GithubAccount } from '../../../src/domain/person.ts';
import { otherDeciders } from '../../../src/domain/requests/other-deciders.ts';
import { acmeCi, bea, mona, otto } from '../../support/sample-people.ts';

const named = (person: typeof mona, known: GithubAccount | null = person) => ({
  slackId: person.slackId,
  login: person.login,
  known,
});
const byMona = { requester: mona, holder: mona };
const byBea = { requester: bea, holder: bea };

describe('who else could approve', () => {
  it('is some owner who is known in Slack', () => {
    expect(otherDeciders([bea, otto], [named(bea), named(mona)], byMona)).toEqual({ who: 'some' });
    expect(otherDeciders([bea, otto], [named(bea), named(otto)], byBea)).toEqual({ who: 'some' });
  });

  it('is one whose login was not looked up yet', () => {
    expect(otherDeciders([bea, otto], [named(bea), named({ ...otto, login: 'OTTO' }, null)], byBea)).toEqual({
      who: 'some',
    });
  });

  it('is nobody where a login that was not looked up yet is not an owner’s', () => {
    const member = named({ ...mona, login: 'dan' }, null);
    expect(otherDeciders([bea, otto], [named(bea), member], byBea)).toMatchObject({ who: 'no_linked_owner' });
  });

  it('is nobody where the only owner asks', () => {
    expect(otherDeciders([bea], [named(bea), named(mona)], byBea)).toEqual({ who: 'no_owner' });
  });

  it('is nobody where the other owner is the machine user that will hold it', () => {
    const its = { requester: bea, holder: acmeCi };
    expect(otherDeciders([bea, acmeCi], [named(bea)], its)).toEqual({ who: 'no_owner' });
  });

  it('is nobody where no other owner is known in Slack', () => {
    expect(otherDeciders([bea, otto], [named(bea), named(mona)], byBea)).toEqual({
      who: 'no_linked_owner',
      logins: ['otto'],
    });
    expect(otherDeciders([bea, otto], [named(mona)], byMona)).toMatchObject({ logins: ['bea', 'otto'] });
  });

  it('is not one whose name another account has by now', () => {
    const taken = { githubId: 900 as GithubUserId, login: 'otto' };
    expect(otherDeciders([bea, taken], [named(bea), named(otto)], byBea)).toMatchObject({ who: 'no_linked_owner' });
  });

  it('is not their own Slack account under another login', () => {
    const own = { slackId: bea.slackId as SlackUserId, login: 'otto', known: otto };
    expect(otherDeciders([bea, otto], [own], byBea)).toMatchObject({ who: 'no_linked_owner' });
  });
});
