import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { KnownCommand } from './protocol.ts';

type Manifest = {
  readonly features: {
    readonly slash_commands: readonly {
      readonly command: string;
      readonly description: string;
      readonly usage_hint: string;
    }[];
  };
};

/** What Slack's composer knows of the app: its commands, as the manifest has them. */
export function readCommands(manifestFile: string): readonly KnownCommand[] {
  const { features } = parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  return features.slash_commands.map(({ command, description, usage_hint: usage }) => ({
    command,
    description,
    words: usage.split('|').map((part) => {
      const [word = '', ...rest] = part.trim().split(' ');
      return { word, hint: rest.join(' ') };
    }),
  }));
}
