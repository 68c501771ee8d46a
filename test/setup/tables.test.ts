import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readEnvironmentFile } from '../../src/config/environment-file.ts';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { manifestScopes } from '../../src/config/slack-manifest.ts';
import { neededPermissions } from '../../src/github/app-needs.ts';
import { type Channel, channelChoice, judgeChannel } from '../../src/setup/channel.ts';
import { appManifest, appName } from '../../src/setup/github-app-manifest.ts';
import { judgeInstallation } from '../../src/setup/installation.ts';
import { type Facts, plan, type StepName, stepNames, type Way, wayOf } from '../../src/setup/plan.ts';
import { policyText } from '../../src/setup/policy-text.ts';
import { slackAppLink } from '../../src/setup/slack-app-link.ts';
import {
  kindOf,
  missingScopes,
  problemOfAppToken,
  problemOfBotToken,
  problemOfSigningSecret,
  refusalOf,
} from '../../src/setup/slack-tokens.ts';
import { withVariables } from '../../src/setup/variables-text.ts';

const facts = (names: string, more: Partial<Facts> = {}): Facts => ({
  has: (name) => names.split(' ').includes(name),
  hasPolicy: false,
  isAddressGiven: false,
  ...more,
});
const bot = 'SLACK_BOT_TOKEN';
const app = 'SLACK_APP_TOKEN';
const secret = 'SLACK_SIGNING_SECRET';
const github = 'GITHUB_APP_ID GITHUB_APP_PRIVATE_KEY';

describe('how Slack reaches us', () => {
  it.each<readonly [string, Partial<Facts>, Way]>([
    ['', {}, 'socket'],
    [app, {}, 'socket'],
    [`${app} ${secret} PUBLIC_URL`, { isAddressGiven: true }, 'socket'],
    [secret, {}, 'http'],
    ['PUBLIC_URL', {}, 'http'],
    ['', { isAddressGiven: true }, 'http'],
  ])('with “%s” and %o it is %s', (names, more, way) => {
    expect(wayOf(facts(names, more))).toBe(way);
  });
});

describe('the steps', () => {
  const openWith = (names: string, more: Partial<Facts> = {}): readonly StepName[] =>
    plan(facts(names, more)).flatMap(({ step, is }) => (is === 'open' ? [step] : []));

  it('are these, in this order', () => {
    expect(plan(facts('')).map(({ step }) => step)).toEqual(stepNames);
  });

  it.each<readonly [string, Partial<Facts>, readonly StepName[]]>([
    ['', {}, ['Slack app', 'bot token', 'app token', 'GitHub App', 'installation', 'channel', 'policy']],
    [bot, {}, ['app token', 'GitHub App', 'installation', 'channel', 'policy']],
    [`${bot} ${app}`, {}, ['GitHub App', 'installation', 'channel', 'policy']],
    [`${bot} ${app} GITHUB_APP_ID`, {}, ['GitHub App', 'installation', 'channel', 'policy']],
    [`${bot} ${app} ${github}`, {}, ['installation', 'channel', 'policy']],
    [`${bot} ${app} ${github}`, { hasPolicy: true }, ['installation']],
    [
      '',
      { isAddressGiven: true },
      ['way in', 'Slack app', 'bot token', 'signing secret', 'GitHub App', 'installation', 'channel', 'policy'],
    ],
    [`PUBLIC_URL ${bot}`, {}, ['signing secret', 'GitHub App', 'installation', 'channel', 'policy']],
    [`${bot} ${secret} ${github}`, { hasPolicy: true }, ['installation']],
  ])('that are open with “%s” and %o are %o', (names, more, open) => {
    expect(openWith(names, more)).toEqual(open);
  });

  it('name just the variables that are missing', () => {
    const planned = plan(facts('GITHUB_APP_ID')).find(({ step }) => step === 'GitHub App');
    expect(planned?.variables).toEqual(['GITHUB_APP_PRIVATE_KEY']);
  });

  it('of the other way in have no place', () => {
    expect(plan(facts(app)).find(({ step }) => step === 'signing secret')?.is).toBe('none');
    expect(plan(facts(secret)).find(({ step }) => step === 'app token')?.is).toBe('none');
  });
});

