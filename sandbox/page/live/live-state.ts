// All that the server told this person, as it stands now. Patches make a new one that shares what did not change.
import type {
  Effect,
  Entry,
  ListName,
  Lists,
  Message,
  Patch,
  Slices,
  Snapshot,
  Token,
  Webhook,
} from '@countersign/sandbox-stage/protocol';

export type Live = {
  readonly slices: Slices;
  /** By conversation, the oldest first. */
  readonly messages: ReadonlyMap<string, readonly Message[]>;
  readonly tokens: readonly Token[];
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
  readonly webhooks: readonly Webhook[];
};

type Row = { readonly key: string };
type Change = { readonly put: readonly Row[]; readonly drop: readonly string[] };

const orders: { readonly [Name in ListName]: (row: Lists[Name][number]) => number | string } = {
  messages: ({ ts }) => ts,
  tokens: ({ tokenId }) => tokenId,
  entries: ({ seq }) => seq,
  effects: ({ id }) => id,
  webhooks: ({ number }) => number,
};

function inOrder<R extends Row>(rows: Iterable<R>, order: (row: R) => number | string): readonly R[] {
  return [...rows].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

function changed<R extends Row>(
  rows: readonly R[],
  { put, drop }: { readonly put: readonly R[]; readonly drop: readonly string[] },
  order: (row: R) => number | string,
): readonly R[] {
  if (put.length === 0 && drop.length === 0) return rows;
  // Older ones that were asked for, most often: thousands need not be put in order anew.
  const [first, last] = [rows[0], put.at(-1)];
  if (drop.length === 0 && first !== undefined && last !== undefined && order(last) < order(first)) {
    const before = inOrder(put, order);
    if (before.at(-1) === last) return [...before, ...rows];
  }
  const byKey = new Map(rows.map((row) => [row.key, row]));
  for (const key of drop) byKey.delete(key);
  for (const row of put) byKey.set(row.key, row);
  return inOrder(byKey.values(), order);
}

function changedMessages(
  messages: Live['messages'],
  { put, drop }: { readonly put: readonly Message[]; readonly drop: readonly string[] },
  isOlder: boolean,
): Live['messages'] {
  const conversations = new Set([
    ...put.map(({ conversation }) => conversation),
    ...drop.map((key) => key.slice(0, key.indexOf('/'))),
  ]);
  const next = new Map(messages);
  for (const conversation of conversations) {
    const rows = messages.get(conversation) ?? [];
    const oldest = rows[0]?.ts ?? '';
    const theirs = put.filter((row) => row.conversation === conversation && (isOlder || row.ts >= oldest));
    next.set(conversation, changed(rows, { put: theirs, drop }, orders.messages));
  }
  return next;
}

export function liveFrom({ slices, lists }: Snapshot): Live {
  return {
    slices,
    messages: changedMessages(new Map(), { put: lists.messages, drop: [] }, true),
    tokens: inOrder(lists.tokens, orders.tokens),
    entries: inOrder(lists.entries, orders.entries),
    effects: inOrder(lists.effects, orders.effects),
    webhooks: inOrder(lists.webhooks, orders.webhooks),
  };
}

export function livePatched(live: Live, { slices, lists }: Patch): Live {
  const none: Change = { put: [], drop: [] };
  const change = <Name extends ListName>(name: Name) =>
    (lists[name] ?? none) as { readonly put: Lists[Name]; readonly drop: readonly string[] };
  return {
    slices: Object.keys(slices).length === 0 ? live.slices : { ...live.slices, ...slices },
    messages: lists.messages === undefined ? live.messages : changedMessages(live.messages, lists.messages, false),
    tokens: changed(live.tokens, change('tokens'), orders.tokens),
    entries: changed(live.entries, change('entries'), orders.entries),
    effects: changed(live.effects, change('effects'), orders.effects),
    webhooks: changed(live.webhooks, change('webhooks'), orders.webhooks),
  };
}

/** With rows from before the oldest that are held. */
export function liveWithOlder<Name extends 'messages' | 'entries' | 'effects' | 'webhooks'>(
  live: Live,
  name: Name,
  rows: Lists[Name],
): Live {
  if (name === 'messages') {
    return { ...live, messages: changedMessages(live.messages, { put: rows as readonly Message[], drop: [] }, true) };
  }
  const held = live[name as 'entries'];
  const change = { put: rows as readonly Entry[], drop: [] };
  return { ...live, [name]: changed(held, change, orders[name as 'entries']) };
}
