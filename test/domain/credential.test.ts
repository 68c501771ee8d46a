import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { echoed, looksLikeCredential, redactCredentials, removedCredential } from '../../src/domain/credential.ts';
import { cleanLine, cleanText } from '../../src/domain/user-text.ts';
import { sampleCredentials } from '../support/sample-credentials.ts';

describe.each(sampleCredentials)('%s', (_, credential) => {
  it('is seen alone, in a sentence, and against other characters', () => {
    for (const text of [credential, `please use ${credential}, thanks`, `"${credential}"`, `token=${credential};`]) {
      expect(looksLikeCredential(text)).toBe(true);
    }
  });

  it('is taken out whole, and what stands around it stays', () => {
    expect(redactCredentials(`before ${credential} after`)).toBe(`before ${removedCredential} after`);
  });

  it('is seen though characters that nobody sees are put into it', () => {
    const unseen = [
      '\u200B',
      '\u200D',
      '\u2060',
      '\u00AD',
      '\uFE0F',
      '\u202E',
      '\u0000',
      '\u001B',
      '\u115F',
      '\u{E0041}',
    ];
    for (const hidden of unseen) {
      const split = [...credential].join(hidden);
      expect(looksLikeCredential(split)).toBe(true);
      expect(redactCredentials(`a ${split} b`)).toBe(`a ${removedCredential} b`);
    }
  });
});

it('says in its place that something was taken out, and why', () => {
  const [, credential] = sampleCredentials[0] ?? ['', ''];
  expect(redactCredentials(`use ${credential}`)).toBe('use [removed: looked like a credential]');
});

it('takes out every one of several', () => {
  const [, first] = sampleCredentials[0] ?? ['', ''];
  const [, second] = sampleCredentials[1] ?? ['', ''];
  expect(redactCredentials(`${first} and ${second} and ${first}`)).toBe(
    `${removedCredential} and ${removedCredential} and ${removedCredential}`,
  );
});

it('sees a private key that was cut off before its end', () => {
  expect(redactCredentials(`key: -----BEGIN ${'OPENSSH PRIVATE'} KEY-----\nb3BlbnNza`)).toBe(
    `key: ${removedCredential}`,
  );
});

it.each([
  ['prose', 'The nightly build reads the code of two repositories. It needs: contents, read.'],
  ['a prefix alone', 'it begins with ghp_ or github_pat_, and Slack’s with xoxb- or xapp-'],
  ['a git hash', 'since 3f786850e387550fdab836ed7e6dc881de23001b it fails'],
  ['a SHA-256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['a UUID', '123e4567-e89b-12d3-a456-426614174000'],
  ['an address', 'see https://github.com/acme/site/blob/main/src/eyJson.ts#L10-L20'],
  ['a public key', '-----BEGIN PUBLIC KEY----- and ssh-ed25519'],
  ['a permission', 'organization_custom_org_roles:write'],
  ['emoji made of several', '👩🏽‍💻 ships it ❤️‍🔥'],
])('lets %s pass as it is', (_, text) => {
  expect(looksLikeCredential(text)).toBe(false);
  expect(redactCredentials(text)).toBe(text);
});

describe('what somebody gave, said again', () => {
  const [, credential] = sampleCredentials[0] ?? ['', ''];
  it.each([
    ['as it is', 'PAT-99', 10, 'PAT-99'],
    ['in one line, without what nobody sees', ' a\n b\u202E\u200B ', 10, 'a b'],
    ['whole, where it just fits', '0123456789', 10, '0123456789'],
    ['cut, where it is one character too long', '0123456789x', 10, '012345678…'],
    ['counted as people count', '😀'.repeat(10), 10, '😀'.repeat(10)],
    ['never cut inside a character', '😀'.repeat(11), 10, `${'😀'.repeat(9)}…`],
    ['without a credential', `use ${credential}`, 60, `use ${removedCredential}`],
    ['without half a credential, though the cut goes through it', `use ${credential}`, 10, 'use [remo…'],
  ])('%s', (_, given, most, said) => {
    expect(echoed(given, most)).toBe(said);
  });
});

it('leaves nothing that cleaning could put together again', () => {
  const [, credential] = sampleCredentials[0] ?? ['', ''];
  const character = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
  fc.assert(
    fc.property(character, (between) => {
      const split = [...credential].join(between);
      for (const cleaned of [cleanText(split), cleanLine(split)]) {
        if (cleaned.includes(credential)) expect(looksLikeCredential(split)).toBe(true);
      }
    }),
    { numRuns: 5_000 },
  );
});
