import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  deny,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const longJapanese = '申請の理由はこちらです。'.repeat(50);

describe('what people write at length in Japanese', () => {
  it('keeps no card from saying that it was denied', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { justification: longJapanese });
    await deny(world, longJapanese);
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain(`Denied by <@${carl.slackId}>`);
    expect(buttonsOf(card)).toEqual(['request_details']);
    expect(lastDirectMessage(world, mona.slackId)).toContain('denied your request');
    expect(world.logLines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a request of all that the form takes', () => {
  const names = Array.from({ length: 50 }, (_, index) => `${String(index).padStart(2, '0')}-${'r'.repeat(97)}`);

  it('gets its requester the link, and Details for what does not fit', async () => {
    const world = await startWorld({
      prepare: ({ github }) => {
        for (const name of names) github.people.createRepository('acme', { name, private: false });
      },
    });
    await askForToken(world, mona.slackId, {
      repositories: names,
      justification: longJapanese,
      description: longJapanese.slice(0, 500),
      permissions: ['contents:write', 'pull_requests:read', 'issues:write', 'actions:read'],
    });
    const details = await world.slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'request_details');
    const view = await world.slack.until(() =>
      details.modal?.blocks.some((block) => JSON.stringify(block).includes('approve_request'))
        ? details.modal
        : undefined,
    );
    await world.slack.click(bea.slackId, view, 'approve_request');
    await world.settle();
    const message = world.slack.directMessages(mona.slackId).at(-1);
    if (message === undefined) throw new Error('nothing came');
    expect(buttonsOf(message)).toEqual(
      expect.arrayContaining(['create_on_github', 'withdraw_request', 'request_details']),
    );
    expect(reads(message)).toMatch(/- and \d+ more/);
    expect(reads(message)).toContain('some of it is cut here. All of it is in Details.');
    const all = await world.slack.click(mona.slackId, message, 'request_details');
    await world.slack.until(() =>
      all.modal !== undefined && textOf(all.modal).includes(names[49] ?? '') ? true : undefined,
    );
  });
});

describe('a message that Slack finds too long all the same', () => {
  it.each(['msg_too_long', 'msg_blocks_too_long', 'invalid_blocks'])(
    'is sent short, with its buttons: %s',
    async (error) => {
      const world = await startWorld();
      const answer = { status: 200, body: { ok: false, error } };
      world.slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', answer });
      await askForToken(world, mona.slackId, { justification: longJapanese });
      // One of the two, the card or the requester's copy: whichever was sent first.
      const [card, own] = [cardOf(world, 'PAT-1'), world.slack.directMessages(mona.slackId)[0]];
      if (own === undefined) throw new Error('the requester got no copy');
      expect(buttonsOf(card)).toEqual([
        'approve_request',
        'deny_request',
        'adjust_request',
        'ask_requester',
        'request_details',
      ]);
      expect(buttonsOf(own)).toEqual(['withdraw_request', 'nudge']);
      const whole = [card, own].filter((message) => reads(message).includes(longJapanese));
      expect(whole).toHaveLength(1);
      for (const message of [card, own]) expect(reads(message)).toContain('申請の理由はこちらです。申請');
      world.slack.server.faults.add({ fits: 'chat.update', when: 'before', answer });
      await approve(world);
      expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
    },
  );
});

describe('an emoji code, a mark or a call to everybody in a name', () => {
  it('is the text that it is, wherever it is told', async () => {
    const world = await startWorld();
    const name = ':tada: *Approved* by @here';
    await askForToken(world, mona.slackId, { token_name: name });
    await approve(world);
    await makeToken(world, { name });
    await makeToken(world, { name: ':x: _unasked_' });
    const said = [...world.slack.messagesIn('C0REVIEWERS'), ...world.slack.directMessages(mona.slackId)];
    expect(said.length).toBeGreaterThan(3);
    for (const message of said) expect(reads(message)).not.toContain('(emoji');
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`“${name}” of`);
    expect(lastDirectMessage(world, mona.slackId)).toContain(':x: _unasked_');
    for (const { text } of said) expect(text).not.toMatch(/:tada:|@here|(?<![\w\u200B])\*Approved\*/);
  });
});

describe('a form that the person closed meanwhile', () => {
  it('is no outage: nothing is said of one, and what was decided stands', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { slack } = world;
    slack.server.intercept = async ({ name }, moment) => {
      if (name !== 'views.update' || moment !== 'before') return;
      for (const view of slack.openViews(bea.slackId)) await slack.close(bea.slackId, view);
    };
    const outcome = await slack.click(bea.slackId, cardOf(world, 'PAT-1'), 'request_details');
    await world.bot().idle();
    slack.server.intercept = null;
    expect(outcome.ephemeral).toEqual([]);
    expect(world.logLines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('and one that Slack would not open any more is told as what it is', async () => {
    const world = await startWorld();
    world.slack.server.faults.add({
      ...{ fits: 'views.open', when: 'before' },
      answer: { status: 200, body: { ok: false, error: 'expired_trigger_id' } },
    });
    const outcome = await world.slack.command(mona.slackId, '/pat request');
    expect(await toldPrivately(world, outcome)).toBe(
      'That took too long, so Slack didn’t open the form. Nothing was changed. Please try again.',
    );
  });
});
