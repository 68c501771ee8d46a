import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explainFault, isPassing } from '../src/config/start-failure.ts';
import { Fault } from '../src/ports/fault.ts';
import { asSlackFault } from '../src/slack/slack-fault.ts';
import { createWebClients } from '../src/slack/web-clients.ts';

/** How a start would fail, were Slack's API there. */
async function failureAt(apiUrl: string): Promise<Fault> {
  const { interactive } = createWebClients({ botToken: 'xoxb-a-token-of-a-test', apiUrl });
  const error = await interactive.auth.test().then(
    () => new Error('Slack answered'),
    (failed: unknown) => failed,
  );
  return asSlackFault(error);
}

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

const loginPage = '<!DOCTYPE html><html><head><title>Sign in to Guest Wi-Fi</title></head><body>…</body></html>';

describe('a start that Slack’s address makes fail', () => {
  it('by a port on which nobody listens', async () => {
    const port = await closedPort();
    const fault = await failureAt(`http://127.0.0.1:${port}/api/`);
    expect(fault.fields).toMatchObject({ code: 'network', system: 'ECONNREFUSED' });
    expect(explainFault(fault)).toBe(
      `Slack could not be reached: nothing listens there (connect ECONNREFUSED 127.0.0.1:${port}); check SLACK_API_URL and the proxy`,
    );
    expect(isPassing(fault)).toBe(true);
  });

  it('by a port that fetch never asks', async () => {
    const fault = await failureAt('http://127.0.0.1:9/api/');
    expect(explainFault(fault)).toContain('Slack could not be reached: network (bad port)');
    expect(isPassing(fault)).toBe(true);
  });

  it('by a host that does not exist', async () => {
    const fault = await failureAt('http://slack.invalid/api/');
    expect(explainFault(fault)).toMatch(
      /^Slack could not be reached: the name of the host is not known here \(getaddrinfo E\w+ slack\.invalid\); check SLACK_API_URL/,
    );
  });

  it('by a page that wants a password', async () => {
    const url = await serving((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(loginPage);
    });
    const fault = await failureAt(url);
    expect(explainFault(fault)).toBe(
      'Slack could not be reached: something else answered (a web page, “Sign in to Guest Wi-Fi”); check the network, the proxy and SLACK_API_URL',
    );
    expect(isPassing(fault)).toBe(true);
  });

  it('by a proxy that wants one', () => {
    // As Node's fetch fails behind `HTTPS_PROXY`.
    const refused = new Error('Proxy response (407) !== 200 when HTTP Tunneling');
    const failed = new TypeError('fetch failed', { cause: Object.assign(refused, { code: 'UND_ERR_ABORTED' }) });
    const fault = asSlackFault(
      Object.assign(new Error('a request'), { code: 'slack_webapi_request_error', cause: failed }),
    );
    expect(explainFault(fault)).toBe(
      'Slack could not be reached: a proxy wants a user name and a password (Proxy response (407) !== 200 when HTTP Tunneling); check HTTPS_PROXY',
    );
  });

  it('by an answer of 503 with a reason', async () => {
    const url = await serving((_request, response) => {
      response.writeHead(503).end('upstream connect error');
    });
    expect(explainFault(await failureAt(url))).toBe('Slack could not be reached: status_503 (upstream connect error)');
  });

  it('by a token that Slack refuses is no passing matter', async () => {
    const url = await serving((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":false,"error":"invalid_auth"}');
    });
    const fault = await failureAt(url);
    expect(explainFault(fault)).toBe('SLACK_BOT_TOKEN: Slack did not accept the bot token (invalid_auth)');
    expect(isPassing(fault)).toBe(false);
  });
});

describe('a certificate that nobody here vouches for', () => {
  it.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('is said with the way to name an authority: %s', (system) => {
    const fault = new Fault('github', 'network', { isRetryable: true, said: 'self-signed certificate', system });
    expect(explainFault(fault)).toBe(
      'GitHub could not be reached: its certificate is not trusted here (self-signed certificate); name your own authority by NODE_EXTRA_CA_CERTS',
    );
  });
});
