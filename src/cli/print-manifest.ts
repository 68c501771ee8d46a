import { parseArgs } from 'node:util';
import { isCommandName } from '../config/command-name.ts';
import { slackManifest } from '../config/slack-manifest.ts';

// `npm run manifest -- --socket | --host tokens.example.com [--command /tokens]`: manifest.yml for Socket Mode, or with your host, and
// with the command's name where SLACK_COMMAND gives it another. Printed on standard output, to be pasted where Slack asks for it.

const usage = 'Usage: npm run --silent manifest -- --socket | --host tokens.example.com [--command /pat]\n';

function manifest(): string | null {
  const { values } = parseArgs({
    options: { host: { type: 'string' }, socket: { type: 'boolean' }, command: { type: 'string', default: '/pat' } },
  });
  const { host, socket = false, command } = values;
  const isHost = host !== undefined && /^[a-z0-9.-]+(?::\d{1,5})?$/i.test(host);
  if (isHost === socket || (socket && host !== undefined) || !isCommandName(command)) return null;
  return slackManifest(host === undefined ? null : `https://${host}`, command);
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
