import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { builtCommand } from '../../support/built-program.ts';
import { approvedRequest } from '../../support/sample-requests.ts';
import { activeToken, change, entry, noon, pendingToken, person, write } from '../sample-rows.ts';
import { openTemporaryStore, query } from './temporary-database.ts';

function verify(url: string): { readonly status: number | null; readonly said: string } {
  // The server trusts everybody on this machine; a password that is given must not be repeated all the same.
  const address = url.replace('//countersign@', '//countersign:correct-horse@');
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtCommand(), 'audit', 'verify', address], {
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
}

it('says of a database in use whether its trail holds, which rows it does not tell of, and never a password', async () => {
  const { store, url } = await openTemporaryStore();
  await store.commit(change({ entries: [entry(), entry()] }), noon);
  expect(verify(url)).toMatchObject({ status: 0, said: expect.stringContaining('holds: 2 entries') });
  const rows = [
    write('people', person()),
    write('token_requests', approvedRequest(8)),
    write('pending_tokens', pendingToken('p')),
    write('active_tokens', activeToken('a')),
  ];
  await store.commit(change({ writes: rows }), noon);
  const unnamed = verify(url);
  expect(unnamed.status).toBe(1);
  expect(unnamed.said).toContain('was cut: 4 of the rows');
  for (const subject of ['slack:U0MONA', 'PAT-8', 'pending_token:p', 'active_token:a']) {
    expect(unnamed.said).toContain(`${subject}, changed at`);
  }
  await query(url, "alter table entries disable trigger all; update entries set actor = 'policy' where seq = 2");
  const broken = verify(url);
  expect(broken).toMatchObject({ status: 1, said: expect.stringContaining('entry 2 is not as it was written') });
  expect(`${unnamed.said}${broken.said}`).not.toContain('correct-horse');
});

it('says that a database is not there', () => {
  const { status, said } = verify('postgres://countersign@127.0.0.1:9/nowhere');
  expect(status).toBe(1);
  expect(said).toContain('the database server could not be reached');
  expect(said).not.toContain('correct-horse');
});
