import type { PlayedHost } from '@countersign/sandbox-github/played-host';
import type { Outcome } from '@countersign/sandbox-slack/line';
import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { cardOf, cardsAbout, carriedBy, toldPrivately } from './people.ts';
import { startWorld, type TestWorld } from './start-world.ts';

const { mona, bea, carl, dan } = cast;
export const claimOf = 'says that their GitHub account is';

/** Nobody but the two owners is linked: everybody else has to be vouched for. */
export const twoOwners = policyText()
  .replace(/ {2}U0(?:MONA|DAN|GUS)\w+: .*\n/g, '')
  .replace(/machine_users:[\s\S]*/, '');

export async function vouchingWorld(policy = twoOwners, host: PlayedHost = 'github.com'): Promise<TestWorld> {
  return startWorld({
    policy,
    host,
    prepare: ({ slack }) => {
      // Whoever owns the organization by now reads the channel too.
      const members = [bea, carl, mona, dan].map(({ slackId }) => slackId);
      slack.addChannel({ id: channel, name: 'token-reviews', isPrivate: true, members });
      slack.inviteBot(channel);
    },
  });
}

export async function say(world: TestWorld, slackId: string, words: string): Promise<string> {
  const told = await toldPrivately(world, await world.slack.command(slackId, words));
  await world.settle();
  return told;
}

export type Button = 'vouch_person' | 'refuse_person';

/** Presses it, whether or not the card still shows it. */
export async function press(
  world: TestWorld,
  slackId: string,
  button: Button,
  card = cardOf(world, claimOf),
  value = carriedBy(card, button),
): Promise<Outcome> {
  const outcome = await world.slack.click(slackId, card, button, { force: true, value });
  await world.settle();
  return outcome;
}

/** What whoever presses it is told, and nobody else. */
export async function toldOf(
  world: TestWorld,
  ...pressed: Parameters<typeof press> extends [unknown, ...infer Rest] ? Rest : never
) {
  return toldPrivately(world, await press(world, ...pressed));
}

/** What the trail says that happened to Claims and links of people; the two owners are linked by the policy. */
export async function trailOf(world: TestWorld): Promise<readonly string[]> {
  const entries = await world.database.rows<{ readonly act: string; readonly actor: string; readonly data: string }>(
    'SELECT act, actor, data FROM entries ORDER BY seq',
  );
  return entries
    .filter(({ act, data }) => act.startsWith('claim.') || (act.startsWith('person.') && data.includes('vouched')))
    .map(({ act, actor }) => `${act} by ${actor.replace('slack:', '')}`);
}

export function ownersOf({ github }: TestWorld): Map<number, 'admin' | 'member'> {
  const found = github.state.organization(organization);
  if (found === undefined) throw new Error('there is no organization');
  return found.members;
}

export function makeRole(world: TestWorld, login: string, role: 'admin' | 'member'): void {
  ownersOf(world).set(world.github.state.user(login).id, role);
}

export function claimCards(world: TestWorld): number {
  return cardsAbout(world, claimOf).length;
}
