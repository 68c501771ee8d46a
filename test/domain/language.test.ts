import { expect, it } from 'vitest';
import { acceptedLanguage, languageOf } from '../../src/domain/language.ts';

it.each([
  ['ja-JP', 'ja'],
  ['JA', 'ja'],
  ['ja_JP', 'ja'],
  ['en-GB', 'en'],
  ['de-DE', 'en'],
  ['jav', 'en'],
  ['', 'en'],
  [null, 'en'],
  [undefined, 'en'],
])('of the locale %s the language is %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

it.each([
  ['ja,en-US;q=0.9,en;q=0.8', 'ja'],
  ['JA-jp', 'ja'],
  ['de-DE, ja;q=0.7, en;q=0.3', 'ja'],
  ['en-GB,ja;q=0.5', 'en'],
  ['de', 'en'],
  ['', 'en'],
  [undefined, 'en'],
])('of a browser that asks for %s the language is %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});
