import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
}

describe('the canonical text', () => {
  it('has its keys in order at every depth, and no spaces', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ü"\n' }], a: true, B: -0 })).toBe(
      '{"B":0,"a":true,"b":[1,{"c":"ü\\"\\n","d":null}]}',
    );
  });

  it('is the same whatever order the keys came in', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(shuffled(value)) === canonicalJson(value)));
  });

  it('reads back as the value, and is the same once more', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is not the same for two values that differ', () => {
    expect(canonicalJson([1])).not.toBe(canonicalJson(['1']));
    expect(canonicalJson({ a: 1, b: 2 })).not.toBe(canonicalJson({ a: 2, b: 1 }));
  });

  it('leaves a property out that is undefined, as the stored JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});

it.each([
  ['NaN', Number.NaN],
  ['an infinity', Number.POSITIVE_INFINITY],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a bigint', 1n],
  ['a date', new Date(0)],
  ['a map', new Map([['a', 1]])],
  ['undefined', undefined],
])('refuses %s, at the top and inside', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
  expect(() => canonicalJson([value])).toThrow(TypeError);
  if (value !== undefined) expect(() => canonicalJson({ deep: { value } })).toThrow(TypeError);
});
