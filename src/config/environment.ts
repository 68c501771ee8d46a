import type { z } from 'zod';
import { isPolicyFolder } from './policy-folder.ts';
import { databaseUrl, isPostgres, loopback, variables } from './variables.ts';

/** What may be printed. */
export type Config = {
  /** The slash command, with its slash. */
  readonly slackCommand: string;
  /** What Slack knows the app by when somebody installs it in one of several workspaces. */
  readonly slackClientId: string | null;
  readonly githubAppId: number;
  /** A file's path; or where a PostgreSQL database is, by its address without the password. */
  readonly databasePath: string;
  readonly policyFile: string;
  readonly host: string;
  readonly port: number;
  /** Where the audit trail goes besides. */
  readonly auditStream: { readonly file: string } | { readonly url: string } | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly slackApiUrl: string;
  readonly githubApiUrl: string;
  /** Where people's browsers find GitHub. */
  readonly githubWebUrl: string;
  /** Where people's browsers find us, without a slash at its end. Null: no address of ours is open to them. */
  readonly publicUrl: string | null;
  /** What GitHub knows us by when somebody signs in there. */
  readonly githubAppClientId: string | null;
};

/** What may not. */
export type Secrets = {
  /** Null where there are several workspaces: each has its own, from its installation. */
  readonly slackBotToken: string | null;
  /** For Socket Mode: Slack sends over connections that we open. Null: it sends to our address, and signs. */
  readonly slackAppToken: string | null;
  /** Null in Socket Mode, where nobody can send to an address of ours. */
  readonly slackSigningSecret: string | null;
  /** Proves to Slack, when somebody installs the app in one of several workspaces, that it is us. */
  readonly slackClientSecret: string | null;
  /** PEM. */
  readonly githubAppPrivateKey: string;
  /** Null: webhooks are refused, and GitHub is polled only. */
  readonly githubWebhookSecret: string | null;
  /** For signing in at GitHub, with the App's client id; null where neither is set. */
  readonly githubAppClientSecret: string | null;
  /** Signs what is sent to the address that the audit trail goes to. */
  readonly auditStreamSecret: string | null;
  /** The whole address of a PostgreSQL database, which may hold a password. Null: the database is a file. */
  readonly databaseUrl: string | null;
  /** In base64: the first encrypts, all decrypt. None: nothing is kept that would have to be encrypted. */
  readonly encryptionKeys: readonly string[];
};

function withoutPassword(address: string): string {
  // Where a password's @ was not escaped, what is taken for host and database may be a part of it.
  if (address.split('@').length > 2) return 'the PostgreSQL database';
  const { protocol, username, host, pathname } = new URL(address);
  return `${protocol}//${username}@${host}${pathname}`;
}

/** GitHub Enterprise Server has its API below its own web address. */
function webUrlOf(apiUrl: string): string {
  const { hostname, origin } = new URL(apiUrl);
  if (hostname === 'api.github.com' || loopback.has(hostname)) return 'https://github.com';
  return hostname.startsWith('api.') ? origin.replace('//api.', '//') : origin;
}

function streamOf(text: string | undefined): Config['auditStream'] {
  if (text === undefined) return null;
  return text.startsWith('file:') ? { file: text.slice('file:'.length) } : { url: text };
}

export type Places = Pick<Config, 'slackApiUrl' | 'githubApiUrl' | 'githubWebUrl'>;

const placeVariables = variables.pick({ SLACK_API_URL: true, GITHUB_API_URL: true, GITHUB_WEB_URL: true });

