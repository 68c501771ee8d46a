import { readFileSync } from 'node:fs';
import { isTorn } from '../store/postgres/database-url.ts';

/** `-` stands for what comes on standard input: what is said on a command line can be read by every user of the machine. */
export function readAddress(argument: string): string {
  return argument === '-' ? readFileSync(0, 'utf8').trim() : argument;
}

/** The address as it may be printed: without the password, and without anything that may be one by mistake. */
export function printable(address: string): string {
  if (!/^postgres(?:ql)?:/.test(address)) return address;
  if (!URL.canParse(address) || isTorn(address)) return 'the PostgreSQL database';
  const { protocol, username, host, pathname } = new URL(address);
  return username === '' ? 'the PostgreSQL database' : `${protocol}//${username}@${host}${pathname}`;
}
