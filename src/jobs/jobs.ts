import { endDrift } from '../operations/due/end-drift.ts';
import { expireTokens } from '../operations/due/expire-tokens.ts';
import { forgetOld } from '../operations/due/forget-old.ts';
import { lapseOverdue } from '../operations/due/lapse-overdue.ts';
import { redrawDates } from '../operations/due/redraw-dates.ts';
import { remindDue } from '../operations/due/remind-due.ts';
import { remindReviewers } from '../operations/due/remind-reviewers.ts';
import { verifyTrail } from '../operations/due/verify-trail.ts';
import { linkMachineUsers } from '../operations/people/link-machine-users.ts';
import { checkPeople, linkPeople } from '../operations/people/link-person.ts';
import { followHints } from '../operations/watch/follow-hints.ts';
import { reconcileAll } from '../operations/watch/reconcile-organization.ts';
import { refreshRepositories } from '../operations/watch/refresh-repositories.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { oneAtATime } from './one-at-a-time.ts';

export type JobName =
  | 'deliver'
  | 'followHints'
  | 'listPending'
  | 'listActive'
  | 'remind'
  | 'lapse'
  | 'remindReviewers'
  | 'endDrift'
  | 'refreshRepositories'
  | 'linkPeople'
  | 'checkPeople'
  | 'redrawDates'
  | 'verifyTrail'
  | 'forget';

export type Jobs = Readonly<Record<JobName, () => Promise<void>>> & {
  /** At start, in this order: list -> match -> lapse -> remind. Answers whether everything could be listed. */
  readonly catchUp: () => Promise<boolean>;
  /** One pass over everything. Answers whether everything could be listed. */
  readonly listAll: () => Promise<boolean>;
};

/** What is done by the clock. Passes over GitHub's lists run one at a time: two would decide on each other's half. */
export function createJobs(ports: Ports, outbox: Outbox): Jobs {
  const passes = oneAtATime();
  const lapse = (): Promise<void> => passes(() => lapseOverdue(ports));
  const remind = async (): Promise<void> => {
    await expireTokens(ports);
    await remindDue(ports);
  };
  const listAll = (): Promise<boolean> => passes(() => reconcileAll(ports, { pending: true, active: true }));
  const linkAll = (): Promise<void> =>
    tolerateOutage(ports, async () => {
      await linkPeople(ports);
      await linkMachineUsers(ports);
    });
  return {
    deliver: async () => {
      await outbox.wake();
    },
    followHints: () => passes(() => followHints(ports)),
    listPending: () => passes(async () => void (await reconcileAll(ports, { pending: true, active: false }))),
    listActive: async () => void (await listAll()),
    remind,
    lapse,
    remindReviewers: () => remindReviewers(ports),
    endDrift: () => passes(() => endDrift(ports)),
    refreshRepositories: () => refreshRepositories(ports),
    linkPeople: linkAll,
    checkPeople: () => tolerateOutage(ports, () => checkPeople(ports)),
    redrawDates: () => redrawDates(ports),
    verifyTrail: () => verifyTrail(ports),
    forget: () => forgetOld(ports),
    listAll,
    catchUp: async () => {
      await linkAll();
      const isComplete = await listAll();
      await lapse();
      await remind();
      await refreshRepositories(ports);
      await redrawDates(ports);
      await outbox.wake();
      return isComplete;
    },
  };
}

async function tolerateOutage(ports: Ports, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    ports.log.warn('GitHub could not be asked who people are; it will be tried again', error.fields);
  }
}
