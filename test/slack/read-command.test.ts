import { describe, expect, it } from 'vitest';
import { readCommand, readRequestName, readTokenNames } from '../../src/slack/forms/read-command.ts';

describe('the name of a request', () => {
  it.each([
    { typed: 'PAT-12', by: 'as it is written' },
    { typed: 'pat-12', by: 'in small letters' },
    { typed: '12', by: 'its number alone' },
    { typed: '#12', by: 'with a number sign' },
    { typed: '# 12', by: 'with a number sign and a space' },
    { typed: 'PAT 12', by: 'with a space' },
    { typed: 'PAT\u00a012', by: 'with a space that does not break' },
    { typed: 'Pat12', by: 'in one word' },
    { typed: 'PAT #12', by: 'with a number sign after it' },
    { typed: 'PAT–12', by: 'with an en dash' },
    { typed: 'PAT—12', by: 'with an em dash' },
    { typed: 'PAT‑12', by: 'with a hyphen that does not break' },
    { typed: 'PAT−12', by: 'with a minus sign' },
    { typed: 'PAT - 12', by: 'with spaces round the dash' },
    { typed: '“PAT-12”', by: 'in typographic quotes' },
    { typed: '„PAT-12“', by: 'in German quotes' },
    { typed: '«PAT-12»', by: 'in French quotes' },
    { typed: "'PAT-12'", by: 'in straight quotes' },
    { typed: '`PAT-12`', by: 'as code' },
    { typed: '*PAT-12*', by: 'in bold' },
    { typed: 'PAT-12.', by: 'with a full stop' },
    { typed: 'PAT-12, ', by: 'with a comma' },
    { typed: '(PAT-12)', by: 'in brackets' },
    { typed: 'ＰＡＴ－１２', by: 'in wide letters' },
    { typed: 'P\u200bAT-12', by: 'with what can’t be seen in it' },
  ])('is read $by: $typed', ({ typed }) => {
    expect(readRequestName(typed)).toBe(12);
  });

  it.each(['', '-12', 'PAT-', 'PAT-12a', 'PAT-1 PAT-2', 'PET-12', '1.5', '1234567890', 'soon', '##12', 'PAT--12'])(
    'is not guessed from %s',
    (typed) => {
      expect(readRequestName(typed)).toBeNull();
    },
  );
});

describe('the word of a command', () => {
  it.each([
    { text: '', word: '', argument: '' },
    { text: '  Revoke   PAT 12 ', word: 'revoke', argument: 'PAT 12' },
    { text: '“help”', word: 'help', argument: '' },
    { text: 'List.', word: 'list', argument: '' },
    { text: 'revoke\u00a0PAT–1', word: 'revoke', argument: 'PAT–1' },
    { text: '“revoke PAT-1”', word: 'revoke', argument: 'PAT-1”' },
  ])('of “$text” is “$word”', ({ text, word, argument }) => {
    expect(readCommand(text)).toEqual({ word, argument });
  });
});

describe('what Slack makes references of', () => {
  it.each([
    ['tokens <@U0MONA00001|mona>', '<@U0MONA00001|mona>'],
    ['tokens <@U0MONA00001>', '<@U0MONA00001>'],
    [
      'permissions <https://api.github.com/repos/acme/website/issues?a=1&amp;b=2>',
      'https://api.github.com/repos/acme/website/issues?a=1&b=2',
    ],
    ['permissions gh api <http://api.github.com/user|api.github.com/user>', 'gh api api.github.com/user'],
    ['permissions curl -u <mailto:me@acme.example|me@acme.example> x', 'curl -u me@acme.example x'],
    ['permissions <#C0GENERAL00|general>', '#general'],
    ['permissions &lt;@U0MONA00001&gt; &amp;amp;', '<@U0MONA00001> &amp;'],
    ['permissions &lt;https://x&gt;', '<https://x>'],
  ])('%s: as it was typed, but for people', (text, argument) => {
    expect(readCommand(text).argument).toBe(argument);
  });
});

describe('the name of a token', () => {
  it.each([
    ['nightly-release', ['nightly-release']],
    ['“nightly-release”', ['“nightly-release”', 'nightly-release']],
    ['„nightly-release“.', ['„nightly-release“.', 'nightly-release']],
    ["'it's mine'", ["'it's mine'", "it's mine"]],
    ['my_*odd*_name', ['my_*odd*_name']],
    ['  two   words ', ['two words']],
  ])('%s is read as %j', (typed, names) => {
    expect(readTokenNames(typed)).toEqual(names);
  });
});
