import { readFileSync } from 'node:fs';
import { pathInProgram } from '../program-folder.ts';

/** In Socket Mode Slack posts nowhere: every line with an address goes. */
function forSockets(text: string): string {
  return text
    .replace(/^.*https:\/\/countersign\.example\.com\/.*\n/gm, '')
    .replace('socket_mode_enabled: false', 'socket_mode_enabled: true');
}

/** The Slack app's manifest, YAML: for Slack to post to `address` (https://your.host), or, where that is null, for Socket Mode. */
export function slackManifest(address: string | null, command: string): string {
  const text = readFileSync(pathInProgram('manifest.yml'), 'utf8').replace(/^# .*\n/, '');
  const addressed =
    address === null ? forSockets(text) : text.replaceAll('https://countersign.example.com/', `${address}/`);
  return addressed.replace(/command: \/\S+\n/, `command: ${command}\n`);
}
