import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import {
  browse,
  filterBy,
  type Old,
  openStory,
  press,
  rowsOf,
  untilItSays,
  withTokens,
} from '../support/browse-tokens.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { bea, carl, dan } = cast;

const tokens: readonly Old[] = [
  { name: 'harmless', isUsed: true },
  { name: 'forgotten', endsInDays: null },
  { name: 'keys-to-all', permissions: { organization: { members: 'write' } }, reachesAll: true, endsInDays: 5 },
  { name: 'deployer', login: 'dan-dev', permissions: { repository: { contents: 'write' } }, reachesAll: true },
  { name: 'reader', login: 'dan-dev', repositories: ['payments', 'website'], endsInDays: 20, isUsed: true },
];

async function started(some: readonly Old[] = tokens): Promise<TestWorld> {
  const world = await startWorld({ prepare: withTokens(some) });
  await world.pass({ minutes: 6 });
  return world;
}

describe('an owner who asks which tokens can reach the organization', () => {
  it('sees them all, the most dangerous first, who agreed, when they end and which are idle', async () => {
    const world = await started();
    const shown = await browse(world, bea.slackId);
    console.log(shown);
    expect(shown).toContain('5 tokens can reach acme');
  });
});
