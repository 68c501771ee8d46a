import { createHmac } from 'node:crypto';
import { write } from '@countersign/sandbox-slack/shortcut';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { canaries, canariesIn, leaksOf } from '../support/canaries.ts';
import { type Json, requestFor, sendRaw } from '../support/raw-slack.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, carl } = cast;
const forALongTime = 60_000;

/** The one call that a reported credential goes out by. */
const revocation = 'GitHub POST /credentials/revoke';
const elsewhere = async (world: TestWorld) =>
  (await leaksOf(world)).filter((leak) => !leak.startsWith(`${revocation}: `));

/** Submits a page of the form with this in it, and gives the page that comes instead; what came back must hold no piece of a canary. */
async function submit(world: TestWorld, metadata: string, pasted: string | null, leaks: string[]): Promise<Json> {
  const request = requestFor({ kind: 'submission', id: 'report_leak' }, mona.slackId, channel, 'x');
  const values = pasted === null ? {} : { credential: { credential: { type: 'plain_text_input', value: pasted } } };
  const view = { ...(request.view as Json), private_metadata: metadata, state: { values } };
  const { httpStatus, body } = await sendRaw(world, { kind: 'submission' }, { ...request, view });
  await world.bot().idle();
  leaks.push(...(httpStatus === 200 ? [] : [`answered ${httpStatus}`]), ...canariesIn(body));
  return ((JSON.parse(body) as Json).view ?? {}) as Json;
}

const revocable = [
  'a classic token',
  'a fine-grained token',
  'an OAuth token',
  'a user token of an App',
  'a refresh token',
];

const answers = [
  null,
  { status: 500, body: 'echo' },
  { status: 422, body: 'echo' },
  { status: 403, body: 'echo', retryAfterSeconds: 60 },
  'drop',
] as const;

describe('a credential of any kind that somebody reports', () => {
  it(
    'is found in GitHub’s revocation and nowhere else, whatever GitHub answers',
    async () => {
      const world = await startWorld();
      const leaks: string[] = [];
      for (const [at, { secret }] of canaries.entries()) {
        const answer = answers[at % answers.length];
        if (answer != null) {
          const echoing = answer === 'drop' ? answer : { ...answer, body: { message: secret, errors: [secret] } };
          world.github.server.faults.add({ fits: /revoke$/, when: 'before', answer: echoing });
        }
        const form = JSON.stringify({ id: `report-${at}` });
        const asking = await submit(world, form, `it is ${secret} `, leaks);
        const first = await submit(world, String(asking.private_metadata), secret, leaks);
        await submit(world, String(first.private_metadata ?? form), secret, leaks);
        world.github.server.faults.clear();
      }
      await world.pass({ minutes: 5 });
      const sent = world.github.server.calls.flatMap(({ name, body }) =>
        `GitHub ${name}` === revocation ? (body as { body: { credentials: readonly string[] } }).body.credentials : [],
      );
      expect([...new Set(sent)]).toEqual(
        canaries.filter(({ name }) => revocable.includes(name)).map(({ secret }) => secret),
      );
      expect([...leaks, ...(await elsewhere(world))]).toEqual([]);
    },
    forALongTime,
  );

  it(
    'is not said again by a message’s menu or the command, which find it in what was written',
    async () => {
      const world = await startWorld();
      world.slack.addChannel({ id: 'C0GENERAL01', name: 'general', members: [mona.slackId, carl.slackId] });
      const leaks: string[] = [];
      for (const { secret } of canaries) {
        const message = write(world.slack.state, carl.slackId, 'C0GENERAL01', `see ${secret} there`);
        const ways = [
          () => world.slack.shortcut(mona.slackId, message, 'report_leak'),
          () => world.slack.command(mona.slackId, `/pat leak ${secret}`),
        ];
        for (const open of ways) {
          const { modal: asking } = await open();
          if (asking === undefined) throw new Error('nothing was opened');
          const { view: done } = await world.slack.submit(mona.slackId, asking);
          leaks.push(...canariesIn(JSON.stringify([asking, done])));
        }
      }
      await world.pass({ minutes: 5 });
      expect([...leaks, ...(await elsewhere(world))]).toEqual([]);
    },
    forALongTime,
  );
});

/** A webhook as GitHub sends it, with this as its id too, which nobody signs. */
async function deliver(world: TestWorld, webhook: Json, id: string): Promise<number> {
  const body = JSON.stringify(webhook);
  const signature = createHmac('sha256', world.secrets.githubWebhookSecret ?? '')
    .update(body)
    .digest('hex');
  const { status } = await fetch(`http://127.0.0.1:${world.bot().port}/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'personal_access_token_request',
      'x-github-delivery': encodeURIComponent(id),
      'x-hub-signature-256': `sha256=${signature}`,
    },
  });
  return status;
}

describe('a credential of any kind in what comes over HTTP', () => {
  it(
    'in GitHub’s webhooks, rightly signed, and in addresses, is found nowhere',
    async () => {
      const world = await startWorld();
      const leaks: string[] = [];
      for (const { secret } of canaries) {
        const account = { id: 1, login: secret, type: 'User' };
        const said = { sender: account, action: secret };
        const webhooks = [
          {
            ...{ ...said, organization: { login: organization, description: secret } },
            personal_access_token_request: { id: 5, token_id: 7, owner: account, token_name: secret, reason: secret },
          },
          { ...said, organization: { login: secret }, membership: { user: account } },
        ];
        for (const webhook of webhooks) expect(await deliver(world, webhook, secret)).toBe(202);
        const port = world.bot().port;
        for (const path of [
          `/${encodeURIComponent(secret)}`,
          `/github/link?ticket=${encodeURIComponent(secret)}`,
          `/github/callback?code=${encodeURIComponent(secret)}&state=${encodeURIComponent(secret)}`,
        ]) {
          const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
          leaks.push(...canariesIn(await answer.text()), ...canariesIn(JSON.stringify([...answer.headers])));
        }
      }
      await world.pass({ minutes: 5 });
      expect([...leaks, ...(await leaksOf(world))]).toEqual([]);
    },
    forALongTime,
  );
});
