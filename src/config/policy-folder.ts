import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redactCredentials } from '../domain/credential.ts';
import { isSameLogin } from '../domain/people/link.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { readPolicyFile } from './policy-file.ts';

/** A workspace's id, or an enterprise's where the app is installed for all of it. */
const fileName = /^([TE][A-Z0-9]{6,20})\.yml$/;

export function isWorkspaceId(text: string): boolean {
  return fileName.test(`${text}.yml`);
}

/** Whether several workspaces are served, each by a policy file of its own. */
export function isPolicyFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export function policyFileOfWorkspace(folder: string, workspace: string): string {
  return join(folder, `${workspace}.yml`);
}

/** The workspaces that have a policy file, in one order, and what is wrong with the folder. */
export function workspacesIn(folder: string): {
  readonly workspaces: readonly string[];
  readonly problems: readonly string[];
} {
  const said = redactCredentials(folder);
  let names: readonly string[];
  try {
    names = readdirSync(folder).toSorted();
  } catch {
    return { workspaces: [], problems: [`POLICY_FILE: the folder ${said} cannot be read`] };
  }
  const files = names.filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.'));
  const odd = files.filter((name) => !fileName.test(name));
  return {
    workspaces: files.filter((name) => fileName.test(name)).map((name) => name.replace(/\.yml$/, '')),
    problems: [
      ...odd.map(
        (name) =>
          `${redactCredentials(join(folder, name))}: must be named by a workspace’s id, like T0123ABCD.yml (or E0123ABCD.yml for a whole enterprise)`,
      ),
      ...(files.length === 0 ? [`POLICY_FILE: the folder ${said} has no policy file, like T0123ABCD.yml`] : []),
    ],
  };
}

export type PolicyOfWorkspace = ReturnType<typeof readPolicyFile>;

export function readPolicyOf(folder: string, workspace: string): PolicyOfWorkspace {
  return readPolicyFile(policyFileOfWorkspace(folder, workspace));
}

/** The organizations that two of the policies name: each must be one workspace's, or what is decided in one would be seen in the other. */
export function namedTwice(policies: readonly { readonly file: string; readonly policy: Policy }[]): readonly string[] {
  return policies.flatMap(({ file, policy }, index) =>
    policy.organizations.flatMap(({ login }) => {
      const other = policies
        .slice(0, index)
        .find((one) => one.policy.organizations.some((organization) => isSameLogin(organization.login, login)));
      return other === undefined ? [] : [sharedOrganization(login, file, other.file)];
    }),
  );
}

/** Without `other`, as people of the workspace may read it: whose the organization is stays the operator's to know. */
export function sharedOrganization(login: string, file: string, other = 'another workspace’s file'): string {
  return `${file}: organizations: ${login} is named by ${other} too; an organization belongs to one workspace`;
}
