import { workspaceId } from './choose-workspace.ts';
import { helpBelow } from './help-below.ts';
import type { newCommandLine } from './new-command-line.ts';

/** The commands about the policy file. */
export function addPolicyCommands(program: ReturnType<typeof newCommandLine>): void {
  const policy = program
    .command('policy')
    .summary('check the policy file, and say what it does')
    .description('Looks at the policy file, and says what it does or would have done.');
  policy
    .command('check')
    .summary('print what it says, or what is wrong with it')
    .description('Reads a policy file as a start does, and prints what it says, or everything that is wrong with it.')
    .argument('[file]', 'the policy file (default: POLICY_FILE, or policy.yml)')
    .option('--workspace <id>', 'the one that is meant, where there are several', workspaceId)
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      helpBelow(
        'Ends with 0 where a start can use it, else with 1.',
        'policy check',
        'policy check new-policy.yml --json',
      ),
    )
    .action(async (file, { json = false, workspace = null }) => {
      const { checkPolicy } = await import('./check-policy.ts');
      process.exitCode = checkPolicy(file ?? null, json, workspace);
    });
  policy
    .command('schema')
    .summary('print its JSON Schema, for editors')
    .description('Prints the JSON Schema of the policy file, by which editors complete and check it.')
    .addHelpText('after', helpBelow('', 'policy schema > policy.schema.json'))
    .action(async () => {
      const { printPolicySchema } = await import('./print-policy-schema.ts');
      printPolicySchema();
    });
  policy
    .command('explain')
    .summary('say what it says of a request, and why')
    .description('Says what the policy says of a request: each rule, whether it matches and why, and the outcome.')
    .argument('<request>', 'PAT-12, or a JSON file (- for standard input)')
    .option('--policy <file>', 'the policy file (default: POLICY_FILE, or policy.yml)')
    .option('--database <address>', 'where PAT-12 is found (default: DATABASE_URL)')
    .option('--workspace <id>', 'the one that is meant, where there are several', workspaceId)
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      helpBelow(
        `A JSON file has permissions, repositories and lifetime, and may have
organization, requester, holder, is_owner, teams, purpose, justification,
classic, kind, at and deciders. It may run beside Countersign.`,
        'policy explain PAT-12',
        'policy explain asked.json --policy new-policy.yml --json',
      ),
    )
    .action(async (what, { policy: file, database, json = false, workspace = null }) => {
      const { explainPolicy } = await import('./explain-policy.ts');
      process.exitCode = await explainPolicy(what, {
        policy: file ?? null,
        database: database ?? null,
        isJson: json,
        workspace,
      });
    });
  policy
    .command('replay')
    .summary('say what a changed file would have done until now')
    .description('Asks a policy file about every request of the past, and says where people decided differently.')
    .argument('<file>', 'the changed policy file')
    .option('--database <address>', 'an SQLite file, postgres://…, or - for standard input (default: DATABASE_URL)')
    .option('--workspace <id>', 'the one that is meant, where there are several', workspaceId)
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      helpBelow(
        'It only reads, and may run beside Countersign. Ends with 0, or with 1 where the\nfile can’t be used or the database not be read.',
        'policy replay new-policy.yml',
        'policy replay new-policy.yml --json',
      ),
    )
    .action(async (file, { database, json = false, workspace = null }) => {
      const { replayPolicy } = await import('./replay-policy.ts');
      process.exitCode = await replayPolicy(file, { database: database ?? null, isJson: json, workspace });
    });
}
