// What stands in the answer to /pat list is drawn anew where it was pressed: nobody else sees that answer, and nothing else draws it.
import type { OpenView, PostedMessage } from '@countersign/sandbox-slack/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { acceptOffer, adjust } from '../support/offers.ts';
import { deny, makeToken, reads } from '../support/people.ts';
import { ask } from '../support/questions.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { answer, approvedRequest, choice } from '../support/whose-token.ts';

const { mona } = cast;
const less = { permissions: { repository: { contents: 'read' } }, repositories: ['website'] };

async function listOf(world: TestWorld): Promise<PostedMessage> {
  const asked = await world.slack.command(mona.slackId, '/pat list');
  const [list] = await world.slack.until(() => (asked.ephemeral.length > 0 ? asked.ephemeral : undefined));
  if (list === undefined) throw new Error('no list');
  return list;
}

/** The very answer, as it stands now. */
function now(world: TestWorld, { ts }: PostedMessage): string {
  const shown = world.slack.ephemerals(mona.slackId).find((one) => one.ts === ts);
  if (shown === undefined) throw new Error('the list is gone');
  return reads(shown);
}

async function becomes(world: TestWorld, list: PostedMessage, words: string): Promise<string> {
  await world.slack.until(() => (now(world, list).includes(words) ? true : undefined));
  return now(world, list);
}

/** PAT-1 is approved and not made yet; its holder makes another token with less than that, and is asked about it. */
async function asked(): Promise<TestWorld> {
  const world = await startWorld();
  await approvedRequest(world, 'PAT-1', 'release-notes');
  await makeToken(world, { name: 'quick-hack', ...less });
  return world;
}

async function press(world: TestWorld, list: PostedMessage, label: RegExp) {
  const { actionId, blockId, value } = choice(list, label);
  return world.slack.click(mona.slackId, list, actionId, { blockId, value });
}

async function submit(world: TestWorld, view: OpenView, answers: Parameters<TestWorld['slack']['fill']>[2]) {
  await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, answers));
}

describe('the answer to /pat list', () => {
  it.each([
    [/It’s for PAT-1/, 'Your token “quick-hack” for acme is waiting for approval. We’re comparing it with PAT-1.'],
    [
      /None of these/,
      'Your token “quick-hack” for acme is waiting for approval. You said that it’s for no request here, so an owner decides.',
    ],
  ])('says what follows from %s, without the question', async (label, said) => {
    const world = await asked();
    const list = await listOf(world);
    await press(world, list, label);
    const text = await becomes(world, list, said);
    expect(text).toContain('*Your requests and tokens*');
    expect(text).not.toMatch(/Is it the token for|\[It’s for PAT-1\]|None of these/);
    expect(world.slack.ephemerals(mona.slackId)).toHaveLength(1);
  });

  it('that is out of date is drawn anew too, and says below why nothing was done', async () => {
    const world = await asked();
    const list = await listOf(world);
    await answer(world, 'quick-hack', /It’s for PAT-1/);
    await press(world, list, /None of these/);
    const text = await becomes(world, list, 'Its token “quick-hack” has been active');
    expect(text).not.toContain('It’s for PAT-1');
    const below = await world.slack.until(() => world.slack.ephemerals(mona.slackId)[1]);
    expect(reads(below)).toContain('Nothing was changed: the token “quick-hack” was approved already.');
  });

  it('has no offer any more that was accepted there', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await adjust(world, { lifetime: '7', reason: 'A week will do.' });
    const list = await listOf(world);
    await press(world, list, /^Accept/);
    expect(await becomes(world, list, 'Approved by')).not.toContain('[Accept');
  });

  it('has no offer any more that was accepted elsewhere', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await adjust(world, { lifetime: '7', reason: 'A week will do.' });
    const list = await listOf(world);
    await acceptOffer(world);
    await press(world, list, /^Accept/);
    expect(await becomes(world, list, 'Approved by')).not.toContain('[Accept');
  });

  it('offers to revoke no token that was revoked from there', async () => {
    const { world } = await active();
    const list = await listOf(world);
    const { modal } = await press(world, list, /^Revoke/);
    if (modal === undefined) throw new Error('no form');
    await submit(world, modal, { reason: 'Not needed' });
    expect(await becomes(world, list, 'being revoked')).not.toContain('[Revoke…]');
  });

  it('has no question any more that was answered from there', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await ask(world, cast.bea.slackId, 'Which of its jobs pushes tags?');
    const list = await listOf(world);
    expect(reads(list)).toContain('Question: Which of its jobs pushes tags?');
    const { modal } = await press(world, list, /^Answer/);
    if (modal === undefined) throw new Error('no form');
    await submit(world, modal, { answer: 'The release job alone.' });
    await world.slack.until(() => (now(world, list).includes('Question:') ? undefined : true));
    expect(now(world, list)).not.toContain('[Answer…]');
  });

  it.each(['from page to page', 'with a choice in between'])(
    'names the request that was asked for again there, %s',
    async (how) => {
      const world = await startWorld();
      await askForToken(world, mona.slackId);
      await deny(world, 'Please say why.');
      const list = await listOf(world);
      const { modal } = await press(world, list, /^Request PAT-1 again/);
      let page = await world.slack.until(() => modal);
      if (how === 'with a choice in between') page = await world.slack.fill(mona.slackId, page, { lifetime: '60' });
      for (let left = 2; left > 0; left -= 1) {
        const { view } = await world.slack.submit(mona.slackId, page);
        if (view === undefined) throw new Error('the form did not go on');
        page = view;
      }
      await world.slack.submit(mona.slackId, page);
      expect(await becomes(world, list, 'PAT-2 “nightly-release”: Waiting for an owner')).toContain('PAT-1');
    },
  );

  it('names the request that was made from there', async () => {
    const world = await startWorld();
    await makeToken(world);
    const list = await listOf(world);
    const { modal } = await press(world, list, /^Tell the owners/);
    if (modal === undefined) throw new Error('no form');
    await submit(world, modal, { purpose: 'Nightly job', justification: 'The release job pushes tags every night.' });
    expect(await becomes(world, list, 'PAT-1')).not.toContain('[Tell the owners why…]');
  });
});
