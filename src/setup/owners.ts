import type { WebClient } from '@slack/web-api';
import { Fault } from '../ports/fault.ts';
import { setUp } from '../wording/english/set-up.ts';
import { type Channel, ofSlack, slackClient } from './channel.ts';
import type { KnownApp } from './github-app.ts';
import { Halted, type Setting } from './setting.ts';

/** Who could be somebody: in the channel, a full member, and no bot. */
export type Person = { readonly slackId: string; readonly name: string };

/** More are not asked for: who is left out links themselves later. */
const mostAsked = 20;

async function peopleIn(client: WebClient, channel: string): Promise<readonly Person[]> {
  const { members = [] } = await client.conversations.members({ channel, limit: 100 });
  const found: Person[] = [];
  for (const user of members) {
    const { user: one } = await client.users.info({ user });
    const isOutside = one?.is_restricted === true || one?.is_ultra_restricted === true || one?.is_stranger === true;
    if (one === undefined || one.deleted === true || one.is_bot === true || isOutside) continue;
    found.push({ slackId: user, name: one.real_name ?? one.name ?? user });
  }
  return found;
}

async function ownersOf({ github }: KnownApp, organization: string): Promise<readonly string[]> {
  try {
    return (await github.owners(organization)).map(({ login }) => login).toSorted();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Halted(setUp.outageStop(setUp.githubOutage(error.code)));
  }
}

/** Who of the channel owns the organization, as the operator says: they write the policy, and could write this there. */
export async function owners(
  setting: Setting,
  app: KnownApp,
  { organization, channel }: { readonly organization: string; readonly channel: Channel },
): Promise<ReadonlyMap<string, string>> {
  const { prompts } = setting;
  const client = slackClient(setting);
  const people = await ofSlack(() => peopleIn(client, channel.id));
  const found = new Map<string, string>();
  for (const login of (await ownersOf(app, organization)).slice(0, mostAsked)) {
    const left = people.filter(({ slackId }) => !found.has(slackId));
    if (left.length === 0) break;
    const chosen = await prompts.choose<Person | null>(setUp.whoIsOwner(login, organization), [
      ...left.map((value) => ({ value, label: value.name })),
      { value: null, label: setUp.notHere },
    ]);
    if (chosen !== null) found.set(chosen.slackId, login);
  }
  const others = people.filter(({ slackId }) => !found.has(slackId)).map(({ name }) => name);
  if (others.length > 0) prompts.say(setUp.notOwners(channel.name, others));
  if (found.size === 0) prompts.say(setUp.noOwners(organization));
  if (found.size === 1) prompts.say(setUp.oneOwner);
  return found;
}
