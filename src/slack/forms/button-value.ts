import type { RequestNumber } from '../../domain/ids.ts';

/** A button's `value` is `id.revision` of what it acts on; anything else decides nothing. */
export function readValue(value: string): { readonly id: string; readonly revision: number } | null {
  const parts = /^([A-Za-z0-9-]{1,64})\.(\d{1,9})$/.exec(value);
  return parts?.[1] === undefined ? null : { id: parts[1], revision: Number(parts[2]) };
}

export function readRequestValue(value: string): { readonly number: RequestNumber; readonly revision: number } | null {
  const read = readValue(value);
  return read === null || !/^\d{1,9}$/.test(read.id)
    ? null
    : { number: Number(read.id) as RequestNumber, revision: read.revision };
}

/** `PAT-142`, `pat-142` or `142`, as people type it. */
export function readRequestName(text: string): RequestNumber | null {
  const digits = /^(?:pat-)?(\d{1,9})$/i.exec(text.trim())?.[1];
  return digits === undefined ? null : (Number(digits) as RequestNumber);
}
