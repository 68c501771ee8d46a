import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, channel } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { type Asked, fillPage, openForm, usual } from '../support/ask-for-token.ts';
import { buttonsOf, cardOf, reads } from '../support/people.ts';
import { requestFor, sendRaw } from '../support/raw-slack.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { storedIn } from '../support/stored-state.ts';

const { mona, dan } = cast;

function fieldsOf({ blocks }: OpenView): readonly string[] {
  return blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id !== undefined ? [block_id] : []));
}

function textIn(view: OpenView | undefined): string {
  if (view === undefined) throw new Error('no form is open');
  return reads(view as never);
}

function valueIn(view: OpenView, field: string): unknown {
  const held = view.values[field]?.[field];
  return held?.value ?? held?.selected_date ?? held?.selected_option ?? held?.selected_options ?? null;
}

function topOf(world: TestWorld, slackId: string = mona.slackId): OpenView {
  const view = world.slack.openViews(slackId).at(-1);
  if (view === undefined) throw new Error('no form is open');
  return view;
}

async function submitted(world: TestWorld, view: OpenView): Promise<OpenView> {
  const { view: next, errors } = await world.slack.submit(mona.slackId, view);
  if (next === undefined) throw new Error(`the form did not go on: ${JSON.stringify(errors)}`);
  return next;
}

async function secondPage(world: TestWorld, asked: Asked = usual): Promise<OpenView> {
  return submitted(world, await fillPage(world, mona.slackId, await openForm(world, mona.slackId), asked));
}

async function actsIn(world: TestWorld): Promise<readonly string[]> {
  return (await storedIn(world.database)).acts;
}

describe('where it will be used', () => {
  it('is asked first, and answered with what would serve better, as soon as it is chosen', async () => {
    const world = await startWorld();
    const form = await openForm(world, mona.slackId);
    expect(textIn(form)).not.toContain('You may not need a token:');
    const typed = world.slack.enter(mona.slackId, form, { purpose: { purpose: 'Nightly job' } });
    const advised = await world.slack.fill(mona.slackId, typed, { where_used: 'actions' });
    expect(textIn(advised)).toContain('You may not need a token:');
    expect(textIn(advised)).toContain('Each workflow already has GITHUB_TOKEN, which reaches its own repository.');
    expect(textIn(advised)).toContain(
      'GITHUB_TOKEN (https://docs.github.com/en/actions/tutorials/authenticate-with-github_token)',
    );
    expect(valueIn(advised, 'purpose')).toBe('Nightly job');
    const other = await world.slack.fill(mona.slackId, advised, { where_used: 'service' });
    expect(textIn(other)).toContain('A GitHub App has its own name');
    expect(textIn(other)).not.toContain('GITHUB_TOKEN');
  });

  it('solved by the advice ends the form kindly, is counted once, and asks nobody anything', async () => {
    const world = await startWorld();
    const form = await world.slack.fill(mona.slackId, await openForm(world, mona.slackId), { where_used: 'git' });
    await Promise.all([
      world.slack.click(mona.slackId, form, 'solved'),
      world.slack.click(mona.slackId, form, 'solved'),
    ]);
    await world.settle();
    expect((await actsIn(world)).filter((act) => act === 'form.solve')).toHaveLength(1);
    expect(world.slack.directMessages(mona.slackId)).toEqual([]);
    const again = await openForm(world, mona.slackId);
    expect(textIn(again)).not.toContain('We kept what you filled in');
  });

  it('solved says so', async () => {
    const world = await startWorld();
    const form = await world.slack.fill(mona.slackId, await openForm(world, mona.slackId), { where_used: 'git' });
    await world.slack.click(mona.slackId, form, 'solved');
    expect(textIn(topOf(world))).toContain('Glad that helped. We sent nothing to the owners.');
    expect(buttonsOf(topOf(world))).toEqual([]);
    expect((await storedIn(world.database)).brokenEntry).toBeNull();
  });
});

