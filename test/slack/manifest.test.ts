import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { events } from '../../src/slack/routes.ts';
import { builtCommand } from '../support/built-program.ts';

const root = resolve(import.meta.dirname, '../..');
const manifest = parse(readFileSync(resolve(root, 'manifest.yml'), 'utf8')) as {
  readonly features: {
    readonly app_home: object;
    readonly slash_commands: readonly { readonly command: string; readonly url: string }[];
  };
  readonly oauth_config: { readonly scopes: object };
  readonly settings: {
    readonly event_subscriptions: { readonly request_url: string; readonly bot_events: readonly string[] };
    readonly interactivity: { readonly request_url: string; readonly message_menu_options_url: string };
  };
};
const schema = JSON.parse(readFileSync(resolve(root, 'test/fixtures/slack-manifest.schema.json'), 'utf8')) as object;

/** Removing the app is told where OAuth installs it. */
const ofSeveral = ['app_uninstalled', 'tokens_revoked'];
const eventsOfOne = [...events.keys()].filter((name) => !ofSeveral.includes(name));

describe('the manifest', () => {
  it('is one that Slack takes', () => {
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is held to a schema that knows a typo', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(validate({ ...manifest, setings: {} })).toBe(false);
  });

  it('asks for the scopes that are needed, and no more', () => {
    expect(manifest.oauth_config.scopes).toEqual({
      bot: ['commands', 'chat:write', 'users:read', 'channels:read', 'groups:read', 'files:write', 'usergroups:read'],
    });
  });

  it('has the command and the events that are routed', () => {
    expect(manifest.features.slash_commands.map((one) => one.command)).toEqual(['/pat']);
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(eventsOfOne);
  });

  it('lets direct messages be sent, and nobody write there', () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });

  it('is printed for Socket Mode as one that Slack takes, without any address', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [builtCommand(), 'manifest', '--socket', '--command', '/tokens'],
      { encoding: 'utf8', env: {} },
    );
    expect(status).toBe(0);
    expect(stdout).not.toContain('http');
    const printed = parse(stdout) as typeof manifest & { readonly settings: { readonly socket_mode_enabled: boolean } };
    expect(printed.settings.socket_mode_enabled).toBe(true);
    expect(printed.features.slash_commands.map(({ command }) => command)).toEqual(['/tokens']);
    expect(printed.settings.event_subscriptions.bot_events).toEqual(eventsOfOne);
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(printed);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is printed with your host and another name for the command, and with nothing else changed', () => {
    const print = (...args: readonly string[]) =>
      spawnSync(process.execPath, [builtCommand(), 'manifest', ...args], {
        encoding: 'utf8',
        env: {},
      });
    const { status, stdout } = print('--url', 'https://tokens.acme.test', '--command', '/tokens');
    expect(status).toBe(0);
    const printed = parse(stdout) as object;
    const expected = JSON.stringify(manifest)
      .replaceAll('countersign.example.com', 'tokens.acme.test')
      .replace('"/pat"', '"/tokens"');
    expect(printed).toEqual(JSON.parse(expected));
  });

  it('is printed for several workspaces as one that Slack takes, that OAuth installs and an enterprise may have', () => {
    const args = ['manifest', '--several', '--url', 'https://tokens.acme.test'];
    const { status, stdout } = spawnSync(process.execPath, [builtCommand(), ...args], {
      ...{ encoding: 'utf8', env: {} },
    });
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toBe(
      '# For several workspaces. Afterwards, once: Manage Distribution -> Activate Public Distribution, or other workspaces can’t install it.',
    );
    const printed = parse(stdout) as typeof manifest;
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(printed);
    expect(validate.errors ?? []).toEqual([]);
    expect(printed.oauth_config).toEqual({
      ...{ ...manifest.oauth_config, redirect_urls: ['https://tokens.acme.test/slack/oauth_redirect'] },
    });
    expect(printed.settings).toMatchObject({ org_deploy_enabled: true, token_rotation_enabled: false });
    expect(printed.settings.event_subscriptions.bot_events).toEqual([...eventsOfOne, ...ofSeveral]);
  });

  it('is not printed for several workspaces without the address at which people install it', () => {
    const { status, stderr } = spawnSync(process.execPath, [builtCommand(), 'manifest', '--several', '--socket'], {
      encoding: 'utf8',
      env: {},
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('give --several your own address too, --url https://…: people install the app there.');
  });

  it('sends everything to one address', () => {
    const { settings, features } = manifest;
    const { request_url, message_menu_options_url } = settings.interactivity;
    const urls = [settings.event_subscriptions.request_url, request_url, message_menu_options_url];
    expect(new Set([...urls, ...features.slash_commands.map(({ url }) => url)])).toEqual(
      new Set(['https://countersign.example.com/slack/events']),
    );
  });
});
