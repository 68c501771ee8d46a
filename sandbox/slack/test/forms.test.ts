import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../read-aloud.ts';
import type { OpenView } from '../state.ts';
import { modal, type Stage, setStage, text } from './fake-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const option = (value: string, label = value): object => ({ text: text(label), value });
const field = (name: string, element: object, more: object = {}): object => ({
  type: 'input',
  block_id: name,
  label: text(name),
  element: { action_id: name, ...element },
  ...more,
});
const form = [
  field('purpose', { type: 'plain_text_input', max_length: 10, min_length: 3 }),
  field('lifetime', { type: 'static_select', options: [option('7', '7 days'), option('30', '30 days')] }),
  field('expires_on', { type: 'datepicker' }, { optional: true }),
  field(
    'permissions',
    { type: 'multi_external_select', min_query_length: 0, max_selected_items: 2 },
    { optional: true },
  ),
  field('repositories', { type: 'multi_external_select' }, { optional: true }),
];

async function open(blocks: readonly object[] = form, more: object = {}): Promise<OpenView> {
  await stage.slack.command('U1', '/pat request');
  const view = modal(blocks, more);
  expect(await stage.api('views.open', { trigger_id: stage.received.at(-1)?.payload.trigger_id, view })).toMatchObject({
    ok: true,
  });
  return stage.slack.until(() => stage.slack.openViews('U1').at(-1));
}
const filled = async (view: OpenView, more: object = {}): Promise<OpenView> =>
  stage.slack.fill('U1', view, { purpose: 'deploys', lifetime: '30', ...more });
/** Offers what contains the typed words, by its label. */
function offer(...options: readonly (readonly [value: string, label: string])[]): void {
  stage.behave = ({ payload }) => ({
    body: {
      options: options
        .filter(([, label]) => label.includes(String(payload.value)))
        .map(([value, label]) => option(value, label)),
    },
  });
}

describe('submitting', () => {
  it('sends every field, the empty ones as null and []', async () => {
    await stage.slack.submit('U1', await filled(await open()));
    const payload = stage.received.at(-1)?.payload;
    expect(payload).toMatchObject({ type: 'view_submission', response_urls: [], user: { id: 'U1' } });
    const { view } = payload as { readonly view: { readonly state: { readonly values: object } } };
    expect(view.state.values).toEqual({
      purpose: { purpose: { type: 'plain_text_input', value: 'deploys' } },
      lifetime: { lifetime: { type: 'static_select', selected_option: option('30', '30 days') } },
      expires_on: { expires_on: { type: 'datepicker', selected_date: null } },
      permissions: { permissions: { type: 'multi_external_select', selected_options: [] } },
      repositories: { repositories: { type: 'multi_external_select', selected_options: [] } },
    });
  });

  it('closes the view on an empty answer', async () => {
    expect(await stage.slack.submit('U1', await filled(await open()))).toEqual({
      ...{ httpStatus: 200, timedOut: false, closed: true },
    });
    expect(stage.slack.openViews('U1')).toEqual([]);
  });

  it('shows the errors of the answer and stays open', async () => {
    const view = await filled(await open());
    stage.behave = () => ({ body: { response_action: 'errors', errors: { purpose: 'Say more' } } });
    expect(await stage.slack.submit('U1', view)).toMatchObject({ closed: false, errors: { purpose: 'Say more' } });
    expect(stage.slack.openViews('U1')).toHaveLength(1);
  });

  it('refuses an error for what is no input', async () => {
    const view = await filled(await open());
    stage.behave = () => ({ body: { response_action: 'errors', errors: { elsewhere: 'No' } } });
    await expect(stage.slack.submit('U1', view)).rejects.toThrow('no input of the view');
  });

  it('shows the view that replaces it or comes on top, and clears the stack when told', async () => {
    const view = await open([], { submit: text('Next') });
    stage.behave = () => ({ body: { response_action: 'update', view: modal([], { title: text('Page 2') }) } });
    const updated = await stage.slack.submit('U1', view);
    expect(updated.view).toMatchObject({ id: view.id, title: text('Page 2') });
    stage.behave = () => ({ body: { response_action: 'push', view: modal([], { title: text('Sure?') }) } });
    const pushed = await stage.slack.submit('U1', view);
    expect(pushed.view).toMatchObject({ previousViewId: view.id });
    stage.behave = () => ({ body: { response_action: 'clear' } });
    if (pushed.view === undefined) throw new Error('no view');
    expect(await stage.slack.submit('U1', pushed.view)).toMatchObject({ closed: true });
    expect(stage.slack.openViews('U1')).toEqual([]);
  });

  it('refuses a view in the answer that Slack would not show', async () => {
    const view = await open([]);
    stage.behave = () => ({ body: { response_action: 'update', view: modal([], { title: text('x'.repeat(25)) }) } });
    await expect(stage.slack.submit('U1', view)).rejects.toThrow('json-pointer:/view/title/text');
  });

  it('leaves the form as it is when the bot fails', async () => {
    const view = await filled(await open());
    stage.behave = () => ({ status: 500 });
    expect(await stage.slack.submit('U1', view)).toEqual({ httpStatus: 500, timedOut: false, closed: false });
    expect(stage.slack.openViews('U1')).toHaveLength(1);
  });

  it.each([
    ['a required field that is empty', { purpose: '' }, 'purpose: Please complete this required field'],
    ['a text that is too long', { purpose: 'x'.repeat(11) }, 'at most 10 characters'],
    ['a text that is too short', { purpose: 'xx' }, 'at least 3 characters'],
    ['a day that no calendar has', { expires_on: '2026-02-30' }, 'valid date'],
  ])('is not possible with %s', async (_name, values, words) => {
    const view = await filled(await open(), values);
    const sent = stage.received.length;
    await expect(stage.slack.submit('U1', view)).rejects.toThrow(words);
    expect(stage.received).toHaveLength(sent);
  });
});

