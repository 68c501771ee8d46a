import { describe, expect, it } from 'vitest';
import { rootCause, said, systemCode } from '../../src/domain/said.ts';

describe('what another program said', () => {
  it.each([
    ['a sentence', 'Resource not accessible by integration', 'Resource not accessible by integration'],
    ['several lines', 'one\n  two\u202E\u0007', 'one two'],
    ['nothing', '  ', null],
    ['no text', { message: 'x' }, null],
    [
      'a page with a title',
      '<!DOCTYPE html><html><head><title>Sign in to Guest</title>',
      'a web page, “Sign in to Guest”',
    ],
    ['a title with attributes', '<html><title dir="ltr">\n Blocked </title>', 'a web page, “Blocked”'],
    ['a page without', '\n<html><body>hello</body></html>', 'a web page'],
    ['an empty title', '<html><title> </title>', 'a web page'],
    ['a sentence with a sign in it', 'the field <title>x</title> is wrong', 'the field <title>x</title> is wrong'],
    ['a text that just fits', 'x'.repeat(200), 'x'.repeat(200)],
    ['a credential', `token ghp_${'a'.repeat(36)} is bad`, 'token [removed: looked like a credential] is bad'],
  ])('keeps of %s what may be logged', (_, given, kept) => {
    expect(said(given)).toBe(kept);
  });

  it('is cut, and no credential is cut in two before it is found', () => {
    const long = said(`${'x'.repeat(190)} ghp_${'a'.repeat(36)} ${'y'.repeat(100)}`) ?? '';
    expect([...long]).toHaveLength(200);
    expect(long).not.toContain('ghp_');
  });
});

/** The outermost is called by the highest number. */
function wrapped(error: Error, times: number): Error {
  return Array.from({ length: times }).reduce<Error>(
    (cause, _, index) => new Error(`wrap ${index + 1}`, { cause }),
    error,
  );
}

describe('the system’s word', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' });

  it.each([
    ['by itself', refused],
    ['as a cause', new TypeError('fetch failed', { cause: refused })],
    ['twice wrapped', new Error('request', { cause: new TypeError('fetch failed', { cause: refused }) })],
    ['as what web-api calls the original', Object.assign(new Error('slack'), { original: refused })],
    ['of several addresses', new AggregateError([refused, refused])],
    ['ten times wrapped', wrapped(refused, 10)],
  ])('is found %s', (_, error) => {
    expect(systemCode(error)).toBe('ECONNREFUSED');
    expect(rootCause(error)).toBe(refused);
  });

  it('is looked for in ten causes, no more', () => {
    expect(rootCause(wrapped(refused, 11))).toEqual(new Error('wrap 1', { cause: refused }));
  });

  it('is that of the failure itself where none of several is told', () => {
    const none = new AggregateError([]);
    expect(rootCause(none)).toBe(none);
  });

  it.each([
    ['a list', { code: ['ECONNREFUSED'] }],
    ['more than a word', { code: 'ECONNREFUSED 127.0.0.1' }],
    ['the end of a sentence', { code: 'x ECONNREFUSED' }],
    ['a library’s own code', Object.assign(new Error('x'), { code: 'slack_webapi_request_error' })],
    ['no error', undefined],
    ['an error that causes itself', Object.assign(new Error('x'), { cause: null })],
  ])('is not taken from %s', (_, error) => {
    expect(systemCode(error)).toBeNull();
  });
});
