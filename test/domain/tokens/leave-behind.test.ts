import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs, type OrganizationId } from '../../../src/domain/ids.ts';
import { grantsOfLeaver, type Leaver, leaveBehind } from '../../../src/domain/tokens/leave-behind.ts';
import {
  entryOf,
  isToldAsGone,
  type Left,
  readAbout,
  readTogether,
  returned,
} from '../../../src/domain/tokens/together.ts';
import type { ActiveToken, Revocation } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, keysOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { dossier, grant, now, organization, patId, waiting } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const account = { githubId: mona.githubId, login: 'mona' };
const id = '1-101-1';
const revoking = { ...organizationPolicy(), leavers: { tokens: 'revoke' } } as const;
const token = (some: Partial<ActiveToken> = {}) => {
  const row = grant(some);
  return { token: row, dossier: dossier({ activeTokens: [row] }) };
};

/** Mona left, and nothing of hers is there but what is named. */
function leaves(some: Partial<Leaver> = {}) {
  const leaver: Leaver = {
    ...{ organization: organization(), policy: organizationPolicy(), holder: account, slackId: mona.slackId },
    ...{ why: 'left', tokens: [], requests: [], sponsored: [], told: [], ...some },
  };
  return leaveBehind(leaver, now);
}
const before: Left = {
  ...{ of: 'left', holder: account, slackId: mona.slackId, why: 'left', outcome: 'remind' },
  ...{ tokens: [grant().id], returned: [], sponsored: ['acme-ci'] },
};

const back: Left = { ...before, returnedAt: noon };
const gone: Left = { ...before, why: 'deactivated' };

describe('whoever leaves', () => {
  it('and leaves nothing is not told of', () => {
    expect(leaves()).toBe(noChange);
  });

  it('is told of once, with all that they leave', () => {
    const change = leaves({ tokens: [token()], sponsored: ['acme-ci'] });
    expect(change.entries).toEqual([
      {
        ...{ at: now, actor: 'countersign', act: 'holder.leave', subject: `together:${id}` },
        data: {
          ...{ holder: 101, login: 'mona', slackId: 'U0MONA', why: 'left', outcome: 'remind' },
          ...{ tokens: [grant().id], returned: [], sponsored: ['acme-ci'] },
        },
      },
    ]);
    expect([effectsOf(change), keysOf(change)]).toEqual([['holder_left to reviewers'], [`together:${id}`]]);
    expect(change.effects).toMatchObject([{ message: { kind: 'holder_left', id, organizationId: 1 } }]);
    expect(change.writes).toEqual([]);
  });

  it('has the card of a change outdated by what the policy revokes', () => {
    const row = grant();
    const held = waiting({ status: 'held' });
    const known = dossier({ activeTokens: [row], pendingTokens: [held] });
    const change = leaves({ policy: revoking, tokens: [{ token: row, dossier: known }] });
    expect(stepsOf(change)).toContain(`pending_token.outdate pending_token:${held.id}`);
  });

  it.each<[string, Partial<Leaver>, string | null]>([
    ['a token that is new', { told: [before], tokens: [token(), token({ patId: patId(702) })] }, '1-101-2'],
    ['a machine user that is new', { told: [before], sponsored: ['acme-ci', 'acme-cd'] }, '1-101-2'],
    ['nothing new', { told: [before], tokens: [token()], sponsored: ['acme-ci'] }, null],
    ['nothing new, of two times', { told: [before, before], tokens: [token()] }, null],
    ['a token that was told of before they were back', { told: [back], tokens: [token()] }, '1-101-2'],
    ['a machine user that was told of before they were back', { told: [back], sponsored: ['acme-ci'] }, '1-101-2'],
    ['nothing new since they were back', { told: [back, before], tokens: [token()], sponsored: ['acme-ci'] }, null],
  ])('is told of again for %s', (_, some, place) => {
    const change = leaves(some);
    const lines = place === null ? [] : ['holder_left to reviewers'];
    expect(effectsOf(change).filter((line) => line.includes('holder_left'))).toEqual(lines);
    expect(keysOf(change)).toEqual(place === null ? [] : [`together:${place}`]);
  });

  it('has the last message drawn anew, where nothing is new', () => {
    const change = leaves({ told: [before, before], tokens: [token()] });
    expect([effectsOf(change), change.entries]).toEqual([['redraw together:1-101-2'], []]);
  });
});

