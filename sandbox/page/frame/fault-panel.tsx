import type { SandboxAct } from '@countersign/sandbox-stage/acts';
import type { SwitchName } from '@countersign/sandbox-stage/protocol';
import { useState } from 'preact/hooks';
import { ask } from '../controls/ask.tsx';
import { Badge } from '../controls/badge.tsx';
import { Icon } from '../controls/icon.tsx';
import { performOrSay } from '../live/act.ts';
import { useLive } from '../live/live.ts';
import { Disclosure } from './disclosure.tsx';

const faults: readonly { readonly name: SwitchName; readonly text: string; readonly about: string }[] = [
  { name: 'slack_limits', text: 'Slack rate-limits', about: 'Each message is answered with 429: try later' },
  { name: 'slack_down', text: 'Slack is down', about: 'Nothing gets in or out there' },
  { name: 'github_down', text: 'GitHub is down', about: 'Its API answers with 503' },
  { name: 'webhooks_lost', text: 'Webhooks get lost', about: 'GitHub’s news never arrives' },
  { name: 'prefill_ignored', text: 'Pre-filling is ignored', about: 'The new-token page opens empty' },
];
const botStates = {
  running: ['good', 'Running'],
  starting: ['wait', 'Starting'],
  dead: ['bad', 'Stopped'],
} as const;

/** What goes wrong on purpose, the bot's own process, and everything anew. */
export function FaultPanel() {
  const switches = useLive(({ slices }) => slices.switches);
  const bot = useLive(({ slices }) => slices.bot);
  const [busy, setBusy] = useState<SandboxAct['kind'] | null>(null);
  const on = faults.filter(({ name }) => switches[name]).length + (bot.state === 'dead' ? 1 : 0);
  const [tone, word] = botStates[bot.state];
  const run = async (act: SandboxAct): Promise<void> => {
    setBusy(act.kind);
    await performOrSay(act);
    setBusy(null);
  };
  const reset = async (): Promise<void> => {
    const isSure = await ask({
      title: 'Start over?',
      text: 'All messages, tokens, requests and the audit trail of this sandbox go, for everybody who looks at it.',
      yes: 'Reset',
      no: 'Cancel',
      isDangerous: true,
    });
    if (isSure) await run({ kind: 'sandbox.reset' });
  };
  return (
    <Disclosure label="Faults" icon="bolt" mark={on === 0 ? null : String(on)} tour="faults">
      <fieldset class="fieldset">
        <legend>Goes wrong while it is on</legend>
        {faults.map(({ name, text, about }) => (
          <label class="switch" key={name}>
            <input
              type="checkbox"
              role="switch"
              aria-checked={switches[name]}
              checked={switches[name]}
              onChange={({ currentTarget }) => run({ kind: 'sandbox.switch', name, isOn: currentTarget.checked })}
            />
            <span>
              {text}
              <small>{about}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="bot-line">
        <span>
          Countersign <Badge tone={tone}>{word}</Badge>
        </span>
        {bot.state === 'dead' ? (
          <button
            type="button"
            class="button"
            aria-busy={busy === 'sandbox.start_bot'}
            onClick={() => run({ kind: 'sandbox.start_bot' })}
          >
            <Icon name="power" />
            Start it
          </button>
        ) : (
          <button
            type="button"
            class="button button-danger"
            aria-busy={busy === 'sandbox.kill_bot'}
            onClick={() => run({ kind: 'sandbox.kill_bot' })}
          >
            <Icon name="power" />
            Kill it
          </button>
        )}
      </div>
      {bot.errors.length > 0 && (
        <details class="card-more">
          <summary>{bot.errors.length} errors in its log</summary>
          <pre class="pre">{bot.errors.join('\n')}</pre>
        </details>
      )}
      <button type="button" class="button" aria-busy={busy === 'sandbox.reset'} onClick={reset}>
        <Icon name="reset" />
        Reset the sandbox
      </button>
      <a class="link" href="#not-emulated">
        What is not emulated
      </a>
    </Disclosure>
  );
}
