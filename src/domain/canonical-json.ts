// One text for one value, whatever order its keys came in: what the audit trail hashes. It is what reading the stored JSON back gives,
// so an absent property and one that is undefined are the same; anything else that JSON would silently change is refused.

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What stands between quotes as it is: neither a quote, a backslash nor anything that JSON would write otherwise. */
const asItIs = /^[ !#-[\]-~]*$/;

function textOf(value: string): string {
  return asItIs.test(value) ? `"${value}"` : JSON.stringify(value);
}

/** In the order of their code units. Mostly they are. */
function inOrder(keys: string[]): readonly string[] {
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') <= key) ? keys : keys.sort();
}

/**
 * Throws a TypeError for functions, symbols, bigints, NaN, infinities, dates, maps, and for undefined in an array. Every row that is written
 * comes through here several times, so it is written by hand.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return textOf(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form');
    return String(value);
  }
  if (Array.isArray(value)) {
    let items = '';
    for (let at = 0; at < value.length; at += 1) items += `${at === 0 ? '' : ','}${canonicalJson(value[at])}`;
    return `[${items}]`;
  }
  if (typeof value === 'object' && isPlain(value)) {
    const items = value as Readonly<Record<string, unknown>>;
    let parts = '';
    for (const key of inOrder(Object.keys(value))) {
      const item = items[key];
      if (item !== undefined) parts += `${parts === '' ? '' : ','}${textOf(key)}:${canonicalJson(item)}`;
    }
    return `{${parts}}`;
  }
  throw new TypeError(`this ${typeof value} has no canonical form`);
}
