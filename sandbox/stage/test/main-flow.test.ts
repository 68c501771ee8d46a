import { beforeAll, describe, expect, it } from 'vitest';
import type { NewTokenPage } from '../acts/acts.ts';
import { bundleBot } from '../bot/bundle-bot.ts';
import { cast } from '../world/cast.ts';
import { askInPage, linkIn } from './ask-in-page.ts';
import { startSandbox } from './start-sandbox.ts';

const { mona, bea, carl, dan, nell } = cast;
let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

describe('two people at once', () => {
  it('one asks, another approves, and the token that the link pre-fills becomes active', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    await askInPage(asMona);

    const card = await asBea.message('PAT-1');
    expect(card.conversation).toBe('C0REVIEWERS');
    expect(asBea.slices.conversations.find(({ id }) => id === 'C0REVIEWERS')?.unreadCount).toBe(1);
    expect(await asBea.press(card, 'approve_request')).toEqual({ outcome: 'done' });
    const approved = await asMona.message('approved “nightly-release”');
    expect(approved.conversation).toBe(asMona.dm().id);

    const link = encodeURIComponent(linkIn(await asMona.message('create_on_github')));
    const form = (await asMona.get(`/new-token?as=${mona.slackId}&link=${link}`)) as NewTokenPage;
    expect(form).toMatchObject({
      name: 'nightly-release',
      organization: 'acme',
      lifetime: { kind: 'days', days: 30 },
      permissions: { contents: 'write' },
      error: null,
    });
    const { name, description, lifetime, permissions } = form;
    const made = await asMona.act({
      ...{ kind: 'github.create_token', name, description, lifetime, permissions },
      ...{ selection: 'subset', repositories: ['payments'], reason: '' },
    });
    expect(made).toMatchObject({ outcome: 'token', shown: expect.stringContaining('not-a-token') });
    await asMona.message('can reach acme now');
    const token = await asMona.until(() => asMona.tokens.find(({ active }) => active !== null));
    expect(token).toMatchObject({ name: 'nightly-release', isMine: true, waiting: null });
    await asBea.until(() => asBea.slices.github.activeCount === 1);
    expect(asBea.slices.webhookCount).toBeGreaterThanOrEqual(2);
    expect(asBea.slices.trail).toMatchObject({ isWhole: true, count: asBea.list('entries').length });
  });

  it('a card that was decided is drawn anew for everybody, and has no button left', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    const asCarl = await sandbox.as(carl.slackId);
    await askInPage(asMona);
    const { key } = await asCarl.message('PAT-1');
    await asBea.press(await asBea.message('PAT-1'), 'approve_request');
    const drawn = await asCarl.until(() =>
      asCarl.messages.find((one) => one.key === key && !JSON.stringify(one.blocks).includes('approve_request')),
    );
    expect(drawn.isEdited).toBe(false);
  });
});

describe('what is for one person alone', () => {
  it('an ephemeral message is in no other window', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asDan = await sandbox.as(dan.slackId);
    await asMona.act({ kind: 'slack.command', conversation: 'C0GENERAL00', typed: '/pat help' });
    const help = await asMona.message('/pat request');
    expect(help).toMatchObject({ conversation: 'C0GENERAL00', isEphemeral: true });
    // Told in order: had Dan been told of it, it would stand before what he asked for himself.
    await asDan.act({ kind: 'slack.command', conversation: 'C0GENERAL00', typed: '/pat help' });
    await asDan.message('/pat request');
    expect(asDan.messages).toHaveLength(1);
    expect(asDan.messages[0]?.key).not.toBe(help.key);
  });

  it('a private channel, another one’s direct messages and other people’s tokens are not told', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asDan = await sandbox.as(dan.slackId);
    await askInPage(asMona);
    await asMona.message('PAT-1');
    const fresh = await sandbox.as(dan.slackId);
    expect(fresh.messages).toEqual([]);
    expect(fresh.slices.conversations.map(({ name }) => name)).toEqual(['general', 'Countersign']);
    expect(asDan.tokens).toEqual([]);
  });

  it('nobody acts in a conversation, a form or on a token that is not theirs', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asDan = await sandbox.as(dan.slackId);
    const asNell = await sandbox.as(nell.slackId);
    await asMona.command('/pat request');
    const { id: view } = await asMona.until(() => asMona.slices.views.at(-1));
    expect(await asDan.act({ kind: 'slack.submit', view, entered: {} })).toMatchObject({ outcome: 'refused' });
    expect(await asDan.act({ kind: 'slack.command', conversation: 'C0REVIEWERS', typed: '/pat' })).toEqual({
      outcome: 'refused',
      why: 'You are not in that conversation.',
    });
    expect(await asNell.act({ kind: 'github.set_role', login: 'mona', role: 'owner' })).toEqual({
      outcome: 'refused',
      why: 'You have no GitHub account.',
    });
    expect(await asDan.act({ kind: 'github.set_role', login: 'dan-dev', role: 'owner' })).toEqual({
      outcome: 'refused',
      why: 'Only an owner of the organization can do that.',
    });
  });
});

