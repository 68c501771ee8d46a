import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const enough = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
  GITHUB_APP_ID: '1',
  GITHUB_APP_PRIVATE_KEY: privateKey,
};

function problemsOf(changes: Readonly<Record<string, string>>): readonly string[] {
  const read = readEnvironment({ ...enough, ...changes });
  return 'problems' in read ? read.problems : [];
}

function read(changes: Readonly<Record<string, string>> = {}) {
  const environment = readEnvironment({ ...enough, ...changes });
  if ('problems' in environment) throw new Error(environment.problems.join());
  return environment;
}

describe('the environment', () => {
  it.each([
    { url: 'https://api.github.com', web: 'https://github.com' },
    { url: 'https://api.octo.ghe.com', web: 'https://octo.ghe.com' },
    { url: 'https://ghes.example.com/api/v3', web: 'https://ghes.example.com' },
  ])('finds $web for people where the API is $url', ({ url, web }) => {
    expect(read({ GITHUB_API_URL: url }).config.githubWebUrl).toBe(web);
  });

  it('keeps secrets apart from what may be printed', () => {
    const printed = JSON.stringify(read().config);
    for (const secret of ['xoxb-1', '0123456789abcdef', 'PRIVATE KEY']) expect(printed).not.toContain(secret);
  });

  it('keeps the password of a database apart, and says without it where the database is', () => {
    const url = 'postgres://count:correct-horse@db.example.com:6432/tokens?sslmode=verify-full';
    const { config, secrets } = read({ DATABASE_URL: url });
    expect(secrets.databaseUrl).toBe(url);
    expect(config.databasePath).toBe('postgres://count@db.example.com:6432/tokens');
    expect(read().secrets.databaseUrl).toBeNull();
  });

  it('takes no white space around any value', () => {
    const plain = {
      ...{ ...enough, GITHUB_WEBHOOK_SECRET: 'correct horse battery', DATABASE_URL: 'file:data/my tokens.db' },
      ...{ POLICY_FILE: 'my policy.yml', HOST: '::1', PORT: '8080', LOG_LEVEL: 'DEBUG' },
      ...{ SLACK_API_URL: 'https://slack.example.com/api/', GITHUB_API_URL: 'https://github.example.com/api/v3' },
      GITHUB_WEB_URL: 'https://github.example.com',
    };
    const spaced = Object.fromEntries(
      Object.entries(plain).map(([name, value]) => [name, `\ufeff \t${value}\u00a0\r\n\n`]),
    );
    expect(readEnvironment(spaced)).toEqual(read(plain));
    expect(read(plain)).toMatchObject({
      config: { databasePath: 'data/my tokens.db', host: '::1', port: 8080, logLevel: 'debug' },
      secrets: { githubWebhookSecret: 'correct horse battery' },
    });
  });

  it('takes white space alone for nothing', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: ' \n', GITHUB_WEBHOOK_SECRET: '\t' })).toEqual(['SLACK_BOT_TOKEN is not set']);
  });

  it('refuses what can’t be seen inside any value, by name', () => {
    const value = 'xoxb-\u200b0123456789abcdef';
    const names = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'GITHUB_WEBHOOK_SECRET', 'POLICY_FILE', 'HOST'];
    for (const between of ['\n', '\r\n', '\t', '\u200b', '\u2028']) {
      const broken = value.replace('\u200b', between);
      expect(problemsOf(Object.fromEntries(names.map((name) => [name, broken])))).toEqual(
        names.map((name) => `${name} has a line break in it, or another character that can’t be seen`),
      );
    }
  });

  it('refuses a value that stands in quotation marks, by name', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: '"xoxb-1"', GITHUB_WEBHOOK_SECRET: "'0123456789abcdef'" })).toEqual([
      'SLACK_BOT_TOKEN stands in quotation marks; leave them out',
      'GITHUB_WEBHOOK_SECRET stands in quotation marks; leave them out',
    ]);
  });

  it.each([
    { name: 'GITHUB_APP_ID', value: '0x10', said: 'must be the App ID of the GitHub App, a number' },
    { name: 'GITHUB_APP_ID', value: 'Iv23liABCDEF', said: 'it is not the Client ID' },
    { name: 'PORT', value: '3e3', said: 'must be a port, a number from 0 to 65535' },
    { name: 'PORT', value: '70000', said: 'must be a port, a number from 0 to 65535' },
    { name: 'LOG_LEVEL', value: 'loud', said: 'must be one of fatal, error, warn, info, debug, trace, silent' },
    { name: 'SLACK_COMMAND', value: 'Tokens', said: 'must be a slash and small letters' },
    { name: 'SLACK_COMMAND', value: '/to kens', said: 'must be a slash and small letters' },
    { name: 'HOST', value: 'http://0.0.0.0', said: 'must be a host name or an IP address' },
    { name: 'HOST', value: '0.0.0.0:3000', said: 'must be a host name or an IP address' },
    { name: 'HOST', value: '[::1]', said: 'must be a host name or an IP address' },
    { name: 'SLACK_SIGNING_SECRET', value: '0123456789 abcdef', said: 'without a space' },
    { name: 'SLACK_CLIENT_ID', value: 'A0123ABCD', said: 'it is not the App ID' },
    { name: 'SLACK_CLIENT_SECRET', value: '0123456789 abcdef', said: 'it is not the signing secret' },
    { name: 'PUBLIC_URL', value: 'http://tokens.example.com', said: 'must be an https URL' },
    { name: 'PUBLIC_URL', value: 'https://tokens.example.com/?page=1', said: 'must be an address without ? and #' },
    { name: 'DATABASE_URL', value: 'data/my.db', said: 'must be file: and the path of the SQLite database' },
    { name: 'DATABASE_URL', value: 'mysql://u@h/d', said: 'or the address of a PostgreSQL database' },
    { name: 'DATABASE_URL', value: 'postgres://u:p@h:x/d', said: 'or the address of a PostgreSQL database' },
  ])('says of $name what would be right, and does not repeat $value', ({ name, value, said }) => {
    const [problem = '', ...more] = problemsOf({ [name]: value });
    expect(problem.startsWith(`${name} must be`)).toBe(true);
    expect(problem).toContain(said);
    expect(problem).not.toContain(value);
    expect(more).toEqual([]);
  });
});

