// The anchor: Bolt by itself, which answers the same three things with the least that they need. Bundled as the program is. With BENCH_WRITES,
// a copy of the program's database, an approval makes the program's two calls besides and writes the rows that the program's decision writes.
import { createHash, randomUUID } from 'node:crypto';
import { Octokit } from '@octokit/core';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import Sqlite from 'better-sqlite3';

const { BENCH_OUTSIDE: outside = '', BENCH_DATABASE: path = '', BENCH_SECRET: signingSecret = '' } = process.env;
const { BENCH_WRITES: copy } = process.env;
const database = new Sqlite(path);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table if not exists told (id integer primary key, at integer, what text)');
const insert = database.prepare('insert into told (at, what) values (?, ?)');

/** The rows of one approval, in one transaction: the request, where to look next, two messages, and a link of the chain. */
function approvalsIn(file: string): (number: number, actor: string) => void {
  const own = new Sqlite(file);
  own.pragma('journal_mode = WAL');
  own.pragma('synchronous = FULL');
  const request = own.prepare<[number], { version: number; status: string; requester: string }>(
    'select * from token_requests where number = ?',
  );
  const approve = own.prepare(`update token_requests set version = version + 1, status = 'approved', reviews = ?,
    agreement = scope, changed_at = ? where number = ? and version = ?`);
  const hint = own.prepare(
    'insert into hints (id, version, organization_login, key, told, received_at) values (?, 1, ?, ?, ?, ?)',
  );
  const effect = own.prepare(`insert into effects (key, effect, lane, state, attempt, failures, first_due_at, due_at,
    is_asked_again, way) values (?, ?, ?, 'waiting', 0, 0, ?, ?, 0, ?) on conflict do nothing`);
  const head = own.prepare<[], { seq: number; hash: string }>(
    'select seq, hash from entries order by seq desc limit 1',
  );
  const entry = own.prepare(`insert into entries (seq, at, actor, act, subject, data, prev_hash, hash)
    values (?, ?, ?, 'request.approve', ?, ?, ?, ?)`);
  return own.transaction((number: number, actor: string) => {
    const [at, found] = [Date.now(), request.get(number)];
    if (found?.status !== 'pending') throw new Error(`request ${number} is not pending`);
    approve.run(JSON.stringify([{ by: actor, at }]), at, number, found.version);
    hint.run(randomUUID(), 'acme', `click:${randomUUID()}`, JSON.stringify({ event: 'click', holder: 'u1' }), at);
    const subject = `request:${number}`;
    effect.run(
      `redraw:${number}`,
      JSON.stringify({ kind: 'redraw_copy', copyId: `m${number}` }),
      'slack:C1',
      at,
      at,
      'redraw',
    );
    effect.run(
      `post:${number}`,
      JSON.stringify({ kind: 'post', key: `post:${number}` }),
      found.requester,
      at,
      at,
      'post',
    );
    const { seq, hash } = head.get() ?? { seq: 0, hash: '0' };
    const data = JSON.stringify({ revision: 1 });
    const link = createHash('sha256')
      .update(JSON.stringify([seq + 1, at, actor, subject, data, hash]))
      .digest('hex');
    entry.run(seq + 1, at, actor, subject, data, hash, link);
  }).immediate;
}
const writeApproval = copy === undefined ? null : approvalsIn(copy);

const github = new Octokit({ baseUrl: outside, auth: 'ghs_bench' });
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  deferInitialization: true,
  token: 'xoxb-bench-not-a-real-token',
  clientOptions: { slackApiUrl: `${outside}/api/` },
});
app.command('/pat', async ({ command, ack, client }) => {
  if (command.text === 'request') {
    insert.run(Date.now(), command.user_id);
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        ...{ type: 'modal', callback_id: 'request_token', title: { type: 'plain_text', text: 'Request a token' } },
        submit: { type: 'plain_text', text: 'Next' },
        blocks: ['token_name', 'purpose', 'justification'].map((name) => ({
          ...{ type: 'input', block_id: name, label: { type: 'plain_text', text: name } },
          element: { type: 'plain_text_input', action_id: name },
        })),
      },
    });
    await ack();
    return;
  }
  await ack({ response_type: 'ephemeral', text: 'Help: `/pat request`, `/pat list`, `/pat withdraw PAT-12`.' });
});
app.action('approve_request', async ({ body, ack, client, action }) => {
  if (writeApproval !== null) await client.users.info({ user: body.user.id, include_locale: true });
  await github.request('GET /orgs/{org}/memberships/{username}', { org: 'acme', username: 'u1' });
  if (writeApproval === null) insert.run(Date.now(), body.user.id);
  else if (action.type === 'button') writeApproval(Number.parseInt(action.value ?? '', 10), `slack:${body.user.id}`);
  await ack();
});
await app.init();
await receiver.start(Number(process.env.PORT));
