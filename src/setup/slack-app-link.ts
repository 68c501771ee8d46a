import { parse } from 'yaml';
import { z } from 'zod';
import { slackManifest } from '../config/slack-manifest.ts';

const scopes = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** Slack's page that makes an app of a manifest, with ours filled in. */
export function slackAppLink(address: string | null, command: string): string {
  const manifest = JSON.stringify(parse(slackManifest(address, command)));
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(manifest)}`;
}

/** The scopes that the manifest asks for. */
export function neededScopes(): readonly string[] {
  return scopes.parse(parse(slackManifest(null, '/any'))).oauth_config.scopes.bot;
}
