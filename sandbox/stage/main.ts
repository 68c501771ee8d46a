import { parseArgs } from 'node:util';
import { openSandbox } from './server/open-sandbox.ts';
import { tellStory } from './story/tell-story.ts';

// `npm run sandbox`: a Slack and a GitHub to click, with the real bot behind them. `-- --empty`: an organization in which nothing has happened
// yet; `-- --socket`: Slack reaches the bot over connections that it opens; `-- --story` tells stories in the terminal instead.

function failed(error: unknown): never {
  process.stderr.write(`The sandbox ended: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

function readArguments(): {
  readonly isStory: boolean;
  readonly isEmpty: boolean;
  readonly isSocketMode: boolean;
  readonly port: number | null;
} {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { story: flag, empty: flag, socket: flag, port: { type: 'string' } } });
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new Error(`--port is a number from 0 to 65535, not ${values.port}`);
  }
  return { isStory: values.story, isEmpty: values.empty, isSocketMode: values.socket, port };
}

try {
  const { isStory, isEmpty, isSocketMode, port } = readArguments();
  await (isStory ? tellStory() : openSandbox({ port, hasMorning: !isEmpty, isSocketMode }));
} catch (error) {
  failed(error);
}
