// Slack's mrkdwn, read as Slack reads it: references and formatting always, plain names and addresses only where it isn't verbatim.

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code' | 'pre'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'quote'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'user' | 'channel' | 'usergroup'; readonly id: string; readonly label: string | null }
  | { readonly kind: 'broadcast'; readonly range: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string | null }
  | {
      readonly kind: 'date';
      readonly timestamp: number;
      readonly format: string;
      readonly url: string | null;
      readonly fallback: string;
    };

/** `names`: plain @here and #channel come alive, too, as in a text object that isn't verbatim. */
export type Reading = { readonly addresses: boolean; readonly names: boolean };

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
// A reference becomes one character of the private use area, so that formatting may go around it.
const firstHolder = 0xe000;
const mostHolders = 6_000;

export function parseMrkdwn(text: string, reading: Reading): readonly Piece[] {
  const held: Piece[] = [];
  const hold = (piece: Piece): string => {
    if (held.length >= mostHolders) return '\uFFFD';
    held.push(piece);
    return String.fromCharCode(firstHolder + held.length - 1);
  };
  let prepared = text
    .replaceAll(/[\uE000-\uF8FF]/g, '\uFFFD')
    .replaceAll(/```([\s\S]+?)```/g, (_whole, inside: string) =>
      hold({ kind: 'pre', text: decode(inside.replaceAll(/<([^<>]*)>/g, '$1')).replace(/^\n/, '') }),
    )
    .replaceAll(/<([^<>\n]+)>/g, (_whole, inside: string) => hold(readReference(inside)));
  if (reading.addresses) {
    prepared = prepared.replaceAll(/\bhttps?:\/\/[^\s<>"'`*|\uE000-\uF8FF]*[^\s<>"'`*|.,;:!?)\uE000-\uF8FF]/g, (url) =>
      hold({ kind: 'link', url: decode(url), label: null }),
    );
  }
  if (reading.names) {
    prepared = prepared.replaceAll(/(?<![\w@&])@(here|channel|everyone)\b/g, (_whole, range: string) =>
      hold({ kind: 'broadcast', range }),
    );
    prepared = prepared.replaceAll(/(?<![\w#&])#([a-z0-9][\w-]*)/g, (_whole, id: string) =>
      hold({ kind: 'channel', id: `#${id}`, label: null }),
    );
  }
  return readLines(prepared, held);
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readReference(inside: string): Piece {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? null : decode(inside.slice(bar + 1));
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!subteam^')) return { kind: 'usergroup', id: target.slice(9), label };
  if (target.startsWith('!date^')) {
    const [, timestamp = '', format = '', url = null] = target.split('^');
    return { kind: 'date', timestamp: Number(timestamp), format, url, fallback: label ?? '' };
  }
  if (target.startsWith('!')) return { kind: 'broadcast', range: target.slice(1) };
  return { kind: 'link', url: decode(target), label };
}

/** Neighbouring lines that start with `>` are one quote. */
function readLines(text: string, held: readonly Piece[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain: string[] = [];
  let quoted: string[] = [];
  const flush = (): void => {
    if (quoted.length > 0) pieces.push({ kind: 'quote', pieces: readInline(quoted.join('\n'), held) });
    if (plain.length > 0) pieces.push(...readInline(plain.join('\n'), held));
    quoted = [];
    plain = [];
  };
  for (const line of text.split('\n')) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if ((quote === null ? quoted : plain).length > 0) flush();
    if (quote === null) plain.push(line);
    else quoted.push(quote[1] ?? '');
  }
  flush();
  return pieces;
}

function readInline(text: string, held: readonly Piece[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') pieces.push({ kind: 'text', text: decode(plain) });
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    const piece = held[char.charCodeAt(0) - firstHolder];
    if (piece !== undefined) {
      flush();
      pieces.push(piece);
      at += 1;
      continue;
    }
    const end = closingOf(text, at);
    if (end === null) {
      plain += char;
      at += 1;
      continue;
    }
    flush();
    const inside = text.slice(at + 1, end);
    if (char === '`') pieces.push({ kind: 'code', text: decode(unhold(inside, held)) });
    else pieces.push({ kind: marks[char as keyof typeof marks], pieces: readInline(inside, held) });
    at = end + 1;
  }
  flush();
  return pieces;
}

/** Where the formatting that starts here ends: on the same line, and not in the middle of a word. */
function closingOf(text: string, at: number): number | null {
  const char = text.charAt(at);
  if (char !== '`' && !(char in marks)) return null;
  const isWord = (other: string): boolean => /[\p{L}\p{N}]/u.test(other);
  if (char !== '`' && (isWord(text.charAt(at - 1)) || /^\s?$/.test(text.charAt(at + 1)))) return null;
  for (let end = text.indexOf(char, at + 1); end !== -1; end = text.indexOf(char, end + 1)) {
    if (text.slice(at, end).includes('\n')) return null;
    if (end === at + 1) return null;
    if (char === '`' || (!isWord(text.charAt(end + 1)) && !/\s/.test(text.charAt(end - 1)))) return end;
  }
  return null;
}

/** In code a reference is the text that it was. */
function unhold(text: string, held: readonly Piece[]): string {
  return text.replaceAll(/[\uE000-\uF8FF]/g, (char) => {
    const piece = held[char.charCodeAt(0) - firstHolder];
    if (piece === undefined) return char;
    if (piece.kind === 'link') return piece.label ?? piece.url;
    if (piece.kind === 'broadcast') return `@${piece.range}`;
    if (piece.kind === 'user') return `@${piece.id}`;
    if (piece.kind === 'channel') return piece.id;
    return piece.kind === 'date' ? piece.fallback : '';
  });
}
