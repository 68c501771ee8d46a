import { fetchDirectly } from '@countersign/sandbox-loopback/fetch-directly';
import type { LoopbackServer } from '@countersign/sandbox-loopback/loopback-server';
import { isWhole } from './share.ts';

const servers = new Map<string, LoopbackServer>();
globalThis.fetch = fetchDirectly((origin) => servers.get(origin), globalThis.fetch);

/**
 * What this process asks of these servers goes without a connection from here on, which saves an eighth of what a story costs; answers
 * what ends that. `npm run prove` goes over HTTP, and so does here whatever is about connections.
 */
export function askWithoutConnections(...asked: readonly LoopbackServer[]): () => void {
  if (isWhole) return () => undefined;
  const origins = asked.map(({ origin }) => origin);
  for (const server of asked) servers.set(server.origin, server);
  return () => {
    for (const origin of origins) servers.delete(origin);
  };
}
