import { z } from 'zod';
import { isCommandName } from './command-name.ts';
import { readPrivateKey } from './private-key.ts';

/** What may be printed. */
export type Config = {
  /** The slash command, with its slash. */
  readonly slackCommand: string;
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
};

/** What may not. */
export type Secrets = {
  readonly slackBotToken: string;
  /** For Socket Mode: Slack sends over connections that we open. Null: it sends to our address, and signs. */
  readonly slackAppToken: string | null;
  /** Null in Socket Mode, where nobody can send to an address of ours. */
  readonly slackSigningSecret: string | null;
  /** PEM. */
  readonly githubAppPrivateKey: string;
  /** Null: webhooks are refused, and GitHub is polled only. */
  readonly githubWebhookSecret: string | null;
  /** Signs what is sent to the address that the audit trail goes to. */
  readonly auditStreamSecret: string | null;
  /** The whole address of a PostgreSQL database, which may hold a password. Null: the database is a file. */
  readonly databaseUrl: string | null;
};

function isPostgres(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text);
}

function withoutPassword(address: string): string {
  const { protocol, username, host, pathname } = new URL(address);
  return `${protocol}//${username}@${host}${pathname}`;
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** https, or http on this machine: tokens travel over it. */
function safeUrl(text: string, context: z.RefinementCtx): string {
  if (!URL.canParse(text)) {
    context.addIssue('must be a URL');
    return z.NEVER;
  }
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  if (!isSafe || url.username !== '' || url.password !== '') {
    context.addIssue('must be an https URL (or http on 127.0.0.1), without a user name or password');
    return z.NEVER;
  }
  return text;
}

function privateKey(text: string, context: z.RefinementCtx): string {
  const read = readPrivateKey(text);
  if ('pem' in read) return read.pem;
  context.addIssue(read.problem);
  return z.NEVER;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const url = (fallback: string) => z.string().default(fallback).transform(safeUrl);
/** Digits only: `0x10` and `1e3` are numbers to JavaScript, and mistakes here. */
const number = (sentence: string, { least, most }: { readonly least: number; readonly most: number }) =>
  z
    .string()
    .refine((text) => /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most, sentence)
    .transform(Number);

const databaseUrl = z
  .string()
  .default('file:data/countersign.db')
  .refine(
    (text) => /^file:./.test(text) || (isPostgres(text) && URL.canParse(text)),
    'must be file: and the path of the SQLite database, or the address of a PostgreSQL database, postgres://user:password@host/database',
  );

const variables = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[A-Za-z0-9-]+$/, 'must be the bot token of the Slack app, which begins with xoxb-'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[A-Za-z0-9-]+$/, 'must be an app-level token of the Slack app, which begins with xapp-')
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^\S{16,}$/, 'must be the signing secret of the Slack app, at least 16 characters without a space')
    .optional(),
  SLACK_COMMAND: z
    .string()
    .default('/pat')
    .refine(isCommandName, 'must be a slash and small letters, digits, hyphens or underscores, 32 characters at most'),
  GITHUB_APP_ID: number('must be the App ID of the GitHub App, a number; it is not the Client ID', {
    least: 1,
    most: Number.MAX_SAFE_INTEGER,
  }),
  GITHUB_APP_PRIVATE_KEY: z.string().transform(privateKey),
  GITHUB_WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  DATABASE_URL: databaseUrl,
  AUDIT_STREAM: z
    .string()
    .transform((text, context) => (/^file:./.test(text) ? text : safeUrl(text, context)))
    .optional(),
  AUDIT_STREAM_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  POLICY_FILE: z.string().default('policy.yml'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine(
      (text) => /^[A-Za-z0-9._:-]+$/.test(text) && !/^[^:]+:\d+$/.test(text),
      'must be a host name or an IP address, without a scheme, brackets or a port',
    ),
  PORT: z
    .string()
    .default('3000')
    .pipe(number('must be a port, a number from 0 to 65535', { least: 0, most: 65_535 })),
  LOG_LEVEL: z
    .string()
    .default('info')
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(logLevels, `must be one of ${logLevels.join(', ')}`)),
  SLACK_API_URL: url('https://slack.com/api/'),
  GITHUB_API_URL: url('https://api.github.com'),
  GITHUB_WEB_URL: z.string().transform(safeUrl).optional(),
});

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

