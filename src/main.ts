import { type Countersign, createApp } from './app.ts';
import { complaint, whatMends } from './config/complaint.ts';
import { policyFileOf, readEnvironment } from './config/environment.ts';
import { readNetwork } from './config/network.ts';
import { readPolicyFile } from './config/policy-file.ts';
import { isPolicyFolder, readPolicyOf, workspacesIn } from './config/policy-folder.ts';
import { StartProblems } from './config/problems.ts';
import { explainFault, explainListening, isPassing } from './config/start-failure.ts';
import type { Policy } from './domain/policy/policy.ts';
import { followPolicyFile } from './follow-policy-file.ts';
import { followPolicyFolder } from './follow-policy-folder.ts';
import { loadEnvironment } from './load-environment.ts';
import { createLog } from './logger.ts';
import { throughProxy, useNetwork } from './outbound-network.ts';
import { Fault } from './ports/fault.ts';
import type { Log } from './ports/log.ts';
import { pathInProgram } from './program-folder.ts';
import type { PolicyFiles } from './workspaces.ts';

/** `EX_CONFIG`: the operator must change something. */
const configurationExit = 78;
const failureExit = 1;

function complain(problems: readonly string[]): void {
  process.stderr.write(complaint(problems));
}

/** The one policy, or where those of several workspaces lie. What is wrong with one workspace's file is no problem of the others. */
function policiesOf(
  path: string,
): { readonly policies: Policy | PolicyFiles } | { readonly problems: readonly string[] } {
  if (!isPolicyFolder(path)) {
    const read = readPolicyFile(path);
    return 'problems' in read ? read : { policies: read.policy };
  }
  const { problems } = workspacesIn(path);
  if (problems.length > 0) return { problems };
  const workspaces = (): readonly string[] => workspacesIn(path).workspaces;
  return { policies: { workspaces, read: (workspace) => readPolicyOf(path, workspace) } };
}

function follow(path: string, app: Countersign, log: Log): ReturnType<typeof followPolicyFile> {
  return app.several === null
    ? followPolicyFile(path, app.takePolicy, log)
    : followPolicyFolder(path, app.takePolicy, log);
}

/** Environment -> config -> policy -> app; everything that is wrong is said at once. */
async function main(): Promise<void> {
  let policyFile: ReturnType<typeof followPolicyFile> | null = null;
  // From the beginning, for it would end the process; a start that is over reads the file again anyway.
  process.on('SIGHUP', () => policyFile?.readNow());
  const given = loadEnvironment();
  const environment = readEnvironment(given);
  const outside = readNetwork(given);
  const read = policiesOf(policyFileOf(given));
  const problems = [
    ...('problems' in environment ? environment.problems : []),
    ...('problems' in outside ? outside.problems : []),
    ...('problems' in read ? read.problems : []),
  ];
  if ('problems' in environment || 'problems' in outside || 'problems' in read) throw new StartProblems(problems);
  const { config, secrets } = environment;
  useNetwork(outside.network);
  const log = createLog(config.logLevel);
  const migrationsFolder = pathInProgram('db/migrations');
  const dispatcher = secrets.slackAppToken === null ? null : await throughProxy(outside.network);
  const app = await createApp(config, secrets, read.policies, { log, migrationsFolder, dispatcher });

  policyFile = follow(policyFileOf(given), app, log);

  let isStopping = false;
  const stop = (signal: string): void => {
    // A second signal does not wait.
    if (isStopping) process.exit(failureExit);
    isStopping = true;
    log.info('stopping', { signal });
    policyFile?.stop();
    app.stop().then(
      () => process.exit(process.exitCode ?? 0),
      (error: unknown) => {
        log.error('the stop failed', { why: String(error) });
        process.exit(failureExit);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('unhandledRejection', (error) => {
    log.error('a bug: an error that nobody handled', {
      why: String(error),
      stack: error instanceof Error ? error.stack : '',
    });
    process.exitCode = failureExit;
    stop('unhandledRejection');
  });
}

function areSeveral(): boolean {
  try {
    return isPolicyFolder(policyFileOf(loadEnvironment()));
  } catch (error) {
    // Of an environment that can’t be read nobody knows it.
    if (error instanceof StartProblems) return false;
    throw error;
  }
}

function fail(error: unknown): never {
  if (error instanceof StartProblems) {
    complain(error.problems);
    process.stderr.write(whatMends(areSeveral()));
    process.exit(configurationExit);
  }
  if (error instanceof Fault) {
    complain([explainFault(error)]);
    process.exit(isPassing(error) ? failureExit : configurationExit);
  }
  complain([explainListening(error) ?? String(error)]);
  process.exit(failureExit);
}

/** `countersign start`. It goes on until it is told to stop; what keeps it from starting ends the process. */
export function start(): void {
  main().catch(fail);
}
