import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { write } from '@countersign/sandbox-slack/shortcut';
import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { trailOf } from '../support/browse-tokens.ts';
import { leaksOfSecrets } from '../support/canaries.ts';
import {
  cardOf,
  cardsAbout,
  directMessages,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { sampleCredentials } from '../support/sample-credentials.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, carl } = cast;
const sample = (name: string): string => sampleCredentials.find(([one]) => one === name)?.[1] ?? '';
const classic = sample('a classic token');
const revocations = (world: TestWorld) =>
  world.github.server.calls.filter(({ name }) => name === 'POST /credentials/revoke');
const told = (world: TestWorld) => cardsAbout(world, 'reported a leak').map(reads);
const text = (view: OpenView | undefined) => (view === undefined ? '' : textOf(view));

async function openForm(world: TestWorld, by: string = mona.slackId): Promise<OpenView> {
  const asked = await world.slack.command(by, '/pat leak');
  return world.slack.until(() => asked.modal);
}

/** Pastes it and goes on to the page that asks. */
async function paste(world: TestWorld, pasted: string, by: string = mona.slackId): Promise<OpenView> {
  const filled = await world.slack.fill(by, await openForm(world, by), { credential: pasted });
  const { view } = await world.slack.submit(by, filled);
  if (view === undefined) throw new Error('the form did not ask');
  return view;
}

/** Nowhere but in the one call that ends it. */
async function whereElse(world: TestWorld, secrets: readonly string[]): Promise<readonly string[]> {
  return (await leaksOfSecrets(world, secrets)).filter((where) => where !== 'GitHub POST /credentials/revoke');
}

describe('a leaked token that somebody pastes into the form', () => {
  it('that was still waiting is not said to be its holder’s doing alone', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'leaky' });
    await world.slack.submit(carl.slackId, await paste(world, token.secret, carl.slackId));
    await world.settle();
    const orLeaked = 'on GitHub, or it was reported as leaked.';
    expect(lastDirectMessage(world, mona.slackId)).toContain(`your token “leaky” for acme ${orLeaked}`);
    expect(reads(cardOf(world, 'leaky'))).toContain(`Its holder cancelled or changed it ${orLeaked}`);
  });

  it('is revoked after a yes, kept nowhere, and the owners read who reported what kind', async () => {
    const { world, token } = await active();
    const asking = await paste(world, `found in CI logs: ${token.secret}.`);
    expect(text(asking)).toContain('We found 1 fine-grained personal access token.');
    expect(text(asking)).toContain('A fine-grained token stops working everywhere.');
    expect(text(asking)).toContain('GitHub ends it immediately and tells its owner. You can’t undo this.');
    expect(revocations(world)).toEqual([]);
    const { view } = await world.slack.submit(mona.slackId, asking);
    await world.settle();
    expect(revocations(world)).toMatchObject([{ status: 202, body: { body: { credentials: [token.secret] } } }]);
    expect(text(view)).toContain('GitHub accepted 1 fine-grained personal access token for revocation.');
    expect(text(view)).toContain('We’ve told the owners who reported it and its kind.');
    expect(text(view)).toContain('create a new token with /pat request');
    expect(told(world)).toHaveLength(1);
    expect(told(world)[0]).toContain(`<@${mona.slackId}> reported a leak: 1 fine-grained personal access token`);
    expect(await trailOf(world)).toContainEqual(
      expect.objectContaining({ act: 'leak.report', actor: `slack:${mona.slackId}` }),
    );
    // GitHub does not say whose it was: the next listing does.
    await world.pass({ minutes: 10 });
    expect(cardsAbout(world, 'nightly').map(reads).join()).toContain('lost access');
    expect(directMessages(world, mona.slackId).join('\n')).toMatch(
      /Your token “nightly-release” lost access to acme on .+\. An owner revoked it on GitHub, you deleted it or left, or it was reported as leaked\./,
    );
    expect(await whereElse(world, [token.secret])).toEqual([]);
  });

  it('is revoked once and told once, however often the yes is clicked', async () => {
    const world = await startWorld();
    const asking = await paste(world, classic);
    const clicks = await Promise.all([1, 2, 3].map(() => world.slack.submit(mona.slackId, asking)));
    await world.settle();
    expect(clicks.map(({ view }) => text(view).includes('accepted 1 classic personal access token'))).not.toContain(
      false,
    );
    expect(revocations(world)).toHaveLength(1);
    expect(told(world)).toHaveLength(1);
  });

  it('is asked about again where another was pasted over it', async () => {
    const world = await startWorld();
    const asking = await paste(world, classic);
    const other = await world.slack.fill(mona.slackId, asking, {
      credential: `${classic} ${sample('an OAuth token')}`,
    });
    const { view } = await world.slack.submit(mona.slackId, other);
    expect(text(view)).toContain('We found 1 classic personal access token and 1 token of an OAuth app.');
    expect(revocations(world)).toEqual([]);
  });

  it.each([
    ['no credential', 'my token', 'We don’t recognize a token or key in this.'],
    ['one that lost its end', classic.slice(0, -3), 'Part of a token is missing here. Paste it whole.'],
  ])('%s is said at the field', async (_, pasted, words) => {
    const world = await startWorld();
    const filled = await world.slack.fill(mona.slackId, await openForm(world), { credential: pasted });
    const { errors } = await world.slack.submit(mona.slackId, filled);
    expect(errors?.credential).toContain(words);
  });

  it('that GitHub revokes for nobody is told to the owners, with the steps by hand', async () => {
    const world = await startWorld();
    const asking = await paste(world, sample('an installation token'));
    expect(text(asking)).toContain('You can’t revoke this one here');
    expect(text(asking)).toContain('it expires within an hour');
    expect(asking.submit?.text).toBe('Tell the owners');
    const { view } = await world.slack.submit(mona.slackId, asking);
    await world.settle();
    expect(text(view)).toContain('GitHub revoked nothing.');
    expect(revocations(world)).toEqual([]);
    expect(told(world)[0]).toContain('1 installation token of a GitHub App');
    expect(told(world)[0]).toContain('GitHub revoked nothing.');
  });

  it.each([
    ['is down', { status: 503 }, 'The token may still work. Please try again: doing it twice does no harm.'],
    ['refuses it', { status: 422, body: { message: classic } }, 'GitHub didn’t accept this, so nothing was revoked.'],
    ['has had enough of us', { status: 429, retryAfterSeconds: 600 }, 'Please try again after'],
    ['has no such call', { status: 404 }, 'This GitHub can’t revoke a token that somebody else reports.'],
    ['cuts the line', 'drop' as const, 'The token may still work.'],
  ])('stays in the form where GitHub %s, and can be sent again', async (_, answer, words) => {
    const world = await startWorld();
    const asking = await paste(world, classic);
    world.github.server.faults.add({ fits: 'POST /credentials/revoke', when: 'before', answer });
    const { view: failed } = await world.slack.submit(mona.slackId, asking);
    await world.settle();
    expect(text(failed)).toContain(words);
    expect(told(world)).toEqual([]);
    expect(await whereElse(world, [classic])).toEqual([]);
    if (failed === undefined) throw new Error('the page is gone');
    const { view } = await world.slack.submit(mona.slackId, failed);
    expect(text(view)).toContain('GitHub accepted 1 classic personal access token');
  });

  it('is revoked where the policy only observes too, since a person asks for it', async () => {
    const world = await startWorld({ policy: policyText('    mode: observe\n') });
    const asking = await paste(world, classic);
    expect(text(asking)).toContain(
      'We only observe acme. GitHub revokes this because you ask, not because of a policy.',
    );
    await world.slack.submit(mona.slackId, asking);
    expect(revocations(world)).toHaveLength(1);
  });
});

