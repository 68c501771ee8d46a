import { parseArgs } from 'node:util';
import { StartProblems } from '../config/problems.ts';
import { examine } from '../doctor/examine.ts';
import { wrong } from '../doctor/finding.ts';
import { table } from '../doctor/table.ts';
import { loadEnvironment } from '../load-environment.ts';

// `npm run doctor [-- --json]`: what is right and what is wrong, each wrong row with the step that mends it. Nothing is changed.
// Ends with 0 where nothing is wrong, else with 1.

const usage = 'Usage: npm run --silent doctor [-- --json]\n';

function isJson(): boolean | null {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json;
  } catch (error) {
    // An option that is not known.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function findings(): ReturnType<typeof examine> {
  try {
    return await examine(loadEnvironment(), process.version);
  } catch (error) {
    if (!(error instanceof StartProblems)) throw error;
    return error.problems.map((problem) =>
      wrong('variables', problem, 'Correct .env; .env.example explains each line'),
    );
  }
}

const asJson = isJson();
if (asJson === null) {
  process.stderr.write(usage);
  process.exitCode = 1;
} else {
  const found = await findings();
  process.stdout.write(`${asJson ? JSON.stringify({ findings: found }, null, 2) : table(found)}\n`);
  process.exitCode = found.some(({ is }) => is === 'wrong') ? 1 : 0;
}
