import type { Job, JobName } from './jobs/schedule.ts';
import type { Clock, Ids } from './ports/clock.ts';
import type { InstallationStore } from './ports/installations.ts';
import type { Store } from './ports/store.ts';

/**
 * What is otherwise where Slack, GitHub or time are played: by the sandbox, the tests and the benches. `main.ts` says none of it, and without
 * it the program is what runs in earnest.
 */
export type PlayedWorld = {
  /** A clock that moves when it is told. */
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Without the timetable whoever started it wakes the jobs. */
  readonly hasTimetable?: boolean;
  /** Whether calls to GitHub keep the distance that GitHub asks for; true unless told. A local GitHub has no such wish. */
  readonly isGithubPaced?: boolean;
  /** Whether messages keep the distance that Slack asks for; true unless told. Where the clock stands they would wait for ever. */
  readonly isSlackPaced?: boolean;
  /** How many times longer a click, and its answer, wait for Slack and GitHub; 1 unless told. On a busy machine a local one is no slow one. */
  readonly patience?: number;
  /** Stands between the operations and the database: the sandbox stops the world before and after a commit there. */
  readonly decorateStore?: (store: Store) => Store;
  /** Where a workspace's token is kept; sealed in its own database unless told. */
  readonly installationsOf?: (store: Store, workspace: string) => InstallationStore;
};

/** How whoever plays the world has things happen, and knows that they have. */
export type PlayedByHand = {
  /** All that happens by the clock. */
  readonly timetable: readonly Pick<Job, 'job' | 'at'>[];
  /** Runs one job now, as its tick would; each workspace its own. */
  readonly wake: (job: JobName) => Promise<void>;
  /** Waits until nothing is under way any more; wakes nothing. */
  readonly idle: () => Promise<void>;
};
