import type { ToldListing } from './operations/watch/tell-listings.ts';
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

type Life = { readonly check: () => Promise<void>; readonly sinceTickMs: () => number | null };
type Alive = { readonly status: string; readonly lastTickSecondsAgo: number | null };

async function lifeOf({ check, sinceTickMs }: Life): Promise<Alive> {
  const silentMs = sinceTickMs();
  const lastTickSecondsAgo = silentMs === null ? null : Math.floor(silentMs / 1_000);
  const isTicking = silentMs === null || silentMs <= mostSilentMs;
  const status = !(await takesWrite(check))
    ? 'the database does not take a write'
    : isTicking
      ? 'ok'
      : 'the timetable does not tick';
  return { status, lastTickSecondsAgo };
}

/** `/healthz`: whether the process does its work, which needs a database that takes a write and a timetable that ticks. */
export function healthz(check: () => Promise<void>, sinceTickMs: () => number | null): Handler {
  return async (request, response) => {
    const alive = await lifeOf({ check, sinceTickMs });
    await answer(alive.status === 'ok' ? 200 : 503, alive)(request, response);
  };
}

/** The same for all workspaces that are at work: each has a database and a timetable of its own. */
export function healthzOfSeveral(lives: () => readonly (Life & { readonly workspace: string | null })[]): Handler {
  return async (request, response) => {
    const workspaces = await Promise.all(
      lives().map(async (one) => ({ workspace: one.workspace, ...(await lifeOf(one)) })),
    );
    const wrong = workspaces.find(({ status }) => status !== 'ok');
    const status = wrong === undefined ? 'ok' : `${wrong.workspace}: ${wrong.status}`;
    await answer(wrong === undefined ? 200 : 503, { status, workspaces })(request, response);
  };
}

/** What people of a workspace get an answer by. */
type Reach = {
  readonly listings: () => Promise<readonly ToldListing[]>;
  readonly isKnownToSlack: () => Promise<boolean>;
};

async function reachOf({ listings, isKnownToSlack }: Reach) {
  const github = await listings().catch((error: unknown) => {
    if (error instanceof Fault) return null;
    throw error;
  });
  const waitsFor = [
    ...(github === null ? ['a database that can be read'] : []),
    ...((await isKnownToSlack()) ? [] : ['a bot token that Slack takes']),
  ];
  return { waitsFor, github: github ?? [] };
}

const unreachable = 'a connection to Slack (Socket Mode)';

/**
 * `/readyz`: whether people get an answer, for which the database must be open and Slack know us. What GitHub owes is told, and
 * decides nothing: without GitHub we still answer, in words.
 */
export function readyz(
  options: Reach & { /** Whether what people click can reach us. */ readonly isReachable: () => boolean },
): Handler {
  return async (request, response) => {
    const { waitsFor: own, github } = await reachOf(options);
    const waitsFor = [...own, ...(options.isReachable() ? [] : [unreachable])];
    const status = waitsFor.length === 0 ? 'ready' : 'not ready';
    await answer(waitsFor.length === 0 ? 200 : 503, { status, waitsFor, github })(request, response);
  };
}

/** A workspace that is not at work: why it could not start, or null where nobody has installed the app there yet. */
export type Absent = { readonly workspace: string; readonly why: string | null };

/** The same where every workspace has to be, in which the app is installed; it says which one is not. */
export function readyzOfSeveral(options: {
  readonly reaches: () => readonly (Reach & { readonly workspace: string | null })[];
  readonly absent: () => readonly Absent[];
  readonly isReachable: () => boolean;
}): Handler {
  return async (request, response) => {
    const present = await Promise.all(
      options.reaches().map(async (one) => {
        const { waitsFor, github } = await reachOf(one);
        return { workspace: one.workspace, status: waitsFor.length === 0 ? 'ready' : 'not ready', waitsFor, github };
      }),
    );
    const absent = options.absent().map(({ workspace, why }) => ({
      ...{ workspace, status: why === null ? 'not installed' : 'not ready' },
      ...{ waitsFor: why === null ? [] : [why], github: [] },
    }));
    const workspaces = [...present, ...absent];
    const waitsFor = [
      ...workspaces.flatMap((one) => one.waitsFor.map((what) => `${one.workspace}: ${what}`)),
      ...(options.isReachable() ? [] : [unreachable]),
    ];
    const status = waitsFor.length === 0 ? 'ready' : 'not ready';
    await answer(waitsFor.length === 0 ? 200 : 503, { status, waitsFor, workspaces })(request, response);
  };
}