describe('the keys that encrypt', () => {
  const [newest, older] = [7, 11].map((step) =>
    Buffer.from(Array.from({ length: 32 }, (_, at) => (at * step) % 256)).toString('base64'),
  ) as [string, string];

  it('are one, or several with commas between, the newest first', () => {
    const keysOf = (given: string) => read({ ENCRYPTION_KEY: given }).secrets.encryptionKeys;
    expect(keysOf(newest)).toEqual([newest]);
    expect(keysOf(`${newest}, ${older}`)).toEqual([newest, older]);
    expect(keysOf(Buffer.from(newest, 'base64').toString('base64url'))).toEqual([newest]);
  });

  it('are none where none is set', () => {
    expect(read().secrets.encryptionKeys).toEqual([]);
  });

  it.each([
    ['a pass phrase', 'correct horse battery staple', 'must be 32 bytes in base64'],
    ['a key that is too short', Buffer.alloc(16, 7).toString('base64'), 'must be 32 bytes in base64'],
    ['a key that is too long', Buffer.alloc(48, 7).toString('base64'), 'must be 32 bytes in base64'],
    ['a comma with nothing behind it', `${newest},`, 'must be 32 bytes in base64'],
    ['the same key twice', `${newest},${newest}`, 'has the same key twice'],
    ['a key that somebody typed', Buffer.alloc(32, 'ab').toString('base64'), 'has a key that is not random'],
  ])('are refused where it is %s, without a letter of it', (_, given, said) => {
    const [problem = '', ...more] = problemsOf({ ENCRYPTION_KEY: given });
    expect(problem).toContain(`ENCRYPTION_KEY ${said}`);
    expect(problem).not.toContain(given.slice(0, 8));
    expect(more).toEqual([]);
  });

  it('are no part of what may be printed', () => {
    const { config } = read({ ENCRYPTION_KEY: newest });
    expect(JSON.stringify(config)).not.toContain(newest);
  });
});

describe('installing in several workspaces', () => {
  const { SLACK_BOT_TOKEN: _, ...others } = enough;
  const several = {
    ...others,
    ...{ SLACK_CLIENT_ID: '1234567890.0987654321', SLACK_CLIENT_SECRET: 'client-secret-canary' },
    ...{ ENCRYPTION_KEY: Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 7) % 256)).toString('base64') },
    PUBLIC_URL: 'https://tokens.example.com',
  };

  it('takes the Slack app’s client id, and keeps its secret out of what may be printed', () => {
    const given = readEnvironment(several, true);
    if ('problems' in given) throw new Error(given.problems.join());
    expect(given.config.slackClientId).toBe('1234567890.0987654321');
    expect(given.secrets.slackClientSecret).toBe('client-secret-canary');
    expect(JSON.stringify(given.config)).not.toContain('canary');
  });

  it.each(['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'ENCRYPTION_KEY', 'PUBLIC_URL'])(
    'needs %s, and says what for',
    (name) => {
      const given = readEnvironment({ ...several, [name]: ' ' }, true);
      expect('problems' in given && given.problems).toEqual([
        `${name} is not set; several workspaces need it, since POLICY_FILE is a folder`,
      ]);
    },
  );

  it('means nothing to a single workspace', () => {
    const { config, secrets } = read();
    expect([config.slackClientId, secrets.slackClientSecret]).toEqual([null, null]);
    expect(problemsOf({ SLACK_CLIENT_ID: several.SLACK_CLIENT_ID })).toEqual([]);
  });
});

