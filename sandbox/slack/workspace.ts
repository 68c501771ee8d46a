// The people and channels of the workspace, and who sees which.
import { findPerson } from './grid.ts';
import { refuse } from './refuse.ts';
import type { Channel, Person, SlackState } from './state.ts';

export type NewPerson = {
  readonly id: string;
  readonly name: string;
  readonly realName?: string;
  readonly displayName?: string;
  readonly title?: string;
  readonly email?: string;
  readonly tz?: string;
  readonly locale?: string;
  readonly isGuest?: 'restricted' | 'ultra';
  readonly isBot?: boolean;
  /** Known only through a shared channel; give the `teamId` too. */
  readonly isStranger?: boolean;
  readonly teamId?: string;
  /** On Enterprise Grid: the workspaces where they are a member. */
  readonly memberOf?: readonly string[];
  /** By which id the enterprise knows them; by the same unless told. */
  readonly globalId?: string;
  readonly deleted?: boolean;
};
export type NewChannel = {
  readonly id: string;
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly isExtShared?: boolean;
  /** On Enterprise Grid: the sister workspaces that it is shared with. */
  readonly sharedWith?: readonly string[];
  readonly isArchived?: boolean;
  readonly members: readonly string[];
};

export function addPerson(state: SlackState, person: NewPerson): void {
  state.people.set(person.id, {
    id: person.id,
    name: person.name,
    realName: person.realName ?? person.name,
    displayName: person.displayName ?? person.name,
    title: person.title ?? '',
    email: person.email ?? null,
    tz: person.tz ?? 'Etc/UTC',
    locale: person.locale ?? 'en-US',
    teamId: person.teamId ?? (person.isStranger === true ? 'T0ELSEWHERE' : state.teamId),
    globalId: person.globalId ?? person.id,
    memberOf: person.memberOf ?? null,
    isGuest: person.isGuest ?? null,
    isBot: person.isBot ?? false,
    isStranger: person.isStranger ?? false,
    isDeactivated: person.deleted ?? false,
  });
}

export function addChannel(state: SlackState, channel: NewChannel): void {
  state.channels.set(channel.id, {
    id: channel.id,
    name: channel.name,
    kind: channel.isPrivate === true ? 'private' : 'public',
    isExtShared: channel.isExtShared ?? false,
    sharedWith: channel.sharedWith ?? [],
    isArchived: channel.isArchived ?? false,
    members: [...channel.members],
  });
}

export function changeChannel(
  state: SlackState,
  id: string,
  change: (channel: Channel) => Partial<Omit<Channel, 'id'>>,
): void {
  const channel = channelOf(state, id);
  state.channels.set(id, { ...channel, ...change(channel) });
}

export function inviteBot(state: SlackState, id: string): void {
  changeChannel(state, id, ({ members }) => ({ members: [...new Set([...members, state.botUserId])] }));
}

export function kickBot(state: SlackState, id: string): void {
  changeChannel(state, id, ({ members }) => ({ members: members.filter((member) => member !== state.botUserId) }));
}

export function personOf(state: SlackState, id: string): Person {
  const person = findPerson(state, id);
  if (person === undefined) throw new Error(`the local Slack knows no person ${id}`);
  return person;
}

export function channelOf(state: SlackState, id: string): Channel {
  const channel = state.channels.get(id);
  if (channel === undefined) throw new Error(`the local Slack knows no channel ${id}`);
  return channel;
}

/** The bot's direct messages with a person, opened at need. */
export function openDirectMessages(state: SlackState, userId: string): Channel {
  const known = findDirectMessages(state, userId);
  if (known !== undefined) return known;
  const channel: Channel = {
    id: `D${userId.slice(1)}`,
    name: 'directmessage',
    kind: 'im',
    isExtShared: false,
    sharedWith: [],
    isArchived: false,
    members: [userId, state.botUserId],
  };
  state.channels.set(channel.id, channel);
  return channel;
}

export function findDirectMessages(state: SlackState, userId: string): Channel | undefined {
  return [...state.channels.values()].find(({ kind, members }) => kind === 'im' && members.includes(userId));
}

/** The channel that the bot may write to, by C…, D… or (where `mayOpen`) a person's U…; refuses as Slack does. */
export function writableChannel(state: SlackState, id: unknown, mayOpen: boolean): Channel {
  if (typeof id !== 'string' || id === '') refuse('channel_not_found');
  const person = mayOpen ? findPerson(state, id) : undefined;
  if (person !== undefined) return openFor(state, person);
  const channel = state.channels.get(id) ?? refuse('channel_not_found');
  if (channel.kind === 'im') {
    const other = channel.members.find((member) => member !== state.botUserId) ?? '';
    return openFor(state, personOf(state, other));
  }
  if (!channel.members.includes(state.botUserId)) {
    refuse(channel.kind === 'private' ? 'channel_not_found' : 'not_in_channel');
  }
  return channel;
}

export function openFor(state: SlackState, person: Person): Channel {
  if (person.isDeactivated) refuse('user_disabled');
  if (person.isBot) refuse('cannot_dm_bot');
  return openDirectMessages(state, person.id);
}
