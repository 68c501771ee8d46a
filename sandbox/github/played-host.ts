import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import { notFound } from './token-endpoints.ts';

/** Which GitHub a local one plays. */
export type PlayedHost = 'github.com' | 'data_residency' | 'enterprise_server';

/** What Enterprise Server says it is unless told. */
export const serverVersion = '3.17.2';
/** Where people open it. */
export const webUrls: Readonly<Record<PlayedHost, string>> = {
  'github.com': 'https://github.com',
  data_residency: 'https://acme.ghe.com',
  enterprise_server: 'https://github.acme.example',
};
/** https://docs.github.com/en/enterprise-server@3.17/rest: Enterprise Server's API is below its web address. */
const serverBase = '/api/v3';
const onlyElsewhere = /^\/credentials\/revoke$/;

export function apiBaseOf(host: PlayedHost): string {
  return host === 'enterprise_server' ? serverBase : '';
}

/** As the API's description names the path. */
export function apiPathOf(host: PlayedHost, path: string): string {
  const base = apiBaseOf(host);
  if (base !== '' && path === '/api/graphql') return '/graphql';
  if (base !== '' && path === `${base}/graphql`) return path;
  return base !== '' && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}

type Handle = (request: Request) => Answer | Promise<Answer>;

/** `pages`: what people open, at the web address; `api`: all else. Null where a page is not known. */
export function asHost(
  host: PlayedHost,
  version: () => string,
  pages: (request: Request) => Answer | Promise<Answer> | null,
  api: Handle,
): Handle {
  if (host !== 'enterprise_server') return api;
  return async (request) => {
    const path = apiPathOf(host, request.url.pathname);
    if (path === request.url.pathname) return (await pages(request)) ?? notFound;
    const url = new URL(request.url);
    url.pathname = path;
    const answer =
      path === '/meta'
        ? { status: 200, body: { verifiable_password_authentication: true, installed_version: version() } }
        : onlyElsewhere.test(path)
          ? notFound
          : await api({ ...request, url });
    return { ...answer, headers: { 'x-github-enterprise-version': version(), ...answer.headers } };
  };
}
