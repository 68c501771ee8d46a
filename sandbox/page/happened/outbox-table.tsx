import type { Effect } from '@countersign/sandbox-stage/protocol';
import { Badge, type Tone } from '../controls/badge.tsx';
import { useLive } from '../live/live.ts';
import { useZone } from '../live/reader.ts';
import { showInstant } from '../live/show-instant.ts';
import { OlderButton } from './older-button.tsx';

const states: Readonly<Record<Effect['state'], readonly [Tone, string]>> = {
  waiting: ['wait', 'Waiting'],
  leased: ['wait', 'Being sent'],
  done: ['good', 'Sent'],
  gave_up: ['bad', 'Failed'],
  cancelled: ['plain', 'Not needed any more'],
};

export function OutboxTable() {
  const effects = useLive((held) => held.effects);
  const outbox = useLive(({ slices }) => slices.outbox);
  const zone = useZone();
  return (
    <>
      <p class="table-about">
        {outbox.count} in all, {outbox.waitingCount} waiting, {outbox.gaveUpCount} given up. What Slack or GitHub is to
        be told is written down first, and sent until it is taken.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              No.
            </th>
            <th scope="col">What</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Tries
            </th>
            <th scope="col">When</th>
            <th scope="col">Why not</th>
          </tr>
        </thead>
        <tbody>
          {effects.toReversed().map((effect) => {
            const [tone, word] = states[effect.state];
            return (
              <tr key={effect.key} data-state={effect.state}>
                <td class="number">{effect.id}</td>
                <td>{effect.what}</td>
                <td>
                  <Badge tone={tone}>{word}</Badge>
                </td>
                <td class="number">{effect.attempt}</td>
                <td>
                  {effect.endedAt === null
                    ? `Due ${showInstant(effect.dueAt, zone)}`
                    : showInstant(effect.endedAt, zone)}
                </td>
                <td>{effect.why ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {effects.length < outbox.count && <OlderButton list="effects" oldest={effects[0]?.key} />}
    </>
  );
}
