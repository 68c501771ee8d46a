import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorld, organization, type World } from '@countersign/sandbox-stage/cast';
import { onTestFinished, vi } from 'vitest';
import { type Countersign, createApp } from '../../src/app.ts';
import type { GithubUserId, OrganizationId, RequestNumber, SlackUserId } from '../../src/domain/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { pendingRequest } from './sample-requests.ts';
import { compiled, firstMoment, type LogLine, memoryLog, migrationsFolder } from './start-world.ts';

const dayMs = 86_400_000;

export type LargeWorld = World & {
  readonly bot: Countersign;
  readonly now: () => number;
  readonly logLines: readonly LogLine[];
  /** Lets so many seconds go by, one after the other: the real timetable ticks in each. Answers how many calls GitHub got. */
  readonly pass: (seconds: number, eachSecond?: (second: number) => void) => Promise<number>;
  /** The calls so far. */
  readonly calls: () => number;
  /** Waits until GitHub got so many, and lets it answer no list of repositories until it is to go on. */
  readonly holdGithubAt: (count: number) => Promise<{ readonly goOn: () => void }>;
};

type Size = {
  readonly members: number;
  readonly repositories: number;
  readonly tokens: number;
  readonly requests: number;
};

function populate({ github }: World, size: Size): void {
  const { state, people } = github;
  const acme = state.organization(organization);
  if (acme === undefined) throw new Error('no organization');
  for (let index = 0; index < size.repositories; index += 1) {
    people.createRepository(organization, { name: `service-${index}`, private: true });
  }
  acme.approvalRequired = false;
  const holders = Math.ceil(size.tokens / 50);
  for (let index = 0; index < size.members; index += 1) {
    acme.members.set(people.addUser(`member-${index}`).id, 'member');
    // Fifty tokens each, so many as GitHub lets anybody have; every second one with selected repositories.
    for (let number = 0; index < holders && number < 50; number += 1) {
      people.createToken(`member-${index}`, organization, {
        name: `token-${index}-${number}`,
        permissions: { repository: { contents: 'read', issues: 'write' } },
        ...(number % 2 === 0
          ? { repositorySelection: 'subset', repositories: [`service-${index}`, `service-${index + 1}`] }
          : { repositorySelection: 'all' }),
        expiresAt: new Date(firstMoment + (60 + number) * dayMs),
      });
    }
  }
  acme.approvalRequired = true;
}

/** Requests of so many different members that wait for a decision since this morning; one more has its card in the channel. */
async function seedRequests({ github }: World, databasePath: string, count: number): Promise<void> {
  const { state } = github;
  const id = (state.organization(organization)?.account.id ?? 0) as OrganizationId;
  const store = await openStore(databasePath, migrationsFolder);
  const row = { id, version: 1, login: organization, baselinedAt: null, pendingListedAt: null, activeListedAt: null };
  await store.commit(
    {
      writes: [{ table: 'organizations', was: null, row: { ...row, upSince: null, paused: null, digestedAt: null } }],
      entries: [],
      effects: [],
    },
    firstMoment,
  );
  for (let index = 0; index < count; index += 1) {
    const number = await store.nextRequestNumber();
    const login = `member-${1_000 + index}`;
    const requester = { slackId: slackIdOf(1_000 + index), githubId: state.user(login).id as GithubUserId, login };
    const dates = { createdAt: firstMoment, changedAt: firstMoment, undecidedUntil: firstMoment + 7 * dayMs };
    const request = pendingRequest(number, { organizationId: id, requester, ...dates });
    const card = {
      kind: 'post',
      key: `request_card:PAT-${number}`,
      to: { to: 'reviewers', organizationId: id },
      message: { kind: 'request_card', number: number as RequestNumber },
    } as const;
    await store.commit(
      {
        writes: [{ table: 'token_requests', was: null, row: request }],
        entries: [],
        effects: index === 0 ? [card] : [],
      },
      firstMoment,
    );
  }
  await store.close();
}

function slackIdOf(index: number): SlackUserId {
  return `U0MEMBER${String(index).padStart(4, '0')}` as SlackUserId;
}

function policyFor(world: World, members: number): string {
  const people = Array.from({ length: members }, (_, index) => `  ${slackIdOf(index)}: member-${index}`);
  return world.policy.replace(/^people:\n/m, `people:\n${people.join('\n')}\n`);
}

/** An organization of some size on a local GitHub, and the program with its own timetable, whose seconds go by when told. */
export async function startLargeWorld(size: Size): Promise<LargeWorld> {
  let clockMs = firstMoment;
  const world = await createWorld(() => new Date(clockMs));
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  const databasePath = join(folder, 'countersign.db');
  populate(world, size);
  await seedRequests(world, databasePath, size.requests);
  const { log, lines } = memoryLog();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const bot = await createApp(world.configFor(databasePath), world.secrets, compiled(policyFor(world, size.members)), {
    clock: { now: () => clockMs, elapsedMs: () => clockMs },
    log,
    migrationsFolder,
    isGithubPaced: false,
  });
  world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  world.github.webhooks.setUrl(`http://127.0.0.1:${bot.port}/github/webhooks`);
  onTestFinished(async () => {
    vi.useRealTimers();
    await bot.stop();
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const calls = (): number => world.github.server.calls.length;
  return {
    ...world,
    bot,
    calls,
    holdGithubAt: async (count) => {
      const held = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      world.github.server.intercept = async ({ name }, moment) => {
        if (moment === 'after' || calls() < count || !/\d\/repositories$/.test(name)) return;
        held.resolve();
        await goOn.promise;
      };
      await held.promise;
      return { goOn: goOn.resolve };
    },
    now: () => clockMs,
    logLines: lines,
    pass: async (seconds, eachSecond) => {
      const before = calls();
      for (let second = 0; second < seconds; second += 1) {
        clockMs += 1_000;
        eachSecond?.(second);
        await world.github.webhooks.idle();
        vi.advanceTimersByTime(1_000);
        await bot.idle();
      }
      return calls() - before;
    },
  };
}
