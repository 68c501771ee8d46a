import { Browser, type Seen } from './browser.ts';
import { toldPrivately } from './people.ts';
import type { TestWorld } from './start-world.ts';

/** The one-time address in what Slack showed somebody. */
export function addressIn(shown: unknown): string {
  const url = /"(http[^"]*\/github\/link\?[^"]*ticket=[^"]+)"/.exec(JSON.stringify(shown))?.[1];
  if (url === undefined) throw new Error(`no address in ${JSON.stringify(shown)}`);
  return url;
}

/** What `/pat link` shows this person. */
export async function askForAddress(world: TestWorld, slackId: string): Promise<string> {
  const outcome = await world.slack.command(slackId, '/pat link');
  await world.settle();
  return addressIn(outcome);
}

/** Opens the address, goes on to GitHub and says there who they are. Answers the page they come back to. */
export async function signInAs(browser: Browser, address: string, login: string): Promise<Seen> {
  const start = await browser.open(address);
  const github = await browser.press(start, 'step', 'sign_in');
  return browser.press(github, 'login', login);
}

/** All of it, by one person in one browser. */
export async function linkBySignIn(world: TestWorld, slackId: string, login: string): Promise<Seen> {
  const browser = new Browser();
  const confirm = await signInAs(browser, await askForAddress(world, slackId), login);
  const done = await browser.press(confirm, 'step', 'confirm');
  await world.settle();
  return done;
}

export async function say(world: TestWorld, slackId: string, typed: string): Promise<string> {
  return toldPrivately(world, await world.slack.command(slackId, typed));
}
