import type { Handler } from './server.ts';

export type Readiness = { readonly isReady: boolean; readonly waitsFor: readonly string[] };

function answer(status: number, body: object): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

/** `/healthz`: whether the process does its work, which needs a database that takes a write. */
export function healthz(check: () => Promise<void>): Handler {
  return async (request, response) => {
    try {
      await check();
      await answer(200, { status: 'ok' })(request, response);
    } catch {
      await answer(503, { status: 'the database does not take a write' })(request, response);
    }
  };
}

/** `/readyz`: whether it has caught up after its start, and takes requests. */
export function readyz(readiness: () => Readiness): Handler {
  return (request, response) => {
    const { isReady, waitsFor } = readiness();
    return answer(isReady ? 200 : 503, isReady ? { status: 'ready' } : { status: 'starting', waitsFor })(
      request,
      response,
    );
  };
}
