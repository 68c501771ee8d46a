import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { cardOf, cardsAbout, directMessages, isPending, makeToken, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;

/** What Mona was reminded of, in the order in which she was. */
function reminders(world: TestWorld): readonly string[] {
  return directMessages(world, mona.slackId).flatMap(
    (text) => /expires (?:in \d+ days|tomorrow|today)/.exec(text) ?? [],
  );
}

async function passDays(world: TestWorld, days: number): Promise<void> {
  for (let hour = 0; hour < days * 24; hour += 12) await world.pass({ hours: 12 });
}

describe('a machine that slept two hours', () => {
  it('gets a fresh token for GitHub before it concludes anything: nobody is told of a missing permission', async () => {
    const world = await startWorld();
    await askForToken(world, cast.mona.slackId);
    world.github.state.installationTokens.clear();
    await world.pass({ hours: 2 });
    expect(cardsAbout(world, organization)).toHaveLength(1);
    expect(world.logLines.filter(({ what }) => what.includes('pass could not be completed'))).toEqual([]);
  });
});

describe('a machine that slept over the hour of a reminder', () => {
  it('sends it as soon as GitHub has said what time it is', async () => {
    const { world } = await active();
    await passDays(world, 15);
    expect(reminders(world)).toEqual([]);
    await world.sleep({ hours: 48 });
    expect(reminders(world)).toEqual(['expires in 13 days']);
  });
});

describe('a machine whose clock jumps ahead', () => {
  it('reminds nobody too early, says so in its log, and reminds on the right days once it is mended', async () => {
    const { world } = await active();
    await world.setAhead({ days: 27 });
    await world.pass({ hours: 6 });
    expect(reminders(world)).toEqual([]);
    expect(world.logLines.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        what: 'the machine’s clock is wrong: nobody is reminded, and nothing ends, until it is right',
        fields: { secondsAhead: 27 * 86_400 },
      },
    ]);
    await world.setAhead({});
    const clockLines = world.logLines.filter(({ what }) => what.includes('clock'));
    expect(clockLines.at(-1)?.what).toBe('the machine’s clock is right again');
    await passDays(world, 29);
    expect(reminders(world)).toEqual([
      'expires in 14 days',
      'expires in 7 days',
      // Three days before is a Sunday: Friday's notice covers it.
      'expires in 5 days',
      'expires tomorrow',
    ]);
  });

  it('ends no request and calls no token expired', async () => {
    const { world } = await active();
    await askForToken(world, mona.slackId, { token_name: 'another' });
    await world.setAhead({ days: 60 });
    await world.pass({ hours: 1 });
    expect(directMessages(world, mona.slackId).join()).not.toContain('no longer works');
    expect(reads(cardOf(world, 'PAT-2'))).not.toContain('apsed');
    await world.setAhead({});
    await world.pass({ hours: 1 });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active');
  });

  it('plans the reminders of a token that it finds meanwhile from the real day on', async () => {
    const { world } = await active();
    await world.setAhead({ days: 25 });
    const token = await makeToken(world, { name: 'second' }, 'mona');
    expect(isPending(world, token)).toBe(true);
    await world.slack.click(cast.bea.slackId, cardOf(world, '“second”'), 'approve_pending_token');
    await world.settle();
    await world.setAhead({});
    await passDays(world, 17);
    expect(directMessages(world, mona.slackId).at(-1)).toMatch(/“?second”? expires in 14 days/);
  });
});

describe('a machine whose clock is ahead at the start', () => {
  it('waits for GitHub’s word before it reminds', async () => {
    const { world } = await active();
    await world.setAhead({ days: 20 });
    await world.restart();
    expect(reminders(world)).toEqual([]);
  });
});

describe('while GitHub is away', () => {
  it('people are reminded all the same: nothing has made the clock doubtful', async () => {
    const { world } = await active();
    await passDays(world, 15);
    world.github.server.faults.add({ fits: /./, times: 100_000, when: 'before', answer: 'drop' });
    await passDays(world, 2);
    expect(reminders(world)).toEqual(['expires in 14 days']);
  });
});
