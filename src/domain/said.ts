// What another program said of its failure, as it may stand in a log or in front of an operator: one line, no credential, not long.
import { echoed } from './credential.ts';

const most = 200;

/** A page that a proxy or a hotel's network answers with says most by its title. */
function titleOf(page: string): string {
  const title = /(?<=<title[^>]*>)[^<]*(?=<\/title>)/i.exec(page)?.[0].trim() ?? '';
  return title === '' ? 'a web page' : `a web page, “${title}”`;
}

/** Null where it said nothing. */
export function said(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const line = echoed(/^\s*<[!a-z?]/i.test(text) ? titleOf(text) : text, most);
  return line === '' ? null : line;
}

/** What an error began with: libraries wrap what the system said, some of them twice. */
export function rootCause(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 10; depth += 1) {
    const { cause, original } = (root ?? {}) as { readonly cause?: unknown; readonly original?: unknown };
    // A host that has several addresses was tried at each, and the first failure says as much as the others.
    const next = cause ?? original ?? (root instanceof AggregateError ? root.errors[0] : null);
    if (next === undefined || next === null) return root;
    root = next;
  }
  return root;
}

/** The system's word for it: `ECONNREFUSED`, `ENOTFOUND`, `SELF_SIGNED_CERT_IN_CHAIN`. Null where there is none. */
export function systemCode(error: unknown): string | null {
  const { code } = (rootCause(error) ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,59}$/.test(code) ? code : null;
}
