import type { Entry } from '@countersign/sandbox-stage/protocol';
import { useState } from 'preact/hooks';
import { Badge } from '../controls/badge.tsx';
import { useLive } from '../live/live.ts';
import { usePerson, useZone } from '../live/reader.ts';
import { showInstant } from '../live/show-instant.ts';
import { OlderButton } from './older-button.tsx';

/** A person by their name, and of a long id so much as tells it from others; all of it in its title. */
function Named({ id }: { readonly id: string }) {
  const person = usePerson(id.replace(/^slack:/, ''));
  const short = id.replace(/([0-9a-f]{8})-[0-9a-f-]{27}$/, '$1');
  return <span title={id}>{person?.realName ?? short}</span>;
}

function TrailRow({ entry, zone }: { readonly entry: Entry; readonly zone: string }) {
  const [isOpen, setOpen] = useState(false);
  const id = `entry-${entry.key}`;
  return (
    <>
      <tr data-act={entry.act}>
        <td class="number">{entry.seq}</td>
        <td>
          <time dateTime={new Date(entry.at).toISOString()}>{showInstant(entry.at, zone)}</time>
        </td>
        <td>
          <Named id={entry.actor} />
        </td>
        <td>
          <code>{entry.act}</code>
        </td>
        <td>
          <Named id={entry.subject} />
        </td>
        <td class="last">
          <button
            type="button"
            class="text-button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Hide' : 'Show'}
            <span class="unseen"> what entry {entry.seq} says</span>
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr id={id}>
          <td colSpan={6}>
            <pre class="pre">{JSON.stringify(entry.data, null, 2)}</pre>
          </td>
        </tr>
      )}
    </>
  );
}

/** The newest first: what just happened is in sight. */
export function TrailTable() {
  const entries = useLive((held) => held.entries);
  const trail = useLive(({ slices }) => slices.trail);
  const zone = useZone();
  return (
    <>
      <p class="table-about">
        {trail.count} entries.{' '}
        {trail.isWhole ? <Badge tone="good">The chain is whole</Badge> : <Badge tone="bad">The chain is broken</Badge>}{' '}
        Each entry carries the hash of the one before it.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              No.
            </th>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Did</th>
            <th scope="col">To</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {entries.toReversed().map((entry) => (
            <TrailRow key={entry.key} entry={entry} zone={zone} />
          ))}
        </tbody>
      </table>
      {entries.length < trail.count && <OlderButton list="entries" oldest={entries[0]?.key} />}
    </>
  );
}