describe('fields', () => {
  it('appear when their choice is made, go with it, and leave alone what was typed', async () => {
    const world = await startWorld();
    const { slack } = world;
    const opened = await openForm(world, mona.slackId);
    const typed = slack.enter(mona.slackId, opened, { purpose: { purpose: 'Nightly job' } });
    const dated = await slack.fill(mona.slackId, typed, { lifetime: 'date' });
    expect(fieldsOf(dated)).toEqual(['where_used', 'purpose', 'lifetime', 'expires_on']);
    expect(valueIn(dated, 'purpose')).toBe('Nightly job');
    const days = await slack.fill(mona.slackId, dated, { lifetime: '7' });
    expect(fieldsOf(days)).toEqual(['where_used', 'purpose', 'lifetime']);
    const second = await submitted(world, days);
    expect(fieldsOf(second).slice(0, 4)).toEqual(['preset', 'permissions', 'repository_access', 'repositories']);
    const preset = await slack.fill(mona.slackId, second, { preset: 'comment', repository_access: 'all' });
    expect(fieldsOf(preset)).toEqual([
      'preset',
      'repository_access',
      'token_name',
      'description',
      'justification',
      'also_warn',
    ]);
    const last = await submitted(world, preset);
    for (const words of ['Contents: read', 'Issues: write', 'Pull requests: write']) {
      expect(textIn(last)).toContain(words);
    }
  });

  it('that a choice needs, and the page did not have when it was sent, come with the same page again', async () => {
    const world = await startWorld();
    const { slack } = world;
    const opened = await openForm(world, mona.slackId);
    // Entered, and the bot was not told: its answer to the choice was lost.
    const untold = slack.enter(mona.slackId, opened, {
      purpose: { purpose: 'Nightly job' },
      lifetime: { lifetime: 'date' },
    });
    const again = await submitted(world, untold);
    expect(again.id).toBe(opened.id);
    expect(fieldsOf(again)).toContain('expires_on');
    expect(textIn(again)).toContain('Your choice needs one more answer: Last day.');
    expect(valueIn(again, 'purpose')).toBe('Nightly job');
    const second = await submitted(world, await slack.fill(mona.slackId, again, { expires_on: '2027-03-20' }));
    const hidden = await slack.fill(mona.slackId, second, { preset: 'push', repository_access: 'all' });
    const shown = await submitted(
      world,
      slack.enter(mona.slackId, hidden, {
        preset: { preset: 'other' },
        repository_access: { repository_access: 'subset' },
      }),
    );
    expect(fieldsOf(shown).slice(0, 4)).toEqual(['preset', 'permissions', 'repository_access', 'repositories']);
    expect(textIn(shown)).toContain('Your choice needs one more answer: Permissions and Repositories.');
  });

  it('appear for both of two choices that are made at once', async () => {
    const world = await startWorld();
    const { slack } = world;
    const second = await secondPage(world);
    const hidden = await slack.fill(mona.slackId, second, { preset: 'push', repository_access: 'all' });
    await Promise.all([
      slack.fill(mona.slackId, hidden, { preset: 'other' }),
      slack.fill(mona.slackId, hidden, { repository_access: 'subset' }),
    ]);
    expect(fieldsOf(topOf(world)).slice(0, 4)).toEqual(['preset', 'permissions', 'repository_access', 'repositories']);
  });

  it('stay as they are where Slack does not answer, and are asked for when the page is sent', async () => {
    const world = await startWorld();
    const { slack } = world;
    const opened = await openForm(world, mona.slackId);
    slack.server.faults.add({ fits: 'views.update', when: 'before', answer: 'drop', times: 1 });
    const lifetime = { blockId: 'lifetime', actionId: 'lifetime', value: 'date' };
    expect((await slack.choose(mona.slackId, opened, lifetime)).httpStatus).toBe(200);
    expect(fieldsOf(topOf(world))).not.toContain('expires_on');
    const chosen = await slack.fill(mona.slackId, topOf(world), { purpose: 'Nightly job' });
    expect(fieldsOf(await submitted(world, chosen))).toContain('expires_on');
  });

  it('that are needed are marked so, and only the others as optional', async () => {
    const world = await startWorld();
    const optional = ({ blocks }: OpenView): readonly unknown[] =>
      blocks.flatMap((block) => (block.type === 'input' && block.optional === true ? [block.block_id] : []));
    const first = await world.slack.fill(mona.slackId, await openForm(world, mona.slackId), {
      lifetime: 'date',
      purpose: 'x',
      expires_on: '2027-03-20',
    });
    expect(optional(first)).toEqual(['where_used']);
    expect(optional(await submitted(world, first))).toEqual(['description', 'also_warn']);
  });
});

