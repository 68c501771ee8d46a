import { conversationsOf, isUnread, isVisible } from '@countersign/sandbox-slack/reading';
import type { OpenView, Person, PostedMessage, SlackState } from '@countersign/sandbox-slack/state';
import { openViewsOf } from '@countersign/sandbox-slack/view-stack';
import type { Conversation, DirectoryPerson, Message, Slices, View } from './protocol.ts';

type SlackSlices = Pick<Slices, 'directory' | 'conversations' | 'views' | 'home'>;
export type SlackPart = { readonly slices: SlackSlices; readonly messages: ReadonlyMap<string, Message> };

/** The errors of a submission, by view; a view that was changed since (it has another hash) has none. */
export type ViewErrors = Map<string, { readonly hash: string; readonly errors: Readonly<Record<string, string>> }>;

/** A longer file is only named. */
const mostShownOfFile = 20_000;

/** A message is never changed in place, so that the row made of it is made once. */
const rows = new WeakMap<PostedMessage, Message>();

/** What this person sees in Slack. */
export function slackPart(state: SlackState, userId: string, errors: ViewErrors): SlackPart {
  const messages = new Map<string, Message>();
  const counts = new Map<string, { unread: number; all: number }>();
  for (const message of state.messages) {
    if (!isVisible(state, userId, message)) continue;
    const row = rowOf(state, message);
    messages.set(row.key, row);
    const count = counts.get(message.channelId) ?? { unread: 0, all: 0 };
    count.all += 1;
    if (isUnread(state, userId, message)) count.unread += 1;
    counts.set(message.channelId, count);
  }
  const conversations = conversationsOf(state, userId).map((channel): Conversation => {
    const { unread, all } = counts.get(channel.id) ?? { unread: 0, all: 0 };
    const other = channel.members.find((member) => member !== userId) ?? '';
    return {
      id: channel.id,
      kind: channel.kind,
      name: channel.kind === 'im' ? (state.people.get(other)?.realName ?? other) : channel.name,
      memberCount: channel.members.length,
      isArchived: channel.isArchived,
      unreadCount: unread,
      messageCount: all,
    };
  });
  const home = state.views.get(state.homes.get(userId) ?? '');
  return {
    slices: {
      directory: [...state.people.values()].map(describePerson),
      conversations,
      views: openViewsOf(state, userId).map((view) => describeView(view, errors)),
      home: home === undefined ? null : describeView(home, errors),
    },
    messages,
  };
}

function rowOf(state: SlackState, message: PostedMessage): Message {
  const known = rows.get(message);
  if (known !== undefined) return known;
  const row: Message = {
    key: `${message.channelId}/${message.ts}`,
    conversation: message.channelId,
    ts: message.ts,
    threadTs: message.threadTs,
    sender: message.from ?? state.botUserId,
    at: message.postedAt.getTime(),
    text: message.text,
    blocks: message.blocks,
    isEphemeral: message.ephemeralTo !== null,
    // Slack marks a message as edited only where its text, and no blocks, was given anew.
    isEdited: message.edits > 0 && message.blocks.length === 0,
    ...filesOf(message),
  };
  rows.set(message, row);
  return row;
}

function filesOf({ files }: PostedMessage): Pick<Message, 'files'> {
  if (files === undefined) return {};
  const isShown = (text: string | null): text is string => text !== null && text.length <= mostShownOfFile;
  return { files: files.map(({ title, name, text }) => ({ title, name, text: isShown(text) ? text : null })) };
}

function describePerson(person: Person): DirectoryPerson {
  const { id, name, realName, tz, locale, isBot, isGuest, isDeactivated } = person;
  return { id, name, realName, zone: tz, locale, isBot, isGuest: isGuest !== null, isDeactivated };
}

function describeView(view: OpenView, errors: ViewErrors): View {
  const { id, type, callbackId, title, submit, close, blocks, values, hash } = view;
  const held = errors.get(id);
  const own = held?.hash === hash ? held.errors : {};
  return { id, type, callbackId, title, submit, close, blocks, values, errors: own, hash };
}
