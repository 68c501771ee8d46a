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

const everyImport = ['src', 'sandbox', 'test', 'bench'].flatMap(sources).flatMap(importsOf);

const said = ({ from, to }: Import): string => `${from} imports ${to}`;

/** A package's tests stand beside it, and may use what tests use. */
const isTest = (file: string): boolean => /^(?:test|sandbox\/[^/]+\/test)\//.test(file);

function offences(folder: string, isAllowed: (one: Import) => boolean): readonly string[] {
  return everyImport
    .filter(({ from }) => from.startsWith(`${folder}/`) && !isTest(from))
    .filter((one) => !one.to.startsWith(`${folder}/`) && !isAllowed(one))
    .map(said);
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
    (one.from === 'src/slack/is-signed.ts' && within('node:crypto')(one)) ||
    (within('src/operations')(one) && (one.from.startsWith('src/slack/listeners/') || one.isTypeOnly)),
  'src/github': (one) =>
    within('src/domain', 'src/ports', '@octokit', 'zod')(one) ||
    isNode(one) ||
    // What is read on github.com.
    (one.from === 'src/github/writes.ts' && one.to === 'src/wording/english/on-github.ts'),
  'src/web': (one) =>
    within('src/operations', 'src/domain', 'src/ports', 'src/wording')(one) ||
    typesOnly('@slack/oauth')(one) ||
    isNode(one),
  'src/store': (one) =>
    within('src/domain', 'src/ports', 'db', 'drizzle-orm')(one) ||
    isNode(one) ||
    (one.from.startsWith('src/store/sqlite/') && within('better-sqlite3')(one)) ||
    (one.from.startsWith('src/store/postgres/') && within('pg')(one)),
  'src/sealing': (one) => typesOnly('src/ports')(one) || isNode(one),
  'src/record': (one) => within('src/ports')(one) || isNode(one),
  'src/outbox': within('src/operations', 'src/domain', 'src/ports'),
  'src/jobs': (one) =>
    within('src/operations', 'src/outbox', 'src/ports')(one) ||
    (one.from === 'src/jobs/schedule.ts' && within('node-cron')(one)),
  'src/config': (one) => within('src/domain', 'src/program-folder.ts', 'zod', 'yaml')(one) || isNode(one),
  'src/cli': (one) =>
    within('src/store', 'src/ports', 'src/config', 'src/doctor', 'commander')(one) ||
    within('src/load-environment.ts', 'src/program-folder.ts', 'src/system-clock.ts')(one) ||
    within('src/domain/credential.ts', 'src/domain/record')(one) ||
    // What a policy says of a request: the same code as everywhere, and its sentences.
    within('src/domain/policy', 'src/domain/requests', 'src/wording/english/policy-reports.ts')(one) ||
    typesOnly('src/domain', '@commander-js/extra-typings')(one) ||
    // What `start` runs: the program itself, which no other command needs.
    (['src/cli/create-command-line.ts', 'src/cli/run-command.ts'].includes(one.from) && within('src/main.ts')(one)) ||
    (one.from === 'src/cli/setup.ts' &&
      within('src/setup', 'src/wording/english/set-up.ts', 'src/outbound-network.ts')(one)) ||
    isNode(one),
  'src/setup': (one) =>
    within('src/config', 'src/doctor', 'src/ports', 'src/slack', 'src/github', 'zod', 'yaml')(one) ||
    within('src/wording/english/set-up.ts', 'src/system-clock.ts')(one) ||
    (one.from === 'src/setup/terminal-prompts.ts' && within('@clack/prompts')(one)) ||
    typesOnly('@slack/web-api', 'src/domain')(one) ||
    isNode(one),
  'src/doctor': (one) =>
    within(
      'src/config',
      'src/domain',
      'src/ports',
      'src/slack',
      'src/github',
      'src/store',
      'src/sealing',
      'zod',
    )(one) ||
    within('src/outbound-network.ts', 'src/program-folder.ts', 'src/system-clock.ts')(one) ||
    typesOnly('@slack/web-api')(one) ||
    isNode(one),
};

