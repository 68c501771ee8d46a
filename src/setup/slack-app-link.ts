import { parse } from 'yaml';
import { slackManifest } from '../config/slack-manifest.ts';

/** Slack's page that makes an app of a manifest, with ours filled in. */
export function slackAppLink(address: string | null, command: string): string {
  const manifest = JSON.stringify(parse(slackManifest(address, command)));
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(manifest)}`;
}
