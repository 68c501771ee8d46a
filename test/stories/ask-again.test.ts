import type { OpenView, PostedMessage } from '@countersign/sandbox-slack/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, deny, makeToken, passWithoutOutage, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, dan } = cast;

function newsWith(world: TestWorld, words: string): PostedMessage {
  const found = world.slack.directMessages(mona.slackId).findLast((message) => reads(message).includes(words));
  if (found === undefined) throw new Error(`Mona was not told “${words}”`);
  return found;
}

async function opened(world: TestWorld, message: PostedMessage): Promise<OpenView> {
  expect(reads(message)).toContain('[Request PAT-1 again…]');
  const outcome = await world.slack.click(mona.slackId, message, 'request_again');
  return world.slack.until(() => outcome.modal);
}

function held(view: OpenView, field: string): unknown {
  const state = view.values[field]?.[field];
  const option = state?.selected_option as { readonly value: string } | null | undefined;
  const options = state?.selected_options as readonly { readonly value: string }[] | undefined;
  return state?.value ?? option?.value ?? options?.map(({ value }) => value);
}

/** Goes on from the first page and sends, without filling in anything. */
async function sent(world: TestWorld, form: OpenView): Promise<void> {
  let view = form;
  for (let page = 0; page < 2; page += 1) {
    const { view: next, errors } = await world.slack.submit(mona.slackId, view);
    if (next === undefined) throw new Error(JSON.stringify(errors));
    view = next;
  }
  expect((await world.slack.submit(mona.slackId, view)).closed).toBe(true);
  await world.settle();
}

describe('Request again', () => {
  it('after a denial opens the form filled in as it was, and three clicks send it', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await deny(world, 'Please say why.');
    const form = await opened(world, newsWith(world, 'denied your request'));
    expect(held(form, 'purpose')).toBe('Nightly release job');
    expect(held(form, 'lifetime')).toBe('30');
    const { view: second } = await world.slack.submit(mona.slackId, form);
    if (second === undefined) throw new Error('the form did not go on');
    expect(held(second, 'preset')).toBe('other');
    expect(held(second, 'permissions')).toEqual(['contents:write', 'pull_requests:read']);
    expect(held(second, 'repositories')).toEqual(['payments', 'website']);
    expect(held(second, 'token_name')).toBe('nightly-release');
    expect(held(second, 'justification')).toContain('The release job pushes tags');
    await world.slack.close(mona.slackId, second);
    await sent(world, world.slack.openViews(mona.slackId).at(-1) ?? form);
    expect(reads(newsWith(world, 'PAT-2'))).toContain('nightly-release');
  });

  it('stands where a request lapsed, and in /pat list', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { preset: 'read_code' });
    await world.pass({ days: 6 });
    await passWithoutOutage(world, 26);
    await world.slack.close(mona.slackId, await opened(world, newsWith(world, 'timed out')), true);
    const list = await world.slack.command(mona.slackId, '/pat list');
    expect(await toldPrivately(world, list)).toContain('[Request PAT-1 again…]');
    const told = world.slack.ephemerals(mona.slackId).at(-1);
    if (told === undefined) throw new Error('no list');
    const form = await opened(world, told);
    const { view: second } = await world.slack.submit(mona.slackId, form);
    expect(second === undefined ? null : held(second, 'preset')).toBe('read_code');
  });

  it('stands where a token expired, and not before', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { lifetime: '7' });
    await approve(world);
    await makeToken(world, { expiresAt: new Date(world.now() + 7 * 86_400_000) });
    await world.pass({ days: 5 });
    expect(buttonsOf(newsWith(world, 'expires'))).not.toContain('request_again');
    await world.pass({ days: 3 });
    const form = await opened(world, newsWith(world, 'expired on'));
    expect(held(form, 'purpose')).toBe('Nightly release job');
  });

  it('is not for a request that waits, or for one that its requester withdrew', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'))).not.toContain(
      'Request PAT-1 again',
    );
    await world.slack.command(mona.slackId, '/pat withdraw PAT-1');
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'))).not.toContain(
      'Request PAT-1 again',
    );
  });

  it('of another person’s request is answered as if there were none', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await askForToken(world, dan.slackId, { repositories: ['website'] });
    await deny(world, 'No.');
    const forged = await world.slack.clickRaw(dan.slackId, { actionId: 'request_again', value: '1.1' });
    expect(await toldPrivately(world, forged)).toContain('You have no request “PAT-1”.');
    expect(forged.modal).toBeUndefined();
  });
});
