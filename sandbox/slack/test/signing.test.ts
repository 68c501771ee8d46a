import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signRequest } from '../sign-request.ts';
import { type Received, type Stage, setStage, signingSecret } from './fake-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

it('signs as in the example of Slack’s documentation', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
    '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
    '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
    '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  expect(signRequest('8f742231b10e8888abcd99yyyzzz85a5', 1_531_420_618, body)).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});

function isSigned({ headers, raw }: Received): boolean {
  const hash = createHmac('sha256', signingSecret).update(`v0:${headers['x-slack-request-timestamp']}:${raw}`);
  return headers['x-slack-signature'] === `v0=${hash.digest('hex')}`;
}

it('every act is signed, by the machine’s clock', async () => {
  await stage.slack.command('U1', '/pat');
  await stage.slack.event({ type: 'user_change', user: stage.slack.describePerson('U1') });
  await stage.slack.clickRaw('U1', { actionId: 'approve_request', value: '7.1' });
  expect(stage.received.map(isSigned)).toEqual([true, true, true]);
  const timestamp = Number(stage.received[0]?.headers['x-slack-request-timestamp']);
  expect(Math.abs(Date.now() / 1000 - timestamp)).toBeLessThan(60);
});

it('a forged request has a signature that does not fit', async () => {
  stage.behave = (received) => ({ status: isSigned(received) ? 200 : 401 });
  expect(await stage.slack.interactRaw({ body: 'payload=%7B%7D', badSignature: true })).toBe(401);
  expect(await stage.slack.interactRaw({ body: 'payload=%7B%7D' })).toBe(200);
});

it('a stale request is rightly signed for its old time', async () => {
  await stage.slack.interactRaw({ body: 'ssl_check=1', timestampShiftSeconds: -600, headers: { 'x-extra': 'yes' } });
  const [received] = stage.received;
  expect(received === undefined ? false : isSigned(received)).toBe(true);
  expect(Number(received?.headers['x-slack-request-timestamp'])).toBeLessThan(Date.now() / 1000 - 500);
  expect(received?.headers['x-extra']).toBe('yes');
});