describe('who may import whom', () => {
  for (const [folder, isAllowed] of Object.entries(table)) {
    it(`${folder} keeps to the table`, () => {
      expect(sources(folder).length).toBeGreaterThan(0);
      expect(offences(folder, isAllowed)).toEqual([]);
    });
  }

  it('what the store says once knows no engine, and the engines know nothing of each other', () => {
    const engines = within('src/store/sqlite', 'src/store/postgres');
    const isShared = (file: string): boolean => /^src\/store\/[^/]+$/.test(file) && !/\/open-[^/]*$/.test(file);
    const fromShared = everyImport.filter(({ from }) => isShared(from));
    expect(fromShared.filter((one) => engines(one) || (within('db')(one) && !one.isTypeOnly))).toEqual([]);
    expect(fromShared.filter(({ to, isTypeOnly }) => /^drizzle-orm\/./.test(to) && !isTypeOnly)).toEqual([]);
    const across = (one: Import): boolean =>
      (one.from.startsWith('src/store/sqlite/') && within('src/store/postgres')(one)) ||
      (one.from.startsWith('src/store/postgres/') && within('src/store/sqlite')(one));
    expect(everyImport.filter(across)).toEqual([]);
  });

  it('every folder of src has its line in the table', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}`)
      .filter((folder) => sources(folder).length > 0);
    expect(folders.filter((folder) => !(folder in table))).toEqual([]);
  });
});

/** Which rooms of `operations` know which: those that come in know those that watch, and nobody knows those that come in. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  ask: ['people', 'watch'],
  decide: ['people', 'watch'],
  'carry-out': ['people', 'watch'],
  due: ['people', 'watch'],
  watch: ['people'],
  people: [],
};

describe('the rooms of operations', () => {
  const operations = 'src/operations';
  const isInRoom = (file: string): boolean => file.split('/').length > 3;

  it('are these', () => {
    const found = readdirSync(join(root, operations), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(rooms).sort());
  });

  for (const [room, known] of Object.entries(rooms)) {
    it(`${room} knows ${known.length === 0 ? 'no other' : known.join(' and ')}`, () => {
      const isKnown = within(...[room, ...known].map((name) => `${operations}/${name}`));
      const found = everyImport
        .filter(({ from }) => from.startsWith(`${operations}/${room}/`))
        .filter((one) => one.to.startsWith(`${operations}/`) && isInRoom(one.to) && !isKnown(one));
      expect(found.map(said)).toEqual([]);
    });
  }

  it('stand on what is beside them, which knows none of them', () => {
    const below = everyImport.filter(({ from }) => from.startsWith(`${operations}/`) && !isInRoom(from));
    expect(below.length).toBeGreaterThan(0);
    expect(below.filter(({ to }) => to.startsWith(`${operations}/`) && isInRoom(to)).map(said)).toEqual([]);
  });
});

/** The files that a file needs, those that it reaches through others included. */
function reachedFrom(file: string, known: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const next = [...(known.get(file) ?? [])];
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    if (reached.has(one)) continue;
    reached.add(one);
    next.push(...(known.get(one) ?? []));
  }
  return reached;
}

it('no file of the program needs itself through others, not even by a type', () => {
  const needed = Map.groupBy(
    everyImport.filter(({ from }) => from.startsWith('src/')),
    ({ from }) => from,
  );
  const known = new Map([...needed].map(([from, imports]) => [from, imports.map(({ to }) => to)]));
  expect([...known.keys()].filter((file) => reachedFrom(file, known).has(file))).toEqual([]);
});

type Manifest = {
  readonly name: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

const packages: readonly (Manifest & { readonly folder: string })[] = readdirSync(join(root, 'sandbox'), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ folder: `sandbox/${name}`, ...manifestIn(`sandbox/${name}`) }));

const folderOf = (file: string): string | undefined =>
  packages.find(({ folder }) => file.startsWith(`${folder}/`))?.folder;
const isSandbox = ({ to }: Import): boolean => to.startsWith('@countersign/') || to.startsWith('sandbox/');

/** GitHub's list of permissions is data: the program's own reading of it is not used. */
const doors = within('src/app.ts', 'src/config', 'src/logger.ts', 'src/ports', 'src/domain/scope/permissions.json');

/** Who may import whom within the sandbox: the table of ARCHITECTURE.md. */
const sandboxTable: Readonly<Record<string, (one: Import) => boolean>> = {
  'sandbox/loopback': isNode,
  'sandbox/slack': (one) =>
    isNode(one) || within('@countersign/sandbox-loopback', 'ws')(one) || typesOnly('@slack/types')(one),
  'sandbox/github': (one) => isNode(one) || within('@countersign/sandbox-loopback')(one),
  'sandbox/stage': (one) =>
    isNode(one) ||
    doors(one) ||
    within(
      '@countersign/sandbox-loopback',
      '@countersign/sandbox-slack',
      '@countersign/sandbox-github',
      'better-sqlite3',
      'pg',
      'rolldown',
      'yaml',
      'zod',
    )(one) ||
    typesOnly('@slack/types')(one),
  // What runs in the browser knows the rest by what passes between them alone.
  'sandbox/page': (one) =>
    (/^sandbox\/page\/build[a-z-]*\.ts$/.test(one.from) && (isNode(one) || within('rolldown')(one))) ||
    // Where `countersign sandbox` begins: it builds the page and opens the stage behind it.
    (one.from === 'sandbox/page/run-sandbox.ts' && within('@countersign/sandbox-stage')(one)) ||
    within('preact')(one) ||
    typesOnly('@slack/types', '@countersign/sandbox-stage/protocol', '@countersign/sandbox-stage/acts')(one),
};

describe('a port', () => {
  /** The members of the type, as they are written: `name(` or `readonly name:`. */
  const doorsOf = (file: string, type: string): readonly string[] => {
    const text = readFileSync(join(root, 'src/ports', file), 'utf8');
    const body = new RegExp(`^export type ${type} = \\{(.*?)\\n\\};`, 'ms').exec(text)?.[1] ?? '';
    return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[(:]/gm)].map(([, name = '']) => name);
  };
  const ports = [
    { type: 'Store', file: 'store.ts', implementedIn: ['src/store/'] },
    { type: 'Github', file: 'github.ts', implementedIn: ['src/github/'] },
    { type: 'Directory', file: 'slack.ts', implementedIn: ['src/slack/directory.ts'] },
    { type: 'Messenger', file: 'messenger.ts', implementedIn: ['src/slack/messenger.ts'] },
    { type: 'Clock', file: 'clock.ts', implementedIn: ['src/system-clock.ts'] },
    { type: 'WorldTime', file: 'world-time.ts', implementedIn: ['src/world-time.ts'] },
    { type: 'Pace', file: 'pace.ts', implementedIn: ['src/jobs/pace.ts'] },
    { type: 'TrailStream', file: 'trail-stream.ts', implementedIn: ['src/record/'] },
  ];

  it.each(ports)('of which every door is called by the program: $type', ({ type, file, implementedIn }) => {
    const doors = doorsOf(file, type);
    expect(doors.length).toBeGreaterThan(0);
    const callers = sources('src')
      .filter((path) => ![...implementedIn, 'src/ports/'].some((place) => path.startsWith(place)))
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    expect(doors.filter((name) => !new RegExp(`\\.${name}\\b`).test(callers))).toEqual([]);
  });
});

describe('the sandbox’s packages', () => {
  for (const [folder, isAllowed] of Object.entries(sandboxTable)) {
    it(`${folder} keeps to the table`, () => {
      expect(sources(folder).length).toBeGreaterThan(0);
      expect(offences(folder, isAllowed)).toEqual([]);
    });
  }

  it('each of them has its line in the table', () => {
    expect(packages.map(({ folder }) => folder).sort()).toEqual(Object.keys(sandboxTable).sort());
  });

  it('are imported by nothing that ships', () => {
    expect(everyImport.filter((one) => one.from.startsWith('src/') && isSandbox(one)).map(said)).toEqual([]);
  });

  it('are known to each other, to tests and to benches by name', () => {
    const byPath = everyImport.filter(({ from, to }) => to.startsWith('sandbox/') && folderOf(from) !== folderOf(to));
    expect(byPath.map(said)).toEqual([]);
  });

  it('none of them needs itself through others, not even by a type', () => {
    const known = new Map(
      packages.map(({ name, folder }) => {
        const own = everyImport.filter((one) => one.from.startsWith(`${folder}/`) && !within(name)(one));
        return [name, packages.map((other) => other.name).filter((other) => own.some(within(other)))] as const;
      }),
    );
    expect([...known.keys()].filter((name) => reachedFrom(name, known).has(name))).toEqual([]);
  });

  it('no file of them needs itself through others, not even by a type', () => {
    const known = new Map(sources('sandbox').map((file) => [file, importsOf(file).map(({ to }) => to)] as const));
    expect(known.size).toBeGreaterThan(0);
    expect([...known.keys()].filter((file) => reachedFrom(file, known).has(file))).toEqual([]);
  });

  it('export just what others use', () => {
    const used = new Set(everyImport.map(({ to }) => to));
    const exported = packages.flatMap(({ name, exports }) => Object.keys(exports).map((path) => name + path.slice(1)));
    expect(exported.filter((one) => !used.has(one))).toEqual([]);
    expect([...used].filter((one) => one.startsWith('@countersign/') && !exported.includes(one))).toEqual([]);
  });

  it('name what they import', () => {
    const tools = new Set(Object.keys(manifestIn('.').devDependencies ?? {}));
    const unnamed = packages.flatMap(({ folder, devDependencies = {} }) =>
      everyImport
        .filter((one) => one.from.startsWith(`${folder}/`) && !isNode(one) && !/^(?:src|sandbox|test)\//.test(one.to))
        .filter((one) => !Object.keys(devDependencies).some((name) => within(name)(one)))
        .filter((one) => !(isTest(one.from) && tools.has(one.to)))
        .map(said),
    );
    expect(unnamed).toEqual([]);
  });

  it('bring nothing to a host that only runs the program, and no second version of anything', () => {
    const { dependencies, devDependencies } = manifestIn('.');
    const versions: Readonly<Record<string, string>> = { ...dependencies, ...devDependencies };
    for (const { folder, dependencies: own, devDependencies: needs = {} } of packages) {
      expect(own, folder).toBeUndefined();
      const elsewhere = packages.filter((other) => other.folder !== folder).map((other) => other.devDependencies ?? {});
      for (const [name, version] of Object.entries(needs)) {
        const others = [versions, ...elsewhere].flatMap((all) => all[name] ?? []);
        expect(
          others.filter((other) => other !== version),
          `${name} in ${folder}`,
        ).toEqual([]);
      }
    }
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

  it('reads the environment in load-environment.ts', () => {
    expect(files(/process\.env/)).toEqual(['src/load-environment.ts']);
  });

  it('reads who people are in accounts.ts', () => {
    const reads =
      /\b(?:personBySlackId|personByGithubId)\b|\bstore\.people\b|\.people\.(?:get|has)\(|\.\.\.\S*policy\(?\)?\.people\b/;
    const inside = files(reads).filter((file) => /^src\/(?:operations|outbox|jobs|slack|github)\//.test(file));
    expect(inside).toEqual(['src/operations/people/accounts.ts']);
  });

  it('finds its own files in program-folder.ts, since the bundle stands elsewhere than the sources', () => {
    expect(files(/import\.meta\./)).toEqual(['src/program-folder.ts']);
  });

  it('never writes to the console', () => {
    expect(files(/console\./)).toEqual([]);
  });

  it('opens transactions where an engine carries out steps, migrates or locks its file', () => {
    expect(files(/\.transaction\(/)).toEqual(['src/store/sqlite/database.ts']);
    expect(files(/['"`]begin\b/i).toSorted()).toEqual([
      'src/store/postgres/migrate.ts',
      'src/store/postgres/postgres-engine.ts',
      'src/store/sqlite/file-lock.ts',
    ]);
  });
});

