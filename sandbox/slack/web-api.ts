// Slack's Web API and response_urls, as one service for the loopback server.
import type { Answer, Request, Service } from '@countersign/sandbox-loopback/loopback-server';
import { chatMethods, type Method } from './chat-methods.ts';
import type { JsonObject } from './check-value.ts';
import { directoryMethods } from './directory-methods.ts';
import { answerUpload, fileMethods } from './file-methods.ts';
import { SlackRefusal } from './refuse.ts';
import { useResponseUrl } from './response-urls.ts';
import type { SlackState } from './state.ts';
import { validatorMethods } from './validator-methods.ts';
import { viewMethods } from './view-methods.ts';

const fixed: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...directoryMethods,
  ...validatorMethods,
  ...viewMethods,
};

/** Every method that is emulated. */
export const emulatedMethods: readonly string[] = [...Object.keys(fixed), ...Object.keys(fileMethods(() => ''))].sort();

/** Arguments that a form carries as JSON. */
const jsonArguments = ['blocks', 'view', 'message', 'attachments', 'metadata'];

/** Who may call, and what for. */
export type Tokens = {
  readonly bot: string;
  /** For Socket Mode alone. */
  readonly app: string;
  /** A WebSocket's address, for whoever has the app's token; refuses where Socket Mode is off. */
  readonly openConnection: () => string;
  /** Where all of this stands, once it does. */
  readonly origin: () => string;
};

/** `changed` is told after everything that may have changed what people see. */
export function createWebApi(state: SlackState, tokens: Tokens, changed: () => void): Service {
  const methods = { ...fixed, ...fileMethods(tokens.origin) };
  return {
    name: ({ url }) => {
      const [, folder, rest] = url.pathname.split('/');
      if (folder === 'upload') return 'upload';
      return folder === 'response' ? 'response_url' : (rest ?? url.pathname);
    },
    record: (request) => {
      if (request.url.pathname.startsWith('/upload/')) return { bytes: request.raw.length };
      const { token: _, ...given } = readArguments(request);
      return given;
    },
    handle: (request) => {
      const answer = answerRequest(state, tokens, methods, request);
      changed();
      return answer;
    },
  };
}

function answerRequest(
  state: SlackState,
  tokens: Tokens,
  methods: Readonly<Record<string, Method>>,
  request: Request,
): Answer {
  const [, folder, name] = request.url.pathname.split('/');
  if (folder === 'upload') return answerUpload(state, name ?? '', request);
  if (folder === 'response') return answerResponse(state, name ?? '', request);
  if (folder !== 'api') return { status: 404, body: 'not found' };
  const given = readArguments(request);
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? given.token;
  try {
    if (token === undefined || token === '') throw new SlackRefusal('not_authed');
    if (name === 'apps.connections.open') {
      if (token === tokens.bot) throw new SlackRefusal('not_allowed_token_type');
      if (token !== tokens.app) throw new SlackRefusal('invalid_auth');
      return { status: 200, body: { ok: true, url: tokens.openConnection() } };
    }
    if (token === tokens.app) throw new SlackRefusal('not_allowed_token_type');
    if (token !== tokens.bot) throw new SlackRefusal('invalid_auth');
    const method = Object.hasOwn(methods, name ?? '') ? methods[name ?? ''] : undefined;
    if (method === undefined) throw new SlackRefusal('unknown_method', [`unknown method: ${name}`]);
    const headers = { 'x-oauth-scopes': state.scopes.join(',') };
    return { status: 200, headers, body: { ok: true, ...method(state, given) } };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    if (error.found.length > 0) return { status: 200, body: { ok: false, error: error.code, errors: error.found } };
    const detail =
      error.detail.length === 0
        ? {}
        : {
            errors: error.detail,
            response_metadata: { messages: error.detail.map((message) => `[ERROR] ${message}`) },
          };
    return { status: 200, body: { ok: false, error: error.code, ...detail } };
  }
}

const responseStatuses: Readonly<Record<string, number>> = { used_url: 404, expired_url: 404, invalid_url: 404 };

function answerResponse(state: SlackState, id: string, request: Request): Answer {
  try {
    useResponseUrl(state, id, parseJson(request.raw));
    return { status: 200, body: 'ok' };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return {
      status: responseStatuses[error.code] ?? 400,
      body: { ok: false, error: error.code, errors: error.detail },
    };
  }
}

function readArguments({ headers, raw, url }: Request): JsonObject {
  const query = Object.fromEntries(url.searchParams);
  if (headers['content-type']?.startsWith('application/json') === true) {
    const body = parseJson(raw);
    return typeof body === 'object' && body !== null ? { ...query, ...body } : query;
  }
  const form: Record<string, unknown> = { ...query, ...Object.fromEntries(new URLSearchParams(raw)) };
  for (const name of jsonArguments) {
    if (typeof form[name] === 'string') form[name] = parseJson(form[name]) ?? form[name];
  }
  return form;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
