// The Slack app as OAuth installed it: the row of the workspace, or enterprise, whose database this is. Its token is sealed before it comes here.
import type { Instant, SlackUserId } from './ids.ts';

export type SealedInstallation = {
  /** The enterprise's where it was installed for all of it. */
  readonly teamId: string;
  readonly version: number;
  readonly enterpriseId: string | null;
  readonly isForEnterprise: boolean;
  readonly teamName: string;
  readonly keyId: string;
  /** Sealed. */
  readonly botToken: string;
  readonly botUserId: string | null;
  readonly installedBy: SlackUserId;
  readonly installedAt: Instant;
};