describe('a message that shows a token', () => {
  const leakInChannel = (world: TestWorld, said: string) => {
    // The bot is in no such channel: Slack gives it the message that somebody points at, and no other.
    const general = {
      id: 'C0GENERAL01',
      name: 'general',
      kind: 'public' as const,
      members: [mona.slackId, carl.slackId],
    };
    world.slack.addChannel(general);
    return write(world.slack.state, carl.slackId, general.id, said);
  };

  it('is reported from its menu: what it shows is revoked after a yes, and never repeated', async () => {
    const world = await startWorld();
    const message = leakInChannel(world, `here you go: ${sample('a fine-grained token')}`);
    const pressed = await world.slack.shortcut(mona.slackId, message, 'report_leak');
    const asking = await world.slack.until(() => pressed.modal);
    expect(text(asking)).toContain('We found 1 fine-grained personal access token.');
    expect(asking.values).toEqual({});
    const [first, second] = await Promise.all([1, 2].map(() => world.slack.submit(mona.slackId, asking)));
    await world.settle();
    expect(text(first?.view)).toContain('GitHub accepted 1 fine-grained personal access token');
    expect(text(second?.view)).toContain('GitHub accepted 1 fine-grained personal access token');
    expect(text(first?.view)).toContain('Delete the message, file or commit that shows it.');
    expect(revocations(world)).toHaveLength(1);
    expect(told(world)).toHaveLength(1);
    expect(await whereElse(world, [sample('a fine-grained token')])).toEqual([]);
  });

  it('is held no longer than ten minutes, nor beyond a failure', async () => {
    const world = await startWorld();
    const message = leakInChannel(world, classic);
    const asked = async () => {
      const pressed = await world.slack.shortcut(mona.slackId, message, 'report_leak');
      return world.slack.until(() => pressed.modal);
    };
    const old = await asked();
    world.moveClock(601);
    const { view: late } = await world.slack.submit(mona.slackId, old);
    expect(text(late)).toContain('We no longer have what was in the message.');
    const failing = await asked();
    world.github.server.faults.add({ fits: 'POST /credentials/revoke', when: 'before', answer: { status: 503 } });
    const { view: failed } = await world.slack.submit(mona.slackId, failing);
    expect(text(failed)).toContain('We kept nothing of it. Use the message’s menu again, or paste it below.');
    expect(revocations(world)).toHaveLength(1);
    expect(told(world)).toEqual([]);
  });

  it('without a token opens the form, and says that none was found', async () => {
    const world = await startWorld();
    const message = leakInChannel(world, 'lunch?');
    const pressed = await world.slack.shortcut(mona.slackId, message, 'report_leak');
    expect(text(await world.slack.until(() => pressed.modal))).toContain('We found no token or key in this message.');
  });
});

it('whoever types a token after any command reads what to do about it, and nothing else is done', async () => {
  const world = await startWorld();
  for (const word of ['tokens', 'renew', 'withdraw', 'revoke', 'guide', 'link', 'audit', 'request', 'list', 'policy']) {
    const outcome = await world.slack.command(mona.slackId, `/pat ${word} ${classic}`);
    expect(await toldPrivately(world, outcome)).toContain('Slack has seen it. Revoke it with /pat leak.');
    expect(outcome.modal).toBeUndefined();
  }
});
