import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isCommandName } from '../config/command-name.ts';

// `npm run manifest -- --host tokens.example.com [--command /tokens]`: manifest.yml with your host, and with the command's name where
// SLACK_COMMAND gives it another. Printed on standard output, to be pasted where Slack asks for it.

const usage = 'Usage: npm run --silent manifest -- --host tokens.example.com [--command /pat]\n';

function manifest(): string | null {
  const { values } = parseArgs({ options: { host: { type: 'string' }, command: { type: 'string', default: '/pat' } } });
  const { host, command } = values;
  if (host === undefined || !/^[a-z0-9.-]+(?::\d{1,5})?$/i.test(host) || !isCommandName(command)) return null;
  const text = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
  return text
    .replace(/^# .*\n/, '')
    .replaceAll('https://countersign.example.com/', `https://${host}/`)
    .replace('command: /pat\n', `command: ${command}\n`);
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
