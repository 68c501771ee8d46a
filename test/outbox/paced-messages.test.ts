import { LocalSlack } from '@countersign/sandbox-slack/local-slack';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Effect } from '../../src/domain/change.ts';
import type { ChannelId, SlackUserId } from '../../src/domain/ids.ts';
import { Outbox } from '../../src/outbox/outbox.ts';
import { Pacer } from '../../src/outbox/pacer.ts';
import { slackPace } from '../../src/outbox/slack-pace.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { createWebClients } from '../../src/slack/web-clients.ts';
import { english } from '../../src/wording/english.ts';
import { acme, change, organization, write } from '../store/sample-rows.ts';
import { openTemporaryStore, rawConnection } from '../store/sqlite/temporary-store.ts';
import { compiled, firstMoment, memoryLog } from '../support/start-world.ts';

const cards = 'C0CARDS' as ChannelId;

type Arrival = { readonly at: number; readonly place: string };

/** The outbox on a local Slack, by a clock that only moves when told. */
async function startOutbox(effects: readonly Effect[], people: readonly string[]) {
  let now = firstMoment;
  const slack = new LocalSlack({ signingSecret: 's', botToken: 'xoxb-local', now: () => new Date(now) });
  await slack.start();
  onTestFinished(() => slack.stop());
  for (const id of people) slack.addPerson({ id, name: id.toLowerCase(), realName: id, tz: 'UTC' });
  slack.addChannel({ id: cards, name: 'tokens', isPrivate: true, members: [] });
  slack.inviteBot(cards);
  const { store, path } = await openTemporaryStore();
  await store.commit(change({ writes: [write('organizations', organization())], effects }), now);
  const clock = { now: () => now, elapsedMs: () => now };
  const { log, lines } = memoryLog();
  const policy = compiled(`organizations:\n  - { login: acme, channel: ${cards} }\npeople: {}\n`);
  const directory = { languageOf: async () => null };
  const wake = { outbox: (): void => undefined, reconcile: (): void => undefined };
  const ports = { store, clock, log, policy: () => policy, wake, directory } as unknown as Ports;
  const { background } = createWebClients({ botToken: 'xoxb-local', apiUrl: slack.apiUrl });
  const messenger = createMessenger(background, () => english, clock);
  const outbox = new Outbox(
    { ports, messenger, githubWebUrl: 'https://github.com' },
    new Pacer(slackPace, clock.elapsedMs),
  );
  onTestFinished(() => outbox.stop());
  const arrivals: Arrival[] = [];
  slack.server.intercept = async ({ name, body }, moment) => {
    if (name !== 'chat.postMessage' || moment !== 'before') return;
    arrivals.push({ at: now, place: (body as { readonly channel: string }).channel });
  };
  const waiting = rawConnection(path).prepare("SELECT id FROM effects WHERE state = 'waiting' LIMIT 1");
  /** Wakes it again and again while time goes by, until all is sent. */
  const run = async (stepMs = 10): Promise<void> => {
    while (waiting.get() !== undefined) {
      await outbox.wake();
      await outbox.idle();
      now += stepMs;
    }
  };
  return { slack, path, lines, run, arrivals, elapsedSeconds: () => (now - firstMoment) / 1_000 };
}

const toPerson = (slackId: string, index = 0): Effect => ({
  kind: 'post',
  key: `to ${slackId} ${index}`,
  to: { to: 'person', slackId: slackId as SlackUserId, organizationId: acme },
  message: { kind: 'gave_up', about: 'card', why: 'a test' },
});
const toReviewers = (index: number): Effect => ({
  kind: 'post',
  key: `card ${index}`,
  to: { to: 'reviewers', organizationId: acme },
  message: { kind: 'gave_up', about: 'card', why: 'a test' },
});
const peopleOf = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `U${index}`);

/** The most that arrived within a second. */
function mostInASecond(arrivals: readonly Arrival[]): number {
  return Math.max(
    ...arrivals.map(({ at }) => arrivals.filter((other) => other.at > at - 1_000 && other.at <= at).length),
  );
}

function shortestGapMs(arrivals: readonly Arrival[]): number {
  const times = arrivals.map(({ at }) => at);
  return Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)));
}

describe('messages that are due at once', () => {
  it('go to many people as fast as Slack lets them, and never faster', async () => {
    const people = peopleOf(200);
    const { run, arrivals, elapsedSeconds } = await startOutbox(
      people.map((slackId) => toPerson(slackId)),
      people,
    );
    await run();
    expect(new Set(arrivals.map(({ place }) => place)).size).toBe(200);
    expect(mostInASecond(arrivals)).toBeLessThanOrEqual(10);
    expect(200 / elapsedSeconds()).toBeGreaterThanOrEqual(0.95 * 10);
  });

  it('go to one channel once a second, and meanwhile to everybody else', async () => {
    const people = peopleOf(20);
    const effects = [...[1, 2, 3, 4, 5].map(toReviewers), ...people.map((slackId) => toPerson(slackId))];
    const { run, arrivals, elapsedSeconds } = await startOutbox(effects, people);
    await run();
    const inChannel = arrivals.filter(({ place }) => place === cards);
    expect(inChannel).toHaveLength(5);
    expect(shortestGapMs(inChannel)).toBeGreaterThanOrEqual(1_000);
    expect(elapsedSeconds()).toBeLessThanOrEqual(4 * 1.05 + 0.1);
  });

  it('wait as long as Slack asks, without a call and without a failure of their own', async () => {
    const people = peopleOf(30);
    const { slack, run, arrivals, lines, path } = await startOutbox(
      people.map((slackId) => toPerson(slackId)),
      people,
    );
    slack.server.faults.add({
      ...{ fits: 'chat.postMessage', when: 'before', answer: { status: 429, retryAfterSeconds: 60 } },
    });
    await run(250);
    expect(slack.server.calls.filter(({ status }) => status === 429)).toHaveLength(1);
    const [refused, ...taken] = arrivals.map(({ at }) => at - firstMoment);
    expect(refused).toBe(0);
    expect(Math.min(...taken)).toBeGreaterThanOrEqual(60_000);
    expect(taken).toHaveLength(30);
    // Nobody else was even leased meanwhile.
    expect(rawConnection(path).prepare('SELECT count(*) AS count FROM effects WHERE attempt = 1').get()).toEqual({
      count: 29,
    });
    expect(lines).toEqual([]);
  });
});
