import { setTimeout as wait } from 'node:timers/promises';
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
import { refuseUse } from './wrong-use.ts';

const again = 2_000;

/** What the command line named. */
export type Named = { readonly url?: string; readonly organization?: string };

export type SetUpOptions = {
  readonly named: Named;
  readonly prompts: Prompts;
  readonly envFile?: string;
  /** The environment, which wins over the file; the process's own unless told. */
  readonly given?: Environment;
  readonly pause?: () => Promise<void>;
};

function askedFor({ url, organization }: Named): Setting['asked'] | { readonly problem: string } {
  if (url !== undefined && !isAddress(url)) return { problem: setUp.badUrl };
  if (organization !== undefined && !isOrganizationName(organization)) return { problem: setUp.badOrganization };
  return { address: url === undefined ? null : new URL(url).origin, organization: organization ?? null };
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
  named,
  prompts,
  envFile = '.env',
  given,
  pause = () => wait(again),
}: SetUpOptions): Promise<number> {
  const asked = askedFor(named);
  if ('problem' in asked) {
    return refuseUse('setup', asked.problem);
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
export function setupAtTerminal(named: Named): Promise<number> {
  const prompts =
    process.stdin.isTTY && process.stdout.isTTY
      ? createTerminalPrompts()
      : createNoTerminal((text) => void process.stdout.write(text));
  // Between two questions nobody listens for it; what is stored stays.
  process.once('SIGINT', () => {
    prompts.say(setUp.stopped);
    process.exit(130);
  });
  return setup({ named, prompts });
}
