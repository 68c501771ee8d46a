import { lookup } from 'node:dns';
import { type PlayedHost, webUrls } from '@countersign/sandbox-github/played-host';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';

/**
 * Where browsers and the program find the local GitHub by the name that it plays, as a resolver would say. github.com stays at its loopback
 * address, which counts as github.com too. `forget` ends it.
 */
export function nameGithub(host: PlayedHost, origin: string): { readonly webUrl: string; readonly forget: () => void } {
  if (host === 'github.com') return { webUrl: origin, forget: () => undefined };
  const { hostname } = new URL(webUrls[host]);
  const { port } = new URL(origin);
  const before = getGlobalDispatcher();
  setGlobalDispatcher(
    new Agent({
      connect: {
        lookup: (name, options, found) => {
          lookup(name === hostname ? '127.0.0.1' : name, options, found);
        },
      },
    }),
  );
  return { webUrl: `http://${hostname}:${port}`, forget: () => setGlobalDispatcher(before) };
}
