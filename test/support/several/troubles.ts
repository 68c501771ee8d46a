import { withClient } from '../database/postgres-database.ts';
import type { Several } from './several-processes.ts';

/** A server that can be crashed. */
export type Crashable = { readonly stop: (how: 'immediate') => Promise<void>; readonly start: () => Promise<void> };

export type Trouble = {
  readonly what: string;
  /** Whether the struck process knows afterwards what it had done, and records it. */
  readonly isRemembered: boolean;
  /** What it was asking Slack or GitHub is lost with it. */
  readonly cutsItsCalls: boolean;
  /** It befalls the way between a process and the server. */
  readonly isOnTheWay?: boolean;
  readonly strike: (world: Several, number: number, server: Crashable) => Promise<void>;
};

export const troubles: readonly Trouble[] = [
  {
    what: 'killed',
    isRemembered: false,
    cutsItsCalls: true,
    strike: (world, number) => world.kill(number),
  },
  {
    what: 'stopped, and goes on long after',
    isRemembered: false,
    cutsItsCalls: false,
    strike: async (world, number) => world.freeze(number),
  },
  {
    what: 'left with a dead line to the server',
    isRemembered: false,
    cutsItsCalls: false,
    isOnTheWay: true,
    strike: async (world, number) => world.cutOff(number),
  },
  {
    what: 'left by a server that crashes and comes back',
    isRemembered: true,
    cutsItsCalls: false,
    strike: async (_world, _number, server) => {
      await server.stop('immediate');
      await server.start();
    },
  },
  {
    what: 'cut off with every other connection',
    isRemembered: true,
    cutsItsCalls: false,
    strike: async ({ database }) => {
      await withClient(database.place, (client) =>
        client.query(
          'select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        ),
      );
    },
  },
];
