// Slack and GitHub as one server whose answers are ready-made, and whoever clicks, in a process of their own: what is measured is the program.
import { createHmac } from 'node:crypto';
import { Agent, request as ask, createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export const signingSecret = 'bench-signing-secret-0123456789';
export const botToken = 'xoxb-bench-not-a-real-token';
export const channel = 'C0CARDS';
const team = 'T0BENCH';

/** How many clicks of what kind, so many at once, and where they go. `from`: the first request's number. */
export type Load = {
  readonly kind: 'approve' | 'help' | 'request' | 'suggest';
  readonly url: string;
  readonly count: number;
  readonly atOnce: number;
  readonly from: number;
};
export type Loaded = { readonly ms: number; readonly failed: number; readonly times: readonly number[] };

let last = 0;
function next(): number {
  last += 1;
  return last;
}
const user = (id: string): object => ({ id, team_id: team, real_name: id, tz: 'UTC' });

function slackAnswer(method: string, sent: URLSearchParams): object {
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: team, user_id: 'U0BOT', bot_id: 'B0BOT' };
    case 'users.info':
      return { ok: true, user: user(sent.get('user') ?? '') };
    case 'conversations.info':
      return { ok: true, channel: { id: sent.get('channel'), is_private: true } };
    case 'views.open':
      return { ok: true, view: { id: `V${next()}` } };
    default:
      return { ok: true, channel: sent.get('channel'), ts: `1790000000.${next()}`, message: {} };
  }
}

const account = (id: number, login: string): object => ({ id, login });
/** Accounts go by number: `u7` is 7. */
const numberOf = (login: string): number => Number(login.slice(1));

/** Who owns so many repositories says so by the variable; the words are those that `rows` searches for. */
const { BENCH_REPOSITORIES: repositories = '0' } = process.env;
const words = ['pay', 'web', 'data', 'infra', 'mobile', 'search', 'ledger', 'auth'];
const perPage = 100;

function pageOfRepositories(page: number): readonly object[] {
  const from = (page - 1) * perPage;
  const length = Math.min(Math.max(Number(repositories) - from, 0), perPage);
  return Array.from({ length }, (_, index) => {
    const id = from + index;
    return { id: id + 1, private: false, name: `${words[id % 8]}-${words[(id >> 3) % 8]}-service-${id}` };
  });
}

function githubAnswer(path: string, query: URLSearchParams): object {
  const login = path.split('/').at(-1) ?? '';
  if (path.endsWith('/installation')) return { id: 1, account: account(1, 'acme'), suspended_at: null };
  if (path.endsWith('/access_tokens')) {
    return { token: 'ghs_bench', expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} };
  }
  if (path.includes('/memberships/')) return { state: 'active', role: 'admin', user: account(numberOf(login), login) };
  if (path.endsWith('/repos')) return pageOfRepositories(Number(query.get('page')));
  if (path.includes('/users/')) return account(numberOf(login), login);
  return [];
}

const server = createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const [path = '', query] = (incoming.url ?? '').split('?');
    const isSlack = path.startsWith('/api/');
    const answer = isSlack
      ? slackAnswer(path.slice('/api/'.length), new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
      : githubAnswer(path, new URLSearchParams(query));
    response.writeHead(path.endsWith('/access_tokens') ? 201 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
});

/** Whoever approves: each no more than the policy lets one person approve in ten minutes. */
export const owners = Array.from({ length: 60 }, (_, index) => ({
  slackId: `U0OWNER${index + 1}`,
  login: `u${1_001 + index}`,
}));
/** Whoever asks. */
export const askers = Array.from({ length: 20 }, (_, index) => ({
  slackId: `U0ASKER${index + 1}`,
  login: `u${index + 1}`,
}));
/** A loopback address, to which the program may answer as well. */
let respondAt = '';

const typed = ['p', 'pay', 'pay-w', 'service-4', 'ledger-auth', '49999', 'e', 'data-infra-service-1'];

/** What somebody typed into the form's field of repositories; `draftOf` says what their form is kept as. */
function suggestionBody(index: number): string {
  const asker = askers[index % askers.length]?.slackId ?? '';
  const page = JSON.stringify({ draftId: draftOf(asker), page: 1 });
  const payload = {
    ...{ type: 'block_suggestion', user: { id: asker, team_id: team }, team: { id: team, domain: 'bench' } },
    ...{ api_app_id: 'A0BENCH', enterprise: null, is_enterprise_install: false },
    ...{ container: { type: 'view', view_id: 'V1' }, action_id: 'repositories', block_id: 'repositories' },
    value: typed[index % typed.length],
    view: { id: 'V1', team_id: team, type: 'modal', callback_id: 'request_token', private_metadata: page },
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

export function draftOf(asker: string): string {
  return `draft-${asker}`;
}

function bodyOf({ kind, from }: Load, index: number): string {
  if (kind === 'suggest') return suggestionBody(index);
  const place = { trigger_id: `${index}.1`, response_url: respondAt };
  if (kind !== 'approve') {
    const asker = askers[index % askers.length]?.slackId ?? '';
    const command = { command: '/pat', text: kind, channel_id: channel, user_id: asker, user_name: asker };
    return new URLSearchParams({ team_id: team, api_app_id: 'A0BENCH', ...command, ...place }).toString();
  }
  const number = from + index;
  const { slackId = '', login = '' } = owners[number % owners.length] ?? {};
  const action = {
    type: 'button',
    action_id: 'approve_request',
    block_id: 'b',
    value: `${number}.1`,
    action_ts: '1.1',
  };
  const payload = {
    ...{
      type: 'block_actions',
      user: { id: slackId, username: login, team_id: team },
      api_app_id: 'A0BENCH',
    },
    ...{ team: { id: team, domain: 'bench' }, enterprise: null, is_enterprise_install: false, ...place },
    container: { type: 'message', message_ts: `1780000000.${number}`, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'privategroup' },
    message: { type: 'message', ts: `1780000000.${number}`, blocks: [] },
    state: { values: {} },
    actions: [action],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

const agent = new Agent({ keepAlive: true });

function click(load: Load, index: number): Promise<{ readonly ms: number; readonly isWell: boolean }> {
  const body = bodyOf(load, index);
  const seconds = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${signature}`,
  };
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const call = ask(load.url, { method: 'POST', agent, headers }, (answer) => {
      let said = '';
      answer.setEncoding('utf8').on('data', (part: string) => (said += part));
      answer.on('end', () => {
        // An empty list is answered soonest.
        const isWhole = load.kind !== 'suggest' || said.includes('"plain_text"');
        resolve({ ms: performance.now() - startedAt, isWell: answer.statusCode === 200 && isWhole });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function carry(load: Load): Promise<Loaded> {
  const times: number[] = [];
  let [begun, failed] = [0, 0];
  const startedAt = performance.now();
  const one = async (): Promise<void> => {
    while (begun < load.count) {
      begun += 1;
      const { ms, isWell } = await click(load, begun - 1);
      times.push(ms);
      if (!isWell) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: load.atOnce }, one));
  const ms = performance.now() - startedAt;
  await wait(0);
  return { ms, failed, times };
}

if (process.send !== undefined && import.meta.main) {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { readonly port: number };
    const address = `http://127.0.0.1:${port}`;
    respondAt = `${address}/api/respond`;
    process.send?.({ address });
  });
  process.on('message', (load: Load) => void carry(load).then((loaded) => process.send?.(loaded)));
  process.on('disconnect', () => process.exit());
}
