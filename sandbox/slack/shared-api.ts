// Several workspaces at one address, as Slack's are: a call is its token's, and what has no token stands below the workspace's id.
import type { Request, Service } from '@countersign/sandbox-loopback/loopback-server';
import type { OauthDesk } from './oauth-desk.ts';

export type Tenant = { readonly teamId: string; readonly botToken: string; readonly api: Service };

function tokenOf({ headers, raw }: Request): string | null {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? new URLSearchParams(raw).get('token');
}

/** Where tokens are handed out, if they are: only those that were, and still count, are taken then. */
export type Counter = { desk: OauthDesk | null };

/** The first workspace answers whatever is no other's. */
export function createSharedApi(tenants: readonly Tenant[], counter: Counter): Service {
  /** What a token that was handed out is, by the one that its workspace has; or Slack's refusal of it. */
  function standing(token: string | null): { readonly tenant: Tenant } | { readonly error: string } | null {
    const { desk } = counter;
    if (desk === null || token === null) return null;
    const tenant = tenants.find(({ teamId }) => teamId === desk.placeOf(token)?.id);
    if (tenant === undefined)
      return tenants.some(({ botToken }) => botToken === token) ? { error: 'invalid_auth' } : null;
    const how = desk.standingOf(token);
    return how === 'good' ? { tenant } : { error: how ?? 'invalid_auth' };
  }

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
    const known = standing(token);
    if (known !== null && 'tenant' in known) {
      const { api, botToken } = known.tenant;
      return { api, request: { ...request, headers: { ...request.headers, authorization: `Bearer ${botToken}` } } };
    }
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
      const atDesk = counter.desk?.handle(given) ?? null;
      if (atDesk !== null) return atDesk;
      const known = standing(tokenOf(given));
      if (known !== null && 'error' in known) return { status: 200, body: { ok: false, error: known.error } };
      const { api, request } = handedOver(given);
      return api.handle(request);
    },
  };
}