describe('signing in at GitHub', () => {
  const id = 'Iv23liABCDEF';
  const secret = '0123456789abcdef0123456789abcdef01234567';

  it('is off where nothing is set', () => {
    const { config, secrets } = read();
    expect([config.publicUrl, config.githubAppClientId, secrets.githubAppClientSecret]).toEqual([null, null, null]);
  });

  it('takes our address without its last slash', () => {
    const { config, secrets } = read({
      PUBLIC_URL: 'https://tokens.example.com/pat/',
      GITHUB_APP_CLIENT_ID: id,
      GITHUB_APP_CLIENT_SECRET: secret,
    });
    expect(config).toMatchObject({ publicUrl: 'https://tokens.example.com/pat', githubAppClientId: id });
    expect(secrets.githubAppClientSecret).toBe(secret);
  });

  it('needs both of the App’s client id and its secret, and says which is missing', () => {
    expect(problemsOf({ GITHUB_APP_CLIENT_ID: id })).toEqual([
      'GITHUB_APP_CLIENT_SECRET is not set, though GITHUB_APP_CLIENT_ID is',
    ]);
    expect(problemsOf({ GITHUB_APP_CLIENT_SECRET: secret })).toEqual([
      'GITHUB_APP_CLIENT_ID is not set, though GITHUB_APP_CLIENT_SECRET is',
    ]);
  });

  it('says once that what is sent to an address is to be signed', () => {
    expect(problemsOf({ AUDIT_STREAM: 'https://siem.example.com/in' })).toEqual([
      'AUDIT_STREAM_SECRET is not set; it signs what is sent to AUDIT_STREAM',
    ]);
  });
});

describe('the private key', () => {
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), 'countersign-key-'));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    return path;
  };
  const right = read().secrets.githubAppPrivateKey;
  const base64 = Buffer.from(privateKey).toString('base64');

  it.each([
    { as: 'as GitHub gives it', given: privateKey },
    { as: 'on one line, with \\n written out', given: privateKey.replaceAll('\n', '\\n') },
    { as: 'on one line, with spaces for line breaks', given: privateKey.replaceAll('\n', ' ') },
    { as: 'with line breaks of Windows', given: privateKey.replaceAll('\n', '\r\n') },
    { as: 'in quotation marks', given: `"${privateKey}"` },
    { as: 'in quotation marks, with \\n written out', given: `'${privateKey.replaceAll('\n', '\\n')}'` },
    { as: 'in base64', given: base64 },
    { as: 'in base64 of several lines', given: (base64.match(/.{1,76}/g) ?? []).join('\n') },
    { as: 'in base64 and quotation marks', given: `"${base64}"` },
  ])('is taken $as, from the variable and from a file', ({ given }) => {
    expect(read({ GITHUB_APP_PRIVATE_KEY: given }).secrets.githubAppPrivateKey).toBe(right);
    const file = join(folder(), 'key of the app.pem');
    writeFileSync(file, `\ufeff${given}\n`);
    expect(read({ GITHUB_APP_PRIVATE_KEY: ` ${file}\n` }).secrets.githubAppPrivateKey).toBe(right);
  });

  it.each([
    { what: 'a file that is not there', given: '/nowhere/key.pem', said: 'no such file can be read' },
    { what: 'base64 of something else', given: Buffer.from('x'.repeat(900)).toString('base64'), said: 'no such file' },
    {
      what: 'a public key',
      given: '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
      said: 'must be a private key in PEM format, as GitHub gives it when you generate one for the App',
    },
    { what: 'a key cut off', given: privateKey.slice(0, 900), said: 'must be a private key in PEM format' },
    {
      what: 'a key with a pass phrase',
      given: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----',
      said: 'must be a private key without a pass phrase',
    },
  ])('is refused where it is $what, and not repeated', ({ given, said }) => {
    const [problem = ''] = problemsOf({ GITHUB_APP_PRIVATE_KEY: given });
    expect(problem).toMatch(/^GITHUB_APP_PRIVATE_KEY must be/);
    expect(problem).toContain(said);
    expect(problem).not.toContain(given.slice(0, 40));
  });

  it('is refused where its file holds none', () => {
    const file = join(folder(), 'key.pem');
    writeFileSync(file, 'nothing');
    expect(problemsOf({ GITHUB_APP_PRIVATE_KEY: file })).toEqual([
      'GITHUB_APP_PRIVATE_KEY must be the path of a file with a private key in PEM format; there is none in this file',
    ]);
  });
});
