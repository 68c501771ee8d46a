import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Why a request is refused, or null. Host: a name that a stranger points at 127.0.0.1 (DNS rebinding). Origin and Sec-Fetch-Site: another
 * site's page in the same browser. The token: whoever reaches the port, and did not get the page.
 */
export function refusalOf({ headers, method }: IncomingMessage, port: number, token: string): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return 'host';
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return 'origin';
  const site = headers['sec-fetch-site'];
  const isNavigation = headers['sec-fetch-mode'] === 'navigate' && method === 'GET';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) return 'site';
  if (method === 'GET' || method === 'HEAD') return null;
  const given = headers['x-sandbox-token'];
  return typeof given === 'string' && isSame(given, token) ? null : 'token';
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
