import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readEnvironmentFile } from '../../src/config/environment-file.ts';

function read(text: string | Buffer) {
  return readEnvironmentFile(Buffer.from(text as string), '.env');
}
const values = (text: string | Buffer): unknown => {
  const found = read(text);
  return 'values' in found ? found.values : found.problems;
};

describe('a file of variables', () => {
  it.each([
    { what: 'with a byte order mark', text: '\ufeffA=1\nB=2', A: '1', B: '2' },
    { what: 'with line breaks of Windows', text: 'A=1\r\nB=2\r\n', A: '1', B: '2' },
    { what: 'with spaces round the sign', text: ' A = 1 \n\tB=\t2\t', A: '1', B: '2' },
    { what: 'with export before the name', text: 'export A=1\nB=2', A: '1', B: '2' },
    { what: 'with comments', text: '# A=0\n\nA=1 # one\n  # B=0\nB=2\t#two', A: '1', B: '2' },
    { what: 'with # inside a value', text: 'A=se#cret\nB=#2', A: 'se#cret', B: '#2' },
    { what: 'with # in quotation marks', text: 'A="se #cret" # one\nB=\'# 2\'', A: 'se #cret', B: '# 2' },
    { what: 'with \\n in double quotation marks', text: 'A="1\\n2"\nB=\'1\\n2\'', A: '1\n2', B: '1\\n2' },
    { what: 'with a value of several lines', text: 'A="1\n2=3\n# 4"\nB=`5\n6`', A: '1\n2=3\n# 4', B: '5\n6' },
    { what: 'with another mark inside', text: 'A="it\'s"\nB=\'say "so"\'', A: "it's", B: 'say "so"' },
    { what: 'with \\" inside', text: 'A="say \\"so\\""\nB=2', A: 'say "so"', B: '2' },
    { what: 'with empty values', text: 'A=\nB= # nothing', A: '', B: '' },
    { what: 'with = in a value', text: 'A=1==\nB="="', A: '1==', B: '=' },
    { what: 'that sets a value twice', text: 'A=0\nA=1\nB=2', A: '1', B: '2' },
  ])('$what is read', ({ text, A, B }) => {
    expect(values(text)).toEqual({ A, B });
  });

  it('is read as Node would, but for a # that stands inside a value', () => {
    const text = '# one\nA=1\n export B = two words \nC="3 # 4" # five\nD=\'6\'\nE=seven # eight\nF=';
    expect(values(text)).toEqual(parseEnv(text));
    expect(parseEnv('A=se#cret')).toEqual({ A: 'se' });
  });

  it('of nothing has no values', () => {
    expect(values('')).toEqual({});
  });
});

describe('a file of variables that is wrong', () => {
  it.each([
    {
      what: 'a line that is no assignment',
      text: 'A=1\nMIIEpAIBAAKCAQEA',
      said: '.env:2: is not NAME=value. A value of several lines has to stand in quotation marks',
    },
    {
      what: 'a quotation mark that is not closed',
      text: '\nA="1\nB=2',
      said: '.env:2: A: its quotation mark is never closed',
    },
    { what: 'text after it', text: 'A="1" 2', said: '.env:1: A: something follows the closing quotation mark' },
    {
      what: 'text after several lines',
      text: 'A="1\n2"3\nB=2',
      said: '.env:1: A: something follows the closing quotation mark',
    },
  ])('is refused by line and name for $what', ({ text, said }) => {
    expect(values(text)).toEqual([said]);
  });

  it('says every line that is wrong at once', () => {
    expect(values('one\nA=1\ntwo')).toHaveLength(2);
  });

  it.each([
    { as: 'UTF-16, little end first', bytes: Buffer.from('\ufeffA=1', 'utf16le') },
    { as: 'UTF-16, big end first', bytes: Buffer.from('\ufeffA=1', 'utf16le').swap16() },
    { as: 'UTF-16 without a mark', bytes: Buffer.from('A=1', 'utf16le') },
  ])('is refused as $as', ({ bytes }) => {
    expect(values(bytes)).toEqual(['.env is saved as UTF-16; save it as UTF-8']);
  });

  it('is refused in another encoding', () => {
    expect(values(Buffer.from([0x41, 0x3d, 0xe4]))).toEqual(['.env is not saved as UTF-8; save it as UTF-8']);
  });
});
