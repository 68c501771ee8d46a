// `npm run build`, and `npm install` by itself: the program in a few files, one for each command and engine. drizzle's many entry points cost a second and 190 MB at every
// start otherwise. The native driver stays outside. With --if-possible, an install without development packages builds nothing.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourcesHash } from './src/launch/sources-hash.js';

const root = fileURLToPath(new URL('.', import.meta.url));

async function bundler() {
  try {
    return await import('rolldown');
  } catch (error) {
    if (process.argv.includes('--if-possible')) return null;
    throw error;
  }
}

/** @param {string} name */
const absent = (name) => `() => { throw new Error('${name} is not in this bundle'); }`;
/** @param {string} name */
const absentClass = (name) => `class { constructor() { throw new Error('${name} is not in this bundle'); } }`;

/**
 * What packages load whether it is used or not, and we never use. Each says so if it is ever asked for. Bolt's receivers are ours for HTTP and for
 * Socket Mode: no Express, no AWS, and no installation by OAuth, of which our own pages load the real one where there are several workspaces.
 * Bodies are read by our server. GitHub's webhooks and sign-in are our own. Nothing is traced, and no log goes through a thread.
 */
const never = {
  express: `module.exports = ${absent('express')};`,
  '@slack/oauth': `exports.InstallProvider = ${absentClass('@slack/oauth')};`,
  './receivers/AwsLambdaReceiver': `exports.default = ${absentClass('AwsLambdaReceiver')};`,
  './receivers/ExpressReceiver': `exports.default = ${absentClass('ExpressReceiver')};`,
  'raw-body': `module.exports = ${absent('raw-body')};`,
  '@octokit/webhooks': `exports.Webhooks = ${absentClass('@octokit/webhooks')};`,
  '@octokit/oauth-app': `exports.OAuthApp = ${absentClass('@octokit/oauth-app')};`,
  '@opentelemetry/api': `exports.trace = { getSpan: ${absent('@opentelemetry/api')} };`,
  'thread-stream': `module.exports = ${absentClass('thread-stream')};`,
};
/** Node has a fetch of its own; Socket Mode alone needs the package for its WebSockets, and loads it when the first one is opened. */
const lazy = { undici: "module.exports = new Proxy({}, { get: (_, name) => require('undici')[name] });" };

/** Stands in for packages, for whoever below node_modules asks for them. */
const standIns = {
  name: 'stand-ins',
  /** @param {string} id @param {string | undefined} importer */
  resolveId(id, importer) {
    const isOfPackage = importer?.includes('node_modules') && !importer.startsWith('\0');
    if (isOfPackage && id in { ...never, ...lazy }) return `\0stand-in:${id}`;
    return id in lazy ? { id, external: true } : null;
  },
  /** @param {string} id */
  load(id) {
    const code = id.startsWith('\0stand-in:') ? { ...never, ...lazy }[id.slice('\0stand-in:'.length)] : undefined;
    return code === undefined ? null : { code, moduleType: 'js' };
  },
};

/** Comments are a tenth of it. */
const onlyLicenses = { legal: true, annotation: false, jsdoc: false };

/** What Node would compile of it at each start. Nothing of this environment gets into the start that it takes. */
function keepCompiled() {
  const command = [join(root, 'src/launch/keep-compiled.js'), join(root, 'dist')];
  const { status, stderr } = spawnSync(process.execPath, command, { env: {}, encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`what was built can’t be started: ${stderr}`);
}

const rolldown = await bundler();
if (rolldown !== null) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  // Before the bundler reads them: what changes meanwhile makes the bundle an old one.
  const hash = sourcesHash(root);
  await rolldown.build({
    input: join(root, 'src/cli/run-command.ts'),
    cwd: root,
    platform: 'node',
    external: ['better-sqlite3'],
    plugins: [standIns],
    // What is imported when it is needed (a command, an engine) is a file of its own.
    output: {
      dir: join(root, 'dist'),
      entryFileNames: 'countersign.js',
      format: 'cjs',
      // Scripts can’t import.
      dynamicImportInCjs: false,
      sourcemap: true,
      comments: onlyLicenses,
    },
    logLevel: 'warn',
  });
  keepCompiled();
  writeFileSync(join(root, 'dist/built-from'), hash);
}