describe('a value that is pasted', () => {
  it.each([
    ['xoxb-1-a', 'bot', null, 'the bot token again'],
    ['xapp-1-A', 'app', 'the app-level token. The bot token', null],
    ['xoxp-1', 'user', 'a user token', 'a user token'],
    ['xoxe.xoxp-1', 'configuration', 'an app configuration token', 'an app configuration token'],
    ['xoxb-with space', 'unknown', 'no bot token', 'no app-level token'],
    ['', 'unknown', 'no bot token', 'no app-level token'],
  ] as const)('“%s” is of the kind %s', (given, kind, asBot, asApp) => {
    expect(kindOf(given)).toBe(kind);
    if (asBot === null) expect(problemOfBotToken(given)).toBeNull();
    else expect(problemOfBotToken(given)).toContain(asBot);
    if (asApp === null) expect(problemOfAppToken(given)).toBeNull();
    else expect(problemOfAppToken(given)).toContain(asApp);
  });

  it.each([
    ['8f742231b10e8888abcd99yyyzzz85a5', null],
    ['0123456789abcdef0123456789abcdef', null],
    ['short', 'That’s no signing secret'],
    ['xoxb-0123456789-0123456789', 'That’s a token.'],
  ])('“%s” as a signing secret', (given, problem) => {
    if (problem === null) expect(problemOfSigningSecret(given)).toBeNull();
    else expect(problemOfSigningSecret(given)).toContain(problem);
  });

  it.each([
    ['invalid_auth', 'ourselves', false, 'Slack doesn’t know this token', false],
    ['token_revoked', 'ourselves', false, 'was revoked', false],
    ['token_expired', 'ourselves', false, 'has expired', false],
    ['account_inactive', 'ourselves', false, 'removed from the workspace', false],
    ['missing_scope', 'ourselves', true, 'lacks the scope connections:write', false],
    ['missing_scope', 'ourselves', false, 'refused this token: missing_scope', false],
    ['link_disabled', 'ourselves', true, 'Socket Mode is off', false],
    ['not_allowed_token_type', 'ourselves', true, 'not_allowed_token_type', false],
    ['timeout', 'passing', false, 'We couldn’t reach Slack (timeout)', true],
  ] as const)('that Slack answers with %s is said to be so', (code, trouble, isAppToken, words, isOutage) => {
    expect(refusalOf({ code, trouble }, isAppToken)).toEqual({ problem: expect.stringContaining(words), isOutage });
  });

  it('lacks the scopes that are named; none where Slack names none', () => {
    expect(missingScopes(['a', 'c'], ['a', 'b', 'c'])).toEqual(['b']);
    expect(missingScopes([], ['a'])).toEqual(['a']);
    expect(missingScopes(null, ['a'])).toEqual([]);
  });
});

describe('Slack’s link', () => {
  type Manifest = {
    readonly settings: Record<string, unknown>;
    readonly features: { slash_commands: [{ command: string; url?: string }] };
  };
  const manifestOf = (address: string | null): Manifest =>
    JSON.parse(new URL(slackAppLink(address, '/tokens')).searchParams.get('manifest_json') ?? '') as Manifest;

  it('has the manifest filled in, for Socket Mode', () => {
    const { settings, features } = manifestOf(null);
    expect(slackAppLink(null, '/tokens')).toMatch(/^https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_json=%7B/);
    expect(settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(settings)).not.toContain('request_url');
    expect(features.slash_commands[0].command).toBe('/tokens');
  });

  it('has the manifest filled in, with one’s own address', () => {
    const { settings, features } = manifestOf('https://tokens.example.com');
    expect(settings.socket_mode_enabled).toBe(false);
    expect(features.slash_commands[0].url).toBe('https://tokens.example.com/slack/events');
  });

  it('asks for the scopes that the token is held against', () => {
    expect(manifestScopes()).toEqual([
      'commands',
      'chat:write',
      'users:read',
      'channels:read',
      'groups:read',
      'files:write',
      'usergroups:read',
    ]);
  });
});

describe('the App’s manifest', () => {
  const of = (address: string | null, isForSeveral = false): Readonly<Record<string, unknown>> =>
    appManifest({
      organization: 'acme',
      redirectUrl: 'http://127.0.0.1:1/created',
      address,
      webUrl: 'https://acme.ghe.com',
      isForSeveral,
    });

  it('names no webhook and no event without an address: GitHub refuses one without the other', () => {
    expect(Object.keys(of(null))).not.toEqual(expect.arrayContaining(['hook_attributes']));
    expect(Object.keys(of(null))).not.toEqual(expect.arrayContaining(['default_events']));
  });

  it('names both with one', () => {
    expect(of('https://t.example')).toMatchObject({
      hook_attributes: { url: 'https://t.example/github/webhooks', active: true },
      default_events: ['personal_access_token_request', 'organization'],
      callback_urls: ['https://t.example/github/callback'],
      public: false,
    });
  });

  it('says this GitHub’s address where we have none', () => {
    expect(of(null).url).toBe('https://acme.ghe.com');
    expect(of('https://t.example').url).toBe('https://t.example');
  });

  it('can be installed elsewhere only where the policy names several organizations', () => {
    expect(of(null, true).public).toBe(true);
  });

  it('has a name of 34 characters at most', () => {
    expect(appName('acme')).toBe('Countersign acme');
    expect(appName('a-very-long-organization-name-indeed').length).toBeLessThanOrEqual(34);
  });
});