function placesOf(data: z.infer<typeof placeVariables>): Places {
  const slackApiUrl = data.SLACK_API_URL.endsWith('/') ? data.SLACK_API_URL : `${data.SLACK_API_URL}/`;
  const githubApiUrl = data.GITHUB_API_URL.replace(/\/+$/, '');
  return {
    slackApiUrl,
    githubApiUrl,
    githubWebUrl: (data.GITHUB_WEB_URL ?? webUrlOf(githubApiUrl)).replace(/\/+$/, ''),
  };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What can't be seen: a line break, a tab, or what a web page put between the letters. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** White space around a value is no part of it: secret stores and editors leave a line break there. */
function trimmed(environment: Environment, name: string): string {
  return (environment[name] ?? '').trim();
}

/** What is wrong with any variable alike; a key may have several lines and quotation marks. */
function problemOf(name: string, value: string): string | null {
  if (name === 'GITHUB_APP_PRIVATE_KEY') return null;
  if (unseen.test(value)) return `${name} has a line break in it, or another character that can’t be seen`;
  return /^(["'`]).*\1$/.test(value) ? `${name} stands in quotation marks; leave them out` : null;
}

/** The database alone, where nothing else is needed: a path, or the whole address of a PostgreSQL database. */
export function databaseOf(environment: Environment): { readonly database: string } | { readonly problem: string } {
  const read = databaseUrl.safeParse(trimmed(environment, 'DATABASE_URL') || undefined);
  if (!read.success) return { problem: `DATABASE_URL ${read.error.issues[0]?.message}` };
  return { database: read.data.replace(/^file:/, '') };
}

/** The policy file's path, even where something else is wrong. */
export function policyFileOf(environment: Environment): string {
  return trimmed(environment, 'POLICY_FILE') || 'policy.yml';
}

/** What several workspaces need besides: each is installed by itself, and its token kept. */
const neededBySeveral = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'ENCRYPTION_KEY', 'PUBLIC_URL'] as const;

type Complaint = { readonly name: string; readonly problem: string };

function tokenComplaints(isSet: (name: string) => boolean, areSeveral: boolean): readonly Complaint[] {
  const name = 'SLACK_BOT_TOKEN';
  if (!areSeveral) return isSet(name) ? [] : [{ name, problem: 'is not set' }];
  return [
    ...(isSet(name)
      ? [{ name, problem: 'must not be set: POLICY_FILE is a folder, and each workspace has a token of its own' }]
      : []),
    ...neededBySeveral
      .filter((one) => !isSet(one))
      .map((one) => ({ name: one, problem: 'is not set; several workspaces need it, since POLICY_FILE is a folder' })),
  ];
}

/** Reads the environment. Every problem at once, each with its variable; no value is ever repeated. */
export function readEnvironment(
  environment: Environment,
  areSeveral = isPolicyFolder(policyFileOf(environment)),
): { readonly config: Config; readonly secrets: Secrets } | { readonly problems: readonly string[] } {
  const given = Object.fromEntries(
    Object.keys(variables.shape).flatMap((name) => {
      const value = trimmed(environment, name);
      return value === '' ? [] : [[name, value]];
    }),
  );
  const odd = Object.entries(given).flatMap(([name, value]) => problemOf(name, value) ?? []);
  const isOdd = (name: string): boolean => odd.some((problem) => problem.startsWith(`${name} `));
  const read = variables.safeParse(given);
  // What nobody signed could be anybody's.
  const isUnsigned = given.AUDIT_STREAM?.startsWith('http') === true && given.AUDIT_STREAM_SECRET === undefined;
  // One of the two says how Slack reaches us.
  const hasWayIn = given.SLACK_APP_TOKEN !== undefined || given.SLACK_SIGNING_SECRET !== undefined;
  // Each of the two is of no use without the other.
  const halves = ['GITHUB_APP_CLIENT_ID', 'GITHUB_APP_CLIENT_SECRET'] as const;
  const halfMissing = halves.filter((name) => given[name] === undefined);
  const [half] = halfMissing.length === 1 ? halfMissing : [];
  const ofTokens = tokenComplaints((name) => trimmed(environment, name) !== '', areSeveral);
  if (!read.success || odd.length > 0 || !hasWayIn || half !== undefined || isUnsigned || ofTokens.length > 0) {
    const others = (read.error?.issues ?? []).map(({ path, message }) => ({
      name: String(path[0]),
      problem: String(path[0]) in given ? message : 'is not set',
    }));
    const missing: readonly Complaint[] = [
      ...ofTokens,
      ...(hasWayIn
        ? []
        : [{ name: 'SLACK_SIGNING_SECRET', problem: 'is not set (or, for Socket Mode, SLACK_APP_TOKEN)' }]),
      ...(half === undefined
        ? []
        : [{ name: half, problem: `is not set, though ${halves.find((name) => name !== half)} is` }]),
      ...(isUnsigned
        ? [{ name: 'AUDIT_STREAM_SECRET', problem: 'is not set; it signs what is sent to AUDIT_STREAM' }]
        : []),
    ];
    const place = (name: string): number => Object.keys(variables.shape).indexOf(name);
    return {
      problems: [
        ...odd,
        ...[...others, ...missing]
          .filter(({ name }) => !isOdd(name))
          .toSorted((one, other) => place(one.name) - place(other.name))
          .map(({ name, problem }) => `${name} ${problem}`),
      ],
    };
  }
  const { data } = read;
  return {
    config: {
      slackCommand: data.SLACK_COMMAND,
      slackClientId: data.SLACK_CLIENT_ID ?? null,
      githubAppId: data.GITHUB_APP_ID,
      databasePath: isPostgres(data.DATABASE_URL)
        ? withoutPassword(data.DATABASE_URL)
        : data.DATABASE_URL.slice('file:'.length),
      auditStream: streamOf(data.AUDIT_STREAM),
      policyFile: data.POLICY_FILE,
      host: data.HOST,
      port: data.PORT,
      logLevel: data.LOG_LEVEL,
      ...placesOf(data),
      publicUrl: data.PUBLIC_URL ?? null,
      githubAppClientId: data.GITHUB_APP_CLIENT_ID ?? null,
    },
    secrets: {
      slackBotToken: data.SLACK_BOT_TOKEN ?? null,
      slackAppToken: data.SLACK_APP_TOKEN ?? null,
      slackSigningSecret: data.SLACK_APP_TOKEN === undefined ? (data.SLACK_SIGNING_SECRET ?? null) : null,
      slackClientSecret: data.SLACK_CLIENT_SECRET ?? null,
      githubAppPrivateKey: data.GITHUB_APP_PRIVATE_KEY,
      githubWebhookSecret: data.GITHUB_WEBHOOK_SECRET ?? null,
      githubAppClientSecret: data.GITHUB_APP_CLIENT_SECRET ?? null,
      auditStreamSecret: data.AUDIT_STREAM_SECRET ?? null,
      databaseUrl: isPostgres(data.DATABASE_URL) ? data.DATABASE_URL : null,
      encryptionKeys: data.ENCRYPTION_KEY ?? [],
    },
  };
}

/** Where Slack and GitHub are, even where nothing else is set yet. */
export function readPlaces(
  environment: Environment,
): { readonly places: Places } | { readonly problems: readonly string[] } {
  const given = Object.keys(placeVariables.shape).flatMap((name) => {
    const value = trimmed(environment, name);
    return value === '' ? [] : [[name, value]];
  });
  const read = placeVariables.safeParse(Object.fromEntries(given));
  return read.success
    ? { places: placesOf(read.data) }
    : { problems: read.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`) };
}

/** The slash command's name, even where nothing else is set yet. */
export function slackCommandOf(environment: Environment): string {
  return variables.shape.SLACK_COMMAND.parse(trimmed(environment, 'SLACK_COMMAND') || undefined);
}
