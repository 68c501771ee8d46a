import type { Webhook } from '@countersign/sandbox-stage/protocol';
import { Badge, type Tone } from '../controls/badge.tsx';
import { useLive } from '../live/live.ts';
import { useZone } from '../live/reader.ts';
import { showInstant } from '../live/show-instant.ts';
import { OlderButton } from './older-button.tsx';

const states: Readonly<Record<Webhook['state'], readonly [Tone, string]>> = {
  sending: ['wait', 'On its way'],
  taken: ['good', 'Taken'],
  failed: ['bad', 'Failed'],
  lost: ['bad', 'Lost'],
};

export function WebhookTable() {
  const webhooks = useLive((held) => held.webhooks);
  const count = useLive(({ slices }) => slices.webhookCount);
  const zone = useZone();
  return (
    <>
      <p class="table-about">
        {count} sent by GitHub. It sends none twice: what a lost one told of is found by Countersign’s own rounds.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              No.
            </th>
            <th scope="col">When</th>
            <th scope="col">Event</th>
            <th scope="col">About</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Answer
            </th>
          </tr>
        </thead>
        <tbody>
          {webhooks.toReversed().map((webhook) => {
            const [tone, word] = states[webhook.state];
            return (
              <tr key={webhook.key} data-state={webhook.state}>
                <td class="number">{webhook.number}</td>
                <td>{showInstant(webhook.at, zone)}</td>
                <td>
                  <code>
                    {webhook.event}
                    {webhook.action !== '' && `.${webhook.action}`}
                  </code>
                </td>
                <td>{webhook.about}</td>
                <td>
                  <Badge tone={tone}>{word}</Badge>
                </td>
                <td class="number">{webhook.status === 0 ? 'None' : (webhook.status ?? '')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {webhooks.length < count && <OlderButton list="webhooks" oldest={webhooks[0]?.key} />}
    </>
  );
}
