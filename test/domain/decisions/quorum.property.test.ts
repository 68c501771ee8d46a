import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/domain/decisions/decide.ts';
import type { GithubUserId, SlackUserId } from '../../../src/domain/ids.ts';
import type { Reviewer } from '../../../src/domain/person.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { advanceRequest } from '../../../src/domain/requests/advance-request.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { onRequest } from '../../support/sample-cases.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

// What happens to one request, and an oracle that keeps nothing but who stands for it. It shares no code with what it judges.
type Step =
  | { readonly does: 'approve' | 'deny'; readonly who: number; readonly lost: readonly number[] }
  | { readonly does: 'reopen' };

const people = fc.integer({ min: 1, max: 4 });
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        does: fc.constant('approve' as const),
        who: people,
        lost: fc.array(people, { maxLength: 2 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('deny' as const), who: people, lost: fc.constant([]) }) },
    { weight: 1, arbitrary: fc.constant({ does: 'reopen' as const }) },
  ),
  { maxLength: 14 },
);

/** One person with two Slack accounts: what counts is who they are on GitHub. */
const reviewer = (who: number, place: number): Reviewer => ({
  ...{
    githubId: (200 + who) as GithubUserId,
    login: `reviewer-${who}`,
    slackId: `U${who}X${place % 2}` as SlackUserId,
  },
  ...(who % 2 === 0 ? {} : { as: 'team:security' as const }),
});

function play(request: TokenRequest, step: Step, place: number): TokenRequest {
  const change =
    step.does === 'reopen'
      ? advanceRequest(
          request,
          { act: 'reopen', why: 'asked anew', because: 'unknown', by: null, undecidedDays: 7 },
          noon + place,
        )
      : decide(
          onRequest(request, { lostReviewers: new Set(step.lost.map((who) => (200 + who) as GithubUserId)) }),
          {
            deed: step.does === 'approve' ? { act: 'approve_request' } : { act: 'deny_request', reason: 'no' },
            ...{ by: reviewer(step.who, place), revision: null, place: 'details' },
          },
          noon + place,
        );
  if (isRefusal(change)) return request;
  const written = change.writes.find(({ table }) => table === 'token_requests');
  if (written?.table !== 'token_requests') throw new Error('nothing was written of the request');
  return written.row;
}

type Expected = { readonly status: 'pending' | 'approved' | 'denied'; readonly standing: ReadonlySet<number> };

function expected({ status, standing }: Expected, step: Step, needed: number): Expected {
  if (step.does === 'reopen')
    return status === 'approved' ? { status: 'pending', standing: new Set() } : { status, standing };
  if (step.does === 'deny') return status === 'denied' ? { status, standing } : { status: 'denied', standing };
  if (status !== 'pending') return { status, standing };
  const left = new Set([...standing].filter((who) => !step.lost.includes(who)));
  if (left.has(step.who)) return { status, standing };
  const now = left.add(step.who);
  return { status: now.size >= needed ? 'approved' : 'pending', standing: now };
}

describe('a quorum', () => {
  it('counts people who still may decide and never clicks, ends with one deny, and begins anew with a new revision', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (all, needed) => {
        let request = pendingRequest(1, {
          verdict: { outcome: 'ask', reviewers: ['team:security', 'owners'], approvals: needed },
        });
        let oracle: Expected = { status: 'pending', standing: new Set() };
        all.forEach((step, place) => {
          request = play(request, step, place);
          oracle = expected(oracle, step, needed);
          expect(request.status).toBe(oracle.status);
          const basis = request.agreement?.basis;
          const standing = [...oracle.standing].map((who) => 200 + who).sort();
          expect(
            basis === undefined ? null : basis.by === 'people' && basis.people.map(({ githubId }) => githubId).sort(),
          ).toEqual(oracle.status === 'approved' ? standing : null);
        });
      }),
    );
  });

  it('that was denied stays so, whoever approves after it', () => {
    fc.assert(
      fc.property(steps, fc.array(people, { minLength: 1 }), (before, after) => {
        const denied = [...before, { does: 'deny', who: 1, lost: [] } as const].reduce(play, pendingRequest(1));
        fc.pre(denied.status === 'denied');
        const later = after.reduce(
          (request, who, place) => play(request, { does: 'approve', who, lost: [] }, place),
          denied,
        );
        expect(later).toEqual(denied);
      }),
    );
  });
});