describe('their tokens', () => {
  const as = (some: Partial<Revocation>): Partial<ActiveToken> => ({
    revocation: { by: null, as: 'policy', reason: '', at: noon, refused: null, ...some },
  });

  it('are revoked where the policy says so, and the message tells why', () => {
    const change = leaves({ policy: revoking, tokens: [token()], why: 'deactivated' });
    expect(stepsOf(change)).toEqual([
      `active_token.start_revoking active_token:${grant().id}`,
      `holder.leave together:${id}`,
    ]);
    expect(rowsOf(change, 'active_tokens')).toMatchObject([
      {
        status: 'revoking',
        revocation: {
          ...{ by: null, as: 'policy', reason: '', at: now, refused: null },
          ...{ because: 'deactivated', together: id, leaver: 'U0MONA' },
        },
      },
    ]);
    expect(effectsOf(change)).toContain(`revoke ${grant().id} on GitHub`);
    expect(change.entries[0]?.data).toEqual({
      ...{ tokenId: 70, patId: 701, by: null, as: 'policy', reason: '', because: 'deactivated', together: id },
    });
    expect(change.entries.at(-1)?.data).toMatchObject({ outcome: 'revoke', why: 'deactivated' });
  });

  it('are revoked where nobody knows them in Slack, and name nobody there', () => {
    const [row] = rowsOf(leaves({ policy: revoking, tokens: [token()], slackId: null }), 'active_tokens');
    expect(row?.revocation).toEqual({
      ...{ by: null, as: 'policy', reason: '', at: now, refused: null },
      ...{ because: 'left', together: id },
    });
  });

  it('are revoked with the message that told of them before', () => {
    const change = leaves({ policy: revoking, tokens: [token()], told: [before] });
    expect(rowsOf(change, 'active_tokens')).toMatchObject([{ revocation: { together: id } }]);
    expect(effectsOf(change)).toContain(`redraw together:${id}`);
  });

  it.each<[string, Partial<Leaver>, string]>([
    ['the policy only reminds', {}, 'remind'],
    ['the policy only observes', { policy: { ...revoking, mode: 'observe' } }, 'would_revoke'],
    ['the policy only observes and reminds', { policy: { ...organizationPolicy(), mode: 'observe' } }, 'remind'],
  ])('are left to people where %s', (_, some, outcome) => {
    const change = leaves({ ...some, tokens: [token()] });
    expect(stepsOf(change)).toEqual([`holder.leave together:${id}`]);
    expect(change.entries[0]?.data).toMatchObject({ outcome });
  });

  it.each<[string, Partial<ActiveToken>, number]>([
    ['one that goes past its Agreement', { status: 'exceeding', excess: [{ kind: 'all_repositories' }] }, 1],
    ['one that lost access', { status: 'gone' }, 0],
    ['one that is being revoked', { status: 'revoking', ...as({}) }, 0],
    ['one that GitHub did not let be revoked', as({ refused: 'github_refused', because: 'left' }), 0],
    ['one that was not revoked for another reason', as({ refused: 'within_again' }), 1],
    ['one whose revocation began in this way', as({ because: 'left' }), 1],
  ])('are revoked once: %s', (_, some, count) => {
    expect(rowsOf(leaves({ policy: revoking, tokens: [token(some)] }), 'active_tokens')).toHaveLength(count);
  });
});

