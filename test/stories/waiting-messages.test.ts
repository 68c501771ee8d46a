import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, inChannel } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  deny,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  reads,
  revoke,
  usualToken,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

/** Slack takes nothing until it is mended. */
function loseSlack({ slack }: TestWorld, fits: string | RegExp = /^chat\./) {
  slack.server.faults.add({ fits, when: 'before', times: 100_000, answer: { status: 503, body: 'busy' } });
  return { mend: () => slack.server.faults.clear() };
}

function refusedBy({ slack }: TestWorld, error: string, times = 1, fits = 'chat.postMessage') {
  slack.server.faults.add({ fits, when: 'before', times, answer: { status: 200, body: { ok: false, error } } });
}

async function hours(world: TestWorld, count: number, step = 1): Promise<void> {
  for (let hour = 0; hour < count; hour += step) await world.pass({ hours: step });
}

describe('while Slack takes nothing for days', () => {
  it('a request’s card waits, is posted when Slack is back, and can be decided by', async () => {
    const world = await startWorld();
    const slack = loseSlack(world);
    await askForToken(world, mona.slackId);
    await hours(world, 60, 6);
    slack.mend();
    await world.pass({ hours: 1 });
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
    await approve(world);
    expect(lastDirectMessage(world, mona.slackId)).toContain(' approved “');
    const said = world.logLines.filter(({ level }) => level === 'error').map(({ what }) => what);
    expect(said).toContain('a message has not got through yet; we keep trying');
    expect(said).not.toContain('an effect was given up');
  });

  it.each([
    { days: 5, passed: 'one reminder', says: /“nightly-release” for acme expires in (?:9|10) days/ },
    { days: 9, passed: 'two reminders', says: /“nightly-release” for acme expires in (?:5|6) days/ },
  ])(
    '$passed that fell due wait, and what is told when Slack is back is true, and told once',
    async ({ days, says }) => {
      const world = await startWorld();
      await askForToken(world, mona.slackId);
      await approve(world);
      await makeToken(world);
      await world.pass({ days: 15 });
      const before = directMessages(world, mona.slackId).length;
      const slack = loseSlack(world);
      await hours(world, days * 24, 12);
      expect(directMessages(world, mona.slackId)).toHaveLength(before);
      slack.mend();
      await world.pass({ hours: 1 });
      const said = directMessages(world, mona.slackId).slice(before);
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(says);
    },
  );

  it('of a token that ended meanwhile its end is told, and nothing that lay before', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { lifetime: '7' });
    await approve(world);
    await makeToken(world, { expiresAt: new Date(world.now() + 7 * 86_400_000) });
    await world.pass({ days: 3 });
    const before = directMessages(world, mona.slackId).length;
    const slack = loseSlack(world);
    await hours(world, 6 * 24, 12);
    slack.mend();
    await world.pass({ hours: 1 });
    expect(directMessages(world, mona.slackId).slice(before).join('\n')).toMatch(
      /^\*“nightly-release” for acme expired on [^\n]*\n\[Request PAT-1 again…\]\n[^\n]*$/,
    );
  });

  it('what its subject has left behind is dropped in silence', async () => {
    const world = await startWorld();
    const slack = loseSlack(world);
    await askForToken(world, mona.slackId);
    await world.pass({ hours: 2 });
    await world.slack.command(mona.slackId, '/pat withdraw PAT-1');
    await hours(world, 30, 6);
    slack.mend();
    await world.pass({ hours: 2 });
    expect(cardsAbout(world, 'PAT-1')).toEqual([]);
    expect(directMessages(world, mona.slackId)).toEqual([]);
    expect(world.logLines.filter(({ what }) => what.includes('given up'))).toEqual([]);
  });

  it('an outage of GitHub’s that is over is not told any more', async () => {
    const world = await startWorld();
    const slack = loseSlack(world);
    world.github.server.faults.add({ fits: /./, when: 'before', times: 100_000, answer: { status: 503 } });
    for (let step = 0; step < 5; step += 1) await world.pass({ minutes: 30 });
    world.github.server.faults.clear();
    await world.pass({ hours: 1 });
    slack.mend();
    await world.pass({ hours: 1 });
    expect(world.slack.messagesIn(channel).map(reads).join('\n')).not.toContain('can’t reach GitHub for');
  });
});

describe('what GitHub did before Slack took the word of it', () => {
  it('a revocation is told to the other reviewers all the same, by name and with its reason', async () => {
    const { world, token } = await active();
    const answer = { status: 429, retryAfterSeconds: 5 };
    world.slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', times: 1, answer });
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked in a build log');
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(false);
    expect(inChannel(world).join('\n')).toMatch(new RegExp(`Revoked by <@${carl.slackId}>[^]*Leaked in a build log`));
  });

  it('that GitHub seems to require no approval is told, though the token that showed it is gone', async () => {
    const world = await startWorld();
    world.github.people.setPolicy(organization, { approvalRequired: false, lifetimeLimitDays: null });
    const slack = loseSlack(world, 'chat.postMessage');
    const token = world.github.people.createToken('mona', organization, usualToken(world));
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    world.github.people.deleteToken(token.tokenId);
    await world.pass({ minutes: 6 });
    slack.mend();
    await world.pass({ hours: 1 });
    expect(inChannel(world).join('\n')).toContain('seems not to require approval of tokens');
  });
});

