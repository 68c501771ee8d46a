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

it('an object without a prototype is like any other', () => {
  const bare = Object.assign(Object.create(null) as Record<string, unknown>, { b: 1, a: 2 });
  expect(canonicalJson(bare)).toBe('{"a":2,"b":1}');
});

it('keys are in the order of their code units, the same in every language', () => {
  expect(canonicalJson({ ä: 1, b: 2, Z: 3, a: 4, '': 5, '10': 6, '9': 7 })).toBe(
    '{"":5,"10":6,"9":7,"Z":3,"a":4,"b":2,"ä":1}',
  );
});

it.each([
  ['NaN', Number.NaN, 'a number that is not finite has no canonical form'],
  ['an infinity', Number.POSITIVE_INFINITY, 'a number that is not finite has no canonical form'],
  ['a function', () => 1, 'this function has no canonical form'],
  ['a symbol', Symbol('x'), 'this symbol has no canonical form'],
  ['a bigint', 1n, 'this bigint has no canonical form'],
  ['a date', new Date(0), 'this object has no canonical form'],
  ['a map', new Map([['a', 1]]), 'this object has no canonical form'],
  ['undefined', undefined, 'this undefined has no canonical form'],
])('refuses %s, at the top and inside, and says what it was', (_, value, words) => {
  const refusal = new TypeError(words);
  expect(() => canonicalJson(value)).toThrow(refusal);
  expect(() => canonicalJson([value])).toThrow(refusal);
  if (value !== undefined) expect(() => canonicalJson({ deep: { value } })).toThrow(refusal);
});
