import { beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../acts/acts.ts';
import { bundleBot } from '../bot/bundle-bot.ts';
import { cast } from '../world/cast.ts';
import { askInPage } from './ask-in-page.ts';
import type { Page } from './open-page.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const { mona, bea } = cast;
let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

const token: Act = {
  ...{ kind: 'github.create_token', name: 'nightly-release', description: '', reason: '' },
  lifetime: { kind: 'days', days: 30 },
  permissions: { contents: 'write' },
  ...{ selection: 'subset', repositories: ['payments'] },
};
/** Its first reminder is three days away. */
const shorter: Act = { ...token, lifetime: { kind: 'days', days: 17 } };
const day: Act = { kind: 'sandbox.move_clock', by: 'day' };

async function askedAndApproved(sandbox: Sandbox): Promise<{ readonly asMona: Page; readonly asBea: Page }> {
  const asMona = await sandbox.as(mona.slackId);
  const asBea = await sandbox.as(bea.slackId);
  await askInPage(asMona);
  await asBea.press(await asBea.message('PAT-1'), 'approve_request');
  await asMona.message('approved “');
  return { asMona, asBea };
}

const turn = (page: Page, name: keyof Page['slices']['switches'], isOn: boolean): Promise<unknown> =>
  page.act({ kind: 'sandbox.switch', name, isOn });

describe('the clock', () => {
  it('moves to the next reminder, which arrives', async () => {
    const { asMona } = await askedAndApproved(await startSandbox(entry));
    expect(await asMona.act({ kind: 'sandbox.move_clock', by: 'next_notice' })).toEqual({
      outcome: 'refused',
      why: 'No reminder is planned: no token that ends is active yet.',
    });
    await asMona.act(shorter);
    const { at, tokenName, threshold } = await asMona.until(() => asMona.slices.nextNotice, 'a planned reminder');
    expect([tokenName, threshold]).toEqual(['nightly-release', '14']);
    // 14 calendar days before the end, at nine in Mona's zone.
    expect(new Date(at).toISOString()).toBe('2027-03-04T14:00:00.000Z');
    await asMona.act({ kind: 'sandbox.move_clock', by: 'next_notice' });
    const reminder = await asMona.message('expires');
    expect(reminder.at).toBe(at);
    await asMona.until(() => asMona.slices.nextNotice?.threshold === '7');
  });

  it('stops at each reminder on the way of a longer jump, and goes by an hour too', async () => {
    const { asMona } = await askedAndApproved(await startSandbox(entry));
    const start = asMona.slices.clock;
    await asMona.act({ kind: 'sandbox.move_clock', by: 'hour' });
    await asMona.until(
      () =>
        asMona.slices.clock.kind === 'stands' &&
        start.kind === 'stands' &&
        asMona.slices.clock.at === start.at + 3_600_000,
    );
    await asMona.act(shorter);
    const notice = await asMona.until(() => asMona.slices.nextNotice);
    for (let days = 0; days < 4; days += 1) await asMona.act(day);
    expect((await asMona.message('expires')).at).toBe(notice.at);
  });
});

describe('a jump of the clock', () => {
  it('is no outage: what was to happen on a day happens on that day', async () => {
    const { asMona, asBea } = await askedAndApproved(await startSandbox(entry));
    await asMona.act(token);
    const { tokenId } = await asMona.until(() => asMona.tokens.find(({ active }) => active !== null));
    await asMona.act({ kind: 'github.regenerate_token', tokenId, lifetime: { kind: 'days', days: 80 } });
    const hour: Act = { kind: 'sandbox.move_clock', by: 'hour' };
    for (const jump of [hour, day, day, day, hour]) await asMona.act(jump);
    const said = JSON.stringify((await asBea.message('wider than PAT-1 allows')).blocks);
    expect(said).toContain('Noticed on');
    expect(said).not.toContain('If nothing changes');
  });
});

describe('what goes wrong when it is switched on', () => {
  it('a lost webhook is shown as lost, and the token is found by the next listing', async () => {
    const { asMona } = await askedAndApproved(await startSandbox(entry));
    await turn(asMona, 'webhooks_lost', true);
    await asMona.act(token);
    await asMona.until(() =>
      asMona.list('webhooks').find(({ state, action }) => state === 'lost' && action === 'created'),
    );
    await asMona.act({ kind: 'sandbox.move_clock', by: 'hour' });
    await asMona.until(() => asMona.slices.github.activeCount === 1, 'the token');
  });

  it('while Slack limits the rate the outbox waits and says why, and sends afterwards', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    await turn(asMona, 'slack_limits', true);
    await askInPage(asMona);
    const waiting = await asMona.until(() => asMona.list('effects').find(({ failures }) => failures > 0));
    expect(waiting).toMatchObject({ state: 'waiting', what: expect.stringMatching(/^post request/) });
    expect(waiting.why).toMatch(/rate/);
    await turn(asMona, 'slack_limits', false);
    await asMona.act({ kind: 'sandbox.move_clock', by: 'hour' });
    await asMona.message('PAT-1');
    await asMona.until(() => asMona.slices.outbox.waitingCount === 0);
    expect(asMona.list('effects').find(({ key }) => key === waiting.key)?.state).toBe('done');
  });

  it('while Slack is down nobody does anything there', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    await turn(asMona, 'slack_down', true);
    expect(await asMona.command('/pat request')).toEqual({
      outcome: 'refused',
      why: 'Slack is down: nothing can be done there.',
    });
    await turn(asMona, 'slack_down', false);
    await askInPage(asMona);
  });

  it('while GitHub is down nothing is decided, and people can’t use it', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    await askInPage(asMona);
    const card = await asBea.message('PAT-1');
    await turn(asBea, 'github_down', true);
    await asBea.press(card, 'approve_request');
    expect((await asBea.message('Nothing was decided')).isEphemeral).toBe(true);
    expect(await asMona.act(token)).toMatchObject({ outcome: 'refused' });
    await turn(asBea, 'github_down', false);
    await asBea.press(card, 'approve_request');
    await asMona.message('approved “');
  });

  it('a new-token page that ignores the link is empty', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const link = encodeURIComponent(
      'https://github.com/settings/personal-access-tokens/new?name=n&target_name=acme&expires_in=7&contents=write',
    );
    const path = `/new-token?as=${mona.slackId}&link=${link}`;
    expect(await asMona.get(path)).toMatchObject({ name: 'n', permissions: { contents: 'write' } });
    await turn(asMona, 'prefill_ignored', true);
    expect(await asMona.get(path)).toMatchObject({ name: '', permissions: {}, lifetime: { kind: 'days', days: 30 } });
  });
});

