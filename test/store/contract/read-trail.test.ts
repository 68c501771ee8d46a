import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/domain/change.ts';
import { type TrailQuestion, wholeTrail } from '../../../src/domain/record/trail-question.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { activeToken, change, noon, pendingToken, person, write } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

function entry(subject: string, actor = 'countersign', at = noon): Entry {
  return { at, actor, act: 'test', subject, data: { subject } };
}

const holder = { githubId: bea.githubId, login: bea.login };

async function answers(question: Partial<TrailQuestion>): Promise<readonly string[]> {
  const { store } = await openTestStore();
  const writes = [
    write('people', person({ slackId: mona.slackId, githubId: mona.githubId, login: 'Mona' })),
    write(
      'token_requests',
      approvedRequest(1, { claimedByTokenId: tokenId(901), status: 'fulfilled', tokenName: 'nightly' }),
    ),
    write('token_requests', pendingRequest(2, { requester: bea, holder: bea, tokenName: 'other' })),
    write(
      'pending_tokens',
      pendingToken('p1', { tokenId: tokenId(901), tokenName: 'nightly', patRequestId: 501 as never }),
    ),
    write(
      'pending_tokens',
      pendingToken('p2', { tokenId: tokenId(902), tokenName: 'other', holder, patRequestId: 502 as never }),
    ),
    write('active_tokens', activeToken('a1', { tokenId: tokenId(901), tokenName: 'Nightly', patId: 701 as never })),
    write(
      'active_tokens',
      activeToken('a2', { tokenId: tokenId(902), tokenName: 'other', holder, patId: 702 as never }),
    ),
  ];
  const entries = [
    entry('PAT-1', `slack:${mona.slackId}`, noon),
    entry('PAT-2', `slack:${bea.slackId}`, noon + 1),
    entry('pending_token:p1', 'countersign', noon + 2),
    entry('pending_token:p2', 'github:mona', noon + 3),
    entry('active_token:a1', 'countersign', noon + 4),
    entry('active_token:a2', 'countersign', noon + 5),
    entry(`slack:${mona.slackId}`, 'policy', noon + 6),
    entry('policy', 'countersign', noon + 7),
  ];
  expect(await store.commit(change({ writes, entries }), noon)).toBe('done');
  const found: string[] = [];
  for await (const page of store.trail({ ...wholeTrail, ...question }))
    found.push(...page.map(({ subject }) => subject));
  return found;
}

describe('the trail', () => {
  const all = ['PAT-1', 'PAT-2', 'pending_token:p1', 'pending_token:p2', 'active_token:a1', 'active_token:a2'];
  const monas = ['PAT-1', 'pending_token:p1', 'pending_token:p2', 'active_token:a1', `slack:${mona.slackId}`];
  const nightly = ['PAT-1', 'pending_token:p1', 'active_token:a1'];
  const questions = [
    ['is told whole', {}, [...all, `slack:${mona.slackId}`, 'policy']],
    ['of a person by login, in any case', { person: 'MONA' }, monas],
    ['of a person by Slack id', { person: mona.slackId }, monas],
    ['of somebody who was never linked', { person: 'bea' }, ['PAT-2', 'pending_token:p2', 'active_token:a2']],
    ['of nobody', { person: 'ghost' }, []],
    ['of a token by its request', { token: 'PAT-1' }, nightly],
    ['of a token by its name, in any case', { token: 'NIGHTLY' }, nightly],
    ['of a token by its id on GitHub', { token: '901' }, nightly],
    ['of a token that has no request here', { token: '902' }, ['pending_token:p2', 'active_token:a2']],
    ['of a time', { since: noon + 2, until: noon + 4 }, ['pending_token:p1', 'pending_token:p2']],
    [
      'of a person, a token and a time at once',
      { person: 'mona', token: 'nightly', since: noon + 1 },
      nightly.slice(1),
    ],
  ] as const;

  it.each(questions)('%s', async (_, question, subjects) => {
    expect(await answers(question)).toEqual(subjects);
  });

  it('comes with its chain, page by page and after an entry', async () => {
    const { store } = await openTestStore();
    const entries = Array.from({ length: 1_201 }, (_, index) => entry(`e${index}`));
    await store.commit(change({ entries }), noon);
    const pages: number[] = [];
    let before: string | null = null;
    for await (const page of store.trail(wholeTrail, 1)) {
      pages.push(page.length);
      for (const { prevHash, hash } of page) {
        if (before !== null) expect(prevHash).toBe(before);
        before = hash;
      }
    }
    expect(pages).toEqual([500, 500, 200]);
  });
});
