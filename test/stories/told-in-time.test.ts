import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { inChannel } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, directMessages, lastDirectMessage, makeToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;

/** What somebody was told of an end after `from` messages. */
function warnings(world: TestWorld, slackId: string, from: number): readonly string[] {
  return directMessages(world, slackId)
    .slice(from)
    .filter((text) => /“nightly-release”[^\n]* expires (?:in|today|tomorrow|on)/.test(text));
}

async function passUntil(world: TestWorld, at: string): Promise<void> {
  while (world.now() < Date.parse(at)) await world.pass({ hours: 2 });
}

describe('a token that ends on the weekend, and was first seen when Friday’s reminders had gone', () => {
  it('is reminded of before it ends, as its holder was told when it was approved', async () => {
    const world = await startWorld();
    await world.pass({ days: 4, hours: 6 }); // Friday, half past ten in New York
    await askForToken(world, mona.slackId, { lifetime: 'date', expires_on: '2027-03-07' });
    await approve(world, '· PAT-1');
    await makeToken(world, { expiresAt: new Date('2027-03-08T00:00:00Z') });
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'We’ll remind you before 8 March 2027 at 00:00 UTC, when it expires.',
    );
    const before = directMessages(world, mona.slackId).length;
    await passUntil(world, '2027-03-07T23:30:00Z');
    expect(warnings(world, mona.slackId, before)).toHaveLength(1);
  });

  it('is reminded of as the first day’s summary says', async () => {
    const setInstalled = ({ state }: TestWorld['github'], isInstalled: boolean) => {
      const acme = state.organization(organization);
      if (acme === undefined) throw new Error('no acme');
      acme.isInstalled = isInstalled;
    };
    const world = await startWorld({ prepare: ({ github }) => setInstalled(github, false) });
    await world.pass({ days: 4, hours: 6 });
    const token = world.github.people.createToken('mona', organization, {
      name: 'nightly-release',
      ...{
        permissions: { repository: { contents: 'write' } },
        repositorySelection: 'subset',
        repositories: ['website'],
      },
      expiresAt: new Date('2027-03-08T13:00:00Z'),
    });
    world.github.people.reviewOnGithub('carl-owner', token.tokenId, 'approve');
    setInstalled(world.github, true);
    await world.pass({ minutes: 6 });
    expect(inChannel(world).join('\n')).toContain('We’ll remind their holders before they expire');
    await passUntil(world, '2027-03-08T12:30:00Z');
    expect(warnings(world, mona.slackId, 0)).toHaveLength(1);
  });
});

it('an end that its holder moved to the next hours is told before it comes, though no evening is left', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world);
  await passUntil(world, '2027-03-02T00:00:00Z'); // seven in the evening in New York
  world.github.people.regenerateToken(token.tokenId, new Date('2027-03-02T06:00:00Z'));
  await world.pass({ minutes: 6 });
  await world.pass({ minutes: 2 });
  expect(warnings(world, mona.slackId, 0)).toHaveLength(1);
});
