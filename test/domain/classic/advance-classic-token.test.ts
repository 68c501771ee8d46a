import { describe, expect, it } from 'vitest';
import {
  advanceClassicToken,
  type ClassicTokenAct,
  findClassicToken,
} from '../../../src/domain/classic/advance-classic-token.ts';
import type { ClassicToken } from '../../../src/domain/classic/classic-token.ts';
import { dayMs, type RequestNumber } from '../../../src/domain/ids.ts';
import { effectsOf, keysOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { approvedClassic, classicToken, listedClassic } from '../../support/sample-classic.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const now = noon + 3 * dayMs;
const one = 1 as RequestNumber;
const { agreement } = approvedClassic(1);
const repo = { kind: 'scope', name: 'repo' } as const;
const gist = { kind: 'scope', name: 'gist' } as const;
const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;
const listed = listedClassic({ note: 'publish-2', scopes: ['repo'] });
const redrawn = 'redraw classic_token:classic-1-501';
const card = 'classic_token_card to reviewers';
const news = `classic_token_news to ${mona.slackId}`;

const matched = (excess: ClassicToken['excess']) => (agreement === null ? null : { agreement, excess });

function advance(
  act: ClassicTokenAct,
  some: Partial<ClassicToken> = {},
  holder: typeof mona.slackId | null = mona.slackId,
) {
  return advanceClassicToken(classicToken(some), act, now, holder);
}

describe('one step of a classic token', () => {
  it.each<[string, ClassicTokenAct, Partial<ClassicToken>, Partial<ClassicToken>, object]>([
    [
      'seen as it is by now: what is listed is taken over, with what of it nobody agreed to',
      { act: 'observe', listed, match: matched([repo]) },
      { agreement, requestNumber: one },
      {
        status: 'active',
        note: 'publish-2',
        scopes: ['repo'],
        revision: 3,
        agreement,
        requestNumber: one,
        excess: [repo],
      },
      { scopes: ['repo'], expiresAt: listed.expiresAt, request: 1, excess: [repo] },
    ],
    [
      'seen while nobody agreed to it: nothing of it goes past anything',
      { act: 'observe', listed, match: null },
      { excess: [gist] },
      { agreement: null, excess: [] },
      { scopes: ['repo'], expiresAt: listed.expiresAt, request: null, excess: [] },
    ],
    [
      'attached: to its request, with what was agreed there',
      { act: 'attach', listed, match: matched([]), requestNumber: one },
      {},
      { agreement, requestNumber: one, revision: 3 },
      { scopes: ['repo'], expiresAt: listed.expiresAt, request: 1, excess: [] },
    ],
    [
      'back again: that it was revoked is not forgotten, and its request stays',
      { act: 'come_back', listed, match: null },
      { status: 'revoked', revocation, requestNumber: one },
      { status: 'active', revocation, agreement: null, requestNumber: one },
      { scopes: ['repo'], expiresAt: listed.expiresAt, request: 1, excess: [] },
    ],
    [
      'back again: what GitHub refused to revoke was not revoked',
      { act: 'come_back', listed, match: matched([]) },
      { status: 'gone', revocation: { ...revocation, refused: 'github_refused' }, requestNumber: one },
      { status: 'active', revocation: null, agreement, requestNumber: one },
      { scopes: ['repo'], expiresAt: listed.expiresAt, request: 1, excess: [] },
    ],
    [
      'about to be revoked: who wants it, and why',
      { act: 'start_revoking', revocation },
      {},
      { status: 'revoking', revocation },
      { as: 'reviewer', reason: 'Leaked.' },
    ],
    ['revoked', { act: 'observe_revoked' }, { status: 'revoking', revocation }, { status: 'revoked', revocation }, {}],
    [
      'not revoked after all: why',
      { act: 'abandon_revoking', why: 'github_refused' },
      { status: 'revoking', revocation },
      { status: 'active', revocation: { ...revocation, refused: 'github_refused' } },
      { why: 'github_refused' },
    ],
    [
      'not revoked after all, where nobody had wanted it',
      { act: 'abandon_revoking', why: 'github_refused' },
      { status: 'revoking', revocation: null },
      { status: 'active', revocation: null },
      { why: 'github_refused' },
    ],
    ['no longer there', { act: 'vanish' }, {}, { status: 'gone' }, {}],
    [
      'its holder is reminded: of which end, and how long before',
      { act: 'tell', threshold: 7, expiresAt: noon + 30 * dayMs },
      {},
      { status: 'active', told: { threshold: 7, expiresAt: noon + 30 * dayMs } },
      { threshold: 7, expiresAt: noon + 30 * dayMs },
    ],
  ])('%s', (_what, act, some, row, data) => {
    const change = advance(act, some);
    expect(rowOf(change, 'classic_tokens')).toMatchObject({ ...row, version: 2, changedAt: now });
    expect(change).toMatchObject({
      writes: [{ table: 'classic_tokens', was: 1 }],
      entries: [{ at: now, act: `classic_token.${act.act}`, subject: 'classic_token:classic-1-501' }],
    });
    expect('entries' in change && change.entries.map((entry) => entry.data)).toEqual([data]);
  });

  it('counts no revision where nothing new was seen', () => {
    expect(rowOf(advance({ act: 'vanish' }), 'classic_tokens').revision).toBe(2);
  });

  it.each<[string, ClassicTokenAct, string]>([
    ['the reviewer who has it revoked', { act: 'start_revoking', revocation }, `slack:${bea.slackId}`],
    [
      'Countersign, where the policy has it revoked',
      { act: 'start_revoking', revocation: { ...revocation, by: null } },
      'countersign',
    ],
    ['Countersign, where it is gone', { act: 'vanish' }, 'countersign'],
  ])('is the doing of %s', (_what, act, actor) => {
    expect(advance(act)).toMatchObject({ entries: [{ actor }] });
  });

  it('is refused where the token can’t take it, with what became of the token', () => {
    expect(advance({ act: 'start_revoking', revocation }, { status: 'revoked', revocation })).toMatchObject({
      why: 'active_token_already',
      tokenName: 'publish',
      status: 'revoked',
      revocation,
    });
  });
});

describe('who is told of a classic token', () => {
  it.each<[string, ClassicTokenAct, Partial<ClassicToken>, readonly string[]]>([
    [
      'its holder, that it was revoked',
      { act: 'observe_revoked' },
      { status: 'revoking', revocation },
      [redrawn, news],
    ],
    [
      'its holder, that it was not revoked after all',
      { act: 'abandon_revoking', why: 'github_refused' },
      { status: 'revoking', revocation },
      [redrawn, news],
    ],
    ['nobody, that it is being revoked', { act: 'start_revoking', revocation }, {}, [redrawn]],
    ['nobody, that it is gone', { act: 'vanish' }, {}, [redrawn]],
    ['nobody more, of a reminder', { act: 'tell', threshold: 7, expiresAt: now }, {}, [redrawn]],
    [
      'the reviewers, that it can do more than it could',
      { act: 'observe', listed, match: matched([repo, gist]) },
      { agreement, excess: [repo] },
      [redrawn, card],
    ],
    [
      'nobody, that it can do less, though more than was agreed',
      { act: 'observe', listed, match: matched([repo]) },
      { agreement, excess: [repo, gist] },
      [redrawn],
    ],
    [
      'the reviewers, that what was agreed does not hold for it any more',
      { act: 'observe', listed, match: null },
      { agreement },
      [redrawn, card],
    ],
    ['nobody again, of one that nobody ever agreed to', { act: 'observe', listed, match: null }, {}, [redrawn]],
    [
      'nobody, of one that keeps to what was agreed since',
      { act: 'attach', listed, match: matched([]), requestNumber: one },
      {},
      [redrawn, 'redraw PAT-1'],
    ],
    [
      'the reviewers, of one that is wider than what was agreed since',
      { act: 'attach', listed, match: matched([repo]), requestNumber: one },
      {},
      [redrawn, 'redraw PAT-1', card],
    ],
    [
      'the reviewers anew, of one that is back and was too wide before',
      { act: 'come_back', listed, match: matched([repo]) },
      { status: 'gone', agreement, excess: [repo] },
      [redrawn, card],
    ],
    [
      'nobody, of one that is back as it was agreed',
      { act: 'come_back', listed, match: matched([]) },
      { status: 'gone', agreement },
      [redrawn],
    ],
  ])('%s', (_what, act, some, expected) => {
    expect(effectsOf(advance(act, some))).toEqual(expected);
  });

  it('is nobody where its holder has no Slack account', () => {
    expect(effectsOf(advance({ act: 'observe_revoked' }, { status: 'revoking', revocation }, null))).toEqual([redrawn]);
  });

  it('is told once for each version of it', () => {
    expect(keysOf(advance({ act: 'observe_revoked' }, { status: 'revoking', revocation }))).toEqual([
      'classic_token_news:classic-1-501:v2',
    ]);
    expect(keysOf(advance({ act: 'observe', listed, match: null }, { agreement }))).toEqual([
      'classic_token_card:classic-1-501:v2',
    ]);
  });

  it('reads which token it is', () => {
    const told = advance({ act: 'observe_revoked' }, { status: 'revoking', revocation });
    expect('effects' in told && told.effects).toContainEqual(
      expect.objectContaining({ message: { kind: 'classic_token_news', id: 'classic-1-501' } }),
    );
    const shown = advance({ act: 'observe', listed, match: null }, { agreement });
    expect('effects' in shown && shown.effects).toContainEqual(
      expect.objectContaining({ message: { kind: 'classic_token_card', id: 'classic-1-501' } }),
    );
  });
});

describe('the first sight of a classic token', () => {
  it('is kept in the trail with whose it is and what it may do', () => {
    const found = findClassicToken(classicToken({ requestNumber: one, agreement, excess: [repo] }), now);
    expect(stepsOf(found)).toEqual(['classic_token.find classic_token:classic-1-501']);
    expect(found).toMatchObject({
      writes: [{ table: 'classic_tokens', was: null }],
      entries: [
        {
          at: now,
          actor: 'countersign',
          data: {
            holder: mona.githubId,
            scopes: ['write:packages'],
            expiresAt: noon + 30 * dayMs,
            request: 1,
            excess: [repo],
          },
        },
      ],
    });
  });
});
