// The anchor: Bolt by itself, which answers the same three things with the least that they need. Bundled as the program is.
import { Octokit } from '@octokit/core';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import Sqlite from 'better-sqlite3';

const { BENCH_OUTSIDE: outside = '', BENCH_DATABASE: path = '', BENCH_SECRET: signingSecret = '' } = process.env;
const database = new Sqlite(path);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table if not exists told (id integer primary key, at integer, what text)');
const insert = database.prepare('insert into told (at, what) values (?, ?)');
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
app.action('approve_request', async ({ body, ack }) => {
  await github.request('GET /orgs/{org}/memberships/{username}', { org: 'acme', username: 'u1' });
  insert.run(Date.now(), body.user.id);
  await ack();
});
await app.init();
await receiver.start(Number(process.env.PORT));
