import { generateKeyPairSync } from 'node:crypto';
import { LocalGithub } from '@countersign/sandbox-github/local-github';
import { type PlayedHost, webUrls } from '@countersign/sandbox-github/played-host';
import { LocalSlack } from '@countersign/sandbox-slack/local-slack';
import type { Config, Secrets } from '../../../src/config/environment.ts';

/** The people of the sandbox: what each can and can't do shows in the flows. */
export const cast = {
  /** Asks for tokens. */
  mona: { slackId: 'U0MONA00001', login: 'mona', name: 'Mona Reyes', zone: 'America/New_York' },
  /** An owner who decides. */
  bea: { slackId: 'U0BEA000001', login: 'bea-owner', name: 'Bea Lindqvist', zone: 'Europe/Stockholm' },
  /** The other owner. */
  carl: { slackId: 'U0CARL00001', login: 'carl-owner', name: 'Carl Odede', zone: 'Africa/Nairobi' },
  /** A member who owns nothing. */
  dan: { slackId: 'U0DAN000001', login: 'dan-dev', name: 'Dan Iyer', zone: 'Asia/Kolkata' },
  /** A guest of the workspace. */
  gus: { slackId: 'U0GUS000001', login: 'gus-guest', name: 'Gus Okafor', zone: 'UTC' },
  /** In Slack only: nobody has linked a GitHub account. */
  nell: { slackId: 'U0NELL00001', login: '', name: 'Nell Aarons', zone: 'UTC' },
} as const;

export const organization = 'acme';
/** Private, so that private repositories may be named there. */
export const channel = 'C0REVIEWERS';
const appId = 4711;

export type World = {
  readonly slack: LocalSlack;
  readonly github: LocalGithub;
  readonly policy: string;
  readonly secrets: Secrets & { readonly slackBotToken: string; readonly slackSigningSecret: string };
  readonly configFor: (databasePath: string) => Config;
  readonly stop: () => Promise<void>;
};

/** A policy for the cast; `more` is added to the organization's part. */
export function policyText(more = ''): string {
  const people = Object.values(cast).filter(({ login }) => login !== '');
  return `organizations:
  - login: ${organization}
    channel: ${channel}
    lifetime: { max_days: 90, never_expires: false }
    approvals_for: { high: 1, critical: 1 }
${more}people:
${people.map(({ slackId, login }) => `  ${slackId}: ${login}`).join('\n')}
machine_users:
  acme-ci: ${cast.bea.slackId}
`;
}

export type AppKeys = { readonly publicKey: string; readonly privateKey: string };

/** The App's key pair. Making one takes longer than a short story; with fewer bits it is made, and signs, sooner. */
export function createAppKeys(bits = 2_048): AppKeys {
  return generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** A Slack and a GitHub on loopback, with the cast in them. Nothing is taken from the environment. */
export async function createWorld(
  now: () => Date,
  { publicKey, privateKey }: AppKeys = createAppKeys(),
  /** How many times longer than Slack the local one waits for an answer, and for what a click may open. */
  patience = 1,
  /** Whether the local Slack sends over connections that the program opens. */
  isSocketMode = false,
  /** Which GitHub the local one plays. */
  host: PlayedHost = 'github.com',
): Promise<World> {
  const clientId = 'Iv23sandbox';
  const appToken = 'xapp-sandbox-not-a-real-token';
  const secrets = {
    slackBotToken: 'xoxb-sandbox-not-a-real-token',
    slackAppToken: isSocketMode ? appToken : null,
    slackSigningSecret: 'sandbox-signing-secret-0123456789',
    slackClientSecret: null,
    githubAppPrivateKey: privateKey,
    githubWebhookSecret: 'sandbox-webhook-secret-0123456789',
    githubAppClientSecret: 'sandbox-client-secret-0123456789',
    databaseUrl: null,
    encryptionKeys: [],
    auditStreamSecret: null,
  };
  const slack = new LocalSlack({
    signingSecret: secrets.slackSigningSecret,
    botToken: secrets.slackBotToken,
    appToken,
    now,
    answerWithinMs: 3_000 * patience,
    triggerMs: 3_000 * patience,
  });
  slack.socketMode.isUsed = isSocketMode;
  for (const { slackId, name, zone } of Object.values(cast)) {
    slack.addPerson({
      id: slackId,
      name: name.split(' ')[0]?.toLowerCase() ?? name,
      realName: name,
      tz: zone,
      ...(slackId === cast.gus.slackId ? { isGuest: 'restricted' as const } : {}),
    });
  }
  slack.addChannel({
    id: channel,
    name: 'token-reviews',
    isPrivate: true,
    members: [cast.bea.slackId, cast.carl.slackId],
  });
  slack.inviteBot(channel);

  const github = new LocalGithub({
    appId,
    publicKeyPem: publicKey,
    webhookSecret: secrets.githubWebhookSecret ?? '',
    now,
    host,
    signIn: { clientId, clientSecret: secrets.githubAppClientSecret },
  });
  for (const { login } of Object.values(cast)) if (login !== '') github.people.addUser(login);
  github.people.addUser('acme-ci');
  const readers = { mona: 'write', 'dan-dev': 'read' };
  github.addOrganization({
    login: organization,
    members: {
      mona: 'member',
      'bea-owner': 'admin',
      'carl-owner': 'admin',
      'dan-dev': 'member',
      'gus-guest': 'member',
      'acme-ci': 'member',
    },
    repositories: [
      { name: 'website', private: false },
      { name: 'webhooks-demo', private: false },
      { name: 'payments', private: true, collaborators: { mona: 'write' } },
      { name: 'release-tools', private: true, collaborators: readers },
      { name: 'board-papers', private: true },
    ],
  });
  await slack.start();
  await github.start();
  return {
    slack,
    github,
    policy: policyText(),
    secrets,
    configFor: (databasePath) => ({
      slackCommand: '/pat',
      slackClientId: null,
      githubAppId: appId,
      databasePath,
      policyFile: 'policy.yml',
      auditStream: null,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      slackApiUrl: slack.apiUrl,
      githubApiUrl: github.apiUrl,
      githubWebUrl: webUrls[host],
      publicUrl: null,
      githubAppClientId: clientId,
    }),
    stop: async () => {
      await github.stop();
      await slack.stop();
    },
  };
}
