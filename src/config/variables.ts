import { z } from 'zod';
import { isCommandName } from './command-name.ts';
import { readEncryptionKeys } from './encryption-keys.ts';
import { readPrivateKey } from './private-key.ts';

// The environment, variable by variable. Each error says what must be; `environment.ts` says of which variable.

export function isPostgres(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text);
}

export const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

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

/** A page's address, below which our own stand. */
function pageUrl(text: string, context: z.RefinementCtx): string {
  const url = safeUrl(text, context);
  if (url === z.NEVER || /[?#]/.test(url)) {
    if (url !== z.NEVER) context.addIssue('must be an address without ? and #');
    return z.NEVER;
  }
  return url.replace(/\/+$/, '');
}

function privateKey(text: string, context: z.RefinementCtx): string {
  const read = readPrivateKey(text);
  if ('pem' in read) return read.pem;
  context.addIssue(read.problem);
  return z.NEVER;
}

function encryptionKeys(text: string, context: z.RefinementCtx): readonly string[] {
  const read = readEncryptionKeys(text);
  if ('keys' in read) return read.keys;
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

export const databaseUrl = z
  .string()
  .default('file:data/countersign.db')
  .refine(
    (text) => /^file:./.test(text) || (isPostgres(text) && URL.canParse(text)),
    'must be file: and the path of the SQLite database, or the address of a PostgreSQL database, postgres://user:password@host/database',
  );

export const variables = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[A-Za-z0-9-]+$/, 'must be the bot token of the Slack app, which begins with xoxb-')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[A-Za-z0-9-]+$/, 'must be an app-level token of the Slack app, which begins with xapp-')
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^\S{16,}$/, 'must be the signing secret of the Slack app, at least 16 characters without a space')
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(
      /^\d+\.\d+$/,
      'must be the Client ID of the Slack app, two numbers with a full stop between them; it is not the App ID',
    )
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(
      /^\S{16,}$/,
      'must be the client secret of the Slack app, at least 16 characters without a space; it is not the signing secret',
    )
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
  ENCRYPTION_KEY: z.string().transform(encryptionKeys).optional(),
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
  PUBLIC_URL: z.string().transform(pageUrl).optional(),
  GITHUB_APP_CLIENT_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/, 'must be the Client ID of the GitHub App, letters and digits; it is not the App ID')
    .optional(),
  GITHUB_APP_CLIENT_SECRET: z
    .string()
    .regex(/^\S{16,}$/, 'must be a client secret of the GitHub App, at least 16 characters without a space')
    .optional(),
});
