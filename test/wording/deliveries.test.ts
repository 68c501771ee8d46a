import { expect, it } from 'vitest';
import { english } from '../../src/wording/english.ts';
import { japaneseFor } from '../../src/wording/japanese.ts';

const japanese = japaneseFor('/pat');

it('a message that failed by our own fault says so in the reader’s language, any other by the code that was given', () => {
  expect(english.failure('bug')).toBe('an error in the program');
  expect(japanese.failure('bug')).toBe('プログラムのエラー');
  for (const wording of [english, japanese]) expect(wording.failure('slack: msg_too_long')).toBe('slack: msg_too_long');
});
