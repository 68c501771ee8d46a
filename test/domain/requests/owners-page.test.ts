import { expect, it } from 'vitest';
import { holdersPage, ownersPage } from '../../../src/domain/requests/owners-page.ts';

it.each([
  ['https://github.com', 'waiting', 'https://github.com/organizations/a%2Fb/settings/personal-access-token-requests'],
  ['https://ghe.example/', 'active', 'https://ghe.example/organizations/a%2Fb/settings/personal-access-tokens'],
] as const)('an owner decides at %s on what is %s on %s', (webUrl, of, page) => {
  expect(ownersPage(webUrl, 'a/b', of)).toBe(page);
});

it.each(['https://ghe.example', 'https://ghe.example/'])('people see their own tokens at %s', (webUrl) => {
  expect(holdersPage(webUrl)).toBe('https://ghe.example/settings/personal-access-tokens');
});
