import { expect, it } from 'vitest';
import { readLogin } from '../../../src/domain/people/read-login.ts';

const web = 'https://github.com';

it.each<readonly [typed: string, webUrl: string, login: string | null]>([
  ['mona', web, 'mona'],
  ['@mona', web, 'mona'],
  [' Mona. ', web, 'Mona'],
  ['mona...', web, 'mona'],
  ['www.github.com/mona', web, 'mona'],
  ['mona_acme', web, 'mona_acme'],
  ['https://github.com/mona', web, 'mona'],
  ['http://www.github.com/mona/', web, 'mona'],
  ['HTTPS://WWW.GitHub.com/Mona', web, 'Mona'],
  ['<https://github.com/mona>', web, 'mona'],
  ['github.com/@mona', web, 'mona'],
  ['github.example.com/mona', 'https://github.example.com', 'mona'],
  ['https://github.com/mona', 'https://github.example.com', null],
  ['see https://github.com/mona', web, null],
  ['https://github.com/mona/website', web, null],
  ['https://github.com/', web, null],
  ['mona lisa', web, null],
  ['mona@example.com', web, null],
  ['U0MONA:x', web, null],
  ['mona<', web, 'mona<'],
  ['', web, null],
  ['m'.repeat(100), web, 'm'.repeat(100)],
  ['m'.repeat(101), web, null],
])('what somebody types as their login: %s at %s is %s', (typed, webUrl, login) => {
  expect(readLogin(typed, webUrl)).toBe(login);
});
