import fc from 'fast-check';
import { type Command, command } from './command.ts';
import type { ProvenWorld } from './proven-world.ts';

/** What lived shorter counts as a failure, after which the program waits by a clock that nobody here can set. */
const longLifeMs = 11_000;

function isThere({ bot, world }: ProvenWorld): boolean {
  return bot !== null && world.slack.socketMode.connections > 0;
}

/** Some of its connections end, and the command ends once the program has opened others in their place. */
function ends(words: string, count: (open: number) => number, end: (proven: ProvenWorld) => void): Command {
  return command(words, async (proven) => {
    if (!isThere(proven)) return [];
    proven.passTime(longLifeMs);
    const { socketMode } = proven.world.slack;
    const expected = socketMode.greeted + count(socketMode.connections);
    end(proven);
    await proven.connected(expected);
    return [];
  });
}

const endings: fc.Arbitrary<Command> = fc
  .constantFrom('warning' as const, 'refresh_requested' as const, 'cut' as const)
  .map((how) =>
    how === 'cut'
      ? ends(
          'the network loses every connection',
          (open) => open,
          ({ world }) => world.slack.socketMode.cut(),
        )
      : ends(
          `Slack ends a connection (${how})`,
          () => 1,
          ({ world }) => world.slack.socketMode.disconnect(how),
        ),
  );

/** From here on nobody reaches the program; it tries again each minute, by a clock of its own, so somebody starts it anew later. */
const switchedOff = fc.constant(
  command('an administrator switches Socket Mode off', async (proven) => {
    const { slack } = proven.world;
    if (!isThere(proven)) return [];
    slack.socketMode.disconnect('link_disabled');
    await slack.until(() => (slack.socketMode.connections === 0 || proven.crash.isDead ? true : undefined), 60_000);
    return [];
  }),
);

const switchedOn = fc.constant(
  command('an administrator switches Socket Mode on, and the program is started again', async (proven, model) => {
    const { socketMode } = proven.world.slack;
    if (socketMode.isEnabled) return [];
    socketMode.isEnabled = true;
    model.isArmed = false;
    await proven.kill();
    await proven.startBot();
    return [];
  }),
);

/** What happens to connections. */
export const socketCommands: readonly fc.Arbitrary<Command>[] = [endings, endings, switchedOff, switchedOn, switchedOn];
