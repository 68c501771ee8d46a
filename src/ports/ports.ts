import type { Policy } from '../domain/policy/policy.ts';
import type { Clock, Ids } from './clock.ts';
import type { Github } from './github.ts';
import type { LeakedCredentials } from './leaked-credentials.ts';
import type { Log } from './log.ts';
import type { Pace } from './pace.ts';
import type { Sealing } from './sealing.ts';
import type { GithubSignIn } from './sign-in.ts';
import type { Directory } from './slack.ts';
import type { Store } from './store.ts';
import type { TrailStream } from './trail-stream.ts';
import type { UserTokens } from './user-tokens.ts';
import type { WorldTime } from './world-time.ts';

/** All that an operation may reach. */
export type Ports = {
  readonly store: Store;
  readonly github: Github;
  readonly userTokens: UserTokens;
  readonly leakedCredentials: LeakedCredentials;
  readonly sealing: Sealing;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly time: WorldTime;
  readonly pace: Pace;
  readonly ids: Ids;
  readonly log: Log;
  /** The policy in force. */
  readonly policy: () => Policy;
  /** Where the audit trail goes besides; null where it stays here. */
  readonly trailStream: TrailStream | null;
  readonly wake: Wake;
  /** Null where nobody can sign in at GitHub here. */
  readonly signIn: GithubSignIn | null;
};

/** Says that there is work to look for now; both are only a hurry, due rows decide. */
export type Wake = {
  readonly outbox: () => void;
  readonly reconcile: () => void;
};
