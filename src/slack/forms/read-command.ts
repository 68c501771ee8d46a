import type { RequestNumber } from '../../domain/ids.ts';
import { cleanLine } from '../../domain/user-text.ts';
import { unescapeMrkdwn } from '../mrkdwn.ts';

// Phones put other dashes and quotes in place of those that were typed, and a full stop at the end.
const dashes = /\p{Pd}|\u2212/gu;
const quotes = /[\p{Pi}\p{Pf}"'`´„‚*_~]/gu;
const outerQuotes = /^[\p{Pi}\p{Pf}"'`´„‚]+|[\p{Pi}\p{Pf}"'`´„‚.]+$/gu;
const edges = /^[\s.,;:!?…()[\]]+|[\s.,;:!?…()[\]]+$/g;

function plain(typed: string): string {
  return cleanLine(typed.normalize('NFKC')).replace(dashes, '-').replace(quotes, '').replace(edges, '');
}

/** `<https://…|label>`, `<mailto:…|…>` and `<#C0|name>`: what Slack makes of an address or a channel that was typed. */
const reference = /<(#)?([^<>@!|][^<>|]*)(?:\|([^<>]*))?>/g;

/** As it was typed, but for people: `<@U0123|mona>` stays, since only that says who is meant. */
function asTyped(text: string): string {
  return text
    .split(/(<@[^<>]*>)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : unescapeMrkdwn(part.replaceAll(reference, (_, hash = '', target, label = target) => `${hash}${label}`)),
    )
    .join('');
}

/** What follows the command: its word, in small letters, and the rest as it was typed. Our manifest has Slack escape it, so that people can be named. */
export function readCommand(text: string): { readonly word: string; readonly argument: string } {
  const [first = '', ...rest] = cleanLine(asTyped(text)).split(' ');
  return { word: plain(first).toLowerCase(), argument: rest.join(' ') };
}

/** `PAT-142`, `pat 142`, `#142` or `142`, as people and their phones type it. */
export function readRequestName(typed: string): RequestNumber | null {
  const digits = /^(?:pat ?[-#]? ?|# ?)?(\d{1,9})$/i.exec(plain(typed))?.[1];
  return digits === undefined ? null : (Number(digits) as RequestNumber);
}

/** A token's own name, which may hold any sign: as it was typed, and then without what people put around it to quote it, or after it. */
export function readTokenNames(typed: string): readonly string[] {
  const line = cleanLine(typed);
  return [...new Set([line, line.replace(outerQuotes, '')])];
}
