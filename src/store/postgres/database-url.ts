import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { Fault } from '../../ports/fault.ts';

export type Address = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  readonly applicationName: string;
  /** In which the tables are, to the exclusion of every other one; null: whichever the server has for this user. */
  readonly schema: string | null;
  /** False: unencrypted. */
  readonly ssl: false | ConnectionOptions;
  /** For those who only look. */
  readonly isReadOnly?: true;
};

const loopback = new Set(['localhost', '127.0.0.1', '::1']);
const known = new Set(['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'host', 'application_name', 'schema']);

/** Needs no quotation marks, and none of PostgreSQL's own begins with another letter. */
const schemaName = /^[a-z][a-z0-9_]{0,62}$/;

function unfit(what: string): Fault {
  return new Fault('store', 'bad_address', { isRetryable: false, said: what });
}

/**
 * After the host there is no @ but a password's, an earlier character of which was taken for the end of the host. Then no part of the
 * address may be repeated: any may be the password's.
 */
export function isTorn(address: string): boolean {
  return /^[a-z]+:\/\/[^/?#]*[/?#].*@/s.test(address);
}

const unnamed = 'host, user and database must be named';
const escapes = '%40 (@), %2F (/), %3F (?), %23 (#), %25 (%)';

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw unfit('a % in it stands for no character; it is written as %25');
  }
}

function fileOf(query: URLSearchParams, name: string): string | undefined {
  const path = query.get(name);
  if (path === null) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Fault('store', 'bad_address', { isRetryable: false, said: `${name} can’t be read`, cause: error });
  }
}

/**
 * What `sslmode` means to every other client of PostgreSQL. `prefer` and `allow` are refused: they would go on unencrypted where somebody
 * in between says that the server can't do better. Without a word it is nothing on this machine, and everything elsewhere.
 */
function tlsOf(host: string, query: URLSearchParams): Address['ssl'] {
  const isHere = host.startsWith('/') || loopback.has(host);
  const mode = query.get('sslmode') ?? (isHere ? 'disable' : 'verify-full');
  if (mode === 'disable') return false;
  const ca = fileOf(query, 'sslrootcert');
  const cert = fileOf(query, 'sslcert');
  const key = fileOf(query, 'sslkey');
  const files = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
  switch (mode) {
    case 'require':
      // With a root certificate `require` has always meant as much as `verify-ca`.
      return ca === undefined
        ? { ...files, rejectUnauthorized: false }
        : { ...files, checkServerIdentity: () => undefined };
    case 'verify-ca':
      return { ...files, checkServerIdentity: () => undefined };
    case 'verify-full':
      return files;
    default:
      throw unfit('sslmode must be disable, require, verify-ca or verify-full');
  }
}

/** Reads `postgres://user:password@host:port/database?sslmode=…`. Throws a Fault `bad_address`; it names no secret. */
export function readDatabaseUrl(text: string): Address {
  if (!URL.canParse(text)) throw unfit('it is not an address');
  const url = new URL(text);
  const query = url.searchParams;
  // A path in `host` is the folder of the server's socket.
  const host = query.get('host') ?? decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const user = decoded(url.username);
  const database = decoded(url.pathname.slice(1));
  const isNamed = host !== '' && user !== '' && database !== '';
  // Before anything of it is said again: the rest of a password would be taken for a name.
  if (isTorn(text))
    throw unfit(`${isNamed ? '' : `${unnamed}; `}a password’s own characters are written as ${escapes}`);
  if (!isNamed) throw unfit(unnamed);
  const unknown = [...query.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) throw unfit(`${unknown} is not known; known are ${[...known].join(', ')}`);
  const schema = query.get('schema');
  if (schema !== null && (!schemaName.test(schema) || schema.startsWith('pg_')))
    throw unfit('schema must be small letters, digits and underscores, 63 at most, and begin with a letter');
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    user,
    password: url.password === '' ? undefined : decoded(url.password),
    database,
    applicationName: query.get('application_name') ?? 'countersign',
    schema,
    ssl: tlsOf(host, query),
  };
}
