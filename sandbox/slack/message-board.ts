// Messages: posting, changing and deleting, with every version kept.
import type { KnownBlock } from '@slack/types';
import { nextTs, type PostedMessage, type SlackFile, type SlackState } from './state.ts';

export type NewMessage = {
  readonly channelId: string;
  readonly text: string;
  /** Checked before. */
  readonly blocks: readonly KnownBlock[];
  readonly threadTs?: string | null;
  readonly ephemeralTo?: string | null;
  readonly cameBy?: string | null;
  readonly files?: readonly SlackFile[];
  /** Left out where it is the bot. */
  readonly from?: string;
};

export function postMessage(state: SlackState, message: NewMessage): PostedMessage {
  const at = state.now();
  const current = { text: message.text, blocks: nameParts(state, message.blocks) };
  const posted: PostedMessage = {
    ...current,
    channelId: message.channelId,
    ts: nextTs(state),
    threadTs: message.threadTs ?? null,
    ephemeralTo: message.ephemeralTo ?? null,
    postedAt: at,
    isDeleted: false,
    edits: 0,
    versions: [{ ...current, at }],
    cameBy: message.cameBy ?? null,
    ...(message.from === undefined ? {} : { from: message.from }),
    ...(message.files === undefined ? {} : { files: message.files }),
  };
  state.messages.push(posted);
  return posted;
}

export function rewriteMessage(
  state: SlackState,
  message: PostedMessage,
  to: { readonly text: string; readonly blocks: readonly KnownBlock[] },
): PostedMessage {
  const current = { text: to.text, blocks: nameParts(state, to.blocks) };
  return replace(state, {
    ...message,
    ...current,
    edits: message.edits + 1,
    versions: [...message.versions, { ...current, at: state.now() }],
  });
}

export function deleteMessage(state: SlackState, message: PostedMessage): PostedMessage {
  return replace(state, { ...message, isDeleted: true });
}

/** The message as it is now, deleted or not. */
export function findMessage(state: SlackState, channelId: string, ts: string): PostedMessage | undefined {
  return state.messages.find((message) => message.channelId === channelId && message.ts === ts);
}

/** Names blocks and elements that have no id, as Slack does when it stores them. */
export function nameParts(state: SlackState, blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  const named = (part: object, field: 'block_id' | 'action_id'): object =>
    field in part ? part : { ...part, [field]: `~${state.nextNumber().toString(36)}` };
  return blocks.map((block) => {
    const parts = { ...block } as Record<string, unknown>;
    for (const field of ['element', 'accessory']) {
      const element = parts[field];
      if (isActionable(element)) parts[field] = named(element, 'action_id');
    }
    if (parts.type === 'actions' && Array.isArray(parts.elements)) {
      parts.elements = parts.elements.map((element: object) => named(element, 'action_id'));
    }
    return named(parts, 'block_id') as KnownBlock;
  });
}

function isActionable(element: unknown): element is object {
  return typeof element === 'object' && element !== null && 'type' in element && element.type !== 'image';
}

function replace(state: SlackState, message: PostedMessage): PostedMessage {
  const index = state.messages.findIndex(({ channelId, ts }) => channelId === message.channelId && ts === message.ts);
  state.messages[index] = message;
  return message;
}
