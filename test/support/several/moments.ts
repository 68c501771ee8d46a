import type { Call } from '@countersign/sandbox-loopback/faults';
import { connect } from '../database/postgres-database.ts';
import { approvalTold } from './problems.ts';
import type { Several } from './several-processes.ts';
import type { Trouble } from './troubles.ts';

type Strike = () => Promise<void>;

export type Moment = {
  readonly what: string;
  /** Whether Slack had a message, or may have had one, of which the database knows nothing. */
  readonly isAroundMessage: boolean;
  /** Strikes that process when the moment comes, once. */
  readonly arm: (world: Several, number: number, strike: Strike, trouble: Trouble) => Promise<void>;
};

/** Thrown in a local service whose caller was killed. */
class CallerDied extends Error {
  override readonly name = 'CallerDied';
}

function once(strike: Strike): () => Promise<boolean> {
  let isDone = false;
  return async () => {
    if (isDone) return false;
    isDone = true;
    await strike();
    return true;
  };
}

function atCommit(moment: 'before' | 'after', act: string): Moment {
  return {
    what: `${moment} the commit of ${act}`,
    isAroundMessage: false,
    arm: async (world, number, strike) => {
      const struck = once(strike);
      world.bot(number).onCommit = async (commit) => {
        if (commit.moment === moment && commit.what.split(', ').includes(act)) await struck();
      };
    },
  };
}

/** The transaction has begun, and waits for the end of the trail, which somebody else holds. */
function insideCommit(act: string): Moment {
  return {
    what: `inside the commit of ${act}`,
    isAroundMessage: false,
    arm: async (world, number, strike) => {
      const struck = once(async () => {
        const holder = await connect(world.database.place);
        // The trail itself: whoever writes to it waits for the table, as it would for another writer.
        await holder.query('begin; lock table entries in exclusive mode');
        const waiting = async (): Promise<void> => {
          for (;;) {
            const { rows } = await holder.query(
              "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
            );
            if (rows.length > 0) return;
          }
        };
        void waiting()
          .then(strike)
          // Where the server crashed, the lock is gone with it.
          .then(() => holder.query('rollback'))
          .catch(() => undefined)
          .then(() => holder.end())
          .catch(() => undefined);
      });
      world.bot(number).onCommit = async (commit) => {
        if (commit.moment === 'before' && commit.what.split(', ').includes(act)) await struck();
      };
    },
  };
}

function atCall(
  moment: 'before' | 'after',
  service: 'slack' | 'github',
  fits: (call: Call) => boolean,
  what: string,
): Moment {
  return {
    what: `${moment} ${what}`,
    isAroundMessage: service === 'slack',
    arm: async (world, _number, strike, { cutsItsCalls }) => {
      const struck = once(strike);
      world[service].server.intercept = async (call, at) => {
        if (at === moment && fits(call) && (await struck()) && cutsItsCalls) throw new CallerDied();
      };
    },
  };
}

/** By the words that must have been told once in the end: others would be no moment, and only `npm run prove` would see that. */
const tellsApproval = ({ name, body }: Call): boolean =>
  name === 'chat.postMessage' && approvalTold.test(String((body as { readonly text?: unknown } | undefined)?.text));
const isReview = ({ name }: Call): boolean => /^POST .*\/personal-access-token-requests\/\d+$/.test(name);
const isLookUp = ({ name, body }: Call): boolean =>
  name.startsWith('GET ') && name.includes('personal-access-token') && JSON.stringify(body ?? '').includes('token_id');

/** On the way of a request to its token. `whose` process is struck: that which answers the click, or that which keeps the timetable. */
export const moments: readonly Moment[] = [
  atCommit('before', 'request.approve'),
  insideCommit('request.approve'),
  atCommit('after', 'request.approve'),
  atCall('before', 'slack', tellsApproval, 'Slack has the message of the approval'),
  atCall('after', 'slack', tellsApproval, 'Slack has the message of the approval'),
  atCommit('before', 'request.claim'),
  insideCommit('request.claim'),
  atCommit('after', 'request.claim'),
  atCall('after', 'github', isLookUp, 'GitHub showed the token a last time'),
  atCall('before', 'github', isReview, 'GitHub has the approval'),
  atCall('after', 'github', isReview, 'GitHub has the approval'),
];
