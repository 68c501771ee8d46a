import type { Conversation } from '@countersign/sandbox-stage/protocol';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { perform } from '../live/act.ts';
import { useLive } from '../live/live.ts';
import { place } from '../live/place.ts';
import { useStore } from '../live/store.ts';
import { Composer } from './composer.tsx';
import { ConversationList } from './conversation-list.tsx';
import { forgetOthers } from './entered.ts';
import { firstConversation } from './first-conversation.ts';
import { HomeView } from './home-view.tsx';
import { MessageList } from './message-list.tsx';
import { Modal } from './modal.tsx';

/** Chosen once for whoever this window is: what was read there leaves them where they are. */
function useFirst(conversations: readonly Conversation[], wanted: string | null): string | undefined {
  const me = useLive(({ slices }) => slices.me.slackId);
  const chosen = useRef<{ readonly me: string; readonly id: string | undefined } | null>(null);
  if (wanted !== null) chosen.current = null;
  else if (chosen.current?.me !== me) chosen.current = { me, id: firstConversation(conversations)?.id };
  return chosen.current?.id;
}

export function SlackPane() {
  const wanted = useStore(place, ({ conversation }) => conversation);
  const conversations = useLive(({ slices }) => slices.conversations);
  const home = useLive(({ slices }) => slices.home);
  const views = useLive(({ slices }) => slices.views);
  const top = views.at(-1);
  const first = useFirst(conversations, wanted);
  const open = conversations.find(({ id }) => id === (wanted ?? first)) ?? firstConversation(conversations);
  const isHome = wanted === 'home' && home !== null;
  const behind = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement | null>(null);

  useEffect(() => forgetOthers([...views.map(({ id }) => id), ...(home === null ? [] : [home.id])]), [views, home]);

  const unread = open?.unreadCount ?? 0;
  const openId = open?.id;
  useEffect(() => {
    if (openId === undefined || unread === 0 || isHome) return;
    const read = (): void => {
      if (document.visibilityState === 'visible') void perform({ kind: 'slack.read', conversation: openId });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [openId, unread, isHome]);

  // Whoever closes a form is where they were when it opened.
  const isCovered = top !== undefined;
  useLayoutEffect(() => {
    if (!isCovered) return;
    return () => {
      const back = before.current;
      const target = back?.isConnected === true ? back : behind.current?.querySelector<HTMLElement>('.composer-input');
      queueMicrotask(() => target?.focus());
    };
  }, [isCovered]);

  return (
    <section class="pane pane-slack" aria-label="Slack" data-pane="slack" tabIndex={-1}>
      <div
        class="slack"
        ref={behind}
        inert={isCovered}
        onFocusCapture={({ target }) => {
          if (target instanceof HTMLElement) before.current = target;
        }}
      >
        <ConversationList chosen={isHome ? 'home' : (openId ?? '')} />
        <div class="slack-main">
          {isHome && home !== null ? (
            <HomeView view={home} />
          ) : (
            open !== undefined && (
              <>
                <header class="slack-head">
                  <h2 class="slack-title">
                    <Icon name={open.kind === 'im' ? 'bubble' : open.kind === 'private' ? 'lock' : 'hash'} />
                    {open.name}
                  </h2>
                  <span class="slack-about">
                    {open.kind === 'im' ? 'Direct messages with the app' : `${open.memberCount} members`}
                  </span>
                </header>
                <MessageList key={open.id} conversation={open} />
                <Composer key={`${open.id}-composer`} conversation={open} />
              </>
            )
          )}
        </div>
      </div>
      {top !== undefined && <Modal view={top} depth={views.length} />}
    </section>
  );
}
