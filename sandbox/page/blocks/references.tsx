import type { ComponentChildren } from 'preact';
import { nowOfSandbox } from '../live/clock.ts';
import { live, useLive } from '../live/live.ts';
import { go, goGithub } from '../live/place.ts';
import { useLocale, usePerson, useZone } from '../live/reader.ts';
import { say } from '../live/toast.ts';
import { formatDate } from './date-token.ts';
import { messageOfLink } from './message-of-link.ts';

export function UserMention({ id }: { readonly id: string }) {
  const person = usePerson(id);
  const isMe = useLive(({ slices }) => slices.me.slackId === id);
  return (
    <span class={isMe ? 'mention mention-me' : 'mention'} data-user={id}>
      @{person?.realName ?? id}
    </span>
  );
}

export function ChannelMention({ id }: { readonly id: string }) {
  const name = useLive(
    ({ slices }) => slices.conversations.find((one) => one.id === id || `#${one.name}` === id)?.name,
  );
  if (name === undefined && id.startsWith('#')) return <>{id}</>;
  return (
    <span class="mention" data-channel={id}>
      #{name ?? 'private-channel'}
    </span>
  );
}

export function Broadcast({ range }: { readonly range: string }) {
  return <span class="mention mention-all">@{range}</span>;
}

export function DateShown({
  timestamp,
  format,
  fallback,
}: {
  readonly timestamp: number;
  readonly format: string;
  readonly fallback: string;
}) {
  const zone = useZone();
  const locale = useLocale();
  const shown = formatDate(timestamp, format, { zone, locale, now: nowOfSandbox() });
  if (shown === null) return <>{fallback}</>;
  return (
    <time dateTime={new Date(timestamp * 1_000).toISOString()} title={`${fallback} — shown in ${zone}`}>
      {shown}
    </time>
  );
}

/** On github.com, or on whichever GitHub is played. */
function isNewTokenPage(url: string): boolean {
  return URL.parse(url)?.pathname === '/settings/personal-access-tokens/new';
}

/** Scrolls to it where it is on the page: older ones come as one scrolls up. */
function showMessage({ conversation, key }: NonNullable<ReturnType<typeof messageOfLink>>): void {
  if (live.read()?.slices.conversations.every(({ id }) => id !== conversation) !== false) {
    say('You can’t read the conversation that this opens in Slack.');
    return;
  }
  go({ pane: 'slack', conversation });
  requestAnimationFrame(() => {
    const row = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (row === null) say('That message is further up in this conversation.');
    else row.scrollIntoView({ block: 'start' });
  });
}

/** GitHub's new-token page is on the right, a message is in its conversation; nothing outside is opened from here. */
export function followLink(url: string): void {
  const message = messageOfLink(url);
  if (isNewTokenPage(url)) goGithub({ kind: 'new', link: url });
  else if (message !== null) showMessage(message);
  else say(`In Slack this opens ${url}. The sandbox opens nothing outside.`);
}

export function Link({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  return (
    <a
      class="link"
      href={/^(https?|mailto):/.test(url) ? url : '#'}
      title={url}
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        followLink(url);
      }}
    >
      {children}
    </a>
  );
}
