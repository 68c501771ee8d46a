// A reviewer's own token is exchanged by one process alone, whatever others do meanwhile: GitHub takes a refresh token once.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { give } from '../../../src/domain/advance-reviewer-token.ts';
import type { GithubUserId, SlackUserId } from '../../../src/domain/ids.ts';
import { createUserTokens, readUserToken } from '../../../src/github/user-tokens.ts';
import { ownTokenOf } from '../../../src/operations/people/own-token.ts';
import { sealToken } from '../../../src/operations/people/seal-token.ts';
import { Fault } from '../../../src/ports/fault.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import { createSealing } from '../../../src/sealing/create-sealing.ts';
import { firstMoment, signIn, startGithub } from '../../github/start-github.ts';
import { memoryLog } from '../../support/start-world.ts';
import { acme, change, organization, write } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const renewals = /^POST \/login\/oauth\/access_token/;
const hourMs = 3_600_000;

/** Bea's token, nine hours old, before processes that share a database. */
async function startWithToken() {
  const { local, calls } = await startGithub();
  const { store } = await openTestStore();
  const sealing = createSealing([randomBytes(32).toString('base64')]);
  const { log } = memoryLog();
  const time = { nowMs: firstMoment };
  const clock = { now: () => time.nowMs, elapsedMs: () => time.nowMs };
  const userTokens = createUserTokens({
    ...{ ...signIn, log, now: clock.now },
    ...{ githubWebUrl: local.apiUrl, githubApiUrl: local.apiUrl },
  });
  const wake = { outbox: () => undefined, reconcile: () => undefined };
  const known: Pick<Ports, 'store' | 'sealing' | 'userTokens' | 'clock' | 'time' | 'log' | 'wake'> = {
    ...{ store, sealing, userTokens, clock, log, wake },
    time: { now: clock.now, isSure: () => true },
  };
  const ports = known as Ports;
  const account = local.state.user('bea-owner');
  const bea = { githubId: account.id as GithubUserId, slackId: 'U0BEA' as SlackUserId, login: 'bea-owner' };
  const allow = async (): Promise<void> => {
    const token = readUserToken(local.state.userTokens.give(account), clock.now());
    if (token === null) throw new Error('GitHub gave none that ends');
    const before = await store.reviewerToken(bea.githubId);
    const given = give(bea, before, { ...token, ...sealToken(sealing, bea, token) }, clock.now());
    if ((await store.commit(given, clock.now())) !== 'done') throw new Error('it was not kept');
  };
  await store.commit(change({ writes: [write('organizations', organization())] }), clock.now());
  await allow();
  time.nowMs += 9 * hourMs;
  const use = (): Promise<string> =>
    ownTokenOf(ports, bea, acme).then(
      (found) => (found === null ? 'none' : 'access' in found ? found.access : found.trouble),
      (error: unknown) => (error instanceof Fault ? error.code : Promise.reject(error)),
    );
  /** The next exchange waits there until it is let go; answers once it has come. */
  const stopExchange = (moment: 'before' | 'after') => {
    const [come, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    local.server.intercept = async ({ name }, when) => {
      if (!renewals.test(name) || when !== moment) return;
      local.server.intercept = null;
      come.resolve();
      await go.promise;
    };
    return { hasCome: come.promise, letGo: go.resolve };
  };
  return { local, store, bea, allow, use, stopExchange, time, exchanges: () => calls(renewals).length };
}

describe('a reviewer’s own token that is about to end', () => {
  it.each(['before', 'after'] as const)(
    'is exchanged once where others want it %s GitHub has answered',
    async (moment) => {
      const { use, stopExchange, exchanges } = await startWithToken();
      const exchange = stopExchange(moment);
      const first = use();
      await exchange.hasCome;
      expect(await Promise.all([use(), use(), use()])).toEqual(Array(3).fill('renewed_elsewhere'));
      exchange.letGo();
      const access = await first;
      expect(access).toMatch(/^ghu_/);
      expect(await Promise.all([use(), use()])).toEqual([access, access]);
      expect(exchanges()).toBe(1);
    },
  );

  it('is exchanged once where all begin at the same moment', async () => {
    const { use, exchanges } = await startWithToken();
    const found = await Promise.all(Array.from({ length: 8 }, use));
    expect(exchanges()).toBe(1);
    expect(new Set(found.filter((one) => one !== 'renewed_elsewhere')).size).toBe(1);
  });

  it('is dropped, and its owner told, where a process died between GitHub’s answer and its commit', async () => {
    const { local, store, bea, use, stopExchange, time } = await startWithToken();
    const exchange = stopExchange('after');
    const dead = use();
    await exchange.hasCome;
    time.nowMs += hourMs;
    expect(await use()).toBe('revoked');
    expect(await store.reviewerToken(bea.githubId)).toBeNull();
    // It was not dead, only slow: what it brings is nobody's any more, and ends at GitHub.
    exchange.letGo();
    expect(await dead).toBe('none');
    expect(local.state.userTokens.countOf(local.state.user('bea-owner'))).toBe(0);
  });

  it('is exchanged a minute later where a process died before GitHub heard of it', async () => {
    const { store, bea, use, time, exchanges } = await startWithToken();
    const row = await store.reviewerToken(bea.githubId);
    if (row === null) throw new Error('it was not kept');
    const held = { ...row, version: row.version + 1, heldUntil: time.nowMs + 60_000 };
    await store.commit(change({ writes: [write('reviewer_tokens', held, row.version)] }), time.nowMs);
    expect(await use()).toBe('renewed_elsewhere');
    time.nowMs += 60_001;
    expect(await use()).toMatch(/^ghu_/);
    expect(exchanges()).toBe(1);
  });

  it('gives way to another one that its owner gave meanwhile', async () => {
    const { local, allow, use, stopExchange, exchanges } = await startWithToken();
    const exchange = stopExchange('after');
    const first = use();
    await exchange.hasCome;
    await allow();
    exchange.letGo();
    const access = await first;
    expect(await use()).toBe(access);
    expect(exchanges()).toBe(1);
    expect(local.state.userTokens.countOf(local.state.user('bea-owner'))).toBe(1);
  });

  it('is not used up by GitHub’s outage, and nobody waits for a hold that is over', async () => {
    const { local, use, exchanges } = await startWithToken();
    local.server.faults.add({ fits: renewals, when: 'before', answer: { status: 503 } });
    expect(await use()).toBe('status_503');
    expect(await use()).toMatch(/^ghu_/);
    expect(exchanges()).toBe(2);
  });
});
