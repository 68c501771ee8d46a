import { expect, it } from 'vitest';
import { give } from '../../src/domain/advance-reviewer-token.ts';
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import { tendOwnTokens } from '../../src/operations/due/tend-own-tokens.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { change, organization, person, write } from '../store/sample-rows.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';

const now = Date.UTC(2027, 2, 1, 10);
const bea = { slackId: 'U0BEA' as SlackUserId, githubId: 72 as GithubUserId, login: 'bea' };
const token = (access: string) => ({
  ...{ keyId: 'key-1', access, refresh: 'r', accessEndsAt: now + 1, refreshEndsAt: now + 1_000_000 },
});

/** Bea allowed the use of a token, and owns nothing any more; `meanwhile` happens while GitHub is asked about her. */
async function tend(meanwhile: 'nothing' | 'another is given') {
  const { store } = await openTemporaryStore();
  const links = [write('people', { ...person(), ...bea }), write('organizations', organization())];
  await store.commit(change({ writes: links }), now);
  await store.commit(give(bea, null, token('first'), now), now);
  const ended: string[] = [];
  const silent = () => undefined;
  const ports = {
    store,
    clock: { now: () => now },
    time: { now: () => now, isSure: () => true },
    log: { info: silent, warn: silent, error: silent },
    wake: { outbox: silent },
    policy: () => ({ organizations: [], people: new Map([[bea.slackId, bea.login]]), machineUsers: new Map() }),
    directory: { person: async () => ({ isDeactivated: false, isStranger: false, isBot: false, isGuest: false }) },
    sealing: { keyId: null, open: ({ text }: { text: string }) => ({ plain: text }) },
    userTokens: { end: async (access: string) => void ended.push(access) },
    github: {
      membership: async () => {
        const row = await store.reviewerToken(bea.githubId);
        if (meanwhile !== 'nothing') await store.commit(give(bea, row, token('second'), now), now);
        return null;
      },
    },
  } as unknown as Ports;
  await tendOwnTokens(ports);
  return { left: (await store.reviewerToken(bea.githubId))?.access ?? null, ended };
}

it('drops the token of who owns nothing any more, and ends it at GitHub', async () => {
  expect(await tend('nothing')).toEqual({ left: null, ended: ['first'] });
});

it('leaves one alone that was given while GitHub was asked: nothing was asked about that', async () => {
  expect(await tend('another is given')).toEqual({ left: 'second', ended: [] });
});
