// `npm run bench`: every bench, each in a process of its own so that none pays for the memory of another.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const benches = ['beside-bolt', 'messages', 'passes', 'rows', 'sandbox'] as const;
const { values } = parseArgs({
  options: { only: { type: 'string' }, tokens: { type: 'string' }, rounds: { type: 'string' } },
});
const chosen = benches.filter((name) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  process.stderr.write(`--only is one of ${benches.join(', ')}, not ${values.only}\n`);
  process.exit(1);
}
const passOptions = (['tokens', 'rounds'] as const).flatMap((name) =>
  values[name] === undefined ? [] : [`--${name}`, values[name]],
);
let failed = 0;
for (const name of chosen) {
  process.stdout.write(`## ${name}\n\n`);
  const file = join(import.meta.dirname, `${name}.ts`);
  const { status } = spawnSync(process.execPath, [file, ...(name === 'passes' ? passOptions : [])], {
    stdio: 'inherit',
  });
  if (status !== 0) failed += 1;
  process.stdout.write('\n');
}
process.exit(failed === 0 ? 0 : 1);
