// `npm run migrations -- --name what_it_does`: the next migration of each engine, from its schema.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
for (const config of ['drizzle.config.ts', 'drizzle.postgres.config.ts']) {
  const args = ['generate', '--config', config, ...process.argv.slice(2)];
  execFileSync(resolve(root, 'node_modules/.bin/drizzle-kit'), args, { cwd: root, stdio: 'inherit' });
}
