import { describe, expect, it } from 'vitest';
import { explainFault } from '../../../src/config/start-failure.ts';
import { Fault } from '../../../src/ports/fault.ts';
import { readDatabaseUrl } from '../../../src/store/postgres/database-url.ts';

describe('the address of a database', () => {
  it('is read part by part', () => {
    expect(readDatabaseUrl('postgres://count:p%40ss@db.example.com:6432/counter%20sign')).toEqual({
      host: 'db.example.com',
      port: 6_432,
      user: 'count',
      password: 'p@ss',
      database: 'counter sign',
      applicationName: 'countersign',
      schema: null,
      ssl: {},
    });
  });

  it.each([
    { text: 'postgresql://u@h/d', part: { port: 5_432 } },
    { text: 'postgres://u@[::1]/d', part: { host: '::1', ssl: false } },
    { text: 'postgres://u@localhost/d', part: { host: 'localhost', ssl: false } },
    { text: 'postgres://u@localhost/d?sslmode=require', part: { ssl: { rejectUnauthorized: false } } },
    { text: 'postgres://u@h/d?sslmode=disable', part: { ssl: false } },
    { text: 'postgres://u@unused/d?host=/run/postgresql', part: { host: '/run/postgresql', ssl: false } },
    { text: 'postgres://u@h/d?application_name=second', part: { applicationName: 'second' } },
    { text: 'postgres://u@h/d?schema=countersign_t0123', part: { schema: 'countersign_t0123' } },
  ])('$text', ({ text, part }) => {
    expect(readDatabaseUrl(text)).toMatchObject(part);
  });

  it.each([
    { text: 'postgres://', why: 'named' },
    { text: 'postgres://h/d', why: 'named' },
    { text: 'postgres://u@h', why: 'named' },
    { text: 'postgres://u@h/d?sslmode=prefer', why: 'disable, require, verify-ca or verify-full' },
    { text: 'postgres://u@h/d?sslmode=no-verify', why: 'disable, require, verify-ca or verify-full' },
    { text: 'postgres://u@h/d?schema=a;drop', why: 'small letters, digits and underscores' },
    { text: 'postgres://u@h/d?schema=pg_temp', why: 'small letters, digits and underscores' },
    { text: 'postgres://u@h/d?schema=', why: 'small letters, digits and underscores' },
    { text: 'postgres://u@h/d?sslmod=require', why: 'sslmod is not known' },
    { text: 'postgres://u:100%@h/d', why: 'written as %25' },
    { text: 'postgres://u:%FF@h/d', why: 'written as %25' },
    // A password that is not escaped: what follows its question mark, or its host, is no name to be said again.
    { text: 'postgres://u:p@ss/w?secret-word#1@h/d', why: '%40 (@)' },
    { text: 'postgres://u:p@secret-word/w@h/d', why: '%40 (@)' },
    { text: 'postgres://u:p@ss#secret-word@h/d', why: '%40 (@)' },
    { text: 'postgres://u:12?secret-word@h/d', why: 'named' },
    { text: 'postgres://u@h/d?sslmode=verify-full&sslrootcert=missing.pem', why: 'sslrootcert can’t be read' },
  ])('$text is refused', ({ text, why }) => {
    const read = (): unknown => {
      try {
        return readDatabaseUrl(text.replace('//u@', '//u:secret-word@'));
      } catch (error) {
        return error;
      }
    };
    const fault = read();
    if (!(fault instanceof Fault)) throw new Error('it was taken');
    expect(fault).toMatchObject({ where: 'store', code: 'bad_address', isRetryable: false });
    expect(explainFault(fault)).toContain(why);
    expect(`${explainFault(fault)} ${String(fault)} ${String(fault.cause)}`).not.toContain('secret-word');
  });
});
