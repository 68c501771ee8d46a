import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

type Import = { readonly from: string; readonly to: string; readonly isTypeOnly: boolean };

/** Every import and re-export of a file; `to` is a path in the repository, or a package's name. */
function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gms);
  const dynamic = text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g);
  const place = (to: string): string => (to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)) : to);
  return [
    ...[...found].map(([, type, to = '']) => ({ from: file, to: place(to), isTypeOnly: type !== undefined })),
    ...[...dynamic].map(([, to = '']) => ({ from: file, to: place(to), isTypeOnly: false })),
  ];
}

const everyImport = ['src', 'sandbox'].flatMap(sources).flatMap(importsOf);

function offences(folder: string, isAllowed: (one: Import) => boolean): readonly string[] {
  return everyImport
    .filter(({ from }) => from.startsWith(`${folder}/`))
    .filter((one) => !one.to.startsWith(`${folder}/`) && !isAllowed(one))
    .map(({ from, to }) => `${from} imports ${to}`);
}

const within =
  (...places: readonly string[]) =>
  ({ to }: Import): boolean =>
    places.some((place) => to === place || to.startsWith(`${place}/`));

const typesOnly =
  (...places: readonly string[]) =>
  (one: Import): boolean =>
    one.isTypeOnly && within(...places)(one);

const isNode = ({ to }: Import): boolean => to.startsWith('node:');

/** Who may import whom: the table of ARCHITECTURE.md. */
const table: Readonly<Record<string, (one: Import) => boolean>> = {
  'src/domain': () => false,
  'src/ports': (one) => typesOnly('src/domain', 'src/ports')(one),
  'src/wording': within('src/domain'),
  'src/operations': within('src/domain', 'src/ports'),
  'src/slack': (one) =>
    within('src/domain', 'src/ports', 'src/wording', '@slack/bolt', '@slack/web-api', 'zod')(one) ||
    typesOnly('@slack/types')(one) ||
    (within('src/operations')(one) && (one.from.startsWith('src/slack/listeners/') || one.isTypeOnly)),
  'src/github': (one) => within('src/domain', 'src/ports', '@octokit', 'zod')(one) || isNode(one),
  'src/store': (one) => within('src/domain', 'src/ports', 'db', 'drizzle-orm', 'better-sqlite3')(one) || isNode(one),
  'src/outbox': within('src/operations', 'src/domain', 'src/ports'),
  'src/jobs': (one) =>
    within('src/operations', 'src/outbox', 'src/ports')(one) ||
    (one.from === 'src/jobs/schedule.ts' && within('node-cron')(one)),
  'src/config': (one) => within('src/domain', 'zod', 'yaml')(one) || isNode(one),
  'src/cli': within('src/store', 'src/ports'),
};

describe('who may import whom', () => {
  for (const [folder, isAllowed] of Object.entries(table)) {
    it(`${folder} keeps to the table`, () => {
      expect(sources(folder).length).toBeGreaterThan(0);
      expect(offences(folder, isAllowed)).toEqual([]);
    });
  }

  it('the sandbox is imported by nobody, and reaches the program through its composition root and its config alone', () => {
    expect(everyImport.filter(({ from, to }) => !from.startsWith('sandbox/') && to.startsWith('sandbox/'))).toEqual([]);
    // GitHub's list of permissions is data: the program's own reading of it is not used.
    const allowed = within(
      'src/app.ts',
      'src/config',
      'src/logger.ts',
      'src/ports',
      'src/domain/scope/permissions.json',
    );
    expect(
      offences(
        'sandbox',
        (one) =>
          allowed(one) ||
          isNode(one) ||
          within('better-sqlite3', 'yaml', 'zod')(one) ||
          typesOnly('@slack/types')(one) ||
          one.from.startsWith('sandbox/page/'),
      ),
    ).toEqual([]);
  });

  it('the sandbox’s page knows the rest by what passes between them alone', () => {
    const build = 'sandbox/page/build.ts';
    expect(
      offences(
        'sandbox/page',
        (one) =>
          (one.from === build && (isNode(one) || within('rolldown')(one))) ||
          within('preact')(one) ||
          typesOnly('@slack/types', 'sandbox/stage/web/protocol.ts', 'sandbox/stage/web/acts.ts')(one),
      ),
    ).toEqual([]);
  });

  it('every folder of src has its line in the table', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}`)
      .filter((folder) => sources(folder).length > 0);
    expect(folders.filter((folder) => !(folder in table))).toEqual([]);
  });
});

describe('the model run', () => {
  it('reads what was seen and stored, and shares no code with what it judges', () => {
    const allowed = within('src/app.ts', 'src/config', 'sandbox');
    const own = sources('test/model')
      .flatMap(importsOf)
      .filter((one) => within('src', 'db')(one) && !allowed(one) && !one.isTypeOnly);
    expect(own).toEqual([]);
  });
});

describe('what stands in one file only', () => {
  const program = sources('src');
  const files = (pattern: RegExp): readonly string[] =>
    program.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));

  it('reads the clock in system-clock.ts', () => {
    expect(files(/\bDate\.now\b|new Date\(\)|performance\.now/)).toEqual(['src/system-clock.ts']);
  });

  it('reads the environment in main.ts', () => {
    expect(files(/process\.env/)).toEqual(['src/main.ts']);
  });

  it('never writes to the console', () => {
    expect(files(/console\./)).toEqual([]);
  });

  it('opens transactions in store/database.ts', () => {
    expect(files(/\.transaction\(/)).toEqual(['src/store/database.ts']);
  });
});

describe('house style', () => {
  it('keeps source files under 300 lines and tests under 500', () => {
    const long = (folder: string, most: number): readonly string[] =>
      sources(folder).filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > most);
    expect([...long('src', 301), ...long('sandbox', 301)]).toEqual([]);
    expect(long('test', 501)).toEqual([]);
  });

  it('opens each file of the domain with its job', () => {
    const silent = sources('src/domain').filter((file) => !readFileSync(join(root, file), 'utf8').startsWith('// '));
    expect(silent).toEqual([]);
  });

  it('has no drawer for everything', () => {
    const names = /(?:^|[/-])(?:utils?|helpers?|common|lib|manager|service|misc)(?:[/.-]|$)/;
    expect([...sources('src'), ...sources('sandbox')].filter((file) => names.test(file))).toEqual([]);
  });
});
