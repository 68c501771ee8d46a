import type { Config, Secrets } from '../config/environment.ts';
import { settingsOfWorkspace } from '../config/own-settings.ts';
import { namedTwice, policyFileOfWorkspace, readPolicyOf, workspacesIn } from '../config/policy-folder.ts';
import { manifestScopes } from '../config/slack-manifest.ts';
import { type Policy, scopesOfPolicy } from '../domain/policy/policy.ts';
import type { Github } from '../ports/github.ts';
import { type Finding, right, wrong } from './finding.ts';
import { linksIn, lookAtDatabase } from './look-at-database.ts';
import { lookAtIdentity } from './look-at-identity.ts';
import { installAddress, lookAtInstallation } from './look-at-installation.ts';
import { lookAtPolicyPeople } from './look-at-policy-people.ts';
import { asksForSignIn, lookAtSignIn } from './look-at-sign-in.ts';
import { lookAtSlack, type SlackMends } from './look-at-slack.ts';

type Settings = { readonly config: Config; readonly secrets: Secrets };

/** What is one workspace's own says so. */
function of(workspace: string, rows: readonly Finding[]): readonly Finding[] {
  return rows.map((row) => ({ ...row, what: `${workspace}: ${row.what}` }));
}

function mendsOf(config: Config): SlackMends {
  const address = installAddress(config);
  return {
    token: `Install the app there again: ${address}`,
    scopes: `Paste the manifest (npm run manifest -- --several --url …) into the Slack app’s settings again, and install the app there again: ${address}`,
    addresses: `Add users:read.email under OAuth & Permissions → Bot Token Scopes, and reinstall the app there`,
  };
}

async function workspaceRows(workspace: string, policy: Policy, settings: Settings, github: Github) {
  const { config, secrets } = settingsOfWorkspace(settings, workspace);
  const { row, botToken } = await lookAtInstallation({ config, secrets }, workspace);
  const needed = [...manifestScopes(), ...scopesOfPolicy(policy)];
  const links = await linksIn(config, secrets);
  return [
    row,
    ...(botToken === null
      ? []
      : [
          ...(await lookAtSlack(config, { ...secrets, slackBotToken: botToken }, policy, needed, mendsOf(config))),
          ...(await lookAtPolicyPeople(policy, botToken, config.slackApiUrl, { github, links })),
        ]),
    // The keys are needed in any case.
    ...lookAtSignIn(config, { ...secrets, encryptionKeys: [] }, links, asksForSignIn(policy)),
    ...(await lookAtIdentity(policy, github)),
    ...(await lookAtDatabase(config, secrets)),
  ];
}

/**
 * Each workspace that has a policy file: the file, whether the app is installed there, what its token may do, its people and its database.
 * Besides, one policy with every organization, for what is looked at once at GitHub.
 */
export async function examineSeveral(
  folder: string,
  settings: Settings,
  github: Github,
): Promise<{ readonly rows: readonly Finding[]; readonly whole: Policy | null }> {
  const { workspaces, problems } = workspacesIn(folder);
  const unnamed = problems.map((problem) =>
    wrong('policy', problem, 'Rename or remove it; docs/running.md says how a folder looks'),
  );
  const reads = workspaces.map((workspace) => ({ workspace, read: readPolicyOf(folder, workspace) }));
  const good = reads.flatMap(({ workspace, read }) =>
    'policy' in read ? [{ workspace, file: policyFileOfWorkspace(folder, workspace), policy: read.policy }] : [],
  );
  const shared = namedTwice(good).map((problem) => wrong('policy', problem, 'Remove it from one of the two'));
  const rows: Finding[] = [right('Slack: install', `people install the app at ${installAddress(settings.config)}`)];
  for (const { workspace, read } of reads) {
    if ('problems' in read) {
      const complaints = read.problems.map((problem) =>
        wrong('policy', problem, 'Correct the file; docs/policy.md explains every key'),
      );
      rows.push(...of(workspace, complaints));
      continue;
    }
    rows.push(...of(workspace, [right('policy', policyFileOfWorkspace(folder, workspace))]));
    rows.push(...of(workspace, await workspaceRows(workspace, read.policy, settings, github)));
  }
  const [first] = good;
  const organizations = good.flatMap(({ policy }) => policy.organizations);
  return {
    rows: [...unnamed, ...shared, ...rows],
    whole: first === undefined ? null : { ...first.policy, organizations },
  };
}