describe('what messages carry', () => {
  const lines = (folder: string, pattern: RegExp): readonly string[] =>
    sources(folder).flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line) => (pattern.test(line) ? [`${file}: ${line.trim()}`] : [])),
    );

  it('is decided by rules alone of what GitHub shows, of what is due and of what a Decision asks for', () => {
    const decided = /\beffectKey\b|\bpost\(|\bkind: '(post|redraw)'|\bactor: |\bversion \+ 1\b/;
    const rooms = ['watch', 'carry-out', 'due'].map((room) => `src/operations/${room}`);
    expect([...rooms, 'src/jobs'].flatMap((folder) => lines(folder, decided))).toEqual([]);
  });

  it('names an effect by effectKey, in step.ts', () => {
    const byHand = /\bpost\([^)]*`|\$\{effectKey|\bkey: `(?!click:|lost:|deactivated:)/;
    expect([...lines('src/domain', byHand), ...lines('src/operations', byHand)]).toEqual([]);
  });

  it('writes and reads the values of buttons in button-value.ts', () => {
    const byHand = /\bbutton\('[a-z_]+', [^,]+, (?:`|String\(|[^,]*\.join\()|call\.value\.(?:split|slice|match)\(/;
    expect([...lines('src/slack/views', byHand), ...lines('src/slack/listeners', byHand)]).toEqual([]);
  });
});

describe('house style', () => {
  it('keeps source files under 300 lines and tests under 500', () => {
    const long = ['src', 'sandbox', 'test']
      .flatMap(sources)
      .filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > (isTest(file) ? 501 : 301));
    expect(long).toEqual([]);
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
