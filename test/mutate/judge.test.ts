import { describe, expect, it } from 'vitest';
import { judge as judgeAll, type Mutant } from './judge.ts';
import type { Survivor } from './survivors/survivor.ts';

const caught: Mutant = {
  file: 'src/domain/ids.ts',
  lineNumber: 3,
  line: 'if (one < other) return [];',
  text: 'one < other',
  becomes: 'one <= other',
  isCaught: true,
};
const alive: Mutant = { ...caught, isCaught: false };
const survivor: Survivor = {
  file: caught.file,
  line: caught.line,
  text: caught.text,
  becomes: caught.becomes,
  because: 'the two are never equal',
};
const judge = (mutants: readonly Mutant[], survivors: readonly Survivor[]) =>
  judgeAll(mutants, survivors, ['src/domain']);
const nothing = { accepted: [], unnamed: [], outdated: [] };

describe('a mutant', () => {
  it('that a test catches counts for its file and for all', () => {
    expect(judge([caught, { ...alive, file: 'src/domain/change.ts' }], [])).toMatchObject({
      scores: [
        { file: 'src/domain/change.ts', caught: 0, total: 1 },
        { file: 'src/domain/ids.ts', caught: 1, total: 1 },
      ],
      percent: 50,
    });
  });

  it('that survives has to be named', () => {
    expect(judge([alive], [])).toMatchObject({ ...nothing, percent: 0, unnamed: [alive] });
  });

  it('that is named survives for a reason, and still counts as not caught', () => {
    expect(judge([alive], [survivor])).toMatchObject({
      ...nothing,
      percent: 0,
      accepted: [{ mutant: alive, because: 'the two are never equal' }],
    });
  });

  it.each([
    ['in another file', { file: 'src/domain/change.ts' }],
    ['on another line', { line: 'return one < other;' }],
    ['of another part of the line', { text: 'other' }],
    ['that becomes something else', { becomes: 'one >= other' }],
  ])('%s is another one', (_, other) => {
    expect(judge([{ ...alive, ...other }], [survivor]).unnamed).toHaveLength(1);
  });

  it('is still the same where lines were added above it', () => {
    expect(judge([{ ...alive, lineNumber: 90 }], [survivor])).toMatchObject({ unnamed: [], outdated: [] });
  });
});

describe('an accepted survivor is out of date', () => {
  it('where a test catches it by now', () => {
    expect(judge([caught], [survivor])).toMatchObject({ ...nothing, outdated: [survivor] });
  });

  it('where it is not there any more', () => {
    expect(judge([{ ...caught, line: 'else' }], [survivor])).toMatchObject({ ...nothing, outdated: [survivor] });
  });

  it('where its whole file is gone', () => {
    expect(judge([{ ...caught, file: 'src/domain/change.ts' }], [survivor]).outdated).toEqual([survivor]);
  });

  it.each([
    ['its file', 'src/domain/ids.ts', [survivor]],
    ['its folder', 'src/domain', [survivor]],
    ['another file', 'src/domain/change.ts', []],
    ['a folder whose name begins alike', 'src/dom', []],
  ])('is named or left alone where %s was mutated', (_, asked, outdated) => {
    expect(judgeAll([], [survivor], [asked]).outdated).toEqual(outdated);
  });
});

it('where nothing was mutated, nothing is proved', () => {
  expect(judge([], []).percent).toBe(0);
});