/** The policy file's path, even where something else is wrong. */
/** The database alone, where nothing else is needed: a path, or the whole address of a PostgreSQL database. */
export function databaseOf(environment: Environment): { readonly database: string } | { readonly problem: string } {
  const read = databaseUrl.safeParse(trimmed(environment, 'DATABASE_URL') || undefined);
  if (!read.success) return { problem: `DATABASE_URL ${read.error.issues[0]?.message}` };
  return { database: read.data.replace(/^file:/, '') };
}

export function policyFileOf(environment: Environment): string {
  return trimmed(environment, 'POLICY_FILE') || 'policy.yml';
}

/** Reads the environment. Every problem at once, each with its variable; no value is ever repeated. */
export function readEnvironment(
  environment: Environment,
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
  // One of the two says how Slack reaches us.
  // What nobody signed could be anybody's.
  const isUnsigned = given.AUDIT_STREAM?.startsWith('http') === true && given.AUDIT_STREAM_SECRET === undefined;
  const hasWayIn = given.SLACK_APP_TOKEN !== undefined || given.SLACK_SIGNING_SECRET !== undefined;
  if (!read.success || odd.length > 0 || !hasWayIn || isUnsigned) {
    const others = (read.error?.issues ?? []).map(({ path, message }) => ({
      name: String(path[0]),
      problem: String(path[0]) in given ? message : 'is not set',
    }));
    const missing = { name: 'SLACK_SIGNING_SECRET', problem: 'is not set (or, for Socket Mode, SLACK_APP_TOKEN)' };
    const unsigned = { name: 'AUDIT_STREAM_SECRET', problem: 'is not set; it signs what is sent to AUDIT_STREAM' };
    const place = (name: string): number => Object.keys(variables.shape).indexOf(name);
    return {
      problems: [
        ...odd,
        ...[...others, ...(hasWayIn ? [] : [missing]), ...(isUnsigned ? [unsigned] : [])]
          .filter(({ name }) => !isOdd(name))
          .toSorted((one, other) => place(one.name) - place(other.name))
          .map(({ name, problem }) => `${name} ${problem}`),
      ],
    };
  }
  const { data } = read;
  const slackApiUrl = data.SLACK_API_URL.endsWith('/') ? data.SLACK_API_URL : `${data.SLACK_API_URL}/`;
  const githubApiUrl = data.GITHUB_API_URL.replace(/\/+$/, '');
  return {
    config: {
      slackCommand: data.SLACK_COMMAND,
      githubAppId: data.GITHUB_APP_ID,
      databasePath: isPostgres(data.DATABASE_URL)
        ? withoutPassword(data.DATABASE_URL)
        : data.DATABASE_URL.slice('file:'.length),
      auditStream: streamOf(data.AUDIT_STREAM),
      policyFile: data.POLICY_FILE,
      host: data.HOST,
      port: data.PORT,
      logLevel: data.LOG_LEVEL,
      slackApiUrl,
      githubApiUrl,
      githubWebUrl: (data.GITHUB_WEB_URL ?? webUrlOf(githubApiUrl)).replace(/\/+$/, ''),
    },
    secrets: {
      slackBotToken: data.SLACK_BOT_TOKEN,
      slackAppToken: data.SLACK_APP_TOKEN ?? null,
      slackSigningSecret: data.SLACK_APP_TOKEN === undefined ? (data.SLACK_SIGNING_SECRET ?? null) : null,
      githubAppPrivateKey: data.GITHUB_APP_PRIVATE_KEY,
      githubWebhookSecret: data.GITHUB_WEBHOOK_SECRET ?? null,
      auditStreamSecret: data.AUDIT_STREAM_SECRET ?? null,
      databaseUrl: isPostgres(data.DATABASE_URL) ? data.DATABASE_URL : null,
    },
  };
}
