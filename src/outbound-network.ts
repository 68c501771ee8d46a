import { setGlobalProxyFromEnv } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Network } from './config/network.ts';

/** For every request of this process, before the first: through the proxy, and trusting the certificates. */
export function useNetwork({ proxy, certificates }: Network): void {
  if (certificates.length > 0) setDefaultCACertificates([...getCACertificates('default'), ...certificates]);
  if (proxy !== null) setGlobalProxyFromEnv(proxy);
}

/** Through the proxy, for a connection that stays open: Node's own setting does not reach those. Null where there is no proxy. */
export async function throughProxy({ proxy }: Network): Promise<Dispatcher | null> {
  if (proxy === null) return null;
  const { EnvHttpProxyAgent } = await import('undici');
  const { HTTPS_PROXY: httpsProxy, HTTP_PROXY: httpProxy, NO_PROXY: noProxy } = proxy;
  return new EnvHttpProxyAgent({
    noProxy,
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(httpProxy === undefined ? {} : { httpProxy }),
  });
}
