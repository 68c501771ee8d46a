import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { pathInProgram } from '../program-folder.ts';

const scopes = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** In Socket Mode Slack posts nowhere: every line with an address goes. */
function forSockets(text: string): string {
  return text
    .replace(/^.*https:\/\/countersign\.example\.com\/.*\n/gm, '')
    .replace('socket_mode_enabled: false', 'socket_mode_enabled: true');
}

/** People install it by OAuth, and Slack tells when it is removed. */
function forSeveral(text: string): string {
  const redirect = 'https://countersign.example.com/slack/oauth_redirect';
  return text
    .replace('oauth_config:\n', `oauth_config:\n  redirect_urls:\n    - ${redirect}\n`)
    .replace(/( +bot_events:\n(?: +- \w+\n)+)/, '$1      - app_uninstalled\n      - tokens_revoked\n')
    .replace(
      /^/,
      '# For several workspaces. Afterwards, once: Manage Distribution -> Activate Public Distribution, or other workspaces can\u2019t install it.\n',
    );
}

/**
 * The Slack app's manifest, YAML: for Slack to post to `address` (https://your.host), or, where that is null, for Socket Mode. For several
 * workspaces it has an address in any case.
 */
export function slackManifest(address: string | null, command: string, areSeveral = false): string {
  const text = readFileSync(pathInProgram('manifest.yml'), 'utf8').replace(/^# .*\n/, '');
  const whose = areSeveral ? forSeveral(text) : text;
  const addressed =
    address === null ? forSockets(whose) : whose.replaceAll('https://countersign.example.com/', `${address}/`);
  return addressed.replace(/command: \/\S+\n/, `command: ${command}\n`);
}

/** The bot's scopes that the manifest asks for. */
export function manifestScopes(): readonly string[] {
  return scopes.parse(parse(slackManifest(null, '/any'))).oauth_config.scopes.bot;
}
