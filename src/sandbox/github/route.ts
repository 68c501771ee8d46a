// What a route is, and the questions that several routes ask of their call.
import type { Answer } from '../loopback-server.ts';
import { forbidden, GithubRefusal, notFound } from './answers.ts';
import type { Caller } from './caller.ts';
import { findOrganization, findUser } from './directory.ts';
import type { Organization, User } from './state.ts';
import type { Json, World } from './world.ts';

export type RouteCall = {
  readonly world: World;
  readonly caller: Caller;
  /** The values of the path's `{names}`, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Without the query. */
  readonly url: string;
  readonly query: URLSearchParams;
  /** Empty where none was sent. */
  readonly body: Json;
};

export type Route = {
  readonly method: 'GET' | 'POST';
  /** As the OpenAPI description writes it. */
  readonly path: string;
  readonly caller: 'anyone' | 'app' | 'installation';
  /** The App's permission and its level. */
  readonly needs?: readonly [permission: string, level: 'read' | 'write'];
  readonly answer: (call: RouteCall) => Answer;
};

export function pathId(call: RouteCall, name: string): number {
  const text = call.path[name] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

export function namedUser(call: RouteCall): User {
  const user = findUser(call.world, call.path.username ?? '');
  if (user === undefined) throw notFound();
  return user;
}

export function namedOrganization(call: RouteCall): Organization {
  const organization = findOrganization(call.world, call.path.org ?? '');
  if (organization === undefined) throw notFound();
  return organization;
}

/** The organization in the path, which must be the one whose installation calls. */
export function ownOrganization(call: RouteCall): Organization {
  const organization = namedOrganization(call);
  if (call.caller.kind !== 'installation' || call.caller.organization !== organization) throw forbidden();
  return organization;
}

export function bodyOf(raw: string): Json {
  if (raw === '') return {};
  try {
    const value: unknown = JSON.parse(raw);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below.
  }
  throw new GithubRefusal(400, 'Problems parsing JSON');
}
