import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { slackManifest } from '../src/config/slack-manifest.ts';
import { scopesOfPolicy } from '../src/domain/policy/policy.ts';
import { buttons, choices, commands, events, shortcuts, submissions, suggestions } from '../src/slack/routes.ts';
import { english, englishFor } from '../src/wording/english.ts';

const root = resolve(import.meta.dirname, '..');

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const views = sourcesOf('src/slack/views').join('\n');
const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as {
  readonly features: {
    readonly shortcuts: readonly { readonly type: string; readonly callback_id: string }[];
    readonly slash_commands: readonly { readonly command: string; readonly usage_hint: string }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
};

function emitted(pattern: RegExp): ReadonlySet<string> {
  return new Set([...views.matchAll(pattern)].map(([, id = '']) => id));
}

describe('every control has a listener, and every listener a control', () => {
  it('buttons', () => {
    expect([...emitted(/\b(?:b|grantB)utton\(\s*'([a-z_]+)'/g)].sort()).toEqual([...buttons.keys()].sort());
  });

  it('modals that can be submitted', () => {
    const pages = [...views.matchAll(/modal\(\{([\s\S]*?)\}\);/g)].map(([, page = '']) => page);
    expect(pages.length).toBeGreaterThan(5);
    const submitted = pages
      .filter((page) => page.includes('submit:'))
      .map((page) => /callbackId: '([a-z_]+)'/.exec(page)?.[1] ?? 'unnamed');
    expect([...new Set(submitted)].sort()).toEqual([...submissions.keys()].sort());
  });

  it('choices that the form is told of at once', () => {
    const told = [...emitted(/\bchoice\(\s*'([a-z_]+)'/g), ...emitted(/\bsearch\(\s*'([a-z_]+)'/g)];
    expect(told.sort()).toEqual([...choices.keys()].sort());
  });

  it('type-ahead', () => {
    expect([...emitted(/\bsearch\(\s*'([a-z_]+)'/g)].sort()).toEqual([...suggestions.keys()].sort());
  });
});

describe('what is refused', () => {
  it('is laid out where its way on is looked for, or where nobody can have one', () => {
    const folder = join(root, 'src/slack/listeners');
    const laidOut = readdirSync(folder).filter((file) =>
      /views\/refusal-(?:view|message)\.ts/.test(readFileSync(join(folder, file), 'utf8')),
    );
    expect(laidOut.toSorted()).toEqual(['refuse-at-the-door.ts', 'refuse-privately.ts', 'unknown-control.ts']);
  });
});

describe('the manifest asks for what is used, and for no more', () => {
  it('the command, and its words in the hint and in the help', () => {
    expect(manifest.features.slash_commands.map((one) => one.command)).toEqual(['/pat']);
    const [{ usage_hint: hint } = { usage_hint: '' }] = manifest.features.slash_commands;
    const inHint = hint.split('|').map((part) => part.trim().split(' ')[0]);
    const inHelp = english.helpLines.map((line) => /^\/pat ([a-z]+)/.exec(line)?.[1]);
    expect(inHint.sort()).toEqual([...commands.keys()].sort());
    expect(inHelp.sort()).toEqual([...commands.keys()].sort());
    expect([...english.helpWords].sort()).toEqual([...commands.keys()].sort());
  });

  it('shortcuts, all of them in the menus of messages', () => {
    expect(manifest.features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual(
      [...shortcuts.keys()].map((id) => ['message', id]),
    );
  });

  it('events', () => {
    const { bot_events: told } = manifest.settings.event_subscriptions;
    // With several workspaces Slack tells besides where the app was removed.
    const several = parse(slackManifest('https://tokens.example.com', '/pat', true)) as typeof manifest;
    const { bot_events: toldOfSeveral } = several.settings.event_subscriptions;
    expect([...toldOfSeveral].sort()).toEqual([...events.keys()].sort());
    expect(toldOfSeveral.filter((name) => !told.includes(name))).toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(told.filter((name) => !toldOfSeveral.includes(name))).toEqual([]);
  });

  it('nothing for several workspaces but how the app is installed and removed', () => {
    const several = parse(slackManifest('https://countersign.example.com', '/pat', true)) as typeof manifest;
    expect({
      ...several,
      oauth_config: { scopes: several.oauth_config.scopes },
      settings: {
        ...several.settings,
        event_subscriptions: manifest.settings.event_subscriptions,
      },
    }).toEqual(manifest);
  });

  it('scopes: one for each kind of call that is made', () => {
    const needs: Readonly<Record<string, readonly string[]>> = {
      'chat.postMessage': ['chat:write'],
      'chat.update': ['chat:write'],
      'files.getUploadURLExternal': ['files:write'],
      'files.completeUploadExternal': ['files:write'],
      'users.info': ['users:read'],
      'users.lookupByEmail': ['users:read', 'users:read.email'],
      'conversations.info': ['channels:read', 'groups:read'],
      'conversations.members': ['channels:read', 'groups:read'],
      'usergroups.users.list': ['usergroups:read'],
      'views.open': [],
      'views.publish': [],
      'views.push': [],
      'views.update': [],
      'auth.revoke': [],
      'auth.test': [],
      // Any token may call these.
      'auth.teams.list': [],
      'migration.exchange': [],
    };
    const program = [...sourcesOf('src/slack'), readFileSync(join(root, 'src/app.ts'), 'utf8')].join('\n');
    const called = new Set(
      [
        ...program.matchAll(
          /\.((?:chat|users|conversations|files|views|auth|auth\.teams|migration|usergroups\.users)\.[a-zA-Z]+)\(/g,
        ),
      ].map(([, name = '']) => name),
    );
    expect([...called].sort()).toEqual(Object.keys(needs).sort());
    const scopes = new Set(['commands', ...[...called].flatMap((name) => needs[name] ?? ['unknown'])]);
    // Only where the policy relies on an identity provider: its operator adds it by hand, and doctor asks for it there alone.
    const byPolicy = [...scopesOfPolicy({ organizations: [{ identity: { saml: true } }] })];
    expect(byPolicy).toEqual(['users:read.email']);
    expect([...scopesOfPolicy({ organizations: [{ identity: { saml: false } }] })]).toEqual([]);
    expect([...manifest.oauth_config.scopes.bot, ...byPolicy].sort()).toEqual([...scopes].sort());
  });
});

describe('the command', () => {
  // Sentences get its name: written out, it would be wrong wherever SLACK_COMMAND is set.
  it('is named in one place for each of what people read and what is configured', () => {
    const naming = ['src/wording', 'src/slack', 'src/config', 'src/operations', 'src/domain', 'src/outbox'].filter(
      (folder) => sourcesOf(folder).some((source) => /\/pat\b/.test(source.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, ''))),
    );
    expect(naming).toEqual(['src/wording', 'src/config']);
    expect(
      sourcesOf('src/wording')
        .join()
        .match(/\/pat\b/g),
    ).toHaveLength(1);
    expect(
      sourcesOf('src/config')
        .join()
        .match(/\/pat\b/g),
    ).toHaveLength(1);
  });

  it('has its own name in every sentence that names it', () => {
    const [pat, tokens] = [englishFor('/pat'), englishFor('/tokens')].map((wording) => wording.helpLines.join('\n'));
    expect(tokens).toBe(pat?.replaceAll('/pat', '/tokens'));
    expect(tokens).toContain('/tokens request');
  });
});

describe('the names that others rely on', () => {
  it('stand', () => {
    expect([...buttons.keys()]).toEqual(
      expect.arrayContaining([
        'approve_request',
        'deny_request',
        'adjust_request',
        'accept_offer',
        'ask_requester',
        'answer_question',
        'request_details',
        'withdraw_request',
        'approve_pending_token',
        'deny_pending_token',
        'claim_pending_token',
        'is_for_request',
        'renew_token',
        'end_token',
        'revoke_token',
        'keep_token',
        'revoke_unused',
        'create_on_github',
        'open_on_github',
        'request_again',
        'classic_made',
        'show_classic',
        'request_these',
        'request_token',
        'token_guide',
        'show_tokens',
        'filter_tokens',
        'export_csv',
        'export_json',
        'link_account',
        'unlink_account',
      ]),
    );
    expect([...submissions.keys()]).toEqual([
      'request_token',
      'confirm_request',
      'deny_request',
      'adjust_request',
      'ask_requester',
      'answer_question',
      'classic_made',
      'explain_token',
      'renew_token',
      'revoke_token',
      'keep_token',
      'revoke_unused',
      'filter_tokens',
      'revoke_all',
      'report_leak',
    ]);
    expect([...shortcuts.keys()]).toEqual(['report_leak']);
    expect(commands.has('leak')).toBe(true);
    for (const field of [
      'organization',
      'where_used',
      'preset',
      'purpose',
      'token_name',
      'description',
      'lifetime',
      'expires_on',
      'repository_access',
      'repositories',
      'permissions',
      'justification',
      'credential',
      'also_warn',
    ]) {
      expect(views).toContain(`'${field}'`);
    }
  });
});
