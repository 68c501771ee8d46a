import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { fillWithEveryState } from '../store/every-state.ts';
import { builtCommand } from '../support/built-program.ts';
import { migrationsFolder } from '../support/start-world.ts';

const command = builtCommand();
const folder = mkdtempSync(join(tmpdir(), 'countersign-audit-'));
const path = join(folder, 'countersign.db');
type Row = { readonly seq: number; readonly at: number; readonly actor: string; readonly act: string } & {
  readonly subject: string;
  readonly data: string;
  readonly prev_hash: string;
  readonly hash: string;
};

function audit(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'audit', ...words], {
    ...{ cwd: folder, encoding: 'utf8', env: {} },
  });
  return { status, stdout, stderr };
}

function entries(of = path): readonly Row[] {
  const database = new Sqlite(of, { readonly: true });
  try {
    return database.prepare<[], Row>('SELECT * FROM entries ORDER BY seq').all();
  } finally {
    database.close();
  }
}

/** A copy in which somebody who may write to the database has done what the program never does. */
function tampered(name: string, tamper: (database: Sqlite.Database) => void): string {
  const copy = join(folder, name);
  const source = new Sqlite(path, { readonly: true });
  source.prepare('VACUUM INTO ?').run(copy);
  source.close();
  const database = new Sqlite(copy);
  database.exec('DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go');
  tamper(database);
  database.close();
  return copy;
}

/** Keys in order at every depth: how entries are hashed, said once more. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(given)
      .toSorted()
      .map((key) => [key, ordered(given[key])]),
  );
}

beforeAll(async () => {
  const store = await openStore(path, migrationsFolder);
  await fillWithEveryState(store);
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an export of the audit trail', () => {
  it('holds every entry, one a line, with its chain', () => {
    const { status, stdout, stderr } = audit('export', path);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(status).toBe(0);
    expect(lines.map(({ seq, hash, prev_hash }) => [seq, prev_hash, hash])).toEqual(
      entries().map(({ seq, prev_hash, hash }) => [seq, prev_hash, hash]),
    );
    expect(stderr).toBe(`${lines.length} entries of the audit trail of ${path}.\n`);
  });

  it('goes as a table to a new file, for its owner’s eyes only, and over no other', () => {
    const out = join(folder, 'trail.csv');
    const first = entries()[0]?.subject ?? '';
    expect(audit('export', path, '--format', 'csv', '--token', first, '--out', out)).toMatchObject({
      status: 0,
      stdout: '',
    });
    const [head, ...rows] = readFileSync(out, 'utf8').trimEnd().split('\r\n');
    expect(head).toBe('seq,time,actor,act,subject,data,prev_hash,hash');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(entries().length);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(audit('export', path, '--out', out)).toMatchObject({
      status: 1,
      stderr: `The audit trail of ${path} was not exported: ${out} is there already.\n`,
    });
  });

  it('takes no time that it can’t read', () => {
    expect(audit('export', path, '--since', 'yesterday')).toEqual({
      ...{ status: 2, stdout: '' },
      stderr:
        'countersign audit export: --since takes a day or a time with its zone, like 2026-03-01 or 2026-03-01T09:00Z\n',
    });
  });
});

describe('an anchor that was kept elsewhere', () => {
  const anchor = (): string => {
    const last = entries().at(-1);
    return `${last?.seq}:${last?.hash}`;
  };

  it('holds where nothing was changed', () => {
    expect(audit('verify', path, '--anchor', anchor())).toMatchObject({ status: 0 });
  });

  it('shows that the end was cut off', () => {
    const cut = tampered('cut.db', (database) => database.exec('DELETE FROM entries WHERE seq > 3'));
    const { status, stdout } = audit('verify', cut, '--anchor', anchor());
    expect(status).toBe(1);
    expect(stdout).toContain('was cut: entry ');
    expect(stdout).toContain(', whose hash was kept elsewhere, is not there any more.');
  });

  it('shows that all of it was written anew, in a chain that holds', () => {
    const anew = tampered('anew.db', (database) => {
      const write = database.prepare('UPDATE entries SET actor = ?, prev_hash = ?, hash = ? WHERE seq = ?');
      let before = '0'.repeat(64);
      for (const { seq, at, actor, act, subject, data } of entries()) {
        const written = seq === 2 ? 'slack:U0SOMEBODY' : actor;
        const text = JSON.stringify(
          ordered({ seq, at, actor: written, act, subject, data: JSON.parse(data), prev_hash: before }),
        );
        const hash = createHash('sha256').update(text).digest('hex');
        write.run(written, before, hash, seq);
        before = hash;
      }
    });
    // The chain by itself shows nothing.
    expect(audit('verify', anew)).toMatchObject({ status: 0 });
    const { status, stdout } = audit('verify', anew, '--anchor', anchor());
    expect(status).toBe(1);
    expect(stdout).toContain('was written anew: entry ');
  });

  it('is refused where it is none', () => {
    expect(audit('verify', path, '--anchor', '12')).toMatchObject({
      status: 2,
      stderr:
        'countersign audit verify: --anchor takes the number of an entry, a colon and its hash of 64 letters and digits\n',
    });
  });
});
