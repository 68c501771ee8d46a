import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../src/config/environment.ts';
import { parsePolicy } from '../src/config/policy-file.ts';

const root = resolve(import.meta.dirname, '..');

describe('the examples', () => {
  it('the policy is one that is accepted, with every key that is documented', () => {
    const read = parsePolicy(readFileSync(resolve(root, 'policy.example.yml'), 'utf8'), 'policy.example.yml');
    expect(read).toMatchObject({
      policy: {
        organizations: [
          {
            login: 'acme',
            channel: 'C0123456789',
            lifetime: { maxDays: 90, mayNeverExpire: false },
            reminderDays: [14, 7, 3, 1],
            lapse: { undecidedDays: 7, unusedDays: 7 },
          },
        ],
      },
    });
  });

  it('.env.example names every variable that is read, and no other', () => {
    const example = readFileSync(resolve(root, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    const source = readFileSync(resolve(root, 'src/config/environment.ts'), 'utf8');
    const readNames = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(readNames.sort());
  });
});

describe('the environment', () => {
  const enough = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: '0123456789abcdef',
    GITHUB_APP_ID: '1',
  };

  it.each([
    { url: 'https://api.github.com', web: 'https://github.com' },
    { url: 'https://api.octo.ghe.com', web: 'https://octo.ghe.com' },
    { url: 'https://ghes.example.com/api/v3', web: 'https://ghes.example.com' },
  ])('finds $web for people where the API is $url', async ({ url, web }) => {
    const { generateKeyPairSync } = await import('node:crypto');
    const { privateKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const read = readEnvironment({ ...enough, GITHUB_APP_PRIVATE_KEY: privateKey, GITHUB_API_URL: url });
    expect(read).toMatchObject({ config: { githubWebUrl: web } });
  });

  it('keeps secrets apart from what may be printed', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const { privateKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const read = readEnvironment({ ...enough, GITHUB_APP_PRIVATE_KEY: privateKey });
    if ('problems' in read) throw new Error(read.problems.join());
    const printed = JSON.stringify(read.config);
    for (const secret of ['xoxb-1', '0123456789abcdef', 'PRIVATE KEY']) expect(printed).not.toContain(secret);
  });
});
