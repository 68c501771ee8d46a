import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Environment, policyFileOf, readEnvironment } from '../config/environment.ts';
import { readNetwork } from '../config/network.ts';
import { readPolicyFile } from '../config/policy-file.ts';
import { abilitiesOf } from '../domain/github-host.ts';
import { type Policy, scopesOfPolicy } from '../domain/policy/policy.ts';
import { createAppCall } from '../github/app-call.ts';
import { createGithub } from '../github/gateway.ts';
import { useNetwork } from '../outbound-network.ts';
import { Fault } from '../ports/fault.ts';
import { pathInProgram } from '../program-folder.ts';
import { createDirectory } from '../slack/directory.ts';
import { findHome } from '../slack/home.ts';
import { createWebClients } from '../slack/web-clients.ts';
import { systemClock } from '../system-clock.ts';
import { type Finding, right, wrong } from './finding.ts';
import { type Heard, lookAtClock, notHeard } from './look-at-clock.ts';
import { linksIn, lookAtDatabase } from './look-at-database.ts';
import { lookAtGithub } from './look-at-github.ts';
import { lookAtIdentity } from './look-at-identity.ts';
import { lookAtNode, lookAtVersion } from './look-at-machine.ts';
import { lookAtPeople, type Outside } from './look-at-people.ts';
import { lookAtSignIn } from './look-at-sign-in.ts';
import { lookAtSlack } from './look-at-slack.ts';

const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** Everything that has to be right before people are let in, looked at once. Nothing is changed anywhere, and no secret is repeated. */
export async function examine(environment: Environment, nodeVersion: string): Promise<readonly Finding[]> {
  const versions = [lookAtVersion(), lookAtNode(nodeVersion)];
  const read = readEnvironment(environment);
  const outside = readNetwork(environment);
  const file = policyFileOf(environment);
  const found = readPolicyFile(file);
  const policy = 'policy' in found ? found.policy : null;
  const policyRows =
    'problems' in found
      ? found.problems.map((problem) =>
          wrong(
            'policy',
            problem,
            'Correct the file (npm run setup writes a first one); docs/policy.md explains every key',
          ),
        )
      : [right('policy', file)];
  const unset = [...('problems' in read ? read.problems : []), ...('problems' in outside ? outside.problems : [])].map(
    (problem) => wrong('variables', problem, 'npm run setup makes what is missing; .env.example explains each'),
  );
  if ('problems' in read || 'problems' in outside) return [...versions, ...unset, ...policyRows];
  useNetwork(outside.network);
  const { config, secrets } = read;
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
  const { bot } = manifest.parse(parse(readFileSync(pathInProgram('manifest.yml'), 'utf8'))).oauth_config.scopes;
  const [slackRows, githubRows, databaseRows, heardOfSlack, links] = await Promise.all([
    lookAtSlack(config, secrets, policy, [...bot, ...(policy === null ? [] : scopesOfPolicy(policy))]),
    lookAtGithub(secrets, policy, { call: createAppCall(options), github, webUrl: config.githubWebUrl }),
    lookAtDatabase(config, secrets),
    dateOf(config.slackApiUrl),
    linksIn(config, secrets),
  ]);
  return [
    ...versions,
    right('variables', 'all that are needed are set'),
    ...policyRows,
    ...slackRows,
    ...githubRows,
    ...lookAtSignIn(config, secrets, links, asksForSignIn(policy)),
    ...(policy === null ? [] : await lookAtIdentity(policy, github)),
    ...(policy === null ? [] : await people(policy, secrets.slackBotToken, config.slackApiUrl, { github, links })),
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
    const directory = createDirectory(clients, await findHome(clients.background), systemClock);
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

/** The organizations in which a critical approval needs a sign-in. */
function asksForSignIn(policy: Policy | null): readonly string[] {
  const asking = policy?.organizations.filter(({ signIn }) => signIn.criticalMinutes !== null) ?? [];
  return asking.map(({ login }) => login);
}