describe('a wait', () => {
  it('is an hour at most, though Slack asks for ten days', async () => {
    const world = await startWorld();
    world.slack.server.faults.add({
      ...{ fits: 'chat.postMessage', when: 'before', times: 2 },
      answer: { status: 429, retryAfterSeconds: 864_000 },
    });
    await askForToken(world, mona.slackId);
    await world.pass({ minutes: 61 });
    await world.pass({ minutes: 61 });
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
    expect(directMessages(world, mona.slackId)).toHaveLength(1);
  });

  it('does not outlast a restart', async () => {
    const world = await startWorld();
    const slack = loseSlack(world);
    await askForToken(world, mona.slackId);
    // It failed often enough to be tried once an hour.
    await hours(world, 14);
    slack.mend();
    await world.settle();
    expect(cardsAbout(world, 'PAT-1')).toEqual([]);
    await world.restart();
    await world.settle();
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
  });

  it('of an approval that was tried while the clock was ahead is over when the clock is mended', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const review = /^POST .*personal-access-token-requests\/\d+$/;
    world.github.server.faults.add({ fits: review, when: 'before', times: 100, answer: { status: 502 } });
    await world.pass({ days: 2 });
    const token = await makeToken(world);
    world.github.server.faults.clear();
    await world.pass({ days: -2 });
    await world.pass({ minutes: 1 });
    expect(isActive(world, token)).toBe(true);
  });
});

describe('what Slack says', () => {
  const place = ['restricted_action_thread_only_channel', 'ekm_access_denied', 'access_denied', 'is_archived'];

  it.each(place)('%s: the channel’s owners are written to instead, and can decide', async (error) => {
    const world = await startWorld();
    // The requester's copy comes first or second: only the channel is refused.
    const refuse = () => refusedBy(world, error, 1);
    world.slack.server.intercept = async ({ name, body }, moment) => {
      const { channel: to } = body as { readonly channel?: string };
      if (name === 'chat.postMessage' && moment === 'before' && to === channel) refuse();
    };
    await askForToken(world, mona.slackId);
    world.slack.server.intercept = null;
    for (const owner of [bea, carl]) expect(lastDirectMessage(world, owner.slackId)).toContain('PAT-1');
    const [card] = world.slack.directMessages(bea.slackId);
    if (card === undefined) throw new Error('no card');
    await world.slack.click(bea.slackId, card, 'approve_request');
    await world.settle();
    expect(lastDirectMessage(world, mona.slackId)).toContain(' approved “');
  });

  it.each(['account_inactive', 'team_access_not_granted', 'token_revoked', 'missing_scope'])(
    '%s is about ourselves: nothing is lost, nobody is called unreachable, and it is said in the log',
    async (error) => {
      const world = await startWorld();
      await askForToken(world, mona.slackId);
      refusedBy(world, error, 1_000);
      await approve(world);
      await hours(world, 30, 6);
      world.slack.server.faults.clear();
      await world.pass({ hours: 1 });
      expect(lastDirectMessage(world, mona.slackId)).toContain('Create on GitHub');
      expect(cardsAbout(world, 'We couldn’t send')).toEqual([]);
      expect(world.logLines.filter(({ what }) => what.startsWith('Slack does not take our token'))).not.toEqual([]);
    },
  );

  it.each(['user_not_visible', 'cannot_dm_bot', 'app_access_restricted'])(
    '%s is about the person: the channel is told',
    async (error) => {
      const world = await startWorld();
      await askForToken(world, mona.slackId);
      refusedBy(world, error);
      await deny(world, 'No.');
      expect(cardOf(world, 'We couldn’t send')).toBeDefined();
    },
  );

  it('that a message is wrong in any form is told in the channel once, and the message goes on being tried', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const before = world.slack.messagesIn(channel).length;
    // Whole and short, three times.
    refusedBy(world, 'invalid_blocks', 6);
    await deny(world, 'No.');
    await world.pass({ seconds: 10 });
    await world.pass({ seconds: 20 });
    await world.pass({ minutes: 2 });
    expect(world.slack.messagesIn(channel).slice(before).map(reads)).toEqual([
      expect.stringContaining('We couldn’t deliver a message'),
    ]);
    expect(lastDirectMessage(world, mona.slackId)).toContain('denied your request');
  });

  it('that nobody at all can be written to does not go round for ever', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    refusedBy(world, 'channel_not_found', 10_000);
    await approve(world);
    await hours(world, 3);
    const calls = world.slack.server.calls.length;
    await hours(world, 3);
    expect(world.slack.server.calls.length - calls).toBeLessThan(10);
  });
});

describe('what fails by a bug', () => {
  it('is given up after some tries: in the log, the trail and the channel', async () => {
    const world = await startWorld();
    const organizationId = world.github.state.organization('acme')?.account.id;
    const effect = {
      ...{ kind: 'post', key: 'of-another-version', to: { to: 'reviewers', organizationId } },
      message: { kind: 'request_card', number: {} },
    };
    await world.database.rows(
      `INSERT INTO effects (key, effect, lane, state, attempt, failures, first_due_at, due_at, is_asked_again)
       VALUES ('${effect.key}', '${JSON.stringify(effect)}', 'x', 'waiting', 0, 0, 0, 0, false)`,
    );
    for (let minute = 0; minute < 10; minute += 1) await world.pass({ minutes: 1 });
    expect(await world.database.rows("SELECT state, failures FROM effects WHERE lane = 'x'")).toEqual([
      { state: 'gave_up', failures: 5 },
    ]);
    expect(await world.database.rows("SELECT subject FROM entries WHERE act = 'effect.give_up'")).toEqual([
      { subject: 'of-another-version' },
    ]);
    expect(cardsAbout(world, 'We couldn’t deliver a message: that’s an error in the program.')).toHaveLength(1);
    const isBug = ({ what }: { readonly what: string }) => what === 'an effect failed by a bug';
    expect(world.logLines.filter(isBug)).toHaveLength(6);
    // It was asked for here; any other one would fail the test.
    world.logLines.splice(0, world.logLines.length, ...world.logLines.filter((line) => !isBug(line)));
  });
});