describe('a token that was not revoked the time before', () => {
  const kept = { by: null, as: 'policy', reason: '', at: noon, because: 'deactivated' } as const;
  const count = (told: readonly Left[], together: string) => {
    const revocation: Revocation = { ...kept, refused: 'github_refused', together };
    const tokens = [token({ revocation })];
    return rowsOf(leaves({ policy: revoking, why: 'deactivated', tokens, told }), 'active_tokens').length;
  };

  it.each<[string, readonly Left[], string, number]>([
    ['since when they were back', [back], '1-101-1', 1],
    ['and they are still gone', [before], '1-101-1', 0],
    ['the second time, and they are still gone', [back, before], '1-101-2', 0],
    ['the first time, of two', [back, back], '1-101-1', 1],
    ['the second time, of two', [back, back], '1-101-2', 1],
  ])('%s', (_, told, together, revoked) => {
    expect(count(told, together)).toBe(revoked);
  });
});

describe('what they approved', () => {
  const by = (who: typeof bea, act: 'approve' | 'deny' = 'approve') =>
    [{ act, by: who, revision: 1, at: noon, reason: null }] as const;

  it('and nobody used goes back to the reviewers', () => {
    const change = leaves({ requests: [approvedRequest(7, { reviews: by(mona) })] });
    expect(stepsOf(change)).toEqual(['request.reopen PAT-7', `holder.leave together:${id}`]);
    expect(change.entries[0]?.data).toMatchObject({ why: 'its reviewer left', because: 'left', by: before.slackId });
    expect(rowsOf(change, 'token_requests')).toMatchObject([{ status: 'pending', undecidedUntil: now + 7 * dayMs }]);
    expect(change.entries[1]?.data).toMatchObject({ returned: [7] });
  });

  it.each([
    ['somebody else approved', approvedRequest(7, { reviews: by(otto) })],
    ['a token has claimed', approvedRequest(7, { status: 'claimed', reviews: by(mona) })],
    ['they denied', pendingRequest(7, { status: 'denied', reviews: by(mona, 'deny') })],
    ['a rule approved', approvedRequest(7)],
  ])('stays as it is where %s', (_, request) => {
    expect(changeOf(leaves({ requests: [request], tokens: [token()] })).entries).toHaveLength(1);
  });
});

