import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isCommandName } from '../config/command-name.ts';

// `npm run manifest -- --socket | --host tokens.example.com [--command /tokens]`: manifest.yml for Socket Mode, or with your host, and
// with the command's name where SLACK_COMMAND gives it another. Printed on standard output, to be pasted where Slack asks for it.

const usage = 'Usage: npm run --silent manifest -- --socket | --host tokens.example.com [--command /pat]\n';

/** In Socket Mode Slack posts nowhere: every line with an address goes. */
function forSockets(text: string): string {
  return text
    .replace(/^.*https:\/\/countersign\.example\.com\/.*\n/gm, '')
    .replace('socket_mode_enabled: false', 'socket_mode_enabled: true');
}

function forHost(text: string, host: string): string {
  return text.replaceAll('https://countersign.example.com/', `https://${host}/`);
}

function manifest(): string | null {
  const { values } = parseArgs({
    options: { host: { type: 'string' }, socket: { type: 'boolean' }, command: { type: 'string', default: '/pat' } },
  });
  const { host, socket = false, command } = values;
  const isHost = host !== undefined && /^[a-z0-9.-]+(?::\d{1,5})?$/i.test(host);
  if (isHost === socket || (socket && host !== undefined) || !isCommandName(command)) return null;
  const text = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8').replace(/^# .*\n/, '');
  const addressed = host === undefined ? forSockets(text) : forHost(text, host);
  return addressed.replace('command: /pat\n', `command: ${command}\n`);
}

function manifestOrUsage(): string | null {
  try {
    return manifest();
  } catch (error) {
    // An option that is not known.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const text = manifestOrUsage();
if (text === null) {
  process.stderr.write(usage);
  process.exitCode = 1;
} else {
  process.stdout.write(text);
}