describe('what it is for', () => {
  it('is asked once: name, description and justification follow from it, and may stay as they are', async () => {
    const world = await startWorld();
    const { slack } = world;
    const second = await secondPage(world, { purpose: 'Nightly release job' });
    expect(valueIn(second, 'token_name')).toBe('nightly-release-job');
    expect(valueIn(second, 'description')).toBe('Nightly release job');
    expect(valueIn(second, 'justification')).toBe('Nightly release job');
    const last = await submitted(
      world,
      await slack.fill(mona.slackId, second, { preset: 'push', repository_access: 'all' }),
    );
    expect(textIn(last).match(/Nightly release job/g)).toHaveLength(1);
    await slack.submit(mona.slackId, last);
    await world.settle();
    expect(reads(cardOf(world, 'PAT-1'))).toContain('nightly-release-job');
  });

  it('changed after going back changes what follows, but for what the person wrote', async () => {
    const world = await startWorld();
    const { slack } = world;
    const second = await secondPage(world, { purpose: 'Nightly job' });
    const filled = await slack.fill(mona.slackId, second, {
      preset: 'push',
      repository_access: 'all',
      justification: 'Because I said so',
    });
    await slack.close(mona.slackId, await submitted(world, filled));
    await slack.close(mona.slackId, topOf(world));
    const changed = await slack.fill(mona.slackId, topOf(world), { purpose: 'Weekly job' });
    const next = await submitted(world, changed);
    expect(valueIn(next, 'token_name')).toBe('weekly-job');
    expect(valueIn(next, 'description')).toBe('Weekly job');
    expect(valueIn(next, 'justification')).toBe('Because I said so');
  });
});

describe('a form that was closed', () => {
  it('is offered again for a day as it was, in words that say since when', async () => {
    const world = await startWorld();
    const { slack } = world;
    const second = await secondPage(world, { ...usual, where_used: 'script' });
    const filled = await slack.fill(mona.slackId, second, {
      repositories: ['payments'],
      permissions: ['issues:write'],
    });
    await slack.close(mona.slackId, filled, true);
    await world.pass({ hours: 20 });
    const again = await openForm(world, mona.slackId);
    expect(textIn(again)).toContain('We kept what you filled in on');
    expect(again.submit?.text).toBe('Continue');
    expect(valueIn(again, 'purpose')).toBe('Nightly release job');
    const page = await submitted(world, again);
    expect(valueIn(page, 'repositories')).toMatchObject([{ value: 'payments' }]);
    expect(valueIn(page, 'permissions')).toMatchObject([{ value: 'issues:write' }]);
  });

  it('can be begun again, and is forgotten then', async () => {
    const world = await startWorld();
    const { slack } = world;
    await slack.close(mona.slackId, await secondPage(world), true);
    const kept = await openForm(world, mona.slackId);
    await slack.click(mona.slackId, kept, 'start_over');
    expect(textIn(topOf(world))).not.toContain('We kept what you filled in');
    expect(valueIn(topOf(world), 'purpose')).toBeNull();
    await slack.close(mona.slackId, topOf(world), true);
    expect(textIn(await openForm(world, mona.slackId))).not.toContain('We kept what you filled in');
  });

  it('is not offered after a day, nor to anybody else, nor once it was sent', async () => {
    const world = await startWorld();
    const { slack } = world;
    const last = await submitted(world, await fillPage(world, mona.slackId, await secondPage(world), usual));
    expect(textIn(await openForm(world, dan.slackId))).not.toContain('We kept what you filled in');
    await slack.submit(mona.slackId, last);
    expect(textIn(await openForm(world, mona.slackId))).not.toContain('We kept what you filled in');
    await slack.close(mona.slackId, await secondPage(world), true);
    await world.pass({ hours: 25 });
    expect(textIn(await openForm(world, mona.slackId))).not.toContain('We kept what you filled in');
  });

  it('keeps nothing that looks like a credential', async () => {
    const world = await startWorld();
    const { slack } = world;
    const secret = `ghp_${'x'.repeat(36)}`;
    const typed = slack.enter(mona.slackId, await openForm(world, mona.slackId), { purpose: { purpose: secret } });
    await slack.close(mona.slackId, await slack.fill(mona.slackId, typed, { where_used: 'script' }), true);
    const again = await openForm(world, mona.slackId);
    expect(textIn(again)).toContain('We kept what you filled in on');
    expect(valueIn(again, 'purpose')).toBeNull();
  });

  it('that is still open elsewhere is refused in words once it goes on in another place', async () => {
    const world = await startWorld();
    const old = await secondPage(world);
    await openForm(world, mona.slackId);
    const request = requestFor({ kind: 'submission', id: 'request_token' }, mona.slackId, channel, 'x');
    const view = { ...(request.view as object), private_metadata: old.privateMetadata, state: { values: old.values } };
    const { body } = await sendRaw(world, { kind: 'submission' }, { ...request, view });
    expect(body).toContain('This form is too old, or somebody else opened it.');
  });
});
