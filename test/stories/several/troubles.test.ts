import { bundleBot } from '@countersign/sandbox-stage/bundle-bot';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, startServer } from '../../store/postgres/server.ts';
import { askForToken } from '../../support/ask-for-token.ts';
import { buttonsOf, usualToken } from '../../support/people.ts';
import { type Moment, moments } from '../../support/several/moments.ts';
import { approvedProblems } from '../../support/several/problems.ts';
import { type Several, startSeveral } from '../../support/several/several-processes.ts';
import { type Trouble, troubles } from '../../support/several/troubles.ts';
import { isWhole } from '../../support/share.ts';

const { mona, bea } = cast;

let entry: string;
// Of its own, since it is crashed.
let server: Server;
beforeAll(async () => {
  [entry, server] = await Promise.all([bundleBot(), startServer()]);
});
afterAll(async () => {
  await server.remove();
});

/** Until it went through: whoever was at work when the server went away fails, and goes on at its next tick. */
async function settled(world: Several): Promise<void> {
  for (;;) {
    const isDone = await world.settle().then(
      () => true,
      (error: unknown) => {
        if (/unreachable|busy|Connection terminated/.test(String(error))) return false;
        throw error;
      },
    );
    if (isDone) return;
  }
}

/**
 * Bea presses Approve until no card has the button; what is not answered, because somebody was struck, she presses again, a minute
 * later: what the struck one had in hand is another's when its lease has run out.
 */
async function pressUntilDecided(world: Several, struck: Promise<void>): Promise<void> {
  for (;;) {
    const card = world.slack.messagesIn(channel).find((message) => buttonsOf(message).includes('approve_request'));
    if (card === undefined) return;
    await Promise.race([world.slack.click(bea.slackId, card, 'approve_request'), struck]);
    world.moveClock(60);
    await settled(world);
  }
}

/** From `/pat request` to the token, with one process struck on the way. */
async function walk(moment: Moment, trouble: Trouble): Promise<readonly string[]> {
  const world = await startSeveral({
    server: server.url('postgres'),
    entry,
    pausesAtCommits: true,
    mayBeCutOff: trouble.isOnTheWay === true,
  });
  // The lists tell it all.
  world.github.webhooks.mode = 'hold';
  await askForToken(world, mona.slackId);
  const number = await world.scheduler();
  const struck = Promise.withResolvers<void>();
  let isStruck = false;
  const strike = async (): Promise<void> => {
    isStruck = true;
    await trouble.strike(world, number, server);
    struck.resolve();
  };
  await moment.arm(world, number, strike, trouble);
  world.reach(number);
  await pressUntilDecided(world, struck.promise);
  world.moveClock(180);
  await settled(world);
  const token = world.github.people.createToken(mona.login, organization, usualToken(world));
  await settled(world);
  for (const isMended of [false, true]) {
    if (isMended) await world.mendAll();
    world.moveClock(180);
    await settled(world);
  }
  const mayDouble = moment.isAroundMessage && !trouble.isRemembered;
  return [...(isStruck ? [] : ['the moment never came']), ...(await approvedProblems(world, token, mayDouble))];
}

/** The gate tries three troubles, each at one moment; `npm run prove` every one at every moment. */
const inGate = new Map<string, string>([
  ['killed', 'after the commit of request.claim'],
  ['stopped, and goes on long after', 'before GitHub has the approval'],
  ['left by a server that crashes and comes back', 'inside the commit of request.approve'],
]);
const tried = troubles.filter(({ what }) => isWhole || inGate.has(what));
const momentsOf = (trouble: Trouble): readonly Moment[] =>
  moments.filter(({ what }) => isWhole || what === inGate.get(trouble.what));

describe.each(tried)('one of three processes, $what,', (trouble) => {
  it.each(momentsOf(trouble))('$what: one decision, one token, nobody told twice', async (moment) => {
    expect(await walk(moment, trouble)).toEqual([]);
  });
});
