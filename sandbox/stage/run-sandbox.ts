import type { PlayedHost } from '@countersign/sandbox-github/played-host';
import { openSandbox } from './server/open-sandbox.ts';
import { tellStory } from './story/tell-story.ts';

export type SandboxOptions = {
  readonly isStory: boolean;
  readonly isEmpty: boolean;
  /** Slack sends over connections that the bot opens. */
  readonly isSocketMode?: boolean;
  /** Which GitHub is played. */
  readonly host?: PlayedHost;
  /** Null: the one that it has by itself. */
  readonly port: number | null;
};

/** `countersign sandbox`: a Slack and a GitHub to click, with the real bot behind them; or stories of it in the terminal. */
export async function runSandbox({
  isStory,
  isEmpty,
  isSocketMode = false,
  host = 'github.com',
  port,
}: SandboxOptions): Promise<void> {
  await (isStory ? tellStory() : openSandbox({ port, hasMorning: !isEmpty, isSocketMode, host }));
}
