import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../src/domain/nearest-word.ts';

const commands = ['request', 'list', 'withdraw', 'revoke', 'help'];

describe('the word that was meant', () => {
  it.each([
    ['the word itself', 'request', 'request'],
    ['its beginning', 'withd', 'withdraw'],
    ['two letters of it', 'wi', 'withdraw'],
    ['a letter too many', 'listt', 'list'],
    ['a letter too few', 'hlp', 'help'],
    ['a wrong letter', 'revoge', 'revoke'],
    ['two neighbours swapped', 'lsit', 'list'],
    ['the first two swapped', 'ehlp', 'help'],
    ['three mistakes in eight letters', 'wiithdrewn', 'withdraw'],
    ['two swaps in four letters', 'ehpl', 'help'],
    ['a long text that begins with it', 'revoke PAT-7 now, please: it was leaked', null],
    ['four mistakes in eight letters', 'wiithdrewns', null],
    ['three mistakes in four letters', 'lxyz', null],
    ['one letter, which might be anything', 'h', null],
    ['nothing', '', null],
  ])('%s: %j is %j', (_, given, meant) => {
    expect(nearestWord(given, commands)).toBe(meant);
  });

  it.each([
    ['the one with fewer mistakes', 'contant', ['constant', 'content', 'contents'], 'constant'],
    ['the first of two that are as near', 'lost', ['list', 'last'], 'list'],
    ['the one that it begins, before one that is a mistake away', 'list', ['lost', 'lists'], 'lists'],
    [
      'a beginning, however much longer the word',
      'reposi',
      ['repo', 'repositories_of_the_organization'],
      'repositories_of_the_organization',
    ],
  ])('of several is %s', (_, given, words, meant) => {
    expect(nearestWord(given, words)).toBe(meant);
  });

  it('is none where there are no words', () => {
    expect(nearestWord('list', [])).toBeNull();
  });

  it.each([
    ['a swap counts once', 'ab', ['ba'], 'ba'],
    ['letters that are no neighbours are two mistakes', 'abc', ['cba'], null],
    ['letters moved apart are no swap', 'axb', ['ba'], null],
    ['a letter that moved back is no swap', 'ay', ['xa'], null],
    ['a letter that moved forward is no swap', 'yb', ['bx'], null],
    ['the first of two letters was left out', 'b', ['ab'], 'ab'],
    ['the last of two letters was left out', 'a', ['ab'], 'ab'],
  ])('%s', (_, given, words, meant) => {
    expect(nearestWord(given, words)).toBe(meant);
  });

  it('is looked for by the first 40 letters, so that a long text costs no time', () => {
    const word = 'x'.repeat(40);
    expect(nearestWord(`${word}${'y'.repeat(5_000)}`, [word])).toBe(word);
    expect(nearestWord(`${'x'.repeat(39)}yyyy`, [`${'x'.repeat(39)}z`])).toBe(`${'x'.repeat(39)}z`);
  });
});
