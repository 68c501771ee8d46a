import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeCredential } from '../../../src/domain/credential.ts';
import { countKinds, isRevocableKind } from '../../../src/domain/leaks/credential-kind.ts';
import { findCredentials } from '../../../src/domain/leaks/find-credentials.ts';
import { sampleCredentials } from '../../support/sample-credentials.ts';

const sample = (name: string): string => sampleCredentials.find(([one]) => one === name)?.[1] ?? '';
const kindsIn = (text: string) => findCredentials(text).map(({ kind }) => kind);

const kinds: Readonly<Record<string, readonly [kind: string, isRevocable: boolean]>> = {
  'a classic token': ['classic', true],
  'a fine-grained token': ['fine_grained', true],
  'an OAuth token': ['oauth', true],
  'a user token of an App': ['app_user', true],
  'an installation token': ['app_installation', false],
  'an installation token of the new form': ['app_installation', false],
  'a refresh token': ['app_refresh', true],
  'a bot token of Slack': ['slack_token', false],
  'a user token of Slack': ['slack_token', false],
  'an app-level token of Slack': ['slack_token', false],
  'a webhook address of Slack': ['slack_webhook', false],
  'a JSON web token': ['jwt', false],
  'a key of AWS': ['aws', false],
  'a token of GitLab': ['gitlab', false],
  'a token of npm': ['npm', false],
  'a live key of Stripe': ['stripe', false],
  'a private key': ['private_key', false],
};

describe.each(sampleCredentials)('%s', (name, secret) => {
  it('is told by its form, with whether GitHub revokes it for whoever has it', () => {
    const [one] = findCredentials(secret);
    expect([one?.kind, one !== undefined && isRevocableKind(one.kind)]).toEqual(kinds[name]);
  });

  it('is found once, and exactly, whatever stands around it', () => {
    for (const text of [secret, `use ${secret}, thanks.`, `"${secret}".`, `_${secret}_`, `<${secret}>`, `${secret}.`]) {
      const [found, ...more] = findCredentials(text);
      expect([found?.kind, found?.isWhole, more]).toEqual([kinds[name]?.[0], true, []]);
      // What is sent to GitHub is it and nothing else.
      if (kinds[name]?.[1] === true) expect(found?.secret).toBe(secret);
    }
  });

  it('is found though characters that nobody sees are put into it', () => {
    expect(findCredentials([...secret].join('\u200B')).map((one) => one.secret)).toEqual([secret]);
  });
});

it('finds several, each once', () => {
  const [classic, fine] = [sample('a classic token'), sample('a fine-grained token')];
  expect(kindsIn(`${classic}.${fine} and ${classic}\n${sample('a refresh token')}`)).toEqual([
    'classic',
    'fine_grained',
    'app_refresh',
  ]);
});

it.each(['a classic token', 'a fine-grained token', 'a bot token of Slack', 'an installation token of the new form'])(
  '%s and those that stand right behind it are each found',
  (name) => {
    const glued = [sample(name), `${sample('a classic token').slice(0, -1)}Z`, sample('a fine-grained token')];
    const all = [...new Set([...glued, sample('an OAuth token')])];
    expect(findCredentials(all.join('')).map(({ secret }) => secret)).toEqual(all);
  },
);

it('a fine-grained token ends before an underscore that is of the text, however many stand in it', () => {
  const whole = sample('a fine-grained token');
  for (const secret of [whole.replaceAll('H', '_'), `${'github'}_pat_${'a1B2c3D4'.repeat(11)}`])
    expect(findCredentials(`_${secret}_`).map((one) => one.secret)).toEqual([secret]);
});

it('counts them by kind, GitHub’s own first', () => {
  const other = `${sample('a classic token').slice(0, -1)}Z`;
  const found = findCredentials(`${sample('a key of AWS')} ${sample('a classic token')} ${other}`);
  expect(countKinds(found)).toEqual([
    { kind: 'classic', count: 2 },
    { kind: 'aws', count: 1 },
  ]);
});

it.each(['a classic token', 'a fine-grained token', 'an OAuth token', 'a user token of an App'])(
  '%s that lost its last character is not whole',
  (name) => {
    expect(findCredentials(`it is ${sample(name).slice(0, -1)}.`).map(({ isWhole }) => isWhole)).toEqual([false]);
  },
);

it('finds no more than GitHub takes at once', () => {
  const many = Array.from({ length: 1_200 }, (_, at) => `${'ghp'}_${String(at).padStart(36, 'a')}`);
  expect(findCredentials(many.join(' '))).toHaveLength(1_000);
});

it('finds something wherever a form refuses what looks like a credential, and nothing elsewhere', () => {
  const word = fc.constantFrom(
    ...sampleCredentials.map(([, secret]) => secret),
    ...['ghp_', 'github_pat_', 'eyJ', '.', '-', '_', ' ', '\n', '\u200B', 'abc', 'aB3'.repeat(9), 'npm_', 'xoxb-'],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), fc.nat(200), (words, cut) => {
      const text = words.join('').slice(0, cut);
      expect(findCredentials(text).length > 0).toBe(looksLikeCredential(text));
    }),
  );
});
