import { decodeText } from './decode-text.ts';

type Values = Readonly<Record<string, string>>;

const comment = /^\s*(?:#|$)/;
const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/;

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** What stands between quotation marks, over several lines too; null where they are never closed. */
function quoted(
  text: string,
  mark: string,
): { readonly value: string; readonly rest: string; readonly length: number } | null {
  const inner = mark === '"' ? /^"((?:[^"\\]|\\[\s\S])*)"/ : new RegExp(`^${mark}([^${mark}]*)${mark}`);
  const found = inner.exec(text);
  if (found?.[1] === undefined) return null;
  const value =
    mark === '"' ? found[1].replaceAll('\\n', '\n').replaceAll('\\r', '\r').replaceAll('\\"', '"') : found[1];
  const rest = /^[^\n]*/.exec(text.slice(found[0].length))?.[0] ?? '';
  return { value, rest, length: found[0].length + rest.length };
}

/**
 * Reads `.env`: NAME=value, a line each. A # begins a comment at the start of a line and after white space; what has one inside, or
 * several lines, stands in quotation marks. Problems are named by line and variable, never by value.
 */
export function readEnvironmentFile(
  bytes: Uint8Array,
  name: string,
): { readonly values: Values } | { readonly problems: readonly string[] } {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { problems: [`${name} ${decoded.problem}`] };
  const text = decoded.text.replaceAll('\r\n', '\n');
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const line = /^[^\n]*/.exec(rest)?.[0] ?? '';
    const where = `${name}:${lineAt(text, at)}`;
    const [head = '', variable] = assignment.exec(line) ?? [];
    const space = /^[^\S\n]*/.exec(rest.slice(head.length))?.[0] ?? '';
    const value = rest.slice(head.length + space.length);
    const mark = /^["'`]/.exec(value)?.[0];
    at += line.length + 1;
    if (comment.test(line)) continue;
    if (variable === undefined) {
      problems.push(`${where}: is not NAME=value. A value of several lines has to stand in quotation marks`);
      continue;
    }
    if (mark === undefined) {
      values[variable] = line
        .slice(head.length)
        .replace(/\s#.*$/, '')
        .trim();
      continue;
    }
    const found = quoted(value, mark);
    if (found === null) {
      problems.push(`${where}: ${variable}: its quotation mark is never closed`);
      return { problems };
    }
    if (!comment.test(found.rest)) problems.push(`${where}: ${variable}: something follows the closing quotation mark`);
    values[variable] = found.value;
    at += head.length + space.length + found.length - line.length;
  }
  return problems.length > 0 ? { problems } : { values };
}
