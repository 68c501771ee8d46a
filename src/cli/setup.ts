import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Environment, readPlaces } from '../config/environment.ts';
import { readNetwork } from '../config/network.ts';
import { StartProblems } from '../config/problems.ts';
import { loadEnvironment } from '../load-environment.ts';
import { useNetwork } from '../outbound-network.ts';
import { keepVariables } from '../setup/keep-variables.ts';
import { createNoTerminal } from '../setup/no-terminal.ts';
import { type Prompts, Stopped } from '../setup/prompts.ts';
import { isOrganizationName, run } from '../setup/run.ts';
import { Halted, type Setting } from '../setup/setting.ts';
import { createTerminalPrompts } from '../setup/terminal-prompts.ts';
import { setUp } from '../wording/english/set-up.ts';

// `npm run setup [-- --url https://tokens.example.com] [--organization acme]`: the Slack app, the GitHub App, .env and policy.yml, step by step.
// Ends with 0 where everything is right, with 130 where it was stopped, else with 1.

const again = 2_000;

export type SetUpOptions = {
  readonly args: readonly string[];
  readonly prompts: Prompts;
  readonly envFile?: string;
  /** The environment, which wins over the file; the process's own unless told. */
  readonly given?: Environment;
  readonly pause?: () => Promise<void>;
};

function askedFor(
  args: readonly string[],
): Setting['asked'] | { readonly problem: string } | { readonly help: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { url: { type: 'string' }, organization: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help === true) return { help: setUp.usage };
    const { url = null, organization = null } = values;
    if (url !== null && !isAddress(url)) return { problem: setUp.badUrl };
    if (organization !== null && !isOrganizationName(organization)) return { problem: setUp.badOrganization };
    return { address: url === null ? null : new URL(url).origin, organization };
  } catch (error) {
    // An option that is not known.
    if (error instanceof TypeError) return { problem: setUp.usage };
    throw error;
  }
}

/** https, or http on this machine; nothing behind the host: the paths are ours. */
function isAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname));
  return isSafe && `${url.origin}/` === url.href;
}

/** Sets everything up with whoever sits there; answers the exit code. */
export async function setup({
  args,
  prompts,
  envFile = '.env',
  given,
  pause = () => wait(again),
}: SetUpOptions): Promise<number> {
  const asked = askedFor(args);
  if ('help' in asked) {
    prompts.say(asked.help);
    return 0;
  }
  if ('problem' in asked) {
    prompts.say(asked.problem);
    return 1;
  }
  const environment = (): Environment => loadEnvironment(envFile, given);
  try {
    const outside = readNetwork(environment());
    const places = readPlaces(environment());
    const problems = [outside, places].flatMap((one) => ('problems' in one ? one.problems : []));
    if ('problems' in outside || 'problems' in places) throw new StartProblems(problems);
    useNetwork(outside.network);
    return await run({
      prompts,
      environment,
      keep: (variables) => keepVariables(envFile, variables),
      places: places.places,
      pause,
      asked,
      nodeVersion: process.version,
    });
  } catch (error) {
    if (error instanceof Stopped) {
      prompts.say(setUp.stopped);
      return 130;
    }
    if (error instanceof Halted) prompts.say(error.message);
    else if (error instanceof StartProblems) prompts.say(setUp.fix(error.problems));
    else throw error;
    return 1;
  }
}

/** With whoever sits at this process's terminal; where it has none, nothing is asked. Answers the exit code. */
export function setupAtTerminal(args: readonly string[]): Promise<number> {
  const prompts =
    process.stdin.isTTY && process.stdout.isTTY
      ? createTerminalPrompts()
      : createNoTerminal((text) => void process.stdout.write(text));
  // Between two questions nobody listens for it; what is stored stays.
  process.once('SIGINT', () => {
    prompts.say(setUp.stopped);
    process.exit(130);
  });
  return setup({ args, prompts });
}

if (import.meta.main) process.exitCode = await setupAtTerminal(process.argv.slice(2));
