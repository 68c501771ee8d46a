import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenView } from '../state.ts';
import { type Json, modal, type Stage, setStage, text } from './fake-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stage.end();
});

const purpose = (more: object = {}): object => ({
  type: 'input',
  block_id: 'purpose',
  label: text('What for?'),
  element: { type: 'plain_text_input', action_id: 'purpose', ...more },
});
const go = {
  type: 'actions',
  block_id: 'go',
  elements: [{ type: 'button', action_id: 'next', text: text('Next'), value: 'n' }],
};

async function trigger(): Promise<string> {
  await stage.slack.command('U1', '/pat request');
  return String(stage.received.at(-1)?.payload.trigger_id);
}
async function open(view: object): Promise<OpenView> {
  expect(await stage.api('views.open', { trigger_id: await trigger(), view })).toMatchObject({ ok: true });
  return top();
}
function top(): OpenView {
  const view = stage.slack.openViews('U1').at(-1);
  if (view === undefined) throw new Error('nothing is open');
  return view;
}
async function pushed(view: object): Promise<Json> {
  await stage.slack.click('U1', top(), 'next');
  return stage.api('views.push', { trigger_id: stage.received.at(-1)?.payload.trigger_id, view });
}

describe('a trigger', () => {
  it('opens one view', async () => {
    const trigger_id = await trigger();
    expect(await stage.api('views.open', { trigger_id, view: modal() })).toMatchObject({ ok: true });
    expect(await stage.api('views.open', { trigger_id, view: modal() })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
  });

  it('is taken for three seconds', async () => {
    const spy = vi.spyOn(performance, 'now').mockReturnValue(0);
    const [early, late] = [await trigger(), await trigger()];
    spy.mockReturnValue(3000);
    expect(await stage.api('views.open', { trigger_id: early, view: modal() })).toMatchObject({ ok: true });
    spy.mockReturnValue(3001);
    expect(await stage.api('views.open', { trigger_id: late, view: modal() })).toMatchObject({
      error: 'expired_trigger_id',
    });
  });

  it('that Slack never gave is invalid', async () => {
    expect(await stage.api('views.open', { trigger_id: '1.2.3', view: modal() })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('outside a modal pushes nothing', async () => {
    await open(modal());
    expect(await stage.api('views.push', { trigger_id: await trigger(), view: modal() })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('survives a view that is refused', async () => {
    const trigger_id = await trigger();
    const answer = await stage.api('views.open', { trigger_id, view: modal([], { title: text('x'.repeat(25)) }) });
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(answer.errors).toEqual(['must be less than 25 characters [json-pointer:/view/title/text]']);
    expect(await stage.api('views.open', { trigger_id, view: modal() })).toMatchObject({ ok: true });
  });
});

describe('a stack of views', () => {
  it('holds three', async () => {
    await open(modal([go]));
    expect(await pushed(modal([go]))).toMatchObject({ ok: true });
    expect(await pushed(modal([go]))).toMatchObject({ ok: true });
    expect(await pushed(modal([go]))).toMatchObject({ error: 'push_limit_reached' });
    const [root, second, third] = stage.slack.openViews('U1');
    expect([second?.previousViewId, third?.previousViewId]).toEqual([root?.id, second?.id]);
    expect(third?.rootViewId).toBe(root?.id);
  });

  it('lets a person act on its top only, and close it view by view', async () => {
    const root = await open(modal([go]));
    await pushed(modal([], { notify_on_close: true }));
    await expect(stage.slack.click('U1', root, 'next')).rejects.toThrow('lies under another one');
    await stage.slack.close('U1', top());
    expect(stage.received.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
    expect(stage.slack.openViews('U1').map(({ id }) => id)).toEqual([root.id]);
    const sent = stage.received.length;
    await stage.slack.close('U1', top());
    expect(stage.received).toHaveLength(sent);
  });

  it('goes at once with the x, or where it is cleared on close', async () => {
    await open(modal([go]));
    await pushed(modal([], { clear_on_close: true }));
    await stage.slack.close('U1', top());
    expect(stage.slack.openViews('U1')).toEqual([]);
  });
});

describe('an update', () => {
  it('keeps what was entered where both ids stay', async () => {
    const view = await open(modal([purpose()]));
    await stage.slack.fill('U1', view, { purpose: 'deploys' });
    await stage.api('views.update', { view_id: view.id, view: modal([purpose(), go]) });
    expect(top().values).toEqual({ purpose: { purpose: { type: 'plain_text_input', value: 'deploys' } } });
  });

  it('starts an input anew where its action_id moved', async () => {
    const view = await open(modal([purpose()]));
    await stage.slack.fill('U1', view, { purpose: 'deploys' });
    await stage.api('views.update', {
      view_id: view.id,
      view: modal([purpose({ action_id: 'why', initial_value: 'tests' })]),
    });
    expect(top().values).toEqual({ purpose: { why: { type: 'plain_text_input', value: 'tests' } } });
  });

  it('with the hash of an older state conflicts', async () => {
    const view = await open(modal());
    const given = { view_id: view.id, hash: view.hash, view: modal() };
    expect(await stage.api('views.update', given)).toMatchObject({ ok: true });
    expect(await stage.api('views.update', given)).toMatchObject({ error: 'hash_conflict' });
  });

  it('finds a view by its external_id, which no other may have', async () => {
    await open(modal([], { external_id: 'draft-1' }));
    expect(await stage.api('views.update', { external_id: 'draft-1', view: modal() })).toMatchObject({ ok: true });
    const view = modal([], { external_id: 'draft-1' });
    expect(await stage.api('views.open', { trigger_id: await trigger(), view })).toMatchObject({
      error: 'duplicate_external_id',
    });
  });

  it('of a view that was closed finds nothing', async () => {
    const view = await open(modal());
    await stage.slack.close('U1', view);
    expect(await stage.api('views.update', { view_id: view.id, view: modal() })).toMatchObject({ error: 'not_found' });
  });

  it('of more than 250,000 bytes is too large', async () => {
    const view = await open(modal());
    const blocks = Array.from({ length: 100 }, () => ({ type: 'section', text: text('x'.repeat(2600)) }));
    expect(await stage.api('views.update', { view_id: view.id, view: modal(blocks) })).toMatchObject({
      error: 'view_too_large',
    });
  });
});

it('a home is published, and published again in its place', async () => {
  const home = (words: string): object => ({ type: 'home', blocks: [{ type: 'header', text: text(words) }] });
  await stage.api('views.publish', { user_id: 'U1', view: home('One') });
  const first = stage.slack.homeOf('U1');
  await stage.api('views.publish', { user_id: 'U1', view: home('Two') });
  expect(stage.slack.homeOf('U1')?.id).toBe(first?.id);
  expect(stage.slack.homeOf('U1')?.blocks).toMatchObject([{ text: { text: 'Two' } }]);
  expect(await stage.api('views.publish', { user_id: 'U1', view: home('x'), hash: first?.hash })).toMatchObject({
    error: 'hash_conflict',
  });
});
