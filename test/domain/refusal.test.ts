import { expect, it } from 'vitest';
import { isRefusal, refuse } from '../../src/domain/refusal.ts';

it('a Refusal carries its reason and what the sentence about it needs', () => {
  expect(refuse({ why: 'unknown_request', given: 'PAT-99' })).toEqual({
    refused: true,
    why: 'unknown_request',
    given: 'PAT-99',
  });
});

it.each([
  ['a Refusal', refuse({ why: 'guest' }), true],
  ['a change', { writes: [], entries: [], effects: [] }, false],
  ['something that was not refused', { refused: false }, false],
  ['something with a count of what was refused', { refused: 3 }, false],
])('%s is told apart from what was allowed', (_, value, isOne) => {
  expect(isRefusal(value)).toBe(isOne);
});