describe('a bot that is killed', () => {
  it('answers nobody until it is started again, and then finds what happened meanwhile', async () => {
    const { asMona } = await askedAndApproved(await startSandbox(entry));
    expect(await asMona.act({ kind: 'sandbox.kill_bot' })).toEqual({ outcome: 'done' });
    await asMona.until(() => asMona.slices.bot.state === 'dead');
    expect(await asMona.command('/pat list')).toEqual({
      outcome: 'refused',
      why: 'Countersign could not be reached.',
    });
    await asMona.act(token);
    await asMona.until(() => asMona.list('webhooks').find(({ state }) => state === 'failed'));
    expect(await asMona.act({ kind: 'sandbox.kill_bot' })).toMatchObject({ outcome: 'refused' });
    expect(await asMona.act({ kind: 'sandbox.start_bot' })).toEqual({ outcome: 'done' });
    await asMona.message('can reach acme now');
    await asMona.until(() => asMona.slices.bot.state === 'running');
    expect(asMona.slices.bot.errors).toEqual([]);
    expect(asMona.slices.trail.isWhole).toBe(true);
    expect(await asMona.act({ kind: 'sandbox.start_bot' })).toEqual({ outcome: 'refused', why: 'The bot is running.' });
  });

  it('sends once what it had only written down', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    await turn(asMona, 'slack_limits', true);
    await askInPage(asMona);
    await asMona.until(() => asMona.slices.outbox.waitingCount > 0);
    await asMona.act({ kind: 'sandbox.kill_bot' });
    await turn(asMona, 'slack_limits', false);
    await asMona.act({ kind: 'sandbox.start_bot' });
    await asBea.message('PAT-1');
    await asMona.until(() => asMona.slices.outbox.waitingCount === 0);
    expect(asBea.messages).toHaveLength(1);
  });
});

describe('a reset', () => {
  it('begins anew for every open page, and the old token still serves', async () => {
    const { asMona, asBea } = await askedAndApproved(await startSandbox(entry));
    expect(await asMona.act({ kind: 'sandbox.reset' })).toEqual({ outcome: 'done' });
    await asBea.until(() => asBea.snapshots === 2);
    expect(asBea.messages).toEqual([]);
    await asMona.until(() => asMona.snapshots === 2);
    await askInPage(asMona);
    await asBea.message('PAT-1');
  });
});
