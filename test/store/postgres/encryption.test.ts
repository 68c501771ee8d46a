import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { temporaryFolder } from '../sqlite/temporary-store.ts';
import { selfSigned } from './certificate.ts';
import { type Server, startServer } from './server.ts';
import { migrationsFolder } from './temporary-database.ts';

describe('on the way to a server that encrypts', () => {
  const { certificate, key } = selfSigned('localhost');
  let server: Server;

  beforeAll(async () => {
    server = await startServer(['ssl=on'], { 'server.crt': certificate, 'server.key': key });
  });
  afterAll(() => server.remove());

  /** The address with these parameters; `ROOT` becomes a file that holds the server's own certificate. */
  function address(host: string, query: string): string {
    const root = join(temporaryFolder(), 'root.pem');
    writeFileSync(root, certificate);
    return `postgres://countersign@${host}:${server.port}/postgres?${query.replace('ROOT', root)}`;
  }

  it.each([
    { query: 'sslmode=disable', host: 'localhost' },
    { query: 'sslmode=require', host: 'localhost' },
    { query: 'sslmode=require&sslrootcert=ROOT', host: '127.0.0.1' },
    { query: 'sslmode=verify-ca&sslrootcert=ROOT', host: '127.0.0.1' },
    { query: 'sslmode=verify-full&sslrootcert=ROOT', host: 'localhost' },
  ])('$query reaches $host', async ({ query, host }) => {
    const store = await openStore(address(host, query), migrationsFolder);
    onTestFinished(() => store.close());
    await store.check();
  });

  it.each([
    { query: 'sslmode=verify-full', host: 'localhost', why: 'nobody vouches for it' },
    { query: 'sslmode=verify-ca', host: 'localhost', why: 'nobody vouches for it' },
    { query: 'sslmode=verify-full&sslrootcert=ROOT', host: '127.0.0.1', why: 'it goes by another name' },
  ])('$query does not go to $host, since $why', async ({ query, host }) => {
    const refusal = { where: 'store', code: 'untrusted', isRetryable: false };
    await expect(openStore(address(host, query), migrationsFolder)).rejects.toMatchObject(refusal);
  });

  it('another certificate in its place is not trusted', async () => {
    const root = join(temporaryFolder(), 'root.pem');
    writeFileSync(root, selfSigned('localhost').certificate);
    const url = address('localhost', `sslmode=require&sslrootcert=${root}`);
    await expect(openStore(url, migrationsFolder)).rejects.toMatchObject({ code: 'untrusted' });
  });
});

it('a server that can’t encrypt is not talked to where encryption is asked for', async () => {
  const server = await startServer();
  onTestFinished(server.remove);
  const url = `${server.url('postgres')}?sslmode=require`;
  await expect(openStore(url, migrationsFolder)).rejects.toMatchObject({ where: 'store', code: 'no_tls' });
});
