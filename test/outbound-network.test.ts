import { writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtCommand } from './support/built-program.ts';
import { selfMadeCertificate } from './support/self-made-certificate.ts';
import { type Environment, run, until, worldFor } from './support/start-program.ts';

const hosts = ['slack.test', 'github.test'];
const { key, certificate } = selfMadeCertificate(hosts);

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** slack.test and github.test by TLS, which no name server knows, and a proxy that does. */
async function behindProxy(apis: Readonly<Record<string, string>>) {
  const tls = createTlsServer({ key, cert: certificate }, (incoming, answer) => {
    const api = new URL(apis[incoming.headers.host ?? ''] ?? 'http://127.0.0.1:9');
    const { method, headers, url: path } = incoming;
    const outgoing = httpRequest({ host: api.hostname, port: api.port, method, headers, path }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  const tlsPort = await listen(tls);
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (incoming, socket) => {
    asked.push(`${incoming.url} ${incoming.headers['proxy-authorization']}`);
    const through = connect(tlsPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(through).pipe(socket);
    });
    for (const end of [socket, through]) end.on('error', () => void [socket.destroy(), through.destroy()]);
  });
  const proxyPort = await listen(proxy);
  return { asked, proxy: `http://countersign:p%40ss@127.0.0.1:${proxyPort}` };
}

/** The program in a network where nothing but a proxy leads outside. What `network` says stands in `.env` alone. */
async function startBehindProxy(network: (proxy: string) => Environment) {
  const { world, environment, cwd } = await worldFor();
  const { asked, proxy } = await behindProxy({ 'slack.test': world.slack.apiUrl, 'github.test': world.github.apiUrl });
  writeFileSync(join(cwd, 'ca.pem'), `our own\n${certificate}`);
  const variables = {
    ...environment,
    SLACK_API_URL: `https://slack.test${new URL(world.slack.apiUrl).pathname}`,
    GITHUB_API_URL: 'https://github.test',
    ...network(proxy),
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"\r\n`);
  writeFileSync(join(cwd, '.env'), `\ufeff# the variables\r\n${lines.join('')}`);
  return {
    asked,
    started: run([process.execPath, builtCommand(), 'start'], { cwd, env: {} }),
  };
}

describe('a start behind a proxy that shows its own certificates', () => {
  // In capitals it leads to the proxy below; both come to the same in test/config/network.test.ts.
  it('becomes ready by https_proxy, in small letters, and NODE_EXTRA_CA_CERTS of .env', async () => {
    const { asked, started } = await startBehindProxy((proxy) => ({
      https_proxy: ` ${proxy} `,
      NODE_EXTRA_CA_CERTS: 'ca.pem ',
    }));
    await until(started, /"msg":"ready/);
    const authorization = `Basic ${Buffer.from('countersign:p@ss').toString('base64')}`;
    expect(new Set(asked)).toEqual(new Set(hosts.map((host) => `${host}:443 ${authorization}`)));
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(started.output()).not.toContain('p%40ss');
  });

  it('reaches nobody without its certificate', async () => {
    const { asked, started } = await startBehindProxy((proxy) => ({ HTTPS_PROXY: proxy }));
    expect(await started.ended).toBe(1);
    expect(started.output()).toMatch(
      /Slack could not be reached: its certificate is not trusted here \([^)]+\); name your own authority by NODE_EXTRA_CA_CERTS/,
    );
    expect(asked).toHaveLength(1);
  });

  it('says that the proxy wants a user name and a password, and nothing of the ones that it has', async () => {
    const refusing = createServer();
    refusing.on('connect', (_incoming, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="corp"\r\n\r\n');
    });
    const port = await listen(refusing);
    const { started } = await startBehindProxy(() => ({ HTTPS_PROXY: `http://countersign:p%40ss@127.0.0.1:${port}` }));
    expect(await started.ended).toBe(1);
    expect(started.output()).toMatch(
      /Slack could not be reached: a proxy wants a user name and a password \([^)]*407[^)]*\).*; check HTTPS_PROXY/,
    );
    expect(started.output()).not.toMatch(/p%40ss|p@ss/);
  });

  it('goes round it where NO_PROXY says so', async () => {
    const { asked, started } = await startBehindProxy((proxy) => ({
      HTTPS_PROXY: proxy,
      NODE_EXTRA_CA_CERTS: 'ca.pem',
      NO_PROXY: 'example.com,slack.test',
    }));
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain('Slack could not be reached');
    expect(asked).toEqual([]);
  });
});
