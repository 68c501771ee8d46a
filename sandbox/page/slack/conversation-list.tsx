import type { Conversation } from '@countersign/sandbox-stage/protocol';
import { Icon } from '../controls/icon.tsx';
import { performOrSay } from '../live/act.ts';
import { useLive } from '../live/live.ts';
import { go } from '../live/place.ts';

function Entry({ conversation, isOpen }: { readonly conversation: Conversation; readonly isOpen: boolean }) {
  const { id, kind, name, unreadCount, isArchived } = conversation;
  return (
    <li>
      <button
        type="button"
        class="conversation"
        aria-current={isOpen ? 'page' : undefined}
        data-unread={unreadCount > 0}
        data-conversation={id}
        onClick={() => go({ conversation: id })}
      >
        <Icon name={kind === 'im' ? 'bubble' : kind === 'private' ? 'lock' : 'hash'} />
        <span class="conversation-name">{name}</span>
        {isArchived && <small>archived</small>}
        {unreadCount > 0 && (
          <span class="count count-strong">
            {unreadCount}
            <span class="unseen"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}

export function ConversationList({ chosen }: { readonly chosen: string }) {
  const conversations = useLive(({ slices }) => slices.conversations);
  const channels = conversations.filter(({ kind }) => kind !== 'im');
  const direct = conversations.filter(({ kind }) => kind === 'im');
  return (
    <nav class="conversations" aria-label="Conversations">
      <h2>Channels</h2>
      <ul>
        {channels.map((one) => (
          <Entry key={one.id} conversation={one} isOpen={one.id === chosen} />
        ))}
      </ul>
      <h2>Apps</h2>
      <ul>
        <li>
          <button
            type="button"
            class="conversation"
            aria-current={chosen === 'home' ? 'page' : undefined}
            onClick={() => {
              go({ conversation: 'home' });
              void performOrSay({ kind: 'slack.open_home' });
            }}
          >
            <Icon name="home" />
            <span class="conversation-name">Home</span>
          </button>
        </li>
        {direct.map((one) => (
          <Entry key={one.id} conversation={one} isOpen={one.id === chosen} />
        ))}
      </ul>
    </nav>
  );
}
