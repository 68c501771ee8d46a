import { parseArgs } from 'node:util';
import { judge } from './judge.ts';
import { mutateRules } from './mutate-rules.ts';
import { survivors } from './survivors.ts';

/** Of all changes so many must be caught, in percent. */
const leastPercent = 95;

const { values, positionals } = parseArgs({ options: { workers: { type: 'string' } }, allowPositionals: true });
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const asked = positionals.length === 0 ? ['src/domain'] : positionals.map((path) => path.replace(/\/+$/, ''));

const mutants = await mutateRules(
  asked.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
  Number(values.workers ?? 2),
);
const { scores, percent, accepted, unnamed, outdated } = judge(mutants, survivors, asked);

for (const { file, caught, total } of scores) {
  print(`${((100 * caught) / total).toFixed(1).padStart(6)} %  ${String(caught).padStart(4)} of ${total}  ${file}`);
}
for (const { mutant, because } of accepted) {
  print(`accepted: ${mutant.file}:${mutant.lineNumber}  ${mutant.text}  ->  ${mutant.becomes}\n  because ${because}`);
}
for (const { file, lineNumber, line, text, becomes } of unnamed) {
  print(`not caught: ${file}:${lineNumber}\n  line     ${line}\n  text     ${text}\n  becomes  ${becomes}`);
}
for (const { file, line, text, becomes } of outdated) {
  print(`in survivors.ts, but caught or gone: ${file}\n  line     ${line}\n  text     ${text}\n  becomes  ${becomes}`);
}
print(
  `${percent.toFixed(1)} % of ${mutants.length} mutants are caught (at least ${leastPercent} % are needed); ` +
    `${accepted.length} survivors are accepted, ${unnamed.length} are not, ${outdated.length} lines of survivors.ts are out of date`,
);
// The test runner's workers would keep the process.
process.exit(percent >= leastPercent && unnamed.length === 0 && outdated.length === 0 ? 0 : 1);
