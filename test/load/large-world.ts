import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createWorld, organization, type World } from '@countersign/sandbox-stage/cast';
import { type Countersign, createApp } from '../../src/app.ts';
import { parsePolicy } from '../../src/config/policy-file.ts';
import type { GithubUserId, OrganizationId, RequestNumber, SlackUserId } from '../../src/domain/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { handTicked } from './hand-ticked.ts';

const migrationsFolder = resolve(import.meta.dirname, '../../db/migrations');
/** A Monday morning, half past nine in UTC. */
const firstMoment = Date.parse('2027-03-01T09:30:00Z');
const dayMs = 86_400_000;
const tokensEach = 50;
/** GitHub lets nobody have more. Their holders stand first, the requesters behind them. */
const firstRequester = (tokens: number): number => Math.ceil(tokens / tokensEach);

export type Size = {
  readonly members: number;
  readonly repositories: number;
  /** Every second one has selected repositories. */
  readonly tokens: number;
  readonly requests: number;
};

export type LargeWorld = World & {
  readonly bot: Countersign;
  readonly now: () => number;
  /** Everything that was logged. */
  readonly said: readonly string[];
  /** Lets so many seconds go by, one after the other: the real timetable ticks in each. Answers how many calls GitHub got. */
  readonly pass: (seconds: number, eachSecond?: (second: number) => void) => Promise<number>;
  /** The calls so far. */
  readonly calls: () => number;
  /** Waits until GitHub got so many, and lets it answer no selection of repositories until it is to go on. */
  readonly holdGithubAt: (count: number) => Promise<{ readonly goOn: () => void }>;
  readonly end: () => Promise<void>;
};

function populate({ github }: World, size: Size): void {
  const { state, people } = github;
  const acme = state.organization(organization);
  if (acme === undefined) throw new Error('no organization');
  for (let index = 0; index < size.repositories; index += 1) {
    people.createRepository(organization, { name: `service-${index}`, private: true });
  }
  acme.approvalRequired = false;
  let left = size.tokens;
  for (let index = 0; index < size.members; index += 1) {
    acme.members.set(people.addUser(`member-${index}`).id, 'member');
    for (let number = 0; left > 0 && number < tokensEach; number += 1) {
      left -= 1;
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

/** Requests of so many different members that wait for a decision since this morning; the first one is still to get its card. */
async function seedRequests({ github }: World, databasePath: string, { requests, tokens }: Size): Promise<void> {
  const { state } = github;
  const id = (state.organization(organization)?.account.id ?? 0) as OrganizationId;
  const store = await openStore(databasePath, migrationsFolder);
  const nothing = {
    baselinedAt: null,
    pendingListedAt: null,
    activeListedAt: null,
    unread: { active: [], pending: [] },
    classicListedAt: null,
    classicSight: 'unknown',
    reminderDays: null,
  } as const;
  const rest = { upSince: null, paused: null, digestedAt: null, weeklyAt: null, mode: 'enforce' } as const;
  const row = { id, version: 1, login: organization, ...nothing, ...rest };
  await store.commit({ writes: [{ table: 'organizations', was: null, row }], entries: [], effects: [] }, firstMoment);
  for (let index = 0; index < requests; index += 1) {
    const number = await store.nextRequestNumber();
    const login = `member-${firstRequester(tokens) + index}`;
    const slackId = slackIdOf(firstRequester(tokens) + index);
    const requester = { slackId, githubId: state.user(login).id as GithubUserId, login };
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

function policyFor(world: World, members: number) {
  const people = Array.from({ length: members }, (_, index) => `  ${slackIdOf(index)}: member-${index}`);
  const read = parsePolicy(world.policy.replace(/^people:\n/m, `people:\n${people.join('\n')}\n`), 'policy.yml');
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.policy;
}

/** An organization of some size on a local GitHub, and the program with its own timetable, whose seconds go by when told. */
export async function startLargeWorld(size: Size): Promise<LargeWorld> {
  let clockMs = firstMoment;
  const world = await createWorld(() => new Date(clockMs));
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  const databasePath = join(folder, 'countersign.db');
  populate(world, size);
  world.github.hourlyLimit = 5_000;
  await seedRequests(world, databasePath, size);
  const said: string[] = [];
  const say = (what: string): void => void said.push(what);
  const { made: bot, tick } = await handTicked(() =>
    createApp(world.configFor(databasePath), world.secrets, policyFor(world, size.members), {
      clock: { now: () => clockMs, elapsedMs: () => clockMs },
      log: { info: say, warn: say, error: say },
      migrationsFolder,
      isGithubPaced: false,
      patience: 20,
    }),
  );
  world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  world.github.webhooks.setUrl(`http://127.0.0.1:${bot.port}/github/webhooks`);
  const calls = (): number => world.github.server.calls.length;
  return {
    ...world,
    ...{ bot, calls, said },
    now: () => clockMs,
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
    pass: async (seconds, eachSecond) => {
      const before = calls();
      for (let second = 0; second < seconds; second += 1) {
        clockMs += 1_000;
        eachSecond?.(second);
        await world.github.webhooks.idle();
        tick();
        await bot.idle();
      }
      return calls() - before;
    },
    end: async () => {
      await bot.stop();
      await world.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
