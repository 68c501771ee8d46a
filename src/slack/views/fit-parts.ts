import { redactCredentials } from '../../domain/credential.ts';
import { bytesOf, cutToBytes } from './bytes.ts';
import type { Part, PlainPart } from './part.ts';

/** How much is left of what others gave: bytes of a text and of a row, a list's bytes, a list's parts. */
export type Room = { readonly text: number; readonly row: number; readonly list: number; readonly items: number };

const endless = Number.POSITIVE_INFINITY;

export const wholeRoom: Room = { text: endless, row: endless, list: endless, items: endless };
/** What a card shows of a scope (`domain/scope/card-room`) is whole even there. */
export const leastRoom: Room = { text: 120, row: 160, list: 2_500, items: 10 };
/** From everything to the short form. */
export const rooms: readonly Room[] = [
  wholeRoom,
  { text: 1_500, row: 600, list: 6_000, items: 30 },
  { text: 700, row: 400, list: 4_000, items: 25 },
  { text: 300, row: 250, list: 3_000, items: 20 },
  { text: 200, row: 200, list: 2_500, items: 15 },
  leastRoom,
  // Several lists of items with buttons of their own: Slack counts blocks.
  { ...leastRoom, items: 5 },
  { ...leastRoom, items: 2 },
];

/** An item of a list costs so much beside its text. */
const bytesPerItem = 80;

/** No credential in what others wrote. In our sentences what is quoted is clean already. */
function cleaned(part: PlainPart): PlainPart {
  if ('row' in part) return { ...part, row: redactCredentials(part.row) };
  if ('code' in part) return { code: redactCredentials(part.code) };
  if (!('fact' in part)) return part;
  const { fact, value } = part;
  const clean = typeof value === 'string' ? redactCredentials(value) : value.map(redactCredentials);
  return { ...part, fact: redactCredentials(fact), value: clean };
}

/** Cleaned once, before any of it is cut. */
export function cleanParts(parts: readonly Part[]): readonly Part[] {
  return parts.map((part): Part => {
    if ('ifCut' in part) return part;
    if (!('items' in part)) return cleaned(part);
    return { ...part, items: part.items.map((item) => ('length' in item ? item.map(cleaned) : cleaned(item))) };
  });
}

function fitList(list: readonly string[], bytes: number, more: (hidden: number) => string): readonly string[] {
  let left = bytes;
  const kept: string[] = [];
  for (const item of list) {
    left -= bytesOf(item) + bytesPerItem;
    if (left < 0) break;
    kept.push(item);
  }
  return kept.length === list.length ? list : [...kept, more(list.length - kept.length)];
}

function fitPart(part: PlainPart, room: Room, more: (hidden: number) => string): PlainPart {
  if ('row' in part) return { ...part, row: cutToBytes(part.row, room.row) };
  if (!('fact' in part)) return part;
  const { fact, value } = part;
  return typeof value === 'string'
    ? { ...part, fact: cutToBytes(fact, room.text), value: cutToBytes(value, room.text) }
    : { ...part, fact: cutToBytes(fact, room.text), value: fitList(value, room.list, more) };
}

/** Clean parts as they stand in so much room, and only those that a message is laid out of. */
export function fitParts(parts: readonly Part[], room: Room, more: (hidden: number) => string): readonly PlainPart[] {
  let isCut = false;
  const fitted = parts.map((part): readonly PlainPart[] => {
    if ('ifCut' in part) return [];
    if (!('items' in part)) {
      const one = fitPart(part, room, more);
      isCut ||= one !== part && JSON.stringify(one) !== JSON.stringify(part);
      return [one];
    }
    const shown = part.items.slice(0, room.items);
    // Those that have lists of their own share the room of one.
    const each = { ...room, list: room.list / Math.max(shown.length, 1) };
    const fitted = shown.flatMap((item) => [item].flat().map((one) => fitPart(one, each, more)));
    const hidden = part.hidden + part.items.length - shown.length;
    return hidden > 0 ? [...fitted, { say: part.more(hidden) }] : fitted;
  });
  return parts.flatMap((part, at) => ('ifCut' in part ? (isCut ? part.ifCut : []) : (fitted[at] ?? [])));
}