describe('an installation', () => {
  const permissions = {
    ...{ organization_personal_access_token_requests: 'write', organization_personal_access_tokens: 'write' },
    ...{ members: 'read', metadata: 'read' },
  };
  it.each([
    ['all', { permissions, repository_selection: 'all' }, { is: 'there', isSelected: false }],
    ['selected', { permissions, repository_selection: 'selected' }, { is: 'there', isSelected: true }],
    [
      'suspended',
      { permissions, repository_selection: 'all', suspended_at: '2026-01-01T00:00:00Z' },
      { is: 'waiting', what: expect.stringContaining('is suspended') },
    ],
    [
      'narrower',
      { permissions: { metadata: 'read' }, repository_selection: 'all' },
      { is: 'waiting', what: expect.stringContaining('organization_personal_access_tokens: write') },
    ],
    ['odd', { message: 'hello' }, { is: 'waiting', what: expect.stringContaining('bad_answer') }],
  ])('that is %s', (_, answer, judged) => {
    expect(judgeInstallation('acme', answer, neededPermissions)).toEqual(judged);
  });
});

describe('a channel', () => {
  const good: Channel = { id: 'C1', name: 'reviews', isPrivate: true, isShared: false };
  it('is good where it is private and not shared', () => {
    expect(judgeChannel(good)).toEqual({ is: 'good' });
    expect(judgeChannel({ ...good, isPrivate: false }).is).toBe('doubtful');
    expect(judgeChannel({ ...good, isShared: true }).is).toBe('refused');
    expect(judgeChannel({ ...good, isPrivate: false, isShared: true }).is).toBe('refused');
  });

  it('is taken without a question where it is the only one, and good', () => {
    expect(channelChoice([good])).toEqual({ taken: good });
  });

  it('is asked for where there are several, or something is wrong with the only one', () => {
    const shared = { ...good, id: 'C2', name: 'partners', isShared: true };
    for (const [channels, labels] of [
      [
        [good, shared],
        ['#reviews', '#partners', 'Another one'],
      ],
      [[shared], ['#partners', 'Another one']],
    ] as const) {
      const choice = channelChoice(channels);
      expect('options' in choice && choice.options.map(({ label }) => label)).toEqual(labels);
    }
    const choice = channelChoice([shared]);
    expect('options' in choice && choice.options[0]?.hint).toBe('shared with another workspace');
  });
});

describe('the text of .env', () => {
  const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIE+/=\nabc\n-----END RSA PRIVATE KEY-----\n';
  const before =
    '# mine\nLOG_LEVEL=debug # loud\n\nSLACK_BOT_TOKEN=\nexport GITHUB_APP_ID=""\n# SLACK_APP_TOKEN=\nX="a\nb"\n';

  it('keeps every line and comment, and puts each value where an empty line waits for it, or at the end', () => {
    const after = withVariables(before, { SLACK_BOT_TOKEN: 'xoxb-1', GITHUB_APP_ID: '7', SLACK_APP_TOKEN: 'xapp-1' });
    expect(after).toBe(
      '# mine\nLOG_LEVEL=debug # loud\n\nSLACK_BOT_TOKEN=xoxb-1\nGITHUB_APP_ID=7\n# SLACK_APP_TOKEN=\nX="a\nb"\nSLACK_APP_TOKEN=xapp-1\n',
    );
  });

  it('is read back as it was given, a key of many lines and odd marks too', () => {
    const given = { A: pem, B: 'a b # c', C: "it's", D: 'https://x.example/?a=b&c', E: 'plain' };
    const read = readEnvironmentFile(Buffer.from(withVariables('', given)), '.env');
    expect(read).toEqual({ values: given });
  });

  it('says at its head who wrote it, where it is new', () => {
    expect(withVariables('', { A: 'b' })).toBe(
      '# Written by npm run setup. docs/set-up.md explains every variable. Keep this file to yourself.\nA=b\n',
    );
  });
});

describe('the policy', () => {
  it('is the smallest that is complete, and is read back', () => {
    const text = policyText(
      'acme',
      { id: 'C0REVIEWERS', name: 'token-reviews' },
      new Map([['U0BEA000001', 'bea-owner']]),
    );
    expect(text.split('\n')[1]).toContain('write enforce in place of observe');
    expect(text.split('\n')[0]).toBe(
      '# Written by npm run setup. Reviewers decide in #token-reviews. docs/policy.md explains every key.',
    );
    expect(parsePolicy(text, 'policy.yml')).toMatchObject({
      policy: { organizations: [{ login: 'acme', mode: 'observe' }] },
    });
  });

  it('takes names for names that YAML would take for something else', () => {
    const text = policyText('123', { id: 'C0REVIEWERS', name: 'a\nb: c' }, new Map([['U0BEA000001', 'true']]));
    expect(parse(text)).toEqual({
      organizations: [{ login: '123', channel: 'C0REVIEWERS', mode: 'observe' }],
      people: { U0BEA000001: 'true' },
    });
  });
});
