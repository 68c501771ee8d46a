import { type Config, type Environment, policyFileOf, readEnvironment, type Secrets } from '../config/environment.ts';
import { readNetwork } from '../config/network.ts';
import { settingsOfWorkspace } from '../config/own-settings.ts';
import { readPolicyFile } from '../config/policy-file.ts';
import { isPolicyFolder, namedTwice, policyFileOfWorkspace, workspacesIn } from '../config/policy-folder.ts';
import { manifestScopes } from '../config/slack-manifest.ts';
import { abilitiesOf } from '../domain/github-host.ts';
import { type Policy, scopesOfPolicy } from '../domain/policy/policy.ts';
import { createAppCall } from '../github/app-call.ts';
import { createGithub } from '../github/gateway.ts';
import { useNetwork } from '../outbound-network.ts';
import { Fault } from '../ports/fault.ts';
import { createDirectory } from '../slack/directory.ts';
import { findOwnTeam } from '../slack/own-team.ts';
import { createWebClients } from '../slack/web-clients.ts';
import { systemClock } from '../system-clock.ts';
import { type Finding, right, wrong } from './finding.ts';
import { type Heard, lookAtClock, notHeard } from './look-at-clock.ts';
import { linksIn, lookAtDatabase } from './look-at-database.ts';
import { lookAtGithub } from './look-at-github.ts';
import { lookAtIdentity } from './look-at-identity.ts';
import { installAddress, lookAtInstallation, mendsOfInstallation } from './look-at-installation.ts';
import { lookAtNode, lookAtVersion } from './look-at-machine.ts';
import { lookAtPeople, type Outside } from './look-at-people.ts';
import { asksForSignIn, lookAtSignIn } from './look-at-sign-in.ts';
import { lookAtSlack, mendsOfOne, type SlackMends } from './look-at-slack.ts';

/**
 * Everything that has to be right before people are let in, looked at once. Nothing is changed anywhere, and no secret is repeated. Of several
 * workspaces each is looked at by itself, or the one that is named.
 */
export async function examine(
  environment: Environment,
  nodeVersion: string,
  workspace: string | null = null,
): Promise<readonly Finding[]> {
  const versions = [lookAtVersion(), lookAtNode(nodeVersion)];
  const read = readEnvironment(environment);
  const outside = readNetwork(environment);
  const path = policyFileOf(environment);
  const places = isPolicyFolder(path) ? placesIn(path, workspace) : { all: [{ id: null, file: path }], rows: [] };
  const policies = places.all.map(({ id, file }) => ({ id, file, found: readPolicyFile(file) }));
  const policyRows = [
    ...places.rows,
    ...policies.flatMap(({ id, file, found }) =>
      ofWorkspace(id, rowsOf(found, file, (id === null ? mendsWhereOne : mendsWhereSeveral).policy)),
    ),
  ];
  const unset = [...('problems' in read ? read.problems : []), ...('problems' in outside ? outside.problems : [])].map(
    (problem) =>
      wrong('variables', problem, isPolicyFolder(path) ? mendsWhereSeveral.variables : mendsWhereOne.variables),
  );
  if ('problems' in read || 'problems' in outside) return [...versions, ...unset, ...policyRows];
  useNetwork(outside.network);
  const { config } = read;
  const rows: Finding[] = isPolicyFolder(path)
    ? [...sharedOrganizations(policies), right('Slack: install', `people install the app at ${installAddress(config)}`)]
    : [];
  for (const { id, found } of policies) {
    const policy = 'policy' in found ? found.policy : null;
    rows.push(...(id === null ? await lookAt(read, policy) : ofWorkspace(id, await lookAtOne(id, read, policy))));
  }
  return [...versions, right('variables', 'all that are needed are set'), ...policyRows, ...rows];
}

type Settings = { readonly config: Config; readonly secrets: Secrets };
type Place = { readonly id: string | null; readonly file: string };

/** The files of the workspaces that are looked at. */
function placesIn(
  folder: string,
  named: string | null,
): { readonly all: readonly Place[]; readonly rows: readonly Finding[] } {
  const { workspaces, problems } = workspacesIn(folder);
  const isMissing = named !== null && !workspaces.includes(named);
  return {
    all: workspaces
      .filter((id) => named === null || id === named)
      .map((id) => ({ id, file: policyFileOfWorkspace(folder, id) })),
    rows: [...problems, ...(isMissing ? [`${folder} has no policy file of ${named}`] : [])].map((problem) =>
      wrong('policy', problem, 'Name each file by its workspace’s id; docs/running.md says how'),
    ),
  };
}