describe('an entry of the trail', () => {
  const at = { at: now, actor: 'countersign', subject: 'together:1-101-1' };
  const holder = { holder: 101, login: 'mona' };

  it('tells again what was told', () => {
    const [entry] = leaves({ tokens: [token()], sponsored: ['acme-ci'] }).entries;
    expect(entry && readTogether(entry)).toEqual(before);
  });

  it.each(['revoke', 'would_revoke'] as const)('tells what the policy did: %s', (outcome) => {
    expect(readTogether({ ...at, act: 'holder.leave', data: { ...holder, outcome } })).toMatchObject({ outcome });
  });

  it('tells what was revoked at once', () => {
    const data = { ...holder, slackId: 'U0MONA', by: 'U0BEA', tokens: ['t1'], reason: 'Leaked.' };
    expect(readTogether({ ...at, act: 'holder.revoke_all', data })).toEqual({
      ...{ of: 'revoked', holder: account, slackId: 'U0MONA', by: 'U0BEA', tokens: ['t1'], reason: 'Leaked.' },
    });
  });

  it('is read as far as it can be, where it holds something else than is written now', () => {
    const data = { ...holder, slackId: 7, why: 'deactivated', tokens: 't1', returned: 'x', outcome: 'burn' };
    expect(readTogether({ ...at, act: 'holder.leave', data })).toEqual({
      ...{ of: 'left', holder: account, slackId: null, why: 'deactivated', outcome: 'remind' },
      ...{ tokens: [], returned: [], sponsored: [] },
    });
    expect(readTogether({ ...at, act: 'holder.revoke_all', data: holder })).toMatchObject({ reason: '' });
    expect(readTogether({ ...at, act: 'holder.leave', data: { returned: ['7'] } })).toMatchObject({ returned: [7] });
  });

  it.each<[string, readonly Left[], string | null]>([
    ['nothing was told', [], null],
    ['they left on GitHub', [before], null],
    ['they were deactivated', [gone], `together:${id}`],
    ['they were deactivated, and are back', [{ ...gone, returnedAt: noon }], null],
    ['they were deactivated once more since', [{ ...gone, returnedAt: noon }, gone], 'together:1-101-2'],
    ['they were deactivated, and left on GitHub since', [gone, before], null],
  ])('is over once they are there again, where the last that was told of them is that %s', (_, told, subject) => {
    const change = returned(organization().id, mona, told, noon);
    expect(isToldAsGone(told)).toBe(subject !== null);
    expect(change.entries.map((entry) => entry.subject)).toEqual(subject === null ? [] : [subject]);
    if (subject === null) expect(change).toBe(noChange);
  });

  it('says since when they are back, where they are', () => {
    const [told] = leaves({ tokens: [token()], sponsored: ['acme-ci'] }).entries;
    if (told === undefined) throw new Error('nothing was told');
    const change = returned(organization().id, mona, [gone], noon);
    expect(change).toEqual({
      writes: [],
      entries: [
        {
          ...{ at: noon, actor: 'countersign', act: 'holder.return', subject: `together:${id}` },
          data: { holder: 101, login: 'mona' },
        },
      ],
      effects: [{ kind: 'redraw', subject: { of: 'together', id, organizationId: 1 } }],
    });
    const [seen] = change.entries;
    if (seen === undefined) throw new Error('nobody is back');
    expect(readAbout([seen, told])).toEqual(back);
    expect(readAbout([told])).toEqual(before);
    expect(readAbout([seen])).toBeNull();
    const data = { ...holder, by: 'U0BEA', tokens: ['t1'] };
    expect(readAbout([seen, { ...at, act: 'holder.revoke_all', data }])).not.toHaveProperty('returnedAt');
  });

  it('that is another one tells nothing of it', () => {
    expect(readTogether({ ...at, act: 'request.end', data: holder })).toBeNull();
  });
});

it('tokens that an owner revoked at once are told in their name', () => {
  const told = {
    of: 'revoked',
    holder: account,
    slackId: null,
    by: bea.slackId,
    tokens: ['t1'],
    reason: 'Leaked.',
  } as const;
  expect(entryOf(organization().id, id, told, now)).toEqual({
    ...{ at: now, actor: 'slack:U0BEA', act: 'holder.revoke_all', subject: `together:${id}` },
    data: { holder: 101, login: 'mona', slackId: null, by: 'U0BEA', tokens: ['t1'], reason: 'Leaked.' },
  });
});

describe('their leaving is about', () => {
  const whose = { organizationId: organization().id, githubId: mona.githubId };
  const lives = grant({ patId: patId(701) });
  const ended = grant({ patId: patId(702), tokenId: tokenId(71), status: 'gone' });
  const endedLater = { ...ended, patId: patId(703) };

  it.each<[string, readonly ActiveToken[], readonly (readonly ActiveToken[])[], readonly ActiveToken[]]>([
    ['what lives, and the last grant of what lost access', [lives], [[ended, endedLater]], [lives, endedLater]],
    ['nothing of another organization', [{ ...lives, organizationId: 2 as OrganizationId }], [], []],
    ['no grant that gave way to one that lives', [lives], [[{ ...lives, status: 'gone' }]], [lives]],
    [
      'what lost access here though it lives elsewhere',
      [{ ...ended, organizationId: 2 as OrganizationId }],
      [[ended]],
      [ended],
    ],
    ['no token that is another’s by now', [], [[{ ...ended, holder: bea }]], []],
    ['no token that we never saw', [], [[]], []],
  ])('%s', (_, living, lost, grants) => {
    expect(grantsOfLeaver(whose, living, lost)).toEqual(grants);
  });
});
