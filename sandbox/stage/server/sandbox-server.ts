import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActAnswer, ActRequest } from '../acts/acts.ts';
import { newTokenPage } from '../acts/github-acts.ts';
import { performAct } from '../acts/perform-act.ts';
import { readAct } from '../acts/read-act.ts';
import { manifestFile } from '../repository-paths.ts';
import { findViewer, type Viewer } from '../shown/cast-members.ts';
import { readCommands } from '../shown/known-commands.ts';
import { type PageState, pageState, type SharedState, sharedState } from '../shown/page-state.ts';
import type { ViewErrors } from '../shown/slack-slices.ts';
import { Stage, type StageSettings } from '../stage.ts';
import { Feed } from './feed.ts';
import { refusalOf } from './guard.ts';
import { olderRows } from './older-rows.ts';
import { readPageFile } from './page-files.ts';

export type ServerSettings = StageSettings & {
  /** Where the built page is. */
  readonly pageFolder: string;
  /** 0: any that is free. */
  readonly port: number;
};

type Answer = { readonly status: number; readonly body: object };

const mostBytes = 1_000_000;
/** Changes that follow each other closely are told together. */
const tellEveryMs = 30;
const notYet = 'The morning is still being played. You can act in a few seconds.';
const commands = readCommands(manifestFile);
const safely = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** The sandbox for a browser: on loopback, with a token for every act that only the page is given. */
export class SandboxServer {
  readonly token = randomBytes(24).toString('base64url');
  readonly #settings: ServerSettings;
  readonly #server: Server;
  readonly #feeds = new Set<Feed>();
  #stage: Stage | null = null;
  #errors: ViewErrors = new Map();
  #shared: SharedState | null = null;
  #telling: NodeJS.Timeout | null = null;

  constructor(settings: ServerSettings) {
    this.#settings = settings;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, safely);
        response.end(error instanceof Error ? error.message : String(error));
      });
    });
  }

  /** `http://127.0.0.1:PORT`, once started. */
  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Throws where the port is taken, or the bot does not start. */
  async start(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen(this.#settings.port, '127.0.0.1', resolve);
    await promise;
    await this.#raise();
  }

  async stop(): Promise<void> {
    for (const feed of this.#feeds) feed.end();
    if (this.#telling !== null) clearTimeout(this.#telling);
    this.#telling = null;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
    const stage = this.#stage;
    this.#stage = null;
    await stage?.end();
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async #raise(): Promise<void> {
    const stage = await Stage.create(this.#settings, () => this.#tellSoon());
    this.#errors = new Map();
    this.#stage = stage;
    this.#shared = sharedState(stage);
    for (const feed of this.#feeds) feed.tellAll(this.#stateFor(stage, feed.viewer, this.#shared));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, this.#port, this.token);
    const url = new URL(request.url ?? '/', this.address);
    const isLook = request.method === 'GET';
    if (refusal !== null) send(response, { status: 403, body: { refused: refusal } });
    else if (request.method === 'POST' && url.pathname === '/acts') send(response, await this.#act(request));
    else if (!isLook) send(response, { status: 405, body: {} });
    else if (url.pathname === '/events') this.#follow(url, response);
    else if (url.pathname === '/older' || url.pathname === '/new-token') send(response, this.#look(url));
    else await this.#serve(url, response);
  }

  async #serve({ pathname }: URL, response: ServerResponse): Promise<void> {
    const file = await readPageFile(this.#settings.pageFolder, pathname, this.token);
    if (file === null) send(response, { status: 404, body: {} });
    else response.writeHead(200, { ...safely, 'content-type': file.type }).end(file.content);
  }

  #look({ pathname, searchParams }: URL): Answer {
    const viewer = viewerOf(searchParams);
    if (viewer === null) return { status: 404, body: {} };
    if (this.#stage === null || this.#shared === null) return { status: 503, body: {} };
    if (pathname === '/new-token') return { status: 200, body: newTokenPage(this.#stage, searchParams.get('link')) };
    const rows = olderRows(this.#stage, this.#stateFor(this.#stage, viewer, this.#shared), searchParams);
    return rows === null ? { status: 404, body: {} } : { status: 200, body: rows };
  }

  #follow({ searchParams }: URL, response: ServerResponse): void {
    const viewer = viewerOf(searchParams);
    if (viewer === null) {
      send(response, { status: 404, body: {} });
      return;
    }
    // Everybody is told first, so that what was read once stands for all.
    this.#tell();
    const feed = new Feed(viewer, response);
    this.#feeds.add(feed);
    response.once('close', () => this.#feeds.delete(feed));
    if (this.#stage !== null && this.#shared !== null) feed.tellAll(this.#stateFor(this.#stage, viewer, this.#shared));
  }

  async #act(request: IncomingMessage): Promise<Answer> {
    if (request.headers['content-type']?.split(';')[0] !== 'application/json') return { status: 415, body: {} };
    const body = await readBody(request);
    if (body === null) return { status: 413, body: {} };
    const asked = readAct(body);
    if ('problem' in asked)
      return { status: 400, body: { outcome: 'refused', why: asked.problem } satisfies ActAnswer };
    const viewer = findViewer(asked.as, asked.login);
    return viewer === null ? { status: 404, body: {} } : { status: 200, body: await this.#perform(viewer, asked.act) };
  }

  async #perform(viewer: Viewer, act: ActRequest['act']): Promise<ActAnswer> {
    const stage = this.#stage;
    if (stage === null) return { outcome: 'refused', why: 'The sandbox is being set up again.' };
    if (act.kind !== 'sandbox.reset') {
      if (stage.morning.state === 'playing' && act.kind !== 'slack.read') return { outcome: 'refused', why: notYet };
      const answer = await performAct(stage, viewer, act, this.#errors);
      // So that the page mostly knows what the act did when it is answered.
      this.#tell();
      return answer;
    }
    this.#stage = null;
    await stage.end();
    await this.#raise();
    return { outcome: 'done' };
  }

  #stateFor(stage: Stage, viewer: Viewer, shared: SharedState): PageState {
    return pageState(stage, viewer, shared, { commands, errors: this.#errors });
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => this.#tell(), tellEveryMs);
  }

  #tell(): void {
    if (this.#telling !== null) clearTimeout(this.#telling);
    this.#telling = null;
    const stage = this.#stage;
    if (stage === null) return;
    this.#shared = sharedState(stage);
    for (const feed of this.#feeds) feed.tellChanges(this.#stateFor(stage, feed.viewer, this.#shared));
  }
}

function viewerOf(query: URLSearchParams): Viewer | null {
  return findViewer(query.get('as') ?? '', query.get('login'));
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response
    .writeHead(status, { ...safely, 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(body));
}

/** Null where it is too long to be an act. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
