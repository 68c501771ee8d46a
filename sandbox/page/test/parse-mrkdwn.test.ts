import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Piece, parseMrkdwn } from '../blocks/parse-mrkdwn.ts';

const verbatim = { addresses: false, names: false };
const lively = { addresses: true, names: true };
const text = (plain: string): Piece => ({ kind: 'text', text: plain });

/** All that a reader sees, in one line. */
function seen(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if ('text' in piece) return piece.text;
      if ('pieces' in piece) return seen(piece.pieces);
      return '\u0000';
    })
    .join('');
}

describe('references come alive, verbatim or not', () => {
  const cases: readonly (readonly [string, Piece])[] = [
    ['<@U1>', { kind: 'user', id: 'U1', label: null }],
    ['<#C1|general>', { kind: 'channel', id: 'C1', label: 'general' }],
    ['<!subteam^S1|@owners>', { kind: 'usergroup', id: 'S1', label: '@owners' }],
    ['<!here>', { kind: 'broadcast', range: 'here' }],
    [
      '<https://a.example/?a=1&amp;b=2|A &lt;b&gt;>',
      { kind: 'link', url: 'https://a.example/?a=1&b=2', label: 'A <b>' },
    ],
    ['<mailto:a@b.example|a>', { kind: 'link', url: 'mailto:a@b.example', label: 'a' }],
    [
      '<!date^12^{date} at {time}|then>',
      { kind: 'date', timestamp: 12, format: '{date} at {time}', url: null, fallback: 'then' },
    ],
  ];
  for (const [mrkdwn, piece] of cases) {
    it(mrkdwn, () => {
      expect(parseMrkdwn(mrkdwn, verbatim)).toEqual([piece]);
    });
  }
});

describe('formatting', () => {
  it('goes around references', () => {
    expect(parseMrkdwn('*PAT-1: <@U1>*', verbatim)).toEqual([
      { kind: 'bold', pieces: [text('PAT-1: '), { kind: 'user', id: 'U1', label: null }] },
    ]);
  });

  it('needs the edges of words, and one line', () => {
    for (const plain of ['snake_case_name', '2*3*4', '* a *', '*a\nb*', '**']) {
      expect(parseMrkdwn(plain, verbatim)).toEqual([text(plain)]);
    }
  });

  it('is not read in code', () => {
    expect(parseMrkdwn('`*a* &lt;b&gt;`', verbatim)).toEqual([{ kind: 'code', text: '*a* <b>' }]);
  });

  it('makes one quote of neighbouring lines', () => {
    expect(parseMrkdwn('&gt; a\n&gt;b\nc', verbatim)).toEqual([{ kind: 'quote', pieces: [text('a\nb')] }, text('c')]);
  });
});

describe('plain names and addresses', () => {
  const mrkdwn = 'see https://a.example/x. @here';

  it('stay text where it is verbatim', () => {
    expect(parseMrkdwn(mrkdwn, verbatim)).toEqual([text(mrkdwn)]);
  });

  it('come alive where it is not', () => {
    expect(parseMrkdwn(mrkdwn, lively)).toEqual([
      text('see '),
      { kind: 'link', url: 'https://a.example/x', label: null },
      text('. '),
      { kind: 'broadcast', range: 'here' },
    ]);
  });
});

describe('what was escaped', () => {
  it('is read as it was typed, and never as a reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>@!#^|&;ampltg U1 \n'.split('')) }), (typed) => {
        const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const shown = seen(parseMrkdwn(escaped, verbatim));
        expect(shown).not.toContain('\u0000');
        expect(shown.replaceAll(/[>\s]/g, '')).toBe(typed.replaceAll(/[>\s]/g, ''));
      }),
    );
  });
});
