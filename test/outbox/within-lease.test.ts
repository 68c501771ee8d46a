import { LocalSlack } from '@countersign/sandbox-slack/local-slack';
import { expect, it, onTestFinished } from 'vitest';
import type { SlackUserId } from '../../src/domain/ids.ts';
import { Outbox } from '../../src/outbox/outbox.ts';
import { Pacer } from '../../src/outbox/pacer.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { Store } from '../../src/ports/store.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { createWebClients } from '../../src/slack/web-clients.ts';
import { english } from '../../src/wording/english.ts';
import { nextDueAt } from '../store/contract/open-test-store.ts';
import { acme, change, organization, write } from '../store/sample-rows.ts';
import { contentOf, openTemporaryStore } from '../store/sqlite/temporary-store.ts';
import { compiled, firstMoment, memoryLog } from '../support/start-world.ts';

const mona = 'U0MONA' as SlackUserId;

/** One message is due, and so long passes between its lease and its call, by one of both clocks. */
async function sendAfter(passes: { readonly wallMs?: number; readonly elapsedMs?: number }) {
  const at = { wall: firstMoment, elapsed: 0 };
  const slack = new LocalSlack({ signingSecret: 's', botToken: 'xoxb-local', now: () => new Date(at.wall) });
  await slack.start();
  onTestFinished(() => slack.stop());
  slack.addPerson({ id: mona, name: 'mona', realName: 'Mona', tz: 'UTC' });
  const { store, path } = await openTemporaryStore();
  const effect = {
    kind: 'post',
    key: 'k',
    to: { to: 'person', slackId: mona, organizationId: acme },
    message: { kind: 'undeliverable', slackId: mona, about: 'request_card' },
  } as const;
  await store.commit(change({ writes: [write('organizations', organization())], effects: [effect] }), at.wall);
  // As if the process were stopped right after it took the lease.
  const stopped: Store = {
    ...store,
    leaseEffects: async (...given) => {
      const leased = await store.leaseEffects(...given);
      at.wall += passes.wallMs ?? 0;
      at.elapsed += passes.elapsedMs ?? 0;
      return leased;
    },
  };
  const clock = { now: () => at.wall, elapsedMs: () => at.elapsed };
  const policy = compiled('organizations:\n  - { login: acme, channel: C0CARDS }\npeople: {}\n');
  const directory = { languageOf: async () => null };
  const wake = { outbox: (): void => undefined, reconcile: (): void => undefined };
  const ports = {
    store: stopped,
    clock,
    log: memoryLog().log,
    policy: () => policy,
    wake,
    directory,
  } as unknown as Ports;
  const { background } = createWebClients({ botToken: 'xoxb-local', apiUrl: slack.apiUrl });
  const outbox = new Outbox(
    { ports, messenger: createMessenger(background, () => english, clock), githubWebUrl: 'https://github.com' },
    new Pacer(null, clock.elapsedMs),
  );
  await outbox.wake();
  await outbox.idle();
  return { sent: slack.directMessages(mona).length, left: nextDueAt(contentOf(path)) };
}

it.each([
  { what: 'hardly any time', passes: {}, sent: 1 },
  { what: 'a minute', passes: { wallMs: 60_000, elapsedMs: 60_000 }, sent: 1 },
  { what: 'two minutes', passes: { wallMs: 120_000, elapsedMs: 120_000 }, sent: 0 },
  { what: 'two minutes of a machine’s sleep', passes: { wallMs: 120_000 }, sent: 0 },
  { what: 'two minutes while the clock was set back', passes: { wallMs: -3_600_000, elapsedMs: 120_000 }, sent: 0 },
])(
  'between its lease and its call $what passed: the message is sent $sent times, and waits otherwise',
  async ({ passes, sent }) => {
    const found = await sendAfter(passes);
    expect(found.sent).toBe(sent);
    expect(found.left === null).toBe(sent === 1);
  },
);
