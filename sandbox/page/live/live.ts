import type { Patch, Snapshot } from '@countersign/sandbox-stage/protocol';
import { type Live, liveFrom, livePatched } from './live-state.ts';
import { type Session, session } from './session.ts';
import { createStore, useStore } from './store.ts';

export type Line = 'connecting' | 'open' | 'lost' | 'nobody';

/** Null until the first snapshot of this person is here. */
export const live = createStore<Live | null>(null);
export const line = createStore<Line>('connecting');

function connect({ as, login }: Session): () => void {
  const query = new URLSearchParams({ as, ...(login === null ? {} : { login }) });
  const source = new EventSource(`/events?${query}`);
  source.addEventListener('snapshot', ({ data }: MessageEvent<string>) => {
    live.write(liveFrom(JSON.parse(data) as Snapshot));
    line.write('open');
  });
  source.addEventListener('patch', ({ data }: MessageEvent<string>) => {
    live.change((held) => (held === null ? null : livePatched(held, JSON.parse(data) as Patch)));
  });
  source.addEventListener('error', () => {
    // A browser tries again by itself, but not after an answer that is no stream.
    const isRefused = source.readyState === EventSource.CLOSED;
    line.write(isRefused && live.read() === null ? 'nobody' : 'lost');
    if (isRefused && live.read() !== null) setTimeout(() => session.change((held) => ({ ...held })), 1_000);
  });
  return () => source.close();
}

/** Keeps the stream of whoever this window is. */
export function followLive(): void {
  let close = connect(session.read());
  let person = session.read().as;
  session.subscribe(() => {
    close();
    // Another one's screen must not stand there for a moment.
    if (session.read().as !== person) live.write(null);
    person = session.read().as;
    line.write('connecting');
    close = connect(session.read());
  });
}

let latest: Live | null = null;
live.subscribe(() => {
  latest = live.read() ?? latest;
});

/** For what is drawn only once there is something. What is about to go still sees what stood before. */
export function useLive<S>(select: (held: Live) => S): S {
  return useStore(live, (held) => {
    const known = held ?? latest;
    if (known === null) throw new Error('nothing is known yet');
    return select(known);
  });
}
