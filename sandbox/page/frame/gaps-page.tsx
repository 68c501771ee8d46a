import type { Gap } from '@countersign/sandbox-stage/protocol';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { useLive } from '../live/live.ts';

const sides: readonly Gap['side'][] = ['Slack', 'GitHub', 'sandbox'];
const titles: Readonly<Record<Gap['side'], string>> = {
  Slack: 'Slack',
  GitHub: 'GitHub',
  sandbox: 'The sandbox itself',
};

/** What the real thing does and this doesn't. */
export function GapsPage() {
  const gaps = useLive(({ slices }) => slices.gaps);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <main class="gaps" tabIndex={0}>
      <div class="gaps-inner">
        <a class="link" href="#sandbox">
          <Icon name="left" />
          Back to the sandbox
        </a>
        <h2 ref={heading} tabIndex={-1}>
          What is not emulated
        </h2>
        <p>
          The bot is the real one, and so are its requests. Slack and GitHub are small local stand-ins: what they leave
          out is listed here.
        </p>
        {sides.map((side) => {
          const own = gaps.filter((gap) => gap.side === side);
          return own.length === 0 ? null : (
            <section key={side} aria-label={titles[side]}>
              <h3>{titles[side]}</h3>
              <ul>
                {own.map(({ what }) => (
                  <li key={what}>{what}</li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </main>
  );
}
