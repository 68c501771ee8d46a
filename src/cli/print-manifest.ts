import { isCommandName } from '../config/command-name.ts';
import { slackManifest } from '../config/slack-manifest.ts';
import { refuseUse } from './wrong-use.ts';

type Options = {
  readonly url: string | undefined;
  readonly isSocket: boolean;
  readonly command: string;
  readonly areSeveral: boolean;
};

/** What is wrong with the address, as a sentence; null where Slack can post there. */
function refusalOf(url: string): string | null {
  const like = 'like https://tokens.example.com';
  if (!URL.canParse(url)) return `--url must be an address, ${like}.`;
  const { protocol, username, password, pathname, search, hash, origin } = new URL(url);
  if (protocol !== 'https:') return `--url must begin with https://, since Slack posts to nothing else.`;
  if (username !== '' || password !== '') return `--url must not hold a user name or a password.`;
  const isBare = pathname === '/' && search === '' && hash === '';
  return isBare ? null : `--url must be the address alone, without a path: ${origin}.`;
}

function manifestFor({
  url,
  isSocket,
  command,
  areSeveral,
}: Options): { readonly text: string } | { readonly refusal: string } {
  if (areSeveral && url === undefined) {
    return { refusal: 'give --several your own address too, --url https://…: people install the app there.' };
  }
  if (url === undefined && !isSocket) {
    return { refusal: 'say how Slack reaches you: --socket, or --url https://… with your own address.' };
  }
  if (url !== undefined && isSocket) {
    return { refusal: 'choose --socket or --url: in Socket Mode Slack posts to no address.' };
  }
  const refusal = url === undefined ? null : refusalOf(url);
  if (refusal !== null) return { refusal };
  if (!isCommandName(command)) {
    return {
      refusal:
        '--command must be a slash and up to 31 small letters, digits, hyphens or underscores, like /tokens; a letter or digit comes first.',
    };
  }
  return { text: slackManifest(url === undefined ? null : new URL(url).origin, command, areSeveral) };
}

/** Prints manifest.yml for Socket Mode, or with your address, and with the command's name where SLACK_COMMAND gives it another. */
export function printManifest(options: Options): number {
  const made = manifestFor(options);
  if ('refusal' in made) return refuseUse('manifest', made.refusal);
  process.stdout.write(made.text);
  return 0;
}
