// Several workspaces at one address, as Slack's are: a call is its token's, and what has no token stands below the workspace's id.
import type { Request, Service } from '@countersign/sandbox-loopback/loopback-server';

export type Tenant = { readonly teamId: string; readonly botToken: string; readonly api: Service };

function tokenOf({ headers, raw }: Request): string | null {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? new URLSearchParams(raw).get('token');
}

/** The first workspace answers whatever is no other's. */
export function createSharedApi(tenants: readonly Tenant[]): Service {
  const handedOver = (request: Request): { readonly api: Service; readonly request: Request } => {
    const [first] = tenants;
    if (first === undefined) throw new Error('no workspace is there');
    const [, folder = ''] = request.url.pathname.split('/');
    const named = tenants.find(({ teamId }) => teamId === folder);
    if (named !== undefined) {
      const url = new URL(request.url);
      url.pathname = url.pathname.slice(folder.length + 1);
      return { api: named.api, request: { ...request, url } };
    }
    const token = tokenOf(request);
    return { api: (tenants.find(({ botToken }) => botToken === token) ?? first).api, request };
  };
  return {
    name: (given) => {
      const { api, request } = handedOver(given);
      return api.name(request);
    },
    record: (given) => {
      const { api, request } = handedOver(given);
      return api.record(request);
    },
    handle: (given) => {
      const { api, request } = handedOver(given);
      return api.handle(request);
    },
  };
}