describe('filling', () => {
  it('takes only what a menu offers', async () => {
    const view = await open();
    await expect(stage.slack.fill('U1', view, { lifetime: '90' })).rejects.toThrow(
      'does not offer 90; it offers 7, 30',
    );
    await expect(stage.slack.fill('U1', view, { colour: 'red' })).rejects.toThrow('has no field colour');
  });

  it('asks the bot for a type-ahead, by the whole value and then by its name in words', async () => {
    const view = await open();
    offer(['pull_requests:read', 'pull requests: read'], ['contents:write', 'contents:write']);
    const after = await stage.slack.fill('U1', view, { permissions: ['pull_requests:read', 'contents:write'] });
    expect(stage.received.slice(1).map(({ payload }) => payload.value)).toEqual([
      ...['pull_requests:read', 'pull requests', 'contents:write'],
    ]);
    expect(stage.received[1]?.payload).toMatchObject({
      ...{ type: 'block_suggestion', block_id: 'permissions', action_id: 'permissions' },
      container: { type: 'view', view_id: view.id },
    });
    expect(textOf(after)).toContain('permissions: pull requests: read, contents:write');
    await expect(stage.slack.fill('U1', view, { permissions: ['admin:admin'] })).rejects.toThrow(
      'does not offer admin:admin',
    );
    await expect(stage.slack.fill('U1', view, { permissions: ['a', 'b', 'c'] })).rejects.toThrow(
      '2 answers at the most',
    );
  });

  it('dispatches what asks for it, with the new state', async () => {
    const view = await open([
      field('lifetime', { type: 'static_select', options: [option('7')] }, { dispatch_action: true }),
    ]);
    await stage.slack.fill('U1', view, { lifetime: '7' });
    const payload = stage.received.at(-1)?.payload;
    expect(payload).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      view: { state: { values: { lifetime: { lifetime: { selected_option: { value: '7' } } } } } },
      actions: [{ action_id: 'lifetime', block_id: 'lifetime', selected_option: { value: '7' } }],
    });
  });
});

describe('type-ahead', () => {
  it('asks nothing before three characters, unless the menu says otherwise', async () => {
    const view = await open();
    const sent = stage.received.length;
    offer(['acme/site', 'site']);
    expect(await stage.slack.suggest('U1', view, 'repositories', 'si')).toHaveLength(0);
    expect(stage.received).toHaveLength(sent);
    expect(await stage.slack.suggest('U1', view, 'repositories', 'sit')).toMatchObject([{ value: 'acme/site' }]);
    expect(await stage.slack.suggest('U1', view, 'permissions', '')).toHaveLength(1);
  });

  it('shows groups and what is in them', async () => {
    const view = await open();
    stage.behave = () => ({
      body: { option_groups: [{ label: text('Repository'), options: [option('contents:read')] }] },
    });
    const shown = await stage.slack.suggest('U1', view, 'permissions', 'con');
    expect([...shown]).toEqual([option('contents:read')]);
    expect(shown.groups.map(({ label }) => label.text)).toEqual(['Repository']);
  });

  it('refuses an answer that Slack would not show', async () => {
    const view = await open();
    stage.behave = () => ({ body: { options: [option('x'.repeat(151))] } });
    await expect(stage.slack.suggest('U1', view, 'permissions', 'con')).rejects.toThrow(
      'must be less than 151 characters [json-pointer:/options/0/value]',
    );
  });

  it('shows nothing when the bot fails', async () => {
    const view = await open();
    stage.behave = () => ({ status: 500 });
    expect(await stage.slack.suggest('U1', view, 'permissions', 'con')).toHaveLength(0);
  });
});

describe('entering without the bot being told', () => {
  it('fills fields by block and action, empties them, and takes no choice that was not offered', async () => {
    const view = await open();
    const asked = stage.received.length;
    const { slack } = stage;
    const filled = slack.enter('U1', view, { purpose: { purpose: 'deploys' }, lifetime: { lifetime: '30' } });
    expect(filled.values.purpose?.purpose?.value).toBe('deploys');
    expect(filled.values.lifetime?.lifetime).toMatchObject({ selected_option: { value: '30' } });
    expect(slack.enter('U1', view, { purpose: { purpose: '' } }).values.purpose?.purpose?.value).toBeNull();
    expect(() => slack.enter('U1', view, { lifetime: { lifetime: '8' } })).toThrow('does not offer 8');
    expect(() => slack.enter('U1', view, { nothing: { nothing: '8' } })).toThrow('no field nothing/nothing');
    expect(stage.received.length).toBe(asked);
  });

  it('tells the bot at once of a choice outside of an input', async () => {
    const menu = { type: 'static_select', action_id: 'pick', options: [option('7'), option('30')] };
    const view = await open([{ type: 'actions', block_id: 'menus', elements: [menu] }]);
    await stage.slack.choose('U1', view, { blockId: 'menus', actionId: 'pick', value: '30' });
    expect(stage.received.at(-1)?.payload).toMatchObject({
      type: 'block_actions',
      actions: [{ action_id: 'pick', block_id: 'menus', selected_option: { value: '30' } }],
    });
  });
});
