import type { SlackLocale } from '@countersign/sandbox-stage/acts';
import { Icon } from '../controls/icon.tsx';
import { performOrSay } from '../live/act.ts';
import { useLive } from '../live/live.ts';
import { go } from '../live/place.ts';
import { useLocale } from '../live/reader.ts';
import { addressOf, become } from '../live/session.ts';

const locales: Readonly<Record<SlackLocale, string>> = { 'en-US': 'English', 'ja-JP': '日本語' };

/** Be anybody of the cast; another window is another person. */
export function PersonSwitch() {
  const cast = useLive(({ slices }) => slices.cast);
  const me = useLive(({ slices }) => slices.me.slackId);
  const locale = useLocale();
  const other = cast.find(({ slackId }) => slackId !== me)?.slackId ?? me;
  return (
    <span class="person-switch" data-tour="person">
      <label for="person">You are</label>
      <select id="person" class="select" value={me} onChange={({ currentTarget: { value } }) => bePerson(value)}>
        {cast.map(({ slackId, name, role }) => (
          <option key={slackId} value={slackId}>
            {name} · {role}
          </option>
        ))}
      </select>
      <select
        class="select language"
        aria-label="Language in Slack"
        title="Language in Slack"
        value={locale}
        onChange={({ currentTarget: { value } }) => {
          void performOrSay({ kind: 'slack.set_locale', locale: value as SlackLocale });
        }}
      >
        {Object.entries(locales).map(([value, name]) => (
          <option key={value} value={value} lang={value}>
            {name}
          </option>
        ))}
      </select>
      <a
        class="icon-button"
        href={addressOf({ as: other, login: null })}
        target="_blank"
        rel="noreferrer"
        aria-label="Open a second window, as somebody else"
        title="Open a second window, as somebody else"
      >
        <Icon name="window" />
      </a>
    </span>
  );
}

/** This window is somebody else from here on, and begins where they do. */
export function bePerson(slackId: string): void {
  go({ conversation: null, github: { kind: 'mine' } });
  become({ as: slackId, login: null });
}
