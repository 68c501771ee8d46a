import { addPolicyCommands } from './add-policy-commands.ts';
import { workspaceId } from './choose-workspace.ts';
import { githubHost } from './github-host.ts';
import { helpBelow } from './help-below.ts';
import { newCommandLine } from './new-command-line.ts';
import { portNumber } from './port-number.ts';
import { sayErrors } from './say-errors.ts';
import { trailFormat } from './trail-format.ts';

const trailOf =
  'an SQLite file, postgres://…, or - to read the address from standard input (default: that of DATABASE_URL)';

// The commands, each loaded when it is called: a start shall not wait for what only another one needs.

export function createCommandLine() {
  const program = newCommandLine()
    .description('Countersign lets a GitHub organization agree in Slack to fine-grained personal access tokens.')
    .addHelpText('after', helpBelow('"countersign COMMAND --help" says more about a command.', 'doctor', 'start'));

  program
    .command('start')
    .summary('run Countersign until it is told to stop')
    .description('Runs Countersign until it is told to stop by SIGTERM or SIGINT.')
    .addHelpText(
      'after',
      helpBelow(
        `Variables come from the environment and from .env in this folder. SIGHUP reads
the policy file again. Ends with 0 when it was told to stop, with 1 when it
failed, and with 78 when you have to change something first.`,
        'start',
      ),
    )
    .action(async () => (await import('../main.ts')).start());

  program
    .command('sandbox')
    .summary('try it in your browser, without any account')
    .description('Opens a Slack and a GitHub to click in your browser, with the real program behind them.')
    .option('--port <number>', 'listen there (default: 4848, or any that is free)', portNumber)
    .option('--empty', 'open it without requests and tokens')
    .option('--socket', 'let Slack reach the bot over Socket Mode')
    .option(
      '--github <which>',
      'play github.com (cloud), GHE.com (residency) or Enterprise Server (server)',
      githubHost,
    )
    .option('--story', 'tell stories in the terminal instead')
    .addHelpText(
      'after',
      helpBelow('It needs a checkout with its development packages.', 'sandbox', 'sandbox --github server'),
    )
    .action(async ({ port = null, empty = false, socket = false, github = 'github.com', story = false }) => {
      const { openSandbox } = await import('./open-sandbox.ts');
      await openSandbox({ port, isEmpty: empty, isSocketMode: socket, host: github, isStory: story });
    });

  program
    .command('setup')
    .summary('set everything up, step by step')
    .description(
      'Makes the Slack app and the GitHub App with you, writes .env and policy.yml, and ends with the doctor.',
    )
    .option('--url <address>', 'your own https address, for Slack over HTTP and for GitHub’s webhooks')
    .option('--organization <name>', 'the GitHub organization; asked where it can’t be found')
    .addHelpText(
      'after',
      helpBelow(
        `Without --url, Slack is reached by Socket Mode, and nothing has to reach you.
Stop it at any time and run it again: what is there is looked at and kept.
Ends with 0 where everything is right, with 130 when you stopped it, else
with 1.`,
        'setup',
        'setup --url https://tokens.example.com',
      ),
    )
    .action(async (options) => {
      const { setupAtTerminal } = await import('./setup.ts');
      process.exitCode = await setupAtTerminal(options);
    });

  program
    .command('doctor')
    .summary('look for what is wrong, and say what mends it')
    .description('Looks at everything that has to be right, and names the step that mends what is wrong.')
    .option('--workspace <id>', 'one of several; each of them unless told', workspaceId)
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', helpBelow('It changes nothing. Ends with 0 where nothing is wrong, else with 1.', 'doctor'))
    .action(async ({ json = false, workspace = null }) => {
      const { runDoctor } = await import('./run-doctor.ts');
      process.exitCode = await runDoctor(json, workspace);
    });

  program
    .command('manifest')
    .summary('print the manifest of your Slack app')
    .description('Prints the manifest of your Slack app, to paste where Slack asks for it.')
    .option('--url <address>', 'the https address at which Slack reaches Countersign')
    .option('--socket', 'for Socket Mode, where Slack needs no address')
    .option('--several', 'for several workspaces, in which people install the app')
    .option('--command <name>', 'the name of the slash command', '/pat')
    .addHelpText(
      'after',
      helpBelow('', 'manifest --socket', 'manifest --url https://tokens.example.com --command /tokens'),
    )
    .action(async ({ url, socket = false, several = false, command }) => {
      const { printManifest } = await import('./print-manifest.ts');
      process.exitCode = printManifest({ url, isSocket: socket, command, areSeveral: several });
    });

  const audit = program
    .command('audit')
    .summary('check the audit trail, or write it to a file')
    .description('Reads the audit trail.');
  audit
    .command('verify')
    .summary('say whether it is as it was written, and whole')
    .description('Says whether the audit trail is as it was written, and whole.')
    .argument('[database]', trailOf)
    .option('--workspace <id>', 'the one that is meant, where there are several', workspaceId)
    .option('--anchor <seq:hash>', 'an entry and its hash that were kept elsewhere: shows what the chain alone can’t')
    .addHelpText(
      'after',
      helpBelow(
        'It may run beside Countersign. Ends with 0 where every entry holds, else with 1.',
        'audit verify',
        'audit verify --anchor 1204:9f86d081…',
        'audit verify - < address',
      ),
    )
    .action(async (database, { anchor, workspace = null }) => {
      const { verifyAudit } = await import('./verify-audit.ts');
      process.exitCode = await verifyAudit({ database: database ?? null, workspace }, anchor ?? null);
    });
  audit
    .command('export')
    .summary('write entries to a file or to standard output')
    .description('Writes entries of the audit trail, one a line, with their places in the chain of hashes.')
    .argument('[database]', trailOf)
    .option('--workspace <id>', 'the one that is meant, where there are several', workspaceId)
    .option('--person <who>', 'what this GitHub login or Slack id did, and what was done about them')
    .option('--token <which>', 'what became of a token: PAT-12, its name, or its id on GitHub')
    .option('--since <time>', 'from this day or time on, like 2026-03-01 or 2026-03-01T09:00Z')
    .option('--until <time>', 'before this day or time')
    .option('--format <format>', 'jsonl: lines of JSON; csv: a table', trailFormat, 'jsonl' as const)
    .option('--out <file>', 'a new file, for your eyes only (default: standard output)')
    .addHelpText(
      'after',
      helpBelow(
        'It may run beside Countersign. No cell of a table is taken for a formula.',
        'audit export --person mona --since 2026-01-01',
        'audit export --token PAT-12 --format csv --out pat-12.csv',
      ),
    )
    .action(async (database, { person, token, since, until, format, out, workspace = null }) => {
      const { exportAudit } = await import('./export-audit.ts');
      process.exitCode = await exportAudit({
        database: database ?? null,
        workspace,
        person,
        token,
        since,
        until,
        out,
        format,
      });
    });

  audit
    .command('unused')
    .summary('print who was asked about unused tokens')
    .description('Prints who was asked about which unused token and when, and what they answered, as CSV.')
    .argument('[database]', trailOf)
    .option('--workspace <id>', 'the one that is meant, where there are several', workspaceId)
    .addHelpText(
      'after',
      helpBelow(
        `It may run beside Countersign. Ends with 1 where the database can’t be read.`,
        'audit unused > unused-tokens.csv',
      ),
    )
    .action(async (database, { workspace = null }) => {
      const { exportUnused } = await import('./export-unused.ts');
      process.exitCode = await exportUnused({ database: database ?? null, workspace });
    });

  addPolicyCommands(program);

  program
    .command('backup')
    .summary('copy the SQLite database while Countersign runs')
    .description('Copies the SQLite database while Countersign runs, and checks the copy.')
    .argument('[file]', 'where the copy goes (default: countersign-DATE.db in this folder)')
    .option('--workspace <id>', 'the one that is meant, where there are several', workspaceId)
    .option('--force', 'replace the file if it is there')
    .addHelpText(
      'after',
      helpBelow(
        `The database is that of DATABASE_URL. Ends with 0 where the copy is there and
whole, else with 1.`,
        'backup',
        'backup /backups/countersign.db',
      ),
    )
    .action(async (file, { force = false, workspace = null }) => {
      const { backUp } = await import('./back-up.ts');
      process.exitCode = await backUp(file ?? null, force, workspace);
    });

  program
    .command('move-to-postgres')
    .summary('copy the SQLite database to PostgreSQL')
    .description('Copies the SQLite database of a stopped Countersign into an empty PostgreSQL database.')
    .argument('<address>', 'postgres://user:password@host/database, or - to read it from standard input')
    .argument('[file]', 'the SQLite database (default: that of DATABASE_URL, or data/countersign.db)')
    .option('--workspace <id>', 'the one that is meant, where there are several', workspaceId)
    .addHelpText(
      'after',
      helpBelow(
        `It checks every table and the whole audit trail. Ends with 0 where everything
is there, also from before, else with 1.`,
        'move-to-postgres - < address',
      ),
    )
    .action(async (address, file, { workspace = null }) => {
      const { moveToPostgres } = await import('./move-to-postgres.ts');
      process.exitCode = await moveToPostgres(address, file ?? null, workspace);
    });

  sayErrors(program, 'countersign');
  return program;
}
