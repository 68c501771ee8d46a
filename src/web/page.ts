import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Language } from '../domain/language.ts';

const style = [
  ':root{color-scheme:light dark}',
  'body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1.25rem}',
  'h1{font-size:1.5rem;line-height:1.25}',
  'dt{font-weight:600}dd{margin:0 0 .75rem;overflow-wrap:anywhere}',
  'form{margin:1.5rem 0 0;display:flex;gap:.75rem;flex-wrap:wrap}',
  '.choice{flex-basis:100%;margin:0}.choice input{width:1.1rem;height:1.1rem;vertical-align:middle}',
  'button{font:inherit;padding:.6rem 1.1rem;border:2px solid #1f6feb;border-radius:.4rem;background:#1f6feb;color:#fff;cursor:pointer}',
  'button.quiet{background:transparent;color:inherit}',
  'button:focus-visible{outline:3px solid;outline-offset:3px}',
].join('');
const styleHash = createHash('sha256').update(style).digest('base64');

/** What a page says, in plain words; nothing of it is markup. */
export type Page = {
  readonly language: Language;
  readonly title: string;
  readonly lines: readonly string[];
  /** Who is who. */
  readonly facts?: readonly { readonly name: string; readonly value: string }[];
  /** Said after the facts. */
  readonly notes?: readonly string[];
  readonly form?: {
    readonly action: string;
    readonly hidden: Readonly<Record<string, string>>;
    /** Not ticked until somebody ticks it. */
    readonly choice?: { readonly name: string; readonly label: string; readonly note: string };
    /** The first is what most people want. */
    readonly buttons: readonly { readonly step: string; readonly label: string }[];
  };
};

function escaped(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? '');
}

function formOf({ action, hidden, choice, buttons }: NonNullable<Page['form']>): string {
  const fields = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const shown = buttons.map(
    ({ step, label }, index) =>
      `<button name="step" value="${escaped(step)}"${index === 0 ? '' : ' class="quiet"'}>${escaped(label)}</button>`,
  );
  const box =
    choice === undefined
      ? ''
      : `<p class="choice"><label><input type="checkbox" name="${escaped(choice.name)}" value="yes" aria-describedby="note"> ${escaped(choice.label)}</label><br><small id="note">${escaped(choice.note)}</small></p>`;
  return `<form method="post" action="${escaped(action)}">${fields.join('')}${box}${shown.join('')}</form>`;
}

export function htmlOf({ language, title, lines, facts = [], notes = [], form }: Page): string {
  const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${escaped(text)}</p>`).join('');
  const list =
    facts.length === 0
      ? ''
      : `<dl>${facts.map(({ name, value }) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
  const body = `<h1>${escaped(title)}</h1>${paragraphs(lines)}${list}${paragraphs(notes)}${form === undefined ? '' : formOf(form)}`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)} · Countersign</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
}

/**
 * Nothing runs in these pages, nobody frames them, nothing of them is kept, and no other site learns their address, which holds a secret.
 * `form-action` names the other site too, GitHub or Slack: a browser applies it to where a form leads in the end.
 */
export function headersOf(...others: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' ${others.map((url) => new URL(url).origin).join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-opener-policy': 'same-origin',
  };
}

export function sendPage(
  response: ServerResponse,
  status: number,
  page: Page,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(htmlOf(page));
}
