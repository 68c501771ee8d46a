import { homeOpened } from '@countersign/sandbox-slack/home-opened';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { OpenView } from '@countersign/sandbox-slack/state';
import type { StoryWorld } from './start-world.ts';

/** They click on the app's Home, and what follows from it is done. */
export async function openHome(world: StoryWorld, slackId: string): Promise<string> {
  await world.slack.event(homeOpened(world.slack.state, slackId));
  await world.settle();
  return homeText(world, slackId);
}

export function homeViewOf(world: StoryWorld, slackId: string): OpenView {
  const home = world.slack.homeOf(slackId);
  if (home === undefined) throw new Error(`${slackId} has no Home`);
  return home;
}

/** What the person reads there now. */
export function homeText(world: StoryWorld, slackId: string): string {
  return textOf(homeViewOf(world, slackId));
}
