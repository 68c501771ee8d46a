import type { GithubHost } from '../domain/github-host.ts';
import { loadInProgram } from '../program-folder.ts';

type Options = {
  readonly isStory: boolean;
  readonly isEmpty: boolean;
  readonly isSocketMode: boolean;
  readonly host: GithubHost;
  readonly port: number | null;
};
type Sandbox = { readonly runSandbox: (options: Options) => Promise<void> };

/** Nothing of it ships, so it is looked for; null where it, or a package that only development has, is not there. */
function findSandbox(): Sandbox | null {
  try {
    return loadInProgram('sandbox/page/run-sandbox.ts') as Sandbox;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** Goes on until it is told to stop, or until its stories are told; these say by the exit code whether they hold. */
export async function openSandbox(options: Options): Promise<void> {
  try {
    const sandbox = findSandbox();
    if (sandbox === null) {
      process.stderr.write(
        'The sandbox is not a part of this installation: clone the repository, run npm install there, then npm run sandbox.\n',
      );
      process.exitCode = 1;
    } else {
      await sandbox.runSandbox(options);
    }
  } catch (error) {
    process.stderr.write(`The sandbox ended: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }
}
