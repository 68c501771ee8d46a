import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppKeys, createAppKeys, createWorld, type World } from '@countersign/sandbox-stage/cast';
import { onTestFinished } from 'vitest';
import { type Named, setup } from '../../src/cli/setup.ts';
import { readEnvironmentFile } from '../../src/config/environment-file.ts';
import type { Option, Prompts } from '../../src/setup/prompts.ts';
import { temporaryFolder } from '../support/start-program.ts';

/** Dies at a moment, as by SIGKILL: nothing is said, nothing is asked any more. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export type Place = {
  readonly world: World;
  readonly folder: string;
  readonly envFile: string;
  readonly policyFile: string;
  readonly given: Readonly<Record<string, string>>;
};

/** Of an App that nobody here has; making a pair takes long. */
let keys: AppKeys | null = null;

/** A local Slack and GitHub in which nobody has set anything up, and an empty folder. */
export async function emptyPlace(): Promise<Place> {
  keys ??= createAppKeys();
  const world = await createWorld(() => new Date(), keys);
  onTestFinished(() => world.stop());
  const organization = world.github.state.organization('acme');
  if (organization !== undefined) organization.isInstalled = false;
  world.slack.kickBot('C0REVIEWERS');
  const folder = temporaryFolder();
  const policyFile = join(folder, 'policy.yml');
  return {
    world,
    folder,
    envFile: join(folder, '.env'),
    policyFile,
    given: {
      POLICY_FILE: policyFile,
      DATABASE_URL: `file:${join(folder, 'countersign.db')}`,
      SLACK_API_URL: world.slack.apiUrl,
      GITHUB_API_URL: world.github.apiUrl,
      GITHUB_WEB_URL: world.github.apiUrl,
    },
  };
}

export function variablesIn({ envFile }: Pick<Place, 'envFile'>): Readonly<Record<string, string>> {
  const read = readEnvironmentFile(readFileSync(envFile), '.env');
  if ('problems' in read) throw new Error(read.problems.join());
  return read.values;
}

export const modeOf = (file: string): number => statSync(file).mode & 0o777;

/** The form of a page of GitHub's, as a browser would send it. */
export function formIn(page: string, base: string): { readonly action: string; readonly fields: URLSearchParams } {
  const plain = (text = ''): string =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1];
  if (action === undefined) throw new Error(`there is no form: ${page}`);
  const inputs = page.matchAll(/<input(?: type="hidden")? name="([^"]*)" value="([^"]*)"/g);
  return {
    action: new URL(plain(action), base).href,
    fields: new URLSearchParams([...inputs].map(([, name = '', value]): [string, string] => [name, plain(value)])),
  };
}

async function press(page: string, base: string): Promise<Response> {
  const { action, fields } = formIn(page, base);
  return fetch(action, { method: 'POST', body: fields, redirect: 'manual' });
}

/** Opens the page of the terminal, and goes on to GitHub: the answer that sends the browser back. */
export async function createOnGithub(link: string): Promise<string> {
  const posted = await press(await (await fetch(link)).text(), link);
  const made = await press(await posted.text(), posted.url);
  const back = made.headers.get('location');
  if (back === null) throw new Error(`GitHub did not create the App: ${made.status}`);
  return back;
}

/** Creates the App and installs it, click by click. */
export async function createAndInstall(link: string): Promise<void> {
  const back = await fetch(await createOnGithub(link), { redirect: 'manual' });
  const next = back.headers.get('location');
  if (next === null) throw new Error(`we did not take the App: ${await back.text()}`);
  await press(await (await fetch(next)).text(), next);
}

export type Operator = {
  readonly prompts: Prompts;
  /** All that was printed and asked. */
  readonly heard: string[];
  readonly asked: string[];
  /** Values that were pasted. */
  readonly pasted: string[];
  /** What went on beside the terminal; a failure there fails the test. */
  readonly elsewhere: Promise<unknown>[];
};

/** Somebody at the terminal who does what they are told, in Slack and on GitHub too. `killAt`: at which interaction it all ends. */
export function operatorOf(
  { world }: Place,
  options: { readonly killAt?: number; readonly answers?: Readonly<Record<string, string | string[]>> } = {},
): Operator {
  const heard: string[] = [];
  const asked: string[] = [];
  const pasted: string[] = [];
  const elsewhere: Promise<unknown>[] = [];
  let interactions = 0;
  const live = (): void => {
    interactions += 1;
    if (interactions === options.killAt) throw new Killed();
  };
  const values: Readonly<Record<string, string | string[]>> = {
    'xoxb-': world.secrets.slackBotToken,
    'xapp-': 'xapp-sandbox-not-a-real-token',
    'Signing Secret': world.secrets.slackSigningSecret,
    'Which GitHub organization': 'acme',
    'Who is bea-owner': 'Bea Lindqvist',
    'Who is carl-owner': 'Carl Odede',
  };
  // Several stand for one question that is asked again and again.
  const given = { ...values, ...options.answers };
  const answerTo = (question: string): string => {
    live();
    asked.push(question);
    const answers = Object.entries(given).find(([part]) => question.includes(part))?.[1];
    const found = Array.isArray(answers) ? answers.shift() : answers;
    if (found === undefined) throw new Error(`nobody knows what to answer: ${question}`);
    return found;
  };
  const typed = async (question: string, problemOf: (given: string) => string | null): Promise<string> => {
    // As at the terminal: what can't be right is said below the question, and typed again.
    for (;;) {
      const text = answerTo(question);
      const problem = problemOf(text);
      if (problem === null) return text;
      heard.push(problem);
    }
  };
  return {
    heard,
    asked,
    pasted,
    elsewhere,
    prompts: {
      mayAsk: true,
      say: (text) => {
        live();
        heard.push(text);
        const link = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}$/m.exec(text)?.[0];
        if (link !== undefined) elsewhere.push(createAndInstall(link));
        if (text.includes('/invite @Countersign')) world.slack.inviteBot('C0REVIEWERS');
      },
      secret: async (question, problemOf) => {
        const given = await typed(question, problemOf);
        pasted.push(given);
        return given;
      },
      text: typed,
      choose: async <Value>(question: string, given: readonly Option<Value>[]): Promise<Value> => {
        const wanted = answerTo(question);
        const found = given.find(({ label }) => label === wanted);
        if (found === undefined) throw new Error(`${wanted} is not among ${given.map(({ label }) => label).join()}`);
        return found.value;
      },
    },
  };
}

/** Runs set-up once; 137 where it was killed. */
export async function setUpOnce(place: Place, operator: Operator, named: Named = {}): Promise<number> {
  const { envFile, given } = place;
  try {
    return await setup({ named, prompts: operator.prompts, envFile, given, pause: () => new Promise(setImmediate) });
  } catch (error) {
    if (error instanceof Killed) return 137;
    throw error;
  } finally {
    await Promise.allSettled(operator.elsewhere);
  }
}

export function writeEnv({ envFile }: Place, text: string): void {
  writeFileSync(envFile, text, { mode: 0o644 });
}