const mendsWhereOne = {
  variables: 'npm run setup makes what is missing; .env.example explains each',
  policy: 'Correct the file (npm run setup writes a first one); docs/policy.md explains every key',
};
const mendsWhereSeveral = {
  variables: 'Correct .env; .env.example and docs/running.md (“Several workspaces”) explain each',
  policy: 'Correct the file; docs/policy.md explains every key',
};

function rowsOf(found: ReturnType<typeof readPolicyFile>, file: string, mend: string): readonly Finding[] {
  if ('policy' in found) return [right('policy', file)];
  return found.problems.map((problem) => wrong('policy', problem, mend));
}

/** An organization is one workspace's, so the start would refuse these. */
function sharedOrganizations(
  policies: readonly { readonly file: string; readonly found: ReturnType<typeof readPolicyFile> }[],
): readonly Finding[] {
  const good = policies.flatMap(({ file, found }) => ('policy' in found ? [{ file, policy: found.policy }] : []));
  return namedTwice(good).map((problem) => wrong('policy', problem, 'Remove it from one of the two files'));
}

/** Each says whose it is, where there are several. */
function ofWorkspace(id: string | null, rows: readonly Finding[]): readonly Finding[] {
  return id === null ? rows : rows.map((row) => ({ ...row, what: `${id}: ${row.what}` }));
}

async function lookAtOne(id: string, all: Settings, policy: Policy | null): Promise<readonly Finding[]> {
  const { config, secrets } = settingsOfWorkspace(all, id);
  const { row, botToken } = await lookAtInstallation({ config, secrets }, id);
  // The keys are needed in any case, whether people sign in or not.
  const forSignIn = config.githubAppClientId === null ? [] : secrets.encryptionKeys;
  const own = { ...secrets, slackBotToken: botToken, encryptionKeys: forSignIn };
  return [row, ...(await lookAt({ config, secrets: own }, policy, mendsOfInstallation(config)))];
}

async function lookAt(
  { config, secrets }: Settings,
  policy: Policy | null,
  mends: SlackMends = mendsOfOne,
): Promise<readonly Finding[]> {
  const { slackBotToken: botToken } = secrets;
  let heard: Heard = notHeard;
  const options = {
    apiUrl: config.githubApiUrl,
    appId: config.githubAppId,
    privateKey: secrets.githubAppPrivateKey,
    now: systemClock.now,
    heardDate: (at: number) => {
      heard = { at, ours: systemClock.now() };
    },
    isPaced: false,
    abilities: abilitiesOf(config.githubWebUrl),
  };
  const github = createGithub(options);
  const bot = manifestScopes();
  const [slackRows, githubRows, databaseRows, heardOfSlack, links] = await Promise.all([
    lookAtSlack(config, secrets, policy, [...bot, ...(policy === null ? [] : scopesOfPolicy(policy))], mends),
    lookAtGithub(secrets, policy, { call: createAppCall(options), github, webUrl: config.githubWebUrl }),
    lookAtDatabase(config, secrets),
    dateOf(config.slackApiUrl),
    linksIn(config, secrets),
  ]);
  return [
    ...slackRows,
    ...githubRows,
    ...lookAtSignIn(config, secrets, links, asksForSignIn(policy)),
    ...(policy === null ? [] : await lookAtIdentity(policy, github)),
    ...(policy === null || botToken === null
      ? []
      : await people(policy, botToken, config.slackApiUrl, { github, links })),
    lookAtClock('Slack', heardOfSlack),
    lookAtClock('GitHub', heard),
    ...databaseRows,
  ];
}

async function people(
  policy: Policy,
  botToken: string,
  apiUrl: string,
  known: Pick<Outside, 'github' | 'links'>,
): Promise<readonly Finding[]> {
  const clients = createWebClients({ botToken, apiUrl });
  try {
    const directory = createDirectory(clients, await findOwnTeam(clients.background), systemClock);
    return await lookAtPeople(policy, { ...known, directory });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [wrong('people', `they could not be looked up (${error.code})`, 'Mend the rows of Slack first')];
  }
}

/** What time it is there, and here at that moment. */
async function dateOf(url: string): Promise<Heard> {
  try {
    const response = await fetch(`${url}api.test`, { method: 'POST', signal: AbortSignal.timeout(10_000) });
    const at = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(at) ? notHeard : { at, ours: systemClock.now() };
  } catch {
    return notHeard;
  }
}
