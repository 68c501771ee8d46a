import type { Conversation, Message } from '@countersign/sandbox-stage/protocol';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { useLatest } from '../controls/use-latest.ts';
import { useLive } from '../live/live.ts';
import { fetchOlder } from '../live/older.ts';
import { useZone } from '../live/reader.ts';
import { dayHeading } from './day-heading.ts';
import { MessageRow } from './message-row.tsx';
import { windowOf, windowStep } from './message-window.ts';
import { useReadingPosition } from './use-reading-position.ts';

const none: readonly Message[] = [];

/** The newest at the bottom; older ones come as one scrolls up, and leave again at the other end. */
export function MessageList({ conversation }: { readonly conversation: Conversation }) {
  const messages = useLive((held) => held.messages.get(conversation.id) ?? none);
  const zone = useZone();
  const [last, setLast] = useState<string | null>(null);
  const [isFetching, setFetching] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const bottom = useRef<HTMLDivElement>(null);
  const { start, end } = windowOf(messages, last);
  const shown = messages.slice(start, end);
  const isNewest = end === messages.length;
  const position = useReadingPosition(scroller, isNewest);

  const goUp = useLatest(async () => {
    if (start > 0) {
      position.keep();
      setLast(messages[Math.max(end - windowStep, start + 1) - 1]?.key ?? null);
    } else if (!isFetching && messages.length > 0 && messages.length < conversation.messageCount) {
      setFetching(true);
      await fetchOlder('messages', messages[0]?.key ?? '', conversation.id, position.keep).catch(() => false);
      setFetching(false);
    }
  });
  const goDown = useLatest(async () => {
    if (isNewest) return;
    position.keep();
    const to = Math.min(end + windowStep, messages.length);
    setLast(to === messages.length ? null : (messages[to - 1]?.key ?? null));
  });

  useEffect(() => {
    const seen = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) void (target === top.current ? goUp() : goDown());
        }
      },
      { root: scroller.current, rootMargin: '600px 0px' },
    );
    if (top.current !== null) seen.observe(top.current);
    if (bottom.current !== null) seen.observe(bottom.current);
    return () => seen.disconnect();
    // The rows decide whether an end is in sight: looked at anew with each other window.
  }, [goUp, goDown, start, end, messages.length]);

  useLayoutEffect(() => {
    if (isNewest && last !== null) setLast(null);
  }, [isNewest, last]);

  let day = '';
  return (
    <div class="message-scroll" ref={scroller} onScroll={position.onScroll}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="message-log" role="log" aria-label={`Messages in ${conversation.name}`} tabIndex={0}>
        <div ref={top} class="message-end" />
        {isFetching && <p class="message-fetching">Fetching older messages…</p>}
        {messages.length === 0 && <p class="message-note">Nothing here yet.</p>}
        {shown.map((message) => {
          const heading = dayHeading(message.at, zone);
          const isNewDay = heading !== day;
          day = heading;
          return (
            <div key={message.key}>
              {isNewDay && (
                <p class="day">
                  <span>{heading}</span>
                </p>
              )}
              <MessageRow message={message} />
            </div>
          );
        })}
        <div ref={bottom} class="message-end" />
      </div>
      {!isNewest && (
        <button type="button" class="button message-newest" onClick={() => setLast(null)}>
          <Icon name="down" />
          Newest
        </button>
      )}
    </div>
  );
}
