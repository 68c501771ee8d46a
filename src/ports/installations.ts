import type { Instant, SlackUserId } from '../domain/ids.ts';

/** The app installed in one workspace, or in a whole Enterprise Grid organization. */
export type Installation = {
  /** The enterprise's where it was installed for all of it. */
  readonly teamId: string;
  readonly enterpriseId: string | null;
  readonly isForEnterprise: boolean;
  readonly teamName: string;
  readonly botToken: string;
  readonly botUserId: string | null;
  readonly installedBy: SlackUserId;
  readonly installedAt: Instant;
};

/** One workspace's own, in its own database, sealed. */
export type InstallationStore = {
  read(): Promise<Installation | 'unknown_key' | 'broken' | null>;
  keep(installation: Installation): Promise<void>;
  forget(): Promise<void>;
};
