// `node src/launch/keep-compiled.js FOLDER`, by the build: starts the bundle there as far as a start goes without Slack, and keeps beside each
// of its files what was compiled until then.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, keptAt, runBundle, sealed } from './bundle.js';

const [, , folder = 'dist'] = process.argv;
// Where no settings lie that are anybody's.
const place = mkdtempSync(join(tmpdir(), 'countersign-build-'));
process.chdir(place);
process.argv.splice(2, process.argv.length, 'start');

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
/** A port that nothing is ever fetched from. */
const nowhere = 'http://127.0.0.1:9/';
Object.assign(process.env, {
  SLACK_BOT_TOKEN: 'xoxb-of-nobody',
  SLACK_SIGNING_SECRET: 'nobodys-signing-secret-0123456789',
  GITHUB_APP_ID: '1',
  GITHUB_APP_PRIVATE_KEY: Buffer.from(privateKey).toString('base64'),
  SLACK_API_URL: nowhere,
  GITHUB_API_URL: nowhere,
  DATABASE_URL: `file:${join(place, 'countersign.db')}`,
});
writeFileSync(
  'policy.yml',
  'organizations:\n  - { login: acme, channel: C0ACME0001 }\npeople: { U0MONA00001: mona }\n',
);

/** @type {Map<string, import('./bundle.js').Compiled>} */
const compiled = new Map();
runBundle(folder, (name, one) => compiled.set(name, one));
process.on('exit', () => {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.js'))) {
    const path = `${folder}/${name}`;
    const { script, source } = compiled.get(name) ?? compile(path);
    writeFileSync(keptAt(path), sealed(source, script.createCachedData()));
  }
  process.chdir(tmpdir());
  rmSync(place, { recursive: true, force: true });
  process.exitCode = 0;
});
