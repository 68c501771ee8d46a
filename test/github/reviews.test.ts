import { describe, expect, it } from 'vitest';
import type { PatRequestId } from '../../src/domain/ids.ts';
import { faultOf } from '../support/fault-of.ts';
import { firstMoment, type Started, startGithub } from './start-github.ts';

function pendingToken({ local }: Started): PatRequestId {
  const { pending } = local.people.createToken('mona', 'acme', {
    name: 'deploy',
    permissions: { repository: { contents: 'write' } },
    repositorySelection: 'all',
    expiresAt: new Date(firstMoment + 86_400_000),
  });
  return (pending?.id ?? 0) as PatRequestId;
}

type Writes = ReturnType<Started['github']['inNameOf']>;

const posts = /^POST .*personal-access-token-requests/;

describe('the door to what changes something at GitHub', () => {
  it.each([
    [
      'approve',
      (github: Started['github'], id: PatRequestId) => github.reviewPendingToken('acme', id, 'approve', null),
    ],
    ['deny', (github: Started['github'], id: PatRequestId) => github.reviewPendingToken('acme', id, 'deny', 'No.')],
    ['revoke', (github: Started['github'], id: PatRequestId) => github.revokeToken('acme', id as never)],
  ])('lets no %s through for an organization that is only observed, and is asked anew at each call', async (_, ask) => {
    let isObserved = true;
    const started = await startGithub({ mayChange: () => !isObserved });
    const id = pendingToken(started);
    const fault = await faultOf(ask(started.github, id));
    expect(fault).toMatchObject({ code: 'only_observed', isRetryable: true, isUncalled: true });
    expect(started.calls(/^POST \/orgs/)).toEqual([]);
    isObserved = false;
    await ask(started.github, id);
    expect(started.calls(/^POST \/orgs/)).toHaveLength(1);
  });

  it.each([
    ['approve', ({ reviewPendingToken }: Writes, id: PatRequestId) => reviewPendingToken('acme', id, 'approve', null)],
    ['deny', ({ reviewPendingToken }: Writes, id: PatRequestId) => reviewPendingToken('acme', id, 'deny', 'No.')],
    ['revoke', ({ revokeToken }: Writes, id: PatRequestId) => revokeToken('acme', id as never)],
  ])('is as shut for a %s in a person’s own name', async (_, ask) => {
    let isObserved = true;
    const started = await startGithub({ mayChange: () => !isObserved });
    const id = pendingToken(started);
    const { access_token: access } = started.local.state.userTokens.give(started.local.state.user('bea-owner'));
    const inTheirName = started.github.inNameOf(access);
    expect(await faultOf(ask(inTheirName, id))).toMatchObject({ code: 'only_observed', isUncalled: true });
    expect(started.calls(/^POST \/orgs/)).toEqual([]);
    isObserved = false;
    await ask(inTheirName, id);
    expect(started.calls(/^POST \/orgs/)).toHaveLength(1);
  });

  it('is shut where nobody said which organizations may be changed', async () => {
    const started = await startGithub({ mayChange: 'untold' });
    const id = pendingToken(started);
    await faultOf(started.github.reviewPendingToken('acme', id, 'approve', null));
    expect(started.calls(/^POST \/orgs/)).toEqual([]);
  });
});

describe('a review', () => {
  it('approves', async () => {
    const started = await startGithub();
    const id = pendingToken(started);
    expect(await started.github.reviewPendingToken('acme', id, 'approve', null)).toEqual({ outcome: 'done' });
    expect(started.local.state.reviews).toMatchObject([{ act: 'approve', by: 'app', id, reason: null }]);
  });

  it('denies with the reason that GitHub mails to the holder', async () => {
    const started = await startGithub();
    const id = pendingToken(started);
    expect(await started.github.reviewPendingToken('acme', id, 'deny', 'too wide')).toEqual({ outcome: 'done' });
    expect(started.local.state.reviews).toMatchObject([{ act: 'deny', reason: 'too wide' }]);
  });

  it.each([
    ['is refused with 500', 'before', { status: 500 }, 500, 0],
    ['is answered 500 although it was applied', 'after', { status: 500 }, 500, 1],
    ['is answered 502 although it was applied', 'after', { status: 502 }, 502, 1],
    ['loses its answer', 'after', 'drop', 0, 1],
    ['never arrives', 'before', 'drop', 0, 0],
    ['is answered 404', 'before', { status: 404 }, 404, 0],
    ['is answered 422', 'before', { status: 422 }, 422, 0],
    ['is answered 403', 'before', { status: 403 }, 403, 0],
    ['is accepted for later with 202', 'before', { status: 202, body: {} }, 202, 0],
    ['is answered 200 with a page', 'after', { status: 200, body: '<html>' }, 200, 1],
  ] as const)('that %s is unknown and was sent once', async (_, when, answer, status, applied) => {
    const started = await startGithub();
    const id = pendingToken(started);
    started.local.server.faults.add({ fits: posts, when, answer });
    const outcome = await started.github.reviewPendingToken('acme', id, 'approve', null);
    expect(outcome).toEqual({ outcome: 'unknown', status, retryAfterSeconds: null });
    expect(started.calls(posts)).toHaveLength(1);
    expect(started.local.state.reviews).toHaveLength(applied);
  });

  it.each([403, 429])('that meets a rate limit as %i is unknown, with the seconds to wait', async (status) => {
    const started = await startGithub();
    const id = pendingToken(started);
    started.local.server.faults.add({ fits: posts, when: 'before', answer: { status, retryAfterSeconds: 9 } });
    expect(await started.github.reviewPendingToken('acme', id, 'deny', null)).toEqual({
      outcome: 'unknown',
      status,
      retryAfterSeconds: 9,
    });
    expect(started.calls(posts)).toHaveLength(1);
  });

  it('that is sent after the token was decided is unknown', async () => {
    const started = await startGithub();
    const id = pendingToken(started);
    await started.github.reviewPendingToken('acme', id, 'deny', null);
    expect(await started.github.reviewPendingToken('acme', id, 'approve', null)).toMatchObject({ status: 404 });
    expect(started.local.state.reviews).toHaveLength(1);
  });

  it('whose credentials are refused was not heard, and is not sent again by itself', async () => {
    const started = await startGithub();
    const id = pendingToken(started);
    started.local.server.faults.add({ fits: posts, when: 'before', answer: { status: 401 } });
    const fault = await faultOf(started.github.reviewPendingToken('acme', id, 'approve', null));
    expect(fault).toMatchObject({ code: 'status_401', isRetryable: true });
    expect(started.calls(posts)).toHaveLength(1);
    expect(await started.github.reviewPendingToken('acme', id, 'approve', null)).toEqual({ outcome: 'done' });
  });

  it('on a suspended installation was not heard', async () => {
    const started = await startGithub();
    const id = pendingToken(started);
    await started.github.owners('acme');
    started.local.people.setSuspended('acme', true);
    const fault = await faultOf(started.github.reviewPendingToken('acme', id, 'approve', null));
    expect(fault).toMatchObject({ code: 'suspended', isRetryable: true });
    expect(started.local.state.reviews).toEqual([]);
  });

  it('for which no token could be had is unknown and was not sent', async () => {
    const started = await startGithub();
    const id = pendingToken(started);
    started.local.server.faults.add({ fits: /access_tokens$/, when: 'before', answer: { status: 500 } });
    const outcome = await started.github.reviewPendingToken('acme', id, 'approve', null);
    expect(outcome).toEqual({ outcome: 'unknown', status: 500, retryAfterSeconds: null });
    expect(started.calls(posts)).toEqual([]);
  });
});
