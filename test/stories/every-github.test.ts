import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;

const createButton = (world: TestWorld): string =>
  JSON.stringify(world.slack.directMessages(mona.slackId).at(-1)?.blocks ?? []);

describe.each([
  { host: 'github.com', page: 'https://github.com/settings/personal-access-tokens/new?name=nightly-release' },
  { host: 'data_residency', page: 'https://acme.ghe.com/settings/personal-access-tokens/new?name=nightly-release' },
  { host: 'enterprise_server', page: 'https://github.acme.example/settings/personal-access-tokens/new"' },
] as const)('on $host', ({ host, page }) => {
  it('a token is asked for, approved, made and let in; a wider one is held and denied', async () => {
    const world = await startWorld({ host });
    await askForToken(world, mona.slackId);
    await approve(world);
    expect(createButton(world)).toContain(`"url":"${page}`);
    const told = lastDirectMessage(world, mona.slackId);
    const isBlank = told.includes('GitHub Enterprise Server opens a blank page: copy the values below.');
    expect(isBlank).toBe(host === 'enterprise_server');
    expect(told.includes('The link fills in:')).toBe(host !== 'enterprise_server');
    for (const value of ['nightly-release', organization, 'payments', 'Contents']) expect(told).toContain(value);
    const token = await makeToken(world);
    expect(isActive(world, token)).toBe(true);

    const wider = await makeToken(world, { name: 'quick-hack' });
    expect(isPending(world, wider)).toBe(true);
    const asked = await world.slack.click(bea.slackId, cardOf(world, '“quick-hack”'), 'deny_pending_token');
    const view = await world.slack.until(() => asked.modal);
    await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'One is enough' }));
    await world.settle();
    expect([isPending(world, wider), isActive(world, wider)]).toEqual([false, false]);
    expect(world.github.state.reviews.map(({ act }) => act)).toEqual(['approve', 'deny']);
    expect(reads(cardOf(world, '“nightly-release”'))).toContain('has been active');
    expect(buttonsOf(cardOf(world, '“nightly-release”'))).not.toContain('approve_request');
  });
});

describe('on Enterprise Server', () => {
  it('its version is logged once, however often it answers', async () => {
    const world = await startWorld({ host: 'enterprise_server' });
    for (let hour = 0; hour < 3; hour += 1) await world.pass({ minutes: 6 });
    const said = world.logLines.filter(({ what }) => what.includes('Enterprise Server'));
    expect(said).toHaveLength(1);
    expect(JSON.stringify(said)).toContain('3.17.2');
  });
});
