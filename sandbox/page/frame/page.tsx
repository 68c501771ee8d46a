import { AskDialog } from '../controls/ask.tsx';
import { Toasts } from '../controls/toasts.tsx';
import { GithubPane } from '../github/github-pane.tsx';
import { ActivityPane } from '../happened/happened-pane.tsx';
import { line, live, useLive } from '../live/live.ts';
import { go, type Pane, place } from '../live/place.ts';
import { useStore } from '../live/store.ts';
import { SlackPane } from '../slack/slack-pane.tsx';
import { TourCard } from '../tour/tour-card.tsx';
import { GapsPage } from './gaps-page.tsx';
import { MorningBar } from './morning-bar.tsx';
import { TopBar } from './top-bar.tsx';

const panes: readonly { readonly name: Pane; readonly label: string }[] = [
  { name: 'slack', label: 'Slack' },
  { name: 'github', label: 'GitHub' },
  { name: 'happened', label: 'What happened' },
];

/** On a narrow screen one pane shows at a time. */
function PaneSwitch({ chosen }: { readonly chosen: Pane }) {
  const unread = useLive(({ slices }) => slices.conversations.reduce((sum, one) => sum + one.unreadCount, 0));
  return (
    <nav class="pane-switch" aria-label="Panes">
      {panes.map(({ name, label }) => (
        <button
          type="button"
          key={name}
          class="pane-choice"
          aria-current={name === chosen ? 'page' : undefined}
          onClick={() => go({ pane: name })}
        >
          {label}
          {name === 'slack' && unread > 0 && <span class="count count-strong">{unread}</span>}
        </button>
      ))}
    </nav>
  );
}

function LineLost() {
  const state = useStore(line, (held) => held);
  return state === 'lost' ? (
    <p class="line-lost" role="alert">
      The sandbox does not answer. Is it still running in the terminal? Trying again…
    </p>
  ) : null;
}

function Loaded() {
  const pane = useStore(place, (held) => held.pane);
  const page = useStore(place, (held) => held.page);
  return (
    <div class="frame" data-pane-shown={pane}>
      <TopBar />
      <LineLost />
      <MorningBar />
      {page === 'gaps' ? (
        <GapsPage />
      ) : (
        <>
          <main class="panes">
            <SlackPane />
            <GithubPane />
            <ActivityPane />
            <TourCard />
          </main>
          <PaneSwitch chosen={pane} />
        </>
      )}
      <Toasts />
      <AskDialog />
    </div>
  );
}

export function Page() {
  const isKnown = useStore(live, (held) => held !== null);
  const state = useStore(line, (held) => held);
  if (isKnown) return <Loaded />;
  return (
    <main class="waiting">
      {state === 'nobody' ? (
        <>
          <h1>No such person</h1>
          <p>
            The address names somebody who isn’t in the cast.{' '}
            <a class="link" href="/">
              Be Mona
            </a>
          </p>
        </>
      ) : (
        <p role="status">
          <span class="spinner" aria-hidden="true" />
          {state === 'lost' ? 'The sandbox does not answer. Trying again…' : 'Opening the sandbox…'}
        </p>
      )}
    </main>
  );
}
