import type { Handler } from './server.ts';

export type Readiness = { readonly isReady: boolean; readonly waitsFor: readonly string[] };

function answer(status: number, body: object): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

/** The timetable ticks once a second: after so long it is not merely late. */
const mostSilentMs = 120_000;

/** `/healthz`: whether the process does its work, which needs a database that takes a write and a timetable that ticks. */
export function healthz(check: () => Promise<void>, sinceTickMs: () => number | null): Handler {
  return async (request, response) => {
    const silentMs = sinceTickMs();
    const lastTickSecondsAgo = silentMs === null ? null : Math.floor(silentMs / 1_000);
    try {
      await check();
    } catch {
      await answer(503, { status: 'the database does not take a write', lastTickSecondsAgo })(request, response);
      return;
    }
    const isTicking = silentMs === null || silentMs <= mostSilentMs;
    const status = isTicking ? 'ok' : 'the timetable does not tick';
    await answer(isTicking ? 200 : 503, { status, lastTickSecondsAgo })(request, response);
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
