import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setUp } from '../wording/english/set-up.ts';
import type { AppManifest } from './github-app-manifest.ts';

/** What became of a code: where the browser goes next, or what to tell the person. */
export type Received = { readonly next: string } | { readonly problem: string };

export type AppPageOptions = {
  /** GitHub's page that takes a manifest. */
  readonly action: string;
  readonly organization: string;
  readonly manifestFor: (redirectUrl: string) => AppManifest;
  readonly receive: (code: string) => Promise<Received>;
};

export type AppPage = {
  readonly url: string;
  readonly port: string;
  /** Rejects where what came could not be dealt with at all. */
  readonly failed: Promise<never>;
  readonly stop: () => Promise<void>;
};

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function document(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(setUp.pageTitle)}</title></head><body>${body}</body></html>`;
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

type Reply = { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

const said = (status: number, text: string): Reply => ({ status, body: document(`<p>${escaped(text)}</p>`) });

/**
 * A page on this machine alone that posts the App's manifest to GitHub, and takes the code that GitHub sends the browser back with. Its own
 * path and the state are random: whoever does not see the terminal can neither open the one nor finish what they did not begin.
 */
export async function serveAppPage(options: AppPageOptions): Promise<AppPage> {
  const path = `/${randomBytes(16).toString('base64url')}`;
  const state = randomBytes(32).toString('base64url');
  let stage: 'open' | 'busy' | 'done' = 'open';
  let host = '';

  function start(request: IncomingMessage): Reply {
    // A page of somebody else's may send the browser here: nothing begins that the person did not begin.
    if (request.headers['sec-fetch-site'] === 'cross-site') return said(403, setUp.pageBadState);
    const nonce = randomBytes(16).toString('base64');
    const manifest = JSON.stringify(options.manifestFor(`http://${host}/created`));
    const action = `${options.action}?state=${state}`;
    return {
      status: 200,
      body: document(
        `<p>${escaped(setUp.pageText(options.organization))}</p><form method="post" action="${escaped(action)}"><input type="hidden" name="manifest" value="${escaped(manifest)}"><button>${escaped(setUp.pageButton)}</button></form><script nonce="${nonce}">document.forms[0].submit()</script>`,
      ),
      headers: {
        'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}'; form-action ${new URL(options.action).origin}; frame-ancestors 'none'; base-uri 'none'`,
        // GitHub refuses a form from nowhere.
        'referrer-policy': 'strict-origin',
      },
    };
  }

  async function created(query: URLSearchParams): Promise<Reply> {
    // Somebody else's code would give us an App that they hold the key of.
    if (!isSame(query.get('state') ?? '', state)) return said(403, setUp.pageBadState);
    if (stage !== 'open') return said(409, stage === 'busy' ? setUp.pageBusy : setUp.pageDone);
    const code = query.get('code') ?? '';
    if (!/^[A-Za-z0-9_-]{1,200}$/.test(code)) return said(400, setUp.pageBadState);
    stage = 'busy';
    try {
      const received = await options.receive(code);
      if ('problem' in received) {
        stage = 'open';
        return said(502, received.problem);
      }
      stage = 'done';
      return { status: 303, body: '', headers: { location: received.next } };
    } catch (error) {
      stage = 'open';
      throw error;
    }
  }

  async function answer(request: IncomingMessage): Promise<Reply> {
    // Another name for this address is a page that wants to read what only this one may (DNS rebinding).
    if (request.headers.host !== host) return said(421, setUp.pageNotHere);
    if (request.method !== 'GET') return said(405, setUp.pageNotHere);
    // Split, not parsed: `//` is no URL, and any page in the browser can send it here, which would end set-up.
    const [asked = '', query = ''] = (request.url ?? '').split('?');
    if (isSame(asked, path)) return start(request);
    return asked === '/created' ? created(new URLSearchParams(query)) : said(404, setUp.pageNotHere);
  }

  function write(response: ServerResponse, { status, body, headers = {} }: Reply): void {
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // Set-up goes on once the page is closed, and a browser may keep its connection for minutes.
      connection: 'close',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      ...headers,
    });
    response.end(body);
  }

  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => write(response, reply),
      (error: unknown) => {
        response.destroy();
        fail(error);
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const port = String((server.address() as AddressInfo).port);
  host = `127.0.0.1:${port}`;
  return {
    url: `http://${host}${path}`,
    port,
    failed,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
