import type { Listing } from './operations/watch/tell-listings.ts';
import { Fault } from './ports/fault.ts';
import type { Handler } from './server.ts';

function answer(status: number, body: object): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

/** The timetable ticks once a second: after so long it is not merely late. */
const mostSilentMs = 120_000;

/** A database that is merely busy is there: to restart us would not make it less so. */
async function takesWrite(check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch (error) {
    return error instanceof Fault && error.code === 'busy';
  }
}

/** `/healthz`: whether the process does its work, which needs a database that takes a write and a timetable that ticks. */
export function healthz(check: () => Promise<void>, sinceTickMs: () => number | null): Handler {
  return async (request, response) => {
    const silentMs = sinceTickMs();
    const lastTickSecondsAgo = silentMs === null ? null : Math.floor(silentMs / 1_000);
    const isTicking = silentMs === null || silentMs <= mostSilentMs;
    const status = !(await takesWrite(check))
      ? 'the database does not take a write'
      : isTicking
        ? 'ok'
        : 'the timetable does not tick';
    await answer(status === 'ok' ? 200 : 503, { status, lastTickSecondsAgo })(request, response);
  };
}

/**
 * `/readyz`: whether people get an answer, for which the database must be open and Slack know us. What GitHub owes is told, and
 * decides nothing: without GitHub we still answer, in words.
 */
export function readyz(options: {
  readonly listings: () => Promise<readonly Listing[]>;
  readonly isKnownToSlack: () => Promise<boolean>;
  /** Whether what people click can reach us. */
  readonly isReachable: () => boolean;
}): Handler {
  return async (request, response) => {
    const github = await options.listings().catch((error: unknown) => {
      if (error instanceof Fault) return null;
      throw error;
    });
    const isKnown = await options.isKnownToSlack();
    const waitsFor = [
      ...(github === null ? ['a database that can be read'] : []),
      ...(isKnown ? [] : ['a bot token that Slack takes']),
      ...(options.isReachable() ? [] : ['a connection to Slack (Socket Mode)']),
    ];
    const status = waitsFor.length === 0 ? 'ready' : 'not ready';
    await answer(waitsFor.length === 0 ? 200 : 503, { status, waitsFor, github: github ?? [] })(request, response);
  };
}
