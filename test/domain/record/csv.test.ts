import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/domain/record/csv.ts';
import { readTable } from '../../support/read-table.ts';

describe('a table for spreadsheets', () => {
  it.each([
    ['a formula', '=HYPERLINK("https://evil.example","open")', `"'=HYPERLINK(""https://evil.example"",""open"")"`],
    ['a formula that adds', '+1+cmd|calc', "'+1+cmd|calc"],
    ['a formula that subtracts', '-2+3', "'-2+3"],
    ['an old function', '@SUM(A1)', "'@SUM(A1)"],
    ['a formula behind a tab', '\t=1', `"'\t=1"`],
    ['a formula behind a line break', '\r=1', `"'\r=1"`],
    ['a formula in wide letters', '＝1', "'＝1"],
    ['what begins with an apostrophe', "'tis", "''tis"],
    ['a quotation', 'say "hi"', '"say ""hi"""'],
    ['a list', 'a, b', '"a, b"'],
    ['lines', 'a\nb', '"a\nb"'],
    ['space around it', ' a ', '" a "'],
    ['letters that reorder what is shown', '\u202Etxt.exe\u2066', '\u202Etxt.exe\u2066'],
    ['a plain word', 'nightly-ci', 'nightly-ci'],
    ['nothing', '', ''],
  ])('writes %s so that it stays what it is', (_, text, written) => {
    expect(csvLine([text])).toBe(`${written}\r\n`);
  });

  it('reads back as what was written, whatever people wrote', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          "'",
          '"',
          ',',
          ';',
          '\t',
          '\r',
          '\n',
          ' ',
          'a',
          '＝',
          '\u202E',
          '\u2066',
        ),
      }),
    );
    const rows = fc.array(fc.array(hostile, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (table) => {
        expect(readTable(table.map(csvLine).join(''))).toEqual(table);
      }),
    );
  });

  it('begins no cell as a formula, whatever people wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        expect(csvLine([text]).replace(/^"/, '')).not.toMatch(/^[=+\-@\t＝＋－＠]/u);
      }),
    );
  });
});
