import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explainFault, isPassing } from '../../../src/config/start-failure.ts';
import { usualLimits } from '../../../src/store/postgres/connections.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { faultOf } from '../../support/fault-of.ts';
import { selfSigned } from './certificate.ts';
import { type Server, startServer } from './server.ts';
import { migrationsFolder, query } from './temporary-database.ts';

/** A port at which something answers each connection in its way. */
async function portOf(answers: (line: Socket) => void): Promise<number> {
  const server = createServer((line) => {
    line.on('error', () => undefined);
    onTestFinished(() => void line.destroy());
    answers(line);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return address.port;
}

/** What a start says that can’t come in, and whether it may be tried again. */
async function saidOf(url: string, limits = usualLimits): Promise<{ readonly said: string; readonly passes: boolean }> {
  const fault = await faultOf(openPostgresStore(url, `${migrationsFolder}/postgres`, limits));
  expect(fault.fields).toMatchObject({ where: 'store' });
  return { said: explainFault(fault), passes: isPassing(fault) };
}

describe('where no database server answers, a start says what was met, and may be tried again', () => {
  const couldNot = 'DATABASE_URL: the database server could not be reached: ';

  it.each([
    { what: 'a server that can’t fork', answer: 'Ecould not fork new process for connection\n\0' },
    { what: 'a web server', answer: 'HTTP/1.1 400 Bad Request\r\n\r\n' },
  ])('$what, where encryption was asked for', async ({ answer }) => {
    const port = await portOf((line) => line.once('data', () => line.end(answer)));
    expect(await saidOf(`postgres://u:p@127.0.0.1:${port}/d?sslmode=require`)).toEqual({
      said: `${couldNot}something else answered (There was an error establishing an SSL connection); check host and port`,
      passes: true,
    });
  });

  it('a web server', async () => {
    const port = await portOf((line) => line.once('data', () => line.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    const { said, passes } = await saidOf(`postgres://u:p@127.0.0.1:${port}/d`);
    expect([said, passes]).toEqual([`${couldNot}Connection terminated unexpectedly`, true]);
  });

  it('TLS that is none', async () => {
    const port = await portOf((line) =>
      line.once('data', () => {
        line.once('data', () => line.end('no hello of a server’s'));
        line.write('S');
      }),
    );
    const { said, passes } = await saidOf(`postgres://u:p@127.0.0.1:${port}/d?sslmode=require`);
    expect(said).toContain(couldNot);
    expect(passes).toBe(true);
  });

  it('nobody, since something on the way swallows it', async () => {
    const port = await portOf(() => undefined);
    expect(await saidOf(`postgres://u:p@127.0.0.1:${port}/d`, { ...usualLimits, connectMs: 100 })).toEqual({
      said: `${couldNot}no answer came in time (timeout expired); check host and port, and what is in between`,
      passes: true,
    });
  });

  it('a port that is closed: no proxy is on the way to a database', async () => {
    expect(await saidOf('postgres://u:p@127.0.0.1:9/d')).toEqual({
      said: `${couldNot}nothing listens there (connect ECONNREFUSED 127.0.0.1:9); check host and port, and that the server runs`,
      passes: true,
    });
  });

  it('a host that nobody knows', async () => {
    const { said } = await saidOf('postgres://u:p@db.invalid/d');
    expect(said).toMatch(
      /: the name of the host is not known here \(getaddrinfo E\w+ db\.invalid\); check it, and the machine’s DNS$/,
    );
  });
});

describe('a server that lets nobody in', () => {
  async function started(settings: readonly string[], files: Readonly<Record<string, string>>): Promise<Server> {
    const server = await startServer(settings, files);
    onTestFinished(server.remove);
    return server;
  }

  it('without a password: that is said in our words', async () => {
    const server = await started([], {});
    const url = server.url('postgres');
    await query(url, "create role careful login password 'a-horse'");
    await query(
      url,
      `copy (select 'host all careful 127.0.0.1/32 scram-sha-256') to program 'cat > ${server.folder}/data/pg_hba.conf'`,
    );
    await query(url, 'select pg_reload_conf()');
    expect(await saidOf(url.replace('//countersign@', '//careful@'))).toEqual({
      said: 'DATABASE_URL: the database server did not let Countersign in: it asks for a password, and the address has none; check user, password and database, and that this user may create tables',
      passes: false,
    });
  });

  it('since it has no connection left: that is no lock', async () => {
    const server = await started([], {});
    await query(server.url('postgres'), 'create role crowded login connection limit 0');
    expect(await saidOf(server.url('postgres').replace('//countersign@', '//crowded@'))).toEqual({
      said: 'DATABASE_URL: the database server takes no more connections (too many connections for role "crowded"); each process needs up to 12',
      passes: true,
    });
  });

  it('by a certificate for another name: no authority is missing', async () => {
    const { certificate, key } = selfSigned('localhost');
    const server = await started(['ssl=on'], { 'server.crt': certificate, 'server.key': key });
    const url = `${server.url('postgres')}?sslmode=verify-full&sslrootcert=${server.folder}/data/server.crt`;
    const { said, passes } = await saidOf(url);
    expect(said).toMatch(
      /^DATABASE_URL: the database server’s certificate is for another host \(.*127\.0\.0\.1 is not in the cert's list\); name the host as the certificate does, or say sslmode=verify-ca$/,
    );
    expect(passes).toBe(false);
  });
});

it.each([
  { system: 'CERT_HAS_EXPIRED', says: 'the database server’s certificate has expired; renew it there' },
  {
    system: 'CERT_NOT_YET_VALID',
    says: 'the database server’s certificate does not hold yet; check the clock of both',
  },
])('a certificate out of its time names no authority either: $system', ({ system, says }) => {
  expect(explainFault({ where: 'store', code: 'untrusted', said: 'certificate', system })).toBe(
    `DATABASE_URL: ${says}`,
  );
});
