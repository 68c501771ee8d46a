import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it, vi } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  isActive,
  lastDirectMessage,
  makeToken,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;

/** Both connections are open, and greeted. */
async function connected(world: TestWorld, count = 2): Promise<void> {
  await world.slack.until(() => (world.slack.socketMode.connections === count ? true : undefined), 60_000);
}

async function startOverSockets(): Promise<TestWorld> {
  const world = await startWorld({ isOverHttp: true, isSocketMode: true });
  await connected(world);
  return world;
}

async function readiness(world: TestWorld): Promise<{ readonly status: number; readonly waitsFor: readonly string[] }> {
  const response = await fetch(`http://127.0.0.1:${world.bot().port}/readyz`);
  const { waitsFor } = (await response.json()) as { readonly waitsFor: readonly string[] };
  return { status: response.status, waitsFor };
}

describe('Slack that reaches us over connections that we open', () => {
  it('takes a request, its approval and its token to the end, and nothing is posted to any address', async () => {
    const world = await startOverSockets();
    world.slack.setRequestUrl('http://127.0.0.1:1/nobody-listens-here');
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    expect(isActive(world, token)).toBe(true);
    expect(lastDirectMessage(world, mona.slackId)).toContain('PAT-1');
    const types = world.slack.socketMode.sent.map(({ type }) => type);
    expect(types).toContain('slash_commands');
    expect(types).toContain('interactive');
    expect(new Set(world.slack.socketMode.sent.map(({ connection }) => connection)).size).toBe(2);
  });

  it('has no door at our own address', async () => {
    const world = await startOverSockets();
    const response = await fetch(`http://127.0.0.1:${world.bot().port}/slack/events`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(404);
  });

  it.each(['warning', 'refresh_requested'] as const)(
    'ends a connection for a new one (%s), and a click in between is answered over the other',
    async (reason) => {
      const world = await startOverSockets();
      await askForToken(world, mona.slackId);
      world.slack.socketMode.disconnect(reason);
      await world.slack.until(() => (world.slack.socketMode.connections === 1 ? true : undefined));
      const outcome = await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
      expect(outcome.httpStatus).toBe(200);
      await world.settle();
      expect(buttonsOf(cardOf(world, 'PAT-1'))).not.toContain('approve_request');
      await connected(world);
    },
  );

  it('loses every connection at once, and is there again', async () => {
    const world = await startOverSockets();
    world.slack.socketMode.cut();
    expect(await readiness(world)).toMatchObject({ status: 503, waitsFor: ['a connection to Slack (Socket Mode)'] });
    await connected(world);
    expect(await readiness(world)).toMatchObject({ status: 200 });
    await askForToken(world, mona.slackId);
    expect(cardOf(world, 'PAT-1')).toBeDefined();
  });

  it('sends again what it thinks was not taken: it is answered again, and not carried out again', async () => {
    const world = await startOverSockets();
    await askForToken(world, mona.slackId);
    const command = {
      ...{ command: '/pat', text: 'withdraw PAT-1', user_id: mona.slackId, team_id: 'T0SANDBOX00', channel_id: 'D1' },
      ...{ trigger_id: 'none', response_url: '', api_app_id: 'A0COUNTERSIGN' },
    };
    const { socketMode } = world.slack;
    const first = await socketMode.deliver('slash_commands', command, 60_000, 'twice');
    const again = await socketMode.deliver('slash_commands', command, 60_000, 'twice');
    expect(first.body).toContain('PAT-1 was withdrawn');
    expect(again).toEqual(first);
    expect(socketMode.sent.slice(-2).map(({ envelopeId }) => envelopeId)).toEqual(['twice', 'twice']);
  });

  it('says that Socket Mode was switched off, and we say so where an operator looks', async () => {
    const world = await startOverSockets();
    world.slack.socketMode.disconnect('link_disabled');
    await connected(world, 0);
    const isSaid = (): boolean =>
      world.logLines.some(
        ({ level, what, fields }) =>
          level === 'error' && what.includes('SLACK_APP_TOKEN') && fields.why === 'link_disabled',
      );
    await vi.waitUntil(isSaid, { timeout: 60_000, interval: 10 });
    expect(await readiness(world)).toMatchObject({ status: 503 });
  });

  it('says that Slack left events out, and answers it as over HTTP', async () => {
    const world = await startOverSockets();
    const payload = { type: 'app_rate_limited', team_id: 'T0SANDBOX00', minute_rate_limited: 1_518_467_820 };
    const { httpStatus } = await world.slack.socketMode.deliver('events_api', payload, 60_000);
    expect(httpStatus).toBe(200);
    expect(world.logLines.map(({ what }) => what)).toContain(
      'Slack left events out, because there were too many in an hour (app_rate_limited)',
    );
  });

  it.each([
    'not JSON',
    'null',
    '7',
    '[]',
    '{}',
    '{"type":"events_api","envelope_id":"odd"}',
    '{"type":"events_api","envelope_id":"odd","payload":{"type":"event_callback","event":null}}',
    '{"type":"interactive","envelope_id":"odd"}',
    '{"type":"slash_commands","envelope_id":"odd","payload":null}',
    '{"type":"slash_commands","payload":{}}',
  ])('lives on after a message of no shape that Slack sends: %s', async (text) => {
    const world = await startOverSockets();
    world.slack.socketMode.say(text);
    const outcome = await world.slack.command(mona.slackId, '/pat list');
    expect(outcome.httpStatus).toBe(200);
    expect(world.slack.socketMode.connections).toBe(2);
  });

  it('is closed for good by a stop, also what was just being opened and was not greeted yet', async () => {
    const world = await startOverSockets();
    const { socketMode } = world.slack;
    socketMode.isSilent = true;
    socketMode.cut();
    await vi.waitUntil(() => socketMode.taken === 2 && socketMode.connections === 0, { timeout: 60_000, interval: 10 });
    world.logLines.splice(0);
    await world.bot().stop();
    await vi.waitUntil(() => socketMode.taken === 0, { timeout: 60_000, interval: 10 });
    expect(world.logLines.map(({ what }) => what)).not.toContain('Slack opened no connection; we try again');
  });

  it('stops a second click on a card as over HTTP', async () => {
    const world = await startOverSockets();
    await askForToken(world, mona.slackId);
    const card = cardOf(world, 'PAT-1');
    await world.slack.click(bea.slackId, card, 'approve_request');
    await world.settle();
    const late = await world.slack.clickRaw(cast.carl.slackId, {
      actionId: 'approve_request',
      value: '1.1',
      channelId: card.channelId,
      messageTs: card.ts,
    });
    expect(await toldPrivately(world, late)).toContain('approved PAT-1');
    expect(textOf(cardOf(world, 'PAT-1'))).toContain(bea.slackId);
  });
});

describe('a start in Socket Mode that can’t be', () => {
  it('says that Socket Mode is off', async () => {
    await expect(
      startWorld({
        isOverHttp: true,
        isSocketMode: true,
        prepare: ({ slack }) => {
          slack.socketMode.isEnabled = false;
        },
      }),
    ).rejects.toThrow('SLACK_APP_TOKEN: Socket Mode is off; switch it on in the Slack app’s settings');
  });

  it('says that Slack does not take the token', async () => {
    await expect(
      startWorld({
        isOverHttp: true,
        isSocketMode: true,
        prepare: ({ slack }) => {
          slack.server.faults.add({
            fits: 'apps.connections.open',
            when: 'before',
            answer: { status: 200, body: { ok: false, error: 'invalid_auth' } },
          });
        },
      }),
    ).rejects.toThrow('SLACK_APP_TOKEN: Slack did not accept the app token (invalid_auth)');
  });
});

it('says of an envelope that Bolt can’t make sense of that it came over our own connection, which nobody signs', async () => {
  const world = await startOverSockets();
  const saidBefore = world.logLines.length;
  await world.slack.socketMode.deliver('interactive', { type: 'block_actions', actions: null }, 200);
  const said = world.logLines.slice(saidBefore).map(({ level, what }) => `${level} ${what}`);
  expect(said).toEqual([
    'warn a request of Slack was refused: it came over our own connection, but of a shape that Slack does not send',
  ]);
});
