import type { ServerResponse } from 'node:http';
import type { Viewer } from '../shown/cast-members.ts';
import { type PageState, snapshotOf } from '../shown/page-state.ts';
import type { ListName, Patch } from '../shown/protocol.ts';

type Row = { readonly key: string };
type Told = {
  readonly slices: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<ListName, ReadonlyMap<string, unknown>>;
};

/** Rows that leave these lists are gone; of the others they only are too old to be told unasked. */
const dropping: ReadonlySet<ListName> = new Set(['messages', 'tokens']);

/** The stream of events to one open page: all that it sees at first, then what has changed since. */
export class Feed {
  readonly viewer: Viewer;
  readonly #response: ServerResponse;
  #told: Told = { slices: new Map(), lists: new Map() };

  constructor(viewer: Viewer, response: ServerResponse) {
    this.viewer = viewer;
    this.#response = response;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  }

  tellAll(state: PageState): void {
    this.#told = remember(state);
    this.#send('snapshot', snapshotOf(state));
  }

  /** Sends nothing where nothing has changed. */
  tellChanges(state: PageState): void {
    const told = remember(state);
    const patch = changes(this.#told, told, state);
    this.#told = told;
    if (Object.keys(patch.slices).length + Object.keys(patch.lists).length > 0) this.#send('patch', patch);
  }

  end(): void {
    this.#response.end();
  }

  #send(event: 'snapshot' | 'patch', data: object): void {
    this.#response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}

/** A message is known by the object that it is, since there may be thousands; everything else by its text. */
function remember({ slices, lists }: PageState): Told {
  const texts = Object.entries(slices).map(([name, slice]) => [name, JSON.stringify(slice)] as const);
  const marks = Object.entries(lists).map(([name, rows]: [string, ReadonlyMap<string, Row>]) => {
    const marked = [...rows].map(([key, row]) => [key, name === 'messages' ? row : JSON.stringify(row)] as const);
    return [name as ListName, new Map<string, unknown>(marked)] as const;
  });
  return { slices: new Map(texts), lists: new Map(marks) };
}

function changes(before: Told, now: Told, { slices, lists }: PageState): Patch {
  const changedSlices = Object.entries(slices).filter(([name]) => before.slices.get(name) !== now.slices.get(name));
  const changedLists = Object.entries(lists).flatMap(([given, rows]: [string, ReadonlyMap<string, Row>]) => {
    const name = given as ListName;
    const was = before.lists.get(name) ?? new Map<string, unknown>();
    const is = now.lists.get(name) ?? new Map<string, unknown>();
    const put = [...rows.values()].filter(({ key }) => was.get(key) !== is.get(key));
    const drop = dropping.has(name) ? [...was.keys()].filter((key) => !is.has(key)) : [];
    return put.length + drop.length > 0 ? [[name, { put, drop }]] : [];
  });
  return { slices: Object.fromEntries(changedSlices), lists: Object.fromEntries(changedLists) as Patch['lists'] };
}
