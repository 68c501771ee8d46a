import { createStore } from './store.ts';

/** Who this window is. */
export type Session = { readonly as: string; readonly login: string | null };

/** Mona of the cast: whoever opens the page for the first time asks for a token. */
const firstPerson = 'U0MONA00001';

function readAddress(): Session {
  const query = new URLSearchParams(location.search);
  return { as: query.get('as') ?? firstPerson, login: query.get('login') };
}

/** Whether the address with which this page came says who it is. */
export const wasNamed = new URLSearchParams(location.search).has('as');
export const session = createStore<Session>(readAddress());

export function addressOf({ as, login }: Session): string {
  const query = new URLSearchParams({ as, ...(login === null ? {} : { login }) });
  return `/?${query}`;
}

/** From here on this window is somebody else; a reload keeps that. */
export function become(next: Session): void {
  history.replaceState(null, '', `${addressOf(next)}${location.hash}`);
  session.write(next);
}
