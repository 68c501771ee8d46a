import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { type Asked, askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  directMessages,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, dan, nell } = cast;
/** Mona stands for acme-ci. */
const policy = policyText().replace(/acme-ci: \S+/, `acme-ci: ${mona.slackId}`);

async function withToken(world: TestWorld, name: string, changes: Asked = {}, login = 'mona'): Promise<void> {
  await askForToken(world, mona.slackId, { token_name: name, ...changes });
  await approve(world, `“${name}”`);
  await makeToken(world, { name }, login);
}

const reminded = (world: TestWorld, slackId: string): readonly string[] =>
  directMessages(world, slackId).filter((text) => /expires? (?:in 1|tomorrow)/.test(text));

const inChannel = (world: TestWorld): readonly string[] => cardsAbout(world, 'nightly').map(reads);

describe('what is due to one person', () => {
  it('is one message, their machine users’ tokens with their own, the soonest first', async () => {
    const world = await startWorld({ policy });
    await withToken(world, 'of-ci', { machine_user: 'acme-ci' }, 'acme-ci');
    await withToken(world, 'own');
    await world.pass({ days: 16, hours: 6 });
    const told = reminded(world, mona.slackId);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('2 tokens for acme expire in 14 days');
    expect(told[0]).toContain('acme-ci’s “of-ci” expires in 14 days');
    expect(told[0]).toMatch(/\n“own” expires in 14 days/);
    // As its sponsor she renews it, by the first button, which is right below its line.
    const [message] = world.slack.directMessages(mona.slackId).filter((one) => buttonsOf(one).includes('renew_token'));
    if (message === undefined) throw new Error('nobody was reminded');
    const outcome = await world.slack.click(mona.slackId, message, 'renew_token', {
      value: carriedBy(message, 'renew_token'),
    });
    const sent = await world.slack.submit(mona.slackId, await world.slack.until(() => outcome.modal));
    expect(sent.closed).toBe(true);
    await world.settle();
    const card = reads(cardOf(world, '· PAT-3'));
    expect(card).toContain('renews “of-ci”, agreed until 31 March 2027 at 09:30 UTC, of the machine user acme-ci');
    await approve(world, '· PAT-3');
    expect(directMessages(world, mona.slackId).at(-1)).toContain('Sign in to GitHub as acme-ci for this.');
  });
});

describe('a sponsor who has left the organization', () => {
  it('is stood for by whom the request names, who is told why, and else by the channel', async () => {
    const world = await startWorld({ policy });
    await withToken(world, 'nightly-a', { machine_user: 'acme-ci', also_warn: dan.slackId }, 'acme-ci');
    await withToken(world, 'nightly-b', { machine_user: 'acme-ci' }, 'acme-ci');
    world.github.people.removeMember('mona', organization, 'bea-owner');
    await world.settle();
    await world.pass({ days: 16, hours: 6 });
    expect(reminded(world, mona.slackId)).toEqual([]);
    const [told, ...more] = reminded(world, dan.slackId);
    expect(more).toEqual([]);
    expect(told).toContain('acme-ci’s “nightly-a” for acme expires in 14 days');
    expect(told).toContain('acme-ci can’t be reached here, so we tell you.');
    const said = inChannel(world).filter((text) => text.includes('expires in'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('acme-ci’s “nightly-b” for acme expires in 14 days');
    expect(said[0]).toContain('acme-ci can’t be reached here, so we tell you.');
  });
});

describe('a holder whom Slack lets nobody write to', () => {
  it('is stood for by whom each request names, told of those tokens alone, and for the rest by the channel', async () => {
    const world = await startWorld({ policy });
    await withToken(world, 'nightly-a', { also_warn: dan.slackId });
    await withToken(world, 'nightly-b', { also_warn: nell.slackId });
    await withToken(world, 'nightly-c');
    await world.pass({ days: 15, hours: 12 });
    world.slack.server.faults.add({
      fits: 'chat.postMessage',
      when: 'before',
      times: 1,
      answer: { status: 200, body: { ok: false, error: 'messages_tab_disabled' } },
    });
    await world.pass({ hours: 18 });
    expect(reminded(world, mona.slackId)).toEqual([]);
    for (const [{ slackId }, name] of [
      [dan, 'nightly-a'],
      [nell, 'nightly-b'],
    ] as const) {
      const told = reminded(world, slackId);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(`mona’s “${name}” for acme expires in 14 days`);
    }
    const said = inChannel(world).filter((text) => text.includes('expires in'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('mona’s “nightly-c” for acme expires in 14 days');
  });
});
