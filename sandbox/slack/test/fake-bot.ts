import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalSlack } from '../local-slack.ts';

export type Json = Readonly<Record<string, unknown>>;
export type Received = {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  /** The payload of an interaction, the fields of a command, or an event's envelope. */
  readonly payload: Json;
};
export type BotAnswer = { readonly status?: number; readonly body?: unknown };
/** Answers a request; `silence` lets it hang. */
export type Behaviour = (received: Received) => BotAnswer | 'silence' | Promise<BotAnswer | 'silence'>;

export type Stage = {
  readonly slack: LocalSlack;
  readonly received: Received[];
  /** The Web API's answer. */
  readonly api: (method: string, given: object, token?: string) => Promise<Json>;
  readonly respond: (url: string, answer: object) => Promise<number>;
  behave: Behaviour;
  now: Date;
  readonly end: () => Promise<void>;
};

export const signingSecret = 'local-signing-secret';
export const botToken = 'xoxb-local';

/** A local Slack with Mona, Hubot and a channel, and a bot of a few lines. */
export async function setStage(settings: { readonly answerWithinMs?: number } = {}): Promise<Stage> {
  const received: Received[] = [];
  const bot = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const one = { headers: request.headers, raw, payload: readPayload(request.headers, raw) };
    received.push(one);
    const answer = await stage.behave(one);
    if (answer === 'silence') return;
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(
      answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
    );
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  bot.listen(0, '127.0.0.1', resolve);
  await promise;
  const slack = new LocalSlack({ ...settings, signingSecret, botToken, now: () => stage.now });
  await slack.start();
  slack.setRequestUrl(`http://127.0.0.1:${(bot.address() as AddressInfo).port}/slack/events`);
  slack.addPerson({ id: 'U1', name: 'mona', realName: 'Mona Lisa', tz: 'Europe/Berlin', locale: 'de-DE' });
  slack.addPerson({ id: 'U2', name: 'hubot' });
  slack.addChannel({ id: 'C1', name: 'tokens', members: ['U1'] });
  slack.inviteBot('C1');
  const stage: Stage = {
    slack,
    received,
    behave: () => ({}),
    now: new Date('2026-03-02T09:00:00Z'),
    api: async (method, given, token = botToken) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(given) });
      return (await answer.json()) as Json;
    },
    respond: async (url, answer) => (await fetch(url, { method: 'POST', body: JSON.stringify(answer) })).status,
    end: async () => {
      await slack.stop();
      bot.closeAllConnections();
      bot.close();
    },
  };
  return stage;
}

function readPayload(headers: IncomingHttpHeaders, raw: string): Json {
  if (headers['content-type'] === 'application/json') return JSON.parse(raw) as Json;
  const form = new URLSearchParams(raw);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : (JSON.parse(payload) as Json);
}

export const text = (words: string): object => ({ type: 'plain_text', text: words });
export const modal = (blocks: readonly object[] = [], more: object = {}): object => ({
  type: 'modal',
  callback_id: 'request_token',
  title: text('A token'),
  submit: text('Ask'),
  blocks,
  ...more,
});
export const card = (value = '7.1'): object[] => [
  { type: 'section', block_id: 'what', text: { type: 'mrkdwn', text: '*PAT-7* for <@U1> &amp; nobody else' } },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [{ type: 'button', action_id: 'approve_request', text: text('Approve'), style: 'primary', value }],
  },
];
