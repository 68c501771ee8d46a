import { InvalidArgumentError } from 'commander';
import { databaseOf, type Environment, policyFileOf } from '../config/environment.ts';
import { databaseOfWorkspace } from '../config/own-settings.ts';
import { isPolicyFolder, isWorkspaceId, policyFileOfWorkspace, workspacesIn } from '../config/policy-folder.ts';
import { StartProblems } from '../config/problems.ts';
import { loadEnvironment } from '../load-environment.ts';
import { isPostgresUrl } from '../store/open-store.ts';
import { readAddress } from './database-address.ts';

export function workspaceId(text: string): string {
  if (isWorkspaceId(text)) return text;
  throw new InvalidArgumentError('--workspace takes the id of a workspace, like T0123ABCD');
}

/** The workspace that was named, where there are several; null where there is one. Throws StartProblems, in words of the command line. */
function chosen(environment: Environment, named: string | null): string | null {
  const path = policyFileOf(environment);
  if (!isPolicyFolder(path)) {
    if (named === null) return null;
    throw new StartProblems(['--workspace picks one of several; POLICY_FILE is no folder with a policy file for each']);
  }
  const { workspaces } = workspacesIn(path);
  const there = workspaces.length === 0 ? 'it has none' : `it has ${workspaces.join(', ')}`;
  if (named === null)
    throw new StartProblems([
      `name one workspace by --workspace: POLICY_FILE is a folder with a policy file for each; ${there}`,
    ]);
  if (workspaces.includes(named)) return named;
  throw new StartProblems([`--workspace: ${path} has no policy file of ${named}; ${there}`]);
}

/** The environment as the one workspace has it that a command is about. Throws StartProblems. */
export function environmentOf(named: string | null, environment = loadEnvironment()): Environment {
  const workspace = chosen(environment, named);
  const read = databaseOf(environment);
  if (workspace === null || 'problem' in read) return environment;
  const database = databaseOfWorkspace(read.database, workspace);
  return {
    ...environment,
    POLICY_FILE: policyFileOfWorkspace(policyFileOf(environment), workspace),
    DATABASE_URL: isPostgresUrl(database) ? database : `file:${database}`,
  };
}

/** A database as a command line names it, or that which a start would open; perhaps of one of several workspaces. */
export type NamedDatabase = { readonly database: string | null; readonly workspace: string | null };

/** Where it is. */
export function addressOf({ database, workspace }: NamedDatabase): string | { readonly problems: readonly string[] } {
  if (database !== null) {
    const address = readAddress(database);
    return workspace === null ? address : databaseOfWorkspace(address, workspace);
  }
  try {
    const read = databaseOf(environmentOf(workspace));
    return 'problem' in read ? { problems: [read.problem] } : read.database;
  } catch (error) {
    if (error instanceof StartProblems) return { problems: error.problems };
    throw error;
  }
}
