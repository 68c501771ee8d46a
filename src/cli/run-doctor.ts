import { StartProblems } from '../config/problems.ts';
import { examine } from '../doctor/examine.ts';
import { wrong } from '../doctor/finding.ts';
import { table } from '../doctor/table.ts';
import { loadEnvironment } from '../load-environment.ts';

async function findings(workspace: string | null): ReturnType<typeof examine> {
  try {
    return await examine(loadEnvironment(), process.version, workspace);
  } catch (error) {
    if (!(error instanceof StartProblems)) throw error;
    return error.problems.map((problem) =>
      wrong('variables', problem, 'Correct .env; .env.example explains each line'),
    );
  }
}

/** Prints what is right and what is wrong, each wrong row with the step that mends it. Nothing is changed. Gives 0 where nothing is wrong. */
export async function runDoctor(isJson: boolean, workspace: string | null): Promise<number> {
  const found = await findings(workspace);
  process.stdout.write(`${isJson ? JSON.stringify({ findings: found }, null, 2) : table(found)}\n`);
  return found.some(({ is }) => is === 'wrong') ? 1 : 0;
}
