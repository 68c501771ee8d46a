import { join } from 'node:path';
import { cast, createWorld } from '@countersign/sandbox-stage/cast';
import { openDatabaseEye } from '@countersign/sandbox-stage/database-eye';
import { settle as letSettle } from '@countersign/sandbox-stage/settle';
import { expect, it, onTestFinished } from 'vitest';
import { type Countersign, createApp } from '../../../src/app.ts';
import { askForToken, fillForm } from '../../support/ask-for-token.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  directMessages,
  isActive,
  makeToken,
  reads,
} from '../../support/people.ts';
import { compiled, firstMoment, memoryLog, type TestWorld } from '../../support/start-world.ts';
import { temporaryFolder } from '../sqlite/temporary-store.ts';
import { copied, move } from './moving.ts';
import { migrationsFolder, temporaryDatabase } from './temporary-database.ts';

const { mona, bea, dan } = cast;
const dayMs = 86_400_000;

/** The program on one database after the other, in one world. It is stopped first. */
async function startWorldOn(path: string) {
  let clockMs = firstMoment;
  const world = await createWorld(() => new Date(clockMs), undefined, 20);
  const { log, lines } = memoryLog();
  const start = async (databaseUrl: string | null): Promise<Countersign> => {
    const started = await createApp(world.configFor(path), { ...world.secrets, databaseUrl }, compiled(world.policy), {
      clock: { now: () => clockMs, elapsedMs: () => clockMs },
      log,
      migrationsFolder,
      hasTimetable: false,
      isGithubPaced: false,
      isSlackPaced: false,
      patience: 20,
    });
    world.slack.setRequestUrl(`http://127.0.0.1:${started.port}/slack/events`);
    world.github.webhooks.setUrl(`http://127.0.0.1:${started.port}/github/webhooks`);
    return started;
  };
  let bot = await start(null);
  let eye = openDatabaseEye(path);
  const settle = async (): Promise<void> => {
    await world.github.webhooks.idle();
    await letSettle(bot, eye, () => clockMs);
  };
  const stop = async (): Promise<void> => {
    eye.shut();
    await bot.stop();
  };
  onTestFinished(async () => {
    await stop();
    await world.stop();
    expect(lines.filter(({ level, what }) => level === 'error' && what.includes('bug'))).toEqual([]);
  });
  await settle();
  return {
    stop,
    startOn: async (url: string): Promise<void> => {
      bot = await start(url);
      eye = openDatabaseEye(url);
      await settle();
    },
    world: {
      ...world,
      now: () => clockMs,
      settle,
      pass: async ({ days = 0, hours = 0 }: { readonly days?: number; readonly hours?: number }) => {
        clockMs += days * dayMs + hours * 3_600_000;
        await settle();
      },
    } as unknown as TestWorld,
  };
}

it('a program with work in its hands is stopped, moved to PostgreSQL, started there, and goes on as if nothing had been', async () => {
  const path = join(temporaryFolder(), 'countersign.db');
  const { world, stop, startOn } = await startWorldOn(path);
  const { slack } = world;

  // Two tokens that end in 30 days, with a first reminder that is due in two hours.
  const tokens = [];
  for (const [index, name] of ['nightly-release', 'old-job'].entries()) {
    await askForToken(world, mona.slackId, { token_name: name });
    await approve(world, `PAT-${index + 1}`);
    tokens.push(await makeToken(world, { name }));
  }
  const [, oldJob] = tokens;
  if (oldJob === undefined || !isActive(world, oldJob)) throw new Error('it was not let in');
  await world.pass({ days: 16, hours: 2 });
  const told = (words: RegExp): readonly string[] =>
    directMessages(world, mona.slackId).filter((text) => words.test(text));
  expect(told(/for acme expires /)).toEqual([]);
  // A request that waits in front of the owners, and a form that is filled in and not sent.
  await askForToken(world, dan.slackId, { token_name: 'docs-build', repositories: ['website'] });
  const card = cardOf(world, 'PAT-3');
  const form = await fillForm(world, mona.slackId, { token_name: 'weekly-report' });
  // And news for Mona that Slack did not take.
  slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', answer: { status: 503 }, times: 40 });
  world.github.people.revokeOnGithub(bea.login, oldJob.tokenId);
  await world.settle();
  const lost = /“old-job” lost access to acme/;
  expect(told(lost)).toEqual([]);

  await stop();
  const url = await temporaryDatabase();
  const { said, status } = move([url, path]);
  expect(said).toContain('Copied and checked');
  expect(status).toBe(0);
  slack.server.faults.clear();
  await startOn(url);

  const clicked = await slack.click(bea.slackId, card, 'approve_request');
  expect(clicked.ephemeral).toEqual([]);
  await world.settle();
  expect(reads(asItIsNow(world, card))).toContain('Approved by');
  expect(buttonsOf(asItIsNow(world, card))).not.toContain('approve_request');
  expect(cardOf(world, 'PAT-3').ts).toBe(card.ts);
  expect((await slack.submit(mona.slackId, form)).closed).toBe(true);
  await world.settle();
  expect(reads(cardOf(world, 'PAT-4'))).toContain('weekly-report');
  await world.pass({ hours: 2 });
  expect(told(lost)).toHaveLength(1);
  for (let step = 0; step < 3; step += 1) await world.pass({ hours: 10 });
  expect(told(/for acme expires /)).toHaveLength(1);
  expect(told(lost)).toHaveLength(1);
  expect(await copied(url, path)).toMatchObject({ status: 0, said: expect.stringContaining('Nothing was changed') });
});
