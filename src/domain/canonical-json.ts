// One text for one value, whatever order its keys came in: what the audit trail hashes. It is what reading the stored JSON back gives,
// so an absent property and one that is undefined are the same; anything else that JSON would silently change is refused.

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Throws a TypeError for functions, symbols, bigints, NaN, infinities, dates, maps, and for undefined in an array. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const items = value as Readonly<Record<string, unknown>>;
    const parts: string[] = [];
    for (const key of Object.keys(value).sort()) {
      const item = items[key];
      if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(item)}`);
    }
    return `{${parts.join(',')}}`;
  }
  throw new TypeError(`this ${typeof value} has no canonical form`);
}
