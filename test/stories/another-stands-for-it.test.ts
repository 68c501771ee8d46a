// Somebody else stands for a token than whoever was told of it: nobody is surprised by its end, and nobody keeps buttons for what isn't theirs.
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { passOften } from '../support/ended-token.ts';
import { approve, buttonsOf, isActive, makeToken, passWithoutOutage, reads } from '../support/people.ts';
import { linkBySignIn } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { questionOf } from '../support/whose-token.ts';

const { mona, bea, dan } = cast;
const dayMs = 86_400_000;
const revokes = '    drift: { grace_days: 3, then: revoke }\n';
const sponsored = (who: string) => policyText(revokes).replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${who}`);
const prolonged = /rolonged .*“nightly-release”/;
const handedOn = 'Somebody else stands for it now, so you don’t need to do anything.';

/** What somebody reads of it in their direct messages, each with its buttons. */
function told(
  world: TestWorld,
  who: string,
  what: RegExp,
): readonly { readonly text: string; readonly buttons: readonly string[] }[] {
  const messages = world.slack.directMessages(who).map((one) => ({ text: reads(one), buttons: buttonsOf(one) }));
  return messages.filter(({ text }) => what.test(text));
}

async function putInForce(world: TestWorld, text: string): Promise<void> {
  expect(await world.bot().takePolicy(parsePolicy(text, 'policy.yml'))).toBe(true);
  await world.settle();
}

async function prolongedOfMachineUser() {
  const world = await startWorld({ policy: sponsored(mona.slackId) });
  await askForToken(world, mona.slackId, { machine_user: 'acme-ci' });
  await approve(world);
  const token = await makeToken(world, {}, 'acme-ci');
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
  await world.pass({ minutes: 6 });
  expect(told(world, mona.slackId, prolonged).map(({ buttons }) => buttons)).toEqual([['renew_token', 'undo_renewal']]);
  return { world, token };
}

describe('another sponsor', () => {
  it.each([
    ['before the owners were told', 0],
    ['after the owners were told', 25],
  ])('is asked about a prolonged token, and the one before reads so: %s', async (_, hours) => {
    const { world, token } = await prolongedOfMachineUser();
    if (hours > 0) await passWithoutOutage(world, hours);
    await world.restart(sponsored(dan.slackId));
    await passOften(world);
    const [asked, ...more] = told(world, dan.slackId, prolonged);
    expect(more).toEqual([]);
    expect(asked?.text).toContain('Somebody prolonged acme-ci’s token “nightly-release” for acme by 30 days.');
    expect(asked?.text).toContain('we’ll revoke it on 4 March 2027');
    expect(asked?.buttons).toEqual(['renew_token', 'undo_renewal']);
    expect(told(world, mona.slackId, prolonged)).toEqual([{ text: expect.stringContaining(handedOn), buttons: [] }]);
    expect(isActive(world, token)).toBe(true);
  });

  it('of a policy that is read again is asked at once, and once, there and back', async () => {
    const { world } = await prolongedOfMachineUser();
    for (const who of [dan, mona, dan]) {
      await putInForce(world, sponsored(who.slackId));
      await passOften(world);
      const other = who === dan ? mona : dan;
      expect(told(world, who.slackId, prolonged).map(({ buttons }) => buttons)).toEqual([
        ['renew_token', 'undo_renewal'],
      ]);
      expect(told(world, other.slackId, prolonged)).toEqual([{ text: expect.stringContaining(handedOn), buttons: [] }]);
    }
  });

  it('hears of a wider token, which asks nothing, once', async () => {
    const world = await startWorld({ policy: sponsored(mona.slackId) });
    await askForToken(world, mona.slackId, { machine_user: 'acme-ci' });
    await approve(world);
    const token = await makeToken(world, {}, 'acme-ci');
    world.github.people.editToken(token.tokenId, { repositorySelection: 'all', repositories: [] });
    world.github.people.reviewOnGithub(bea.login, token.tokenId, 'approve');
    await world.pass({ minutes: 6 });
    expect(told(world, mona.slackId, /is wider than PAT-1 allows/)).toHaveLength(1);
    await world.restart(sponsored(dan.slackId));
    await passOften(world);
    await passWithoutOutage(world, 3);
    const heard = told(world, dan.slackId, /is wider than PAT-1 allows/);
    expect(heard.map(({ text }) => text)).toEqual([expect.stringContaining('we’ll revoke it on 4 March 2027')]);
  });

  it('reads of the token that waits, and the question to the one before is theirs no longer', async () => {
    const world = await startWorld({ policy: sponsored(mona.slackId) });
    await askForToken(world, mona.slackId, { machine_user: 'acme-ci', token_name: 'release-notes' });
    await approve(world);
    const token = { name: 'quick-hack', permissions: { repository: { contents: 'read' } }, repositories: ['website'] };
    await makeToken(world, token as never, 'acme-ci');
    expect(questionOf(world, 'quick-hack')).toBeDefined();
    await world.restart(sponsored(dan.slackId));
    await passOften(world);
    expect(told(world, dan.slackId, /quick-hack/).map(({ text }) => text)).toEqual([
      expect.stringContaining('Machine user acme-ci’s token “quick-hack” for acme is on hold'),
    ]);
    expect(told(world, mona.slackId, /quick-hack/)).toEqual([
      { text: `The token “quick-hack” for acme is waiting for approval. ${handedOn}`, buttons: [] },
    ]);
  });
});

describe('whose account it is by now', () => {
  it('another Slack person is asked about its prolonged token', async () => {
    const world = await startWorld({ policy: policyText(revokes) });
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
    await world.pass({ minutes: 6 });
    const moved = policyText(revokes)
      .replace(new RegExp(`^ {2}${mona.slackId}: .*\n`, 'm'), '')
      .replace(`${dan.slackId}: dan-dev`, `${dan.slackId}: mona`);
    await world.restart(moved);
    await passOften(world);
    expect(told(world, dan.slackId, prolonged).map(({ buttons }) => buttons)).toEqual([
      ['renew_token', 'undo_renewal'],
    ]);
    expect(told(world, mona.slackId, prolonged)).toEqual([{ text: expect.stringContaining(handedOn), buttons: [] }]);
  });

  it('somebody who links only after it was flagged hears of the deadline, and of none twice', async () => {
    const unlinked = policyText(revokes).replace(new RegExp(`^ {2}${mona.slackId}: .*\n`, 'm'), '');
    const world = await startWorld({ hasSignIn: true, policy: unlinked });
    await linkBySignIn(world, mona.slackId, 'mona');
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    const unlink = async () => {
      const said = await world.slack.command(mona.slackId, '/pat unlink');
      await world.slack.until(() => (said.ephemeral.length > 0 ? true : undefined));
      await world.settle();
    };
    await unlink();
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
    await world.pass({ minutes: 6 });
    const heard = () => told(world, mona.slackId, /“nightly-release” for acme is wider than PAT-1 allows/);
    expect(heard()).toEqual([]);
    await linkBySignIn(world, mona.slackId, 'mona');
    await passOften(world);
    expect(heard().map(({ text }) => text)).toEqual([expect.stringContaining('we’ll revoke it on 4 March 2027')]);
    await unlink();
    await linkBySignIn(world, mona.slackId, 'mona');
    await passOften(world);
    expect(heard()).toHaveLength(1);
  });
});
