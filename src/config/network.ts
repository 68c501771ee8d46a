import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Environment } from './environment.ts';

/** How the outside is reached. A proxy's address may hold a password. */
export type Network = {
  readonly proxy: { readonly HTTPS_PROXY?: string; readonly HTTP_PROXY?: string; readonly NO_PROXY: string } | null;
  /** Trusted besides those that Node knows; PEM. */
  readonly certificates: readonly string[];
};

/** What runs on this machine is never reached through a proxy. */
const ownNames = 'localhost,127.0.0.1,[::1],::1';

/** curl and Node read these in small letters first, and take an address without a scheme for http. */
function proxyAt(environment: Environment, name: 'HTTPS_PROXY' | 'HTTP_PROXY'): string | null {
  const given = (environment[name.toLowerCase()] || environment[name] || '').trim();
  if (given === '') return null;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
}

function isProxy(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
}

function certificatesIn(path: string): readonly string[] | null {
  try {
    const found =
      readFileSync(path, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
    return found.map((pem) => new X509Certificate(pem).toString());
  } catch {
    return null;
  }
}

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` and `NODE_EXTRA_CA_CERTS`. Node reads them itself only from the environment that it is
 * started with, and some of them only if asked to: we read them alike, from `.env` too.
 */
export function readNetwork(
  environment: Environment,
): { readonly network: Network } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const proxies: { HTTPS_PROXY?: string; HTTP_PROXY?: string } = {};
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY'] as const) {
    const address = proxyAt(environment, name);
    if (address === null) continue;
    if (isProxy(address)) proxies[name] = address;
    else problems.push(`${name} must be the address of an http or https proxy, like http://proxy.example.com:8080`);
  }
  const path = (environment.NODE_EXTRA_CA_CERTS ?? '').trim();
  const certificates = path === '' ? [] : certificatesIn(path);
  if (certificates === null || (path !== '' && certificates.length === 0)) {
    problems.push(
      'NODE_EXTRA_CA_CERTS must be the path of a file with certificates in PEM format; none can be read there',
    );
    return { problems };
  }
  if (problems.length > 0) return { problems };
  const others = (environment.no_proxy || environment.NO_PROXY || '').trim();
  const proxy =
    Object.keys(proxies).length === 0
      ? null
      : { ...proxies, NO_PROXY: [others, ownNames].filter((names) => names !== '').join(',') };
  return { network: { proxy, certificates } };
}
