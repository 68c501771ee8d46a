import { type Environment, policyFileOf, readEnvironment } from '../config/environment.ts';
import { readNetwork } from '../config/network.ts';
import { readPolicyFile } from '../config/policy-file.ts';
import { isPolicyFolder } from '../config/policy-folder.ts';
import { manifestScopes } from '../config/slack-manifest.ts';
import { type Policy, scopesOfPolicy } from '../domain/policy/policy.ts';
import { createAppCall } from '../github/app-call.ts';
import { createGithub } from '../github/gateway.ts';
import { useNetwork } from '../outbound-network.ts';
import { systemClock } from '../system-clock.ts';
import { examineSeveral } from './examine-several.ts';
import { type Finding, right, wrong } from './finding.ts';
import { type Heard, lookAtClock, notHeard } from './look-at-clock.ts';
import { linksIn, lookAtDatabase } from './look-at-database.ts';
import { lookAtGithub } from './look-at-github.ts';
import { lookAtIdentity } from './look-at-identity.ts';
import { lookAtNode, lookAtVersion } from './look-at-machine.ts';
import { lookAtPolicyPeople } from './look-at-policy-people.ts';
import { asksForSignIn, lookAtSignIn } from './look-at-sign-in.ts';
import { lookAtSlack } from './look-at-slack.ts';

/** Everything that has to be right before people are let in, looked at once. Nothing is changed anywhere, and no secret is repeated. */
export async function examine(environment: Environment, nodeVersion: string): Promise<readonly Finding[]> {
  const versions = [lookAtVersion(), lookAtNode(nodeVersion)];
  const read = readEnvironment(environment);
  const outside = readNetwork(environment);
  const file = policyFileOf(environment);
  const areSeveral = isPolicyFolder(file);
  const found = areSeveral ? { policy: null } : readPolicyFile(file);
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
      : areSeveral
        ? []
        : [right('policy', file)];
  const unset = [...('problems' in read ? read.problems : []), ...('problems' in outside ? outside.problems : [])].map(
    (problem) => wrong('variables', problem, 'npm run setup makes what is missing; .env.example explains each'),
  );
  if ('problems' in read || 'problems' in outside) return [...versions, ...unset, ...policyRows];
  useNetwork(outside.network);
  const { config, secrets } = read;
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
  };
  const github = createGithub(options);
  const outsideRows = (whole: Policy | null): Promise<readonly Finding[]> =>
    lookAtGithub(secrets, whole, { call: createAppCall(options), github, webUrl: config.githubWebUrl });
  if (areSeveral) {
    const { rows, whole } = await examineSeveral(file, { config, secrets }, github);
    const heardOfSlack = await dateOf(config.slackApiUrl);
    return [
      ...versions,
      right('variables', 'all that are needed are set'),
      ...rows,
      ...(await outsideRows(whole)),
      lookAtClock('Slack', heardOfSlack),
      lookAtClock('GitHub', heard),
    ];
  }
  const bot = manifestScopes();
  const [slackRows, githubRows, databaseRows, heardOfSlack, links] = await Promise.all([
    lookAtSlack(config, secrets, policy, [...bot, ...(policy === null ? [] : scopesOfPolicy(policy))]),
    outsideRows(policy),
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
    ...(policy === null || botToken === null
      ? []
      : await lookAtPolicyPeople(policy, botToken, config.slackApiUrl, { github, links })),
    lookAtClock('Slack', heardOfSlack),
    lookAtClock('GitHub', heard),
    ...databaseRows,
  ];
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
