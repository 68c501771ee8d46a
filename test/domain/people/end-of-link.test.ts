import { describe, expect, it } from 'vitest';
import { removal } from '../../../src/domain/advance-reviewer-token.ts';
import { noChange } from '../../../src/domain/change.ts';
import { removalOf } from '../../../src/domain/people/advance-sign-in.ts';
import { endOfLink, type LinkToEnd, type SingleEnd } from '../../../src/domain/people/end-of-link.ts';
import type { Link } from '../../../src/domain/people/link.ts';
import { unlinking } from '../../../src/domain/people/linking.ts';
import type { SignIn } from '../../../src/domain/people/sign-in.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import type { ReviewerToken } from '../../../src/domain/reviewer-token.ts';
import { changeOf } from '../../support/read-change.ts';
import { mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const { slackId, githubId } = mona;
const link: Link = { ...mona, version: 4, linkedAt: noon, proof: 'oauth', by: null };
const begun: SignIn = {
  ...{ slackId, version: 3, teamId: 'T0ACME', ticketHash: 'ticket', browserHash: null, stateHash: null },
  ...{ account: null, ownToken: null, startedAt: noon },
};
const own: ReviewerToken = {
  ...{
    githubId,
    slackId,
    version: 2,
    keyId: 'key',
    access: 'a',
    refresh: 'r',
    accessEndsAt: noon,
    refreshEndsAt: noon,
  },
  ...{ givenAt: noon, heldUntil: null, refusals: [] },
};
const linked: LinkToEnd = { slackId, named: null, link, begun: null, own: null };

describe('the end of a link', () => {
  it('is the policy’s alone where that names them', () => {
    const refused = refuse({ why: 'linked_by_policy', login: 'mona' });
    expect(endOfLink({ ...linked, named: 'mona' }, 'deactivated', noon)).toEqual(refused);
    expect(endOfLink({ ...linked, named: 'mona', link: null, begun }, 'unlinked', noon)).toEqual(refused);
  });

  it.each<readonly [SingleEnd, actor: string, drop: 'deactivated' | 'unlinked']>([
    ['unlinked', 'slack:U0MONA', 'unlinked'],
    ['deactivated', 'countersign', 'deactivated'],
    ['left', 'countersign', 'unlinked'],
    ['authorization_revoked', 'countersign', 'unlinked'],
    ['identity_changed', 'countersign', 'unlinked'],
  ])('(%s) is said by %s, with what we did in their name', (why, actor, dropped) => {
    const ended = unlinking(link, why, actor, noon);
    const alone = changeOf(endOfLink(linked, why, noon));
    expect([alone.writes, alone.entries, alone.effects]).toEqual([ended.writes, ended.entries, []]);
    const removed = removal(own, dropped, noon);
    const both = changeOf(endOfLink({ ...linked, begun, own }, why, noon));
    expect(both.writes).toEqual([...ended.writes, removalOf(begun), ...removed.writes]);
    expect(both.entries).toEqual([...ended.entries, ...removed.entries]);
  });

  it('of nobody only ends what they began', () => {
    expect(endOfLink({ ...linked, link: null }, 'unlinked', noon)).toBe(noChange);
    const cancelled = changeOf(endOfLink({ ...linked, link: null, begun }, 'deactivated', noon));
    expect(cancelled).toEqual({ ...noChange, writes: [removalOf(begun)] });
  });
});
