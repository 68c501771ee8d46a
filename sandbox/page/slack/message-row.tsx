import type { Message } from '@countersign/sandbox-stage/protocol';
import { Component } from 'preact';
import { useState } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.tsx';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import { type Surface, SurfaceContext } from '../blocks/surface.ts';
import { Avatar } from '../controls/avatar.tsx';
import { Icon } from '../controls/icon.tsx';
import { perform } from '../live/act.ts';
import { usePerson, useZone } from '../live/reader.ts';
import { showInstant, showTime } from '../live/show-instant.ts';

function useMessageSurface(message: Message, say: (why: string | null) => void): Surface {
  const [busy, setBusy] = useState<string | null>(null);
  const { conversation, ts } = message;
  return {
    kind: 'message',
    prefix: `${conversation}-${ts}`,
    busy,
    errors: {},
    entered: () => undefined,
    enter: () => {},
    held: () => undefined,
    suggest: async () => ({ state: 'failed', why: 'The bot offers nothing here' }),
    click: async (blockId, actionId, value) => {
      setBusy(`${blockId}/${actionId}`);
      say(null);
      const one = typeof value === 'string' || value === null ? value : (value[0] ?? null);
      const answer = await perform({ kind: 'slack.click_message', conversation, ts, blockId, actionId, value: one });
      if (answer.outcome === 'refused') say(answer.why);
      setBusy(null);
    },
  };
}

function Row({ message }: { readonly message: Message }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const surface = useMessageSurface(message, setTrouble);
  const sender = usePerson(message.sender);
  const zone = useZone();
  const name = sender?.realName ?? message.sender;
  const report = async (): Promise<void> => {
    const { conversation, ts } = message;
    const answer = await perform({ kind: 'slack.shortcut', conversation, ts, callbackId: 'report_leak' });
    setTrouble(answer.outcome === 'refused' ? answer.why : null);
  };
  return (
    <article class={message.isEphemeral ? 'message message-ephemeral' : 'message'} data-key={message.key}>
      <Avatar name={name} isBot={sender?.isBot === true} />
      <div class="message-main">
        {message.isEphemeral && (
          <p class="message-only">
            <Icon name="eye" />
            Only visible to you
          </p>
        )}
        <header class="message-head">
          <strong>{name}</strong>
          {sender?.isBot === true && <span class="app-mark">App</span>}
          <time dateTime={new Date(message.at).toISOString()} title={`${showInstant(message.at, zone)}, ${zone}`}>
            {showTime(message.at, zone)}
          </time>
          {sender?.isBot === false && (
            <button type="button" class="message-shortcut" onClick={report}>
              Report a leak…
            </button>
          )}
        </header>
        <div class="message-body">
          {message.blocks.length > 0 ? (
            <SurfaceContext.Provider value={surface}>
              <Blocks of={message.blocks} />
            </SurfaceContext.Provider>
          ) : (
            <div class="section-text">
              <Mrkdwn text={message.text} addresses={true} names={false} />
            </div>
          )}
          {(message.files ?? []).map(({ title, name, text }) => (
            <details key={name} class="message-file">
              <summary>
                {title} ({name})
              </summary>
              <pre>{text ?? 'Too long to be shown here.'}</pre>
            </details>
          ))}
          {message.isEdited && <span class="message-edited">(edited)</span>}
        </div>
        {trouble !== null && (
          <p class="field-error" role="alert">
            <Icon name="warn" />
            {trouble}
          </p>
        )}
      </div>
    </article>
  );
}

/** Drawn again only when it is another message: there may be thousands. */
export class MessageRow extends Component<{ readonly message: Message }> {
  override shouldComponentUpdate({ message }: { readonly message: Message }): boolean {
    return message !== this.props.message;
  }

  override render() {
    return <Row message={this.props.message} />;
  }
}
