import type { Config, Secrets } from './environment.ts';
import { policyFileOfWorkspace } from './policy-folder.ts';
import { isPostgres } from './variables.ts';

/** `name.db` → `name.T0123.db`: beside the others, and like none of them. */
function ownFile(path: string, workspace: string): string {
  const [, before = path, ending = ''] = /^(.*[^/])(\.[^./]+)$/.exec(path) ?? [];
  return `${before}.${workspace}${ending}`;
}

/** The database of one of several workspaces: a file of its own, or a schema of its own on a server. */
export function databaseOfWorkspace(database: string, workspace: string): string {
  if (!isPostgres(database)) return ownFile(database, workspace);
  const url = new URL(database);
  url.searchParams.set('schema', `countersign_${workspace.toLowerCase()}`);
  return url.href;
}

function ownStream(to: Config['auditStream'], workspace: string): Config['auditStream'] {
  if (to === null) return null;
  if ('file' in to) return { file: ownFile(to.file, workspace) };
  const url = new URL(to.url);
  url.searchParams.set('workspace', workspace);
  return { url: url.href };
}

/** The settings of one of several workspaces: what it writes to is its own alone. */
export function settingsOfWorkspace(
  { config, secrets }: { readonly config: Config; readonly secrets: Secrets },
  workspace: string,
): { readonly config: Config; readonly secrets: Secrets } {
  const { databaseUrl } = secrets;
  return {
    config: {
      ...config,
      policyFile: policyFileOfWorkspace(config.policyFile, workspace),
      auditStream: ownStream(config.auditStream, workspace),
      databasePath:
        databaseUrl === null
          ? databaseOfWorkspace(config.databasePath, workspace)
          : `${config.databasePath} (schema countersign_${workspace.toLowerCase()})`,
    },
    secrets: { ...secrets, databaseUrl: databaseUrl === null ? null : databaseOfWorkspace(databaseUrl, workspace) },
  };
}
