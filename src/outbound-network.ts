import { setGlobalProxyFromEnv } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Network } from './config/network.ts';

/** For every request of this process, before the first: through the proxy, and trusting the certificates. */
export function useNetwork({ proxy, certificates }: Network): void {
  if (certificates.length > 0) setDefaultCACertificates([...getCACertificates('default'), ...certificates]);
  if (proxy !== null) setGlobalProxyFromEnv(proxy);
}
