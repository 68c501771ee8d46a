import { createHmac } from 'node:crypto';
import { verifySlackRequest } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createIsSigned } from '../../src/slack/is-signed.ts';

const signingSecret = 'a-signing-secret-0123456789abcdef';
const seconds = 1_800_000_000;
const isSigned = createIsSigned(signingSecret);
const sign = (body: string, secret = signingSecret, at = seconds): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;

/** What Bolt itself says, which we do not ask for the time that it takes. */
function boltTakes(body: string, signature: string): boolean {
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds };
  try {
    verifySlackRequest({ signingSecret, body, headers, nowMilliseconds: seconds * 1_000 });
    return true;
  } catch {
    return false;
  }
}

const bodies = ['', 'command=%2Fpat&text=list', '{"type":"view_submission"}', 'text=日本語 — “ü”', 'x'.repeat(20_000)];
const right = sign('command=%2Fpat&text=list');
const wrong = [
  ...['', 'v0=', 'v0', right.slice(0, -1), `${right}0`, ` ${right}`, right.replace('v0=', 'v1='), right.slice(3)],
  ...[right.toUpperCase(), sign('command=%2Fpat&text=help'), sign('command=%2Fpat&text=list', 'another-secret')],
  ...[sign('command=%2Fpat&text=list', signingSecret, seconds + 1), `${right},${right}`, `v0=${'é'.repeat(32)}`],
  ...[...right].map((sign, place) => `${right.slice(0, place)}${sign === '0' ? '1' : '0'}${right.slice(place + 1)}`),
];

describe('a signature', () => {
  it('is taken where it is of these bytes and this date, by Bolt as by us', () => {
    for (const body of bodies) {
      expect([isSigned(Buffer.from(body), seconds, sign(body)), boltTakes(body, sign(body))]).toEqual([true, true]);
    }
  });

  it('is refused where anything of it is otherwise, by Bolt as by us', () => {
    for (const signature of wrong) {
      const body = 'command=%2Fpat&text=list';
      expect([isSigned(Buffer.from(body), seconds, signature), boltTakes(body, signature)], signature).toEqual([
        false,
        false,
      ]);
    }
  });
});
