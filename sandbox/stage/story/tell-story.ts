import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleBot } from '../bot/bundle-bot.ts';
import { startBot } from '../bot/child-bot.ts';
import { migrationsFolder } from '../repository-paths.ts';
import { createWorld } from '../world/cast.ts';
import { mainStory, prolongedStory, type Stage, type Teller, widerStory } from './story.ts';
import { tellTrail } from './tell-trail.ts';

const out = (text: string): void => void process.stdout.write(`${text}\n`);
const indented = (text: string): string => text.replace(/^/gm, '    | ');

const teller: Teller = {
  chapter: (title) => out(`\n${'='.repeat(title.length)}\n${title}\n${'='.repeat(title.length)}`),
  happens: (what) => out(`\n> ${what}`),
  reads: (who, where, text) =>
    out(
      `\n  ${where}, as ${who} read${who.includes(' and ') ? '' : 's'} it:\n${indented(text.replaceAll(' / ', '\n  '))}`,
    ),
};

/** The real bot on a local Slack and GitHub, no account and no credential, told as a story in the terminal. */
export async function tellStory(): Promise<void> {
  let clockMs = Date.parse('2027-03-01T09:30:00Z');
  const world = await createWorld(() => new Date(clockMs));
  const databasePath = join(mkdtempSync(join(tmpdir(), 'countersign-sandbox-')), 'countersign.db');
  const bot = await startBot({
    entry: await bundleBot(),
    config: world.configFor(databasePath),
    secrets: world.secrets,
    policyText: world.policy,
    migrationsFolder,
    now: clockMs,
  });
  world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  world.github.webhooks.setUrl(`http://127.0.0.1:${bot.port}/github/webhooks`);
  await bot.settle();
  if (bot.errors.length > 0) throw new Error(bot.errors.join('\n'));
  const stage: Stage = {
    world,
    bot,
    teller,
    now: () => clockMs,
    moveTo: async (now) => {
      clockMs = now;
      bot.setClock(now);
      await bot.settle();
    },
  };
  await mainStory(stage);
  await widerStory(stage);
  await prolongedStory(stage);
  await bot.stop();
  await world.stop();
  teller.chapter('The audit trail');
  tellTrail(databasePath, out);
}
