import { beforeAll, describe, expect, it } from 'vitest';
import { bundleBot } from '../bot/bundle-bot.ts';
import type { Message } from '../shown/protocol.ts';
import { cast, channel } from '../world/cast.ts';
import type { Page } from './open-page.ts';
import { startSandbox } from './start-sandbox.ts';

const { mona, bea, dan } = cast;
let bot: string;
beforeAll(async () => {
  bot = await bundleBot();
});

/** It takes what the program takes. */
const over = (page: Page) => page.until(() => page.slices.morning.state === 'over', 'the end of the morning', 100_000);
const has = ({ text, blocks }: Message, ...words: readonly string[]): boolean =>
  words.every((word) => JSON.stringify([text, blocks]).includes(word));
const shows = (page: Page, ...words: readonly string[]): boolean => page.messages.some((one) => has(one, ...words));

const why = 'The morning is still being played. You can act in a few seconds.';

describe('the morning of the sandbox', () => {
  it('leaves a summary of the first day, a drifted and a held token, and two requests of which one is dangerous', async () => {
    const sandbox = await startSandbox(bot, { hasMorning: true });
    const asMona = await sandbox.as(mona.slackId);
    expect(asMona.slices.morning).toMatchObject({ state: 'playing', trouble: null });
    expect(await asMona.command('/pat request')).toEqual({ outcome: 'refused', why });
    await over(asMona);
    const [asBea, asDan] = [await sandbox.as(bea.slackId), await sandbox.as(dan.slackId)];

    const inChannel = asBea.messages.filter(({ conversation }) => conversation === channel);
    const withButton = (action: string): readonly Message[] => inChannel.filter((one) => has(one, `"${action}"`));
    expect(inChannel.some((one) => has(one, 'Ending first', 'changelog-sync', 'docs-links'))).toBe(true);
    expect(inChannel.some((one) => has(one, 'weekly-report'))).toBe(true);
    expect(withButton('keep_token').map((one) => has(one, 'release-tags', '27 May 2027'))).toEqual([true]);
    expect(withButton('approve_pending_token').map((one) => has(one, 'hotfix', 'all repositories'))).toEqual([true]);
    const [ordinary, dangerous] = withButton('approve_request');
    expect(ordinary !== undefined && has(ordinary, 'PAT-3', 'Low risk', 'link-check')).toBe(true);
    expect(dangerous !== undefined && has(dangerous, 'PAT-4', 'Critical risk', 'org-cleanup')).toBe(true);
    expect(shows(asMona, 'changelog-sync', 'expires in 7 days')).toBe(true);
    expect(shows(asDan, 'hotfix', 'PAT-2')).toBe(true);

    const named = (side: 'active' | 'waiting'): readonly string[] =>
      asBea.tokens.filter((token) => token[side] !== null).map(({ name }) => name);
    expect(named('active')).toEqual(['deploy', 'old-laptop', 'docs-links', 'changelog-sync', 'release-tags']);
    expect(named('waiting')).toEqual(['weekly-report', 'hotfix']);

    const { clock, trail, bot: state, nextNotice, morning, outbox } = asMona.slices;
    expect(clock).toEqual({ kind: 'stands', at: Date.parse('2027-03-01T09:30:00Z') });
    expect(trail).toEqual({ count: morning.entryCount, isWhole: true });
    expect(state).toEqual({ state: 'running', errors: [] });
    expect(outbox).toMatchObject({ waitingCount: 0, gaveUpCount: 0 });
    expect(nextNotice).toMatchObject({ tokenName: 'changelog-sync', threshold: '3' });
    await asMona.act({ kind: 'sandbox.move_clock', by: 'next_notice' });
    await asMona.message('expires in 3 days');
  });

  it('is played from its beginning after a reset, even if it was not over', async () => {
    const asBea = await (await startSandbox(bot, { hasMorning: true })).as(bea.slackId);
    expect(await asBea.act({ kind: 'sandbox.reset' })).toEqual({ outcome: 'done' });
    expect(asBea.slices.morning).toMatchObject({ state: 'playing' });
    await over(asBea);
    expect(shows(asBea, 'PAT-4', 'org-cleanup')).toBe(true);
    expect(shows(asBea, 'PAT-5')).toBe(false);
    expect(asBea.slices.bot.errors).toEqual([]);
  });

  it('is not there where nobody asked for it', async () => {
    const asBea = await (await startSandbox(bot)).as(bea.slackId);
    expect(asBea.slices.morning).toEqual({ state: 'none', entryCount: 0, trouble: null });
    expect(asBea.messages).toEqual([]);
  });
});
