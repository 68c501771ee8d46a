import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtProgram } from './support/built-program.ts';

let program: string;
beforeAll(() => {
  program = builtProgram();
});

const inBundle = (name: string): string => readFileSync(join(program, 'dist', name), 'utf8');

/** A file of the bundle with all that Node loads before it runs. */
function loadedWith(name: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(name)) return loaded;
  loaded.add(name);
  for (const [, next = ''] of inBundle(name).matchAll(/^(?:const \w+ = )?require\("\.\/([^"]+)"\);/gm))
    loadedWith(next, loaded);
  return loaded;
}

/** The file of the bundle that begins with a source file, as another one names it where it is loaded when it is needed. */
function laterFile(files: ReadonlySet<string>, name: string): string {
  const found = [...files]
    .map((file) => new RegExp(`=> require\\("\\./(${name}-[^"]+)"\\)`).exec(inBundle(file))?.[1])
    .find((one) => one !== undefined);
  if (found === undefined) throw new Error(`nothing loads ${name}`);
  return found;
}

/** The modules whose code is in these files, by the maps beside them; the bundler's own few lines have none. */
const modulesIn = (files: ReadonlySet<string>): readonly string[] =>
  [...files]
    .map((file) => `${file}.map`)
    .filter((map) => existsSync(join(program, 'dist', map)))
    .flatMap((map) => (JSON.parse(inBundle(map)) as { readonly sources: readonly string[] }).sources)
    // The program stands below node_modules itself, where the map's own way to a package says no such name.
    .map((path) => join(program, 'dist', path));

describe('a start of the bundle', () => {
  it('loads what runs, and nothing of another command, the other engine or what nobody calls', () => {
    const entry = loadedWith('countersign.js');
    const main = new Set([...entry, ...loadedWith(laterFile(entry, 'main'))]);
    const started = new Set([...main, ...loadedWith(laterFile(main, 'open-sqlite-store'))]);
    const modules = modulesIn(started);
    const packages = new Set(modules.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
    expect([...packages]).toEqual(expect.arrayContaining(['@slack/bolt', '@octokit/app', 'drizzle-orm', 'pino']));
    const idle = ['commander', '@clack/prompts', 'pg', '@slack/oauth', 'express', 'raw-body', 'iconv-lite'];
    const idleToo = ['undici', '@opentelemetry/api', '@octokit/webhooks', '@octokit/oauth-app', 'thread-stream'];
    expect([...idle, ...idleToo].filter((name) => packages.has(name))).toEqual([]);
    const receivers = modules.map((path) => basename(path)).filter((name) => name.endsWith('Receiver.js'));
    expect(receivers.sort()).toEqual(['HTTPReceiver.js', 'SocketModeReceiver.js']);
  });
});
