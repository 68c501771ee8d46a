import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What may be printed. */
export type Config = {
  readonly githubAppId: number;
  readonly databasePath: string;
  readonly policyFile: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly slackApiUrl: string;
  readonly githubApiUrl: string;
  /** Where people's browsers find GitHub. */
  readonly githubWebUrl: string;
};

/** What may not. */
export type Secrets = {
  readonly slackBotToken: string;
  readonly slackSigningSecret: string;
  /** PEM. */
  readonly githubAppPrivateKey: string;
  /** Null: webhooks are refused, and GitHub is polled only. */
  readonly githubWebhookSecret: string | null;
};

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
  // Files and container platforms often keep a key on one line, with \n written out.
  let pem = text.replaceAll('\\n', '\n');
  if (!pem.includes('-----BEGIN')) {
    try {
      pem = readFileSync(text, 'utf8');
    } catch {
      context.addIssue(
        'must be a private key in PEM format, or the path of a file that holds one (this file cannot be read)',
      );
      return z.NEVER;
    }
  }
  try {
    return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    context.addIssue('must be a private key in PEM format, as GitHub gives it when you generate one for the App');
    return z.NEVER;
  }
}

const url = (fallback: string) => z.string().default(fallback).transform(safeUrl);

const variables = z.object({
  SLACK_BOT_TOKEN: z.string().regex(/^xoxb-/, 'must be the bot token of the Slack app, which begins with xoxb-'),
  SLACK_SIGNING_SECRET: z.string().min(16, 'must be the signing secret of the Slack app, at least 16 characters'),
  GITHUB_APP_ID: z.coerce.number('must be the number of the GitHub App').int().positive(),
  GITHUB_APP_PRIVATE_KEY: z.string().transform(privateKey),
  GITHUB_WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  DATABASE_URL: z
    .string()
    .default('file:data/countersign.db')
    .refine((text) => /^file:./.test(text), 'must be file: and the path of the SQLite database'),
  POLICY_FILE: z.string().default('policy.yml'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
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

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Every problem at once, each with its variable; no value is ever repeated. */
export function readEnvironment(
  environment: Environment,
): { readonly config: Config; readonly secrets: Secrets } | { readonly problems: readonly string[] } {
  const given = Object.fromEntries(
    Object.keys(variables.shape).flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const read = variables.safeParse(given);
  if (!read.success) {
    return {
      problems: read.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        return name in given ? `${name} ${message}` : `${name} is not set`;
      }),
    };
  }
  const { data } = read;
  const slackApiUrl = data.SLACK_API_URL.endsWith('/') ? data.SLACK_API_URL : `${data.SLACK_API_URL}/`;
  const githubApiUrl = data.GITHUB_API_URL.replace(/\/+$/, '');
  return {
    config: {
      githubAppId: data.GITHUB_APP_ID,
      databasePath: data.DATABASE_URL.slice('file:'.length),
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
      slackSigningSecret: data.SLACK_SIGNING_SECRET,
      githubAppPrivateKey: data.GITHUB_APP_PRIVATE_KEY,
      githubWebhookSecret: data.GITHUB_WEBHOOK_SECRET ?? null,
    },
  };
}
