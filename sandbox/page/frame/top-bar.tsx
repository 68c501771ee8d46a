import { Icon } from '../controls/icon.tsx';
import { useStore } from '../live/store.ts';
import { beginStep } from '../tour/begin-step.ts';
import { closeTour, tour } from '../tour/tour-state.ts';
import { ClockBar } from './clock-bar.tsx';
import { FaultPanel } from './fault-panel.tsx';
import { PersonSwitch } from './person-switch.tsx';
import { chooseTheme, theme } from './theme.ts';

function ThemeButton() {
  const shown = useStore(theme, (held) => held);
  const other = shown === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`Change to the ${other} theme`}
      title={`Change to the ${other} theme`}
      onClick={() => chooseTheme(other)}
    >
      <Icon name={shown === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}

export function TopBar() {
  const { isOpen: isTouring, step } = useStore(tour, (held) => held);
  return (
    <header class="top">
      <h1 class="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <rect width="32" height="32" rx="8" />
          <path d="M8 16l5 5L24.5 9.5M8 25.5h16" />
        </svg>
        Countersign <span>sandbox</span>
      </h1>
      <ClockBar />
      <FaultPanel />
      <span class="top-gap" />
      <button
        type="button"
        class="button"
        aria-pressed={isTouring}
        onClick={() => (isTouring ? closeTour() : beginStep(step))}
      >
        <Icon name="compass" />
        Tour
      </button>
      <a class="link top-link" href="#not-emulated">
        Not emulated
      </a>
      <PersonSwitch />
      <ThemeButton />
    </header>
  );
}