describe('a form', () => {
  it('shows errors at its fields, Slack’s own and the bot’s, until the next try', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    await asMona.command('/pat request');
    await asMona.until(() => asMona.slices.views.at(-1));
    expect(await asMona.submit({ purpose: '' })).toMatchObject({
      outcome: 'errors',
      errors: { purpose: 'Please complete this required field' },
    });
    await asMona.until(() => asMona.view.errors.purpose);
    // The date that the choice needs comes with the same page.
    await asMona.submit({ purpose: 'Release', lifetime: 'date' });
    await asMona.until(() => asMona.view.values.expires_on);
    const answer = await asMona.submit({ expires_on: '2027-02-01' });
    expect(answer).toMatchObject({ outcome: 'errors', errors: { expires_on: expect.any(String) } });
    await asMona.until(() => asMona.view.errors.expires_on);
    expect(asMona.view.errors).not.toHaveProperty('purpose');
    await asMona.submit({ lifetime: '30' });
    await asMona.until(() => asMona.slices.views.length === 2);
    expect(asMona.slices.views.map(({ callbackId }) => callbackId)).toEqual(['request_token', 'request_token']);
    await asMona.act({ kind: 'slack.close', view: asMona.view.id, isWhole: false });
    const back = await asMona.until(() => asMona.slices.views.length === 1 && asMona.view);
    expect(back.values.purpose?.purpose?.value).toBe('Release');
    await asMona.act({ kind: 'slack.close', view: back.id, isWhole: true });
    await asMona.until(() => asMona.slices.views.length === 0);
  });

  it('type-ahead asks the bot, which offers what the person may see', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    await asMona.command('/pat request');
    const first = await asMona.until(() => asMona.slices.views.at(-1));
    await asMona.submit({ purpose: 'Release', lifetime: '30' });
    await asMona.viewAfter(first);
    const values = async (field: string, typed: string): Promise<readonly string[]> => {
      const answer = await asMona.suggest(field, typed);
      if (answer.outcome !== 'options') throw new Error(JSON.stringify(answer));
      return [...answer.options, ...answer.groups.flatMap(({ options }) => options)].map(({ value }) => value);
    };
    expect(await values('repositories', 'pa')).toEqual(['payments']);
    expect(await values('permissions', 'pull requests write')).toContain('pull_requests:write');
    expect(await asMona.submit({ repositories: ['board-papers'] })).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('does not offer board-papers'),
    });
  });
});

describe('the Home tab', () => {
  it('is opened by telling the bot, and stays empty where it publishes none', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    expect(await asMona.act({ kind: 'slack.open_home' })).toEqual({ outcome: 'done' });
    expect(asMona.slices.home).toBeNull();
    expect(await asMona.act({ kind: 'slack.set_locale', locale: 'ja-JP' })).toEqual({ outcome: 'done' });
    await asMona.until(
      () => asMona.slices.directory.find(({ id }) => id === mona.slackId)?.locale === 'ja-JP' || undefined,
    );
  });
});

describe('a bot that runs by itself', () => {
  it('answers a request with messages though nobody moves the clock', async () => {
    const sandbox = await startSandbox(entry, { isRunning: true });
    const asMona = await sandbox.as(mona.slackId);
    expect(asMona.slices.clock.kind).toBe('runs');
    await askInPage(asMona);
    await asMona.message('PAT-1');
  });
});

describe('a token that somebody wrote into a channel', () => {
  it('is reported from the message’s menu, ended on GitHub, and told to the owners', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asDan = await sandbox.as(dan.slackId);
    const made = await asMona.act({
      ...{ kind: 'github.create_token', name: 'leaked', description: '', reason: '', selection: 'none' },
      ...{ lifetime: { kind: 'days', days: 30 }, permissions: {}, repositories: [] },
    });
    const secret = 'shown' in made ? made.shown : '';
    await asMona.until(() => JSON.stringify(asMona.slices).includes('"leaked"'), 'the token on GitHub');
    await asMona.act({ kind: 'slack.write', conversation: 'C0GENERAL00', typed: `use ${secret}` });
    const { conversation, ts } = await asDan.message(secret);
    await asDan.act({ kind: 'slack.shortcut', conversation, ts, callbackId: 'report_leak' });
    const asking = await asDan.until(() => asDan.slices.views.at(-1), 'the page that asks');
    expect(JSON.stringify(asking)).toContain('We found 1 fine-grained personal access token.');
    await asDan.submit();
    await asDan.until(() => JSON.stringify(asDan.slices.views).includes('GitHub accepted 1'), 'the answer');
    await asMona.until(() => !JSON.stringify(asMona.slices).includes('"leaked"'), 'its end on GitHub');
    const asBea = await sandbox.as(bea.slackId);
    expect(await asBea.message('reported a leak')).toBeDefined();
  });
});
