import type { Token } from '@countersign/sandbox-stage/protocol';
import { useState } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { useClock } from '../live/clock.ts';
import { RequestRow, TokenRow } from './token-row.tsx';

const perPage = 25;
const filterFrom = 8;

/** Tokens page by page, so that a thousand are as quick as ten. */
export function TokenList({
  tokens,
  kind,
  empty,
}: {
  readonly tokens: readonly Token[];
  readonly kind: 'mine' | 'requests' | 'active';
  readonly empty: string;
}) {
  const [wanted, setWanted] = useState('');
  const [page, setPage] = useState(0);
  const now = useClock(60_000);
  const fitting = tokens
    .filter(({ name, holder }) => `${name} ${holder}`.toLowerCase().includes(wanted.trim().toLowerCase()))
    .toReversed();
  const pages = Math.max(1, Math.ceil(fitting.length / perPage));
  const at = Math.min(page, pages - 1);
  const shown = fitting.slice(at * perPage, (at + 1) * perPage);
  return (
    <>
      {tokens.length >= filterFrom && (
        <input
          class="text-input"
          type="search"
          aria-label="Find tokens"
          placeholder="Find by name or holder"
          value={wanted}
          onInput={({ currentTarget }) => {
            setWanted(currentTarget.value);
            setPage(0);
          }}
        />
      )}
      {shown.length === 0 && <p class="message-note">{tokens.length === 0 ? empty : 'Nothing fits.'}</p>}
      <ul class="cards">
        {shown.map((token) =>
          kind === 'requests' ? (
            <RequestRow key={token.key} token={token} now={now} />
          ) : (
            <TokenRow key={token.key} token={token} now={now} isOwnerPage={kind === 'active'} />
          ),
        )}
      </ul>
      {pages > 1 && (
        <nav class="pager" aria-label="Pages of tokens">
          <button type="button" class="button" aria-disabled={at === 0} onClick={() => setPage(Math.max(0, at - 1))}>
            <Icon name="left" />
            Newer
          </button>
          <span aria-live="polite">
            {at + 1} of {pages}
          </span>
          <button
            type="button"
            class="button"
            aria-disabled={at === pages - 1}
            onClick={() => setPage(Math.min(pages - 1, at + 1))}
          >
            Older
            <Icon name="right" />
          </button>
        </nav>
      )}
    </>
  );
}
