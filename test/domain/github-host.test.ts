import { describe, expect, it } from 'vitest';
import { abilitiesOf, hostOf, isServerSupported, nameOfHost } from '../../src/domain/github-host.ts';

describe('which GitHub it is', () => {
  it.each([
    ['https://github.com', 'github.com'],
    ['http://127.0.0.1:4000', 'github.com'],
    ['http://localhost:4000', 'github.com'],
    ['http://[::1]:4000', 'github.com'],
    ['https://octo.ghe.com', 'data_residency'],
    ['https://github.acme.example', 'enterprise_server'],
    // Names that only look like GitHub's own.
    ['https://ghe.com.acme.example', 'enterprise_server'],
    ['https://notghe.com', 'enterprise_server'],
    ['https://github.com.acme.example', 'enterprise_server'],
  ] as const)('%s is %s', (webUrl, host) => {
    expect(hostOf(webUrl)).toBe(host);
  });

  it('knows what Enterprise Server can’t do', () => {
    expect(abilitiesOf('https://github.acme.example')).toEqual({
      prefillsTokens: false,
      revokesCredentials: false,
      listsClassicTokens: false,
      hasCodespaces: false,
      mayCountNothing: true,
    });
    for (const webUrl of ['https://github.com', 'https://octo.ghe.com'])
      expect(abilitiesOf(webUrl)).toEqual({
        prefillsTokens: true,
        revokesCredentials: true,
        listsClassicTokens: true,
        hasCodespaces: true,
        mayCountNothing: false,
      });
  });
});

it.each([
  ['https://github.com', 'github.com'],
  ['http://127.0.0.1:4000', 'github.com'],
  ['https://octo.ghe.com', 'octo.ghe.com'],
  ['https://github.acme.example:8443', 'github.acme.example'],
])('people write %s as %s before a path', (webUrl, name) => {
  expect(nameOfHost(webUrl)).toBe(name);
});

describe('Enterprise Server’s version', () => {
  it.each([
    ['3.16.9', false],
    ['3.17.0', true],
    ['3.18', true],
    ['4.0.1', true],
    ['2.22.1', false],
    ['4', false],
    ['', false],
    ['newest', false],
    ['3.x', false],
  ])('%s: %s', (version, isSupported) => {
    expect(isServerSupported(version)).toBe(isSupported);
  });
});
