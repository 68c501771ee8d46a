import { type OpenSettings, openSandbox } from '@countersign/sandbox-stage/open-sandbox';
import { tellStory } from '@countersign/sandbox-stage/tell-story';
import { buildWhenStale, builtPage } from './build-when-stale.ts';

export type SandboxOptions = {
  readonly isStory: boolean;
  readonly isEmpty: boolean;
  /** Slack sends over connections that the bot opens. */
  readonly isSocketMode?: boolean;
  /** Which GitHub is played. */
  readonly host?: OpenSettings['host'];
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
  const page = { folder: builtPage, build: buildWhenStale };
  await (isStory ? tellStory() : openSandbox({ port, hasMorning: !isEmpty, isSocketMode, host, page }));
}
