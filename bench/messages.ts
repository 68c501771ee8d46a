// 5,000 people's notices due at once, a Slack that allows ten messages a second: how much of that is used, and what waits meanwhile.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePolicy } from '../src/config/policy-file.ts';
import type { Effect, Write } from '../src/domain/change.ts';
import type { SlackUserId } from '../src/domain/ids.ts';
import { Outbox } from '../src/outbox/outbox.ts';
import { Pacer } from '../src/outbox/pacer.ts';
import { slackPace } from '../src/outbox/slack-pace.ts';
import type { Ports } from '../src/ports/ports.ts';
import { createMessenger } from '../src/slack/messenger.ts';
import { createWebClients } from '../src/slack/web-clients.ts';
import { systemClock } from '../src/system-clock.ts';
import { english } from '../src/wording/english.ts';
import { acme, activeToken, dueNotice, organization, write } from '../test/store/sample-rows.ts';
import { actual } from '../test/support/sample-scopes.ts';
import { print } from './figures.ts';
import { measured } from './loop-delay.ts';
import { openBenchStore } from './temporary-store.ts';

const { values } = parseArgs({ options: { people: { type: 'string' }, seconds: { type: 'string' } } });
const people = Number(values.people ?? 5_000);
const seconds = Number(values.seconds ?? 60);
const allowed = 10;

const slack = fork(join(import.meta.dirname, 'strict-slack.ts'));
const [{ address }] = (await once(slack, 'message')) as [{ readonly address: { readonly port: number } }];
const { store, remove } = await openBenchStore();
const now = systemClock.now();
const expiresAt = now + 2 * 86_400_000;
await store.commit({ writes: [write('organizations', organization())], entries: [], effects: [] }, now);
for (let from = 0; from < people; from += 500) {
  const writes: Write[] = [];
  const effects: Effect[] = [];
  for (let index = from; index < Math.min(from + 500, people); index += 1) {
    const id = `a${index}`;
    const token = { tokenId: index + 1, patId: index + 1, scope: actual({ expiresAt }), requestNumber: null };
    writes.push(write('active_tokens', activeToken(id, token as never)));
    writes.push(write('due_notices', dueNotice(`n${index}`, { activeTokenId: id, expiresAt, status: 'claimed' })));
    effects.push({
      ...{ kind: 'post', key: `notice ${index}`, message: { kind: 'expiry', noticeIds: [`n${index}`] } },
      to: { to: 'person', slackId: `U${index}` as SlackUserId, organizationId: acme },
    });
  }
  await store.commit({ writes, entries: [], effects }, now);
}
const read = parsePolicy('organizations:\n  - { login: acme, channel: C0CARDS }\npeople: {}\n', 'policy.yml');
if ('problems' in read) throw new Error(read.problems.join('\n'));
const errors: string[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (what: string) => void errors.push(what) };
const wake = { outbox: (): void => void outbox.wake(), reconcile: () => undefined };
const directory = { person: async () => null, languageOf: async () => null };
const ports = { store, clock: systemClock, log, directory, policy: () => read.policy, wake } as unknown as Ports;
const { background } = createWebClients({ botToken: 'xoxb-bench', apiUrl: `http://127.0.0.1:${address.port}/api/` });
const messenger = createMessenger(background, () => english, systemClock);
const outbox = new Outbox(
  { ports, messenger, githubWebUrl: 'https://github.com' },
  new Pacer(slackPace, systemClock.elapsedMs),
);
// As the timetable does.
const ticking = setInterval(wake.outbox, 2_000);
const { ms, longestMs } = await measured(async () => {
  wake.outbox();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
});
slack.send('how many');
const [{ count, refused }] = (await once(slack, 'message')) as [{ readonly count: number; readonly refused: number }];
clearInterval(ticking);
await outbox.stop();
await store.close();
remove();
slack.disconnect();
// Ten may go at the very beginning.
const ratio = count / (allowed * (ms / 1_000) + allowed);
print([
  [
    `messages of ${people.toLocaleString('en')} due at once, in ${seconds} s, beside what Slack allows`,
    ratio.toFixed(3),
    '≥ 0.95',
  ],
  ['answered with 429', String(refused), '0'],
  ['longest stretch of the event loop', `${longestMs.toFixed(0)} ms`, '< 50 ms'],
  ['errors logged', String(errors.length), '0'],
]);
process.exit();
