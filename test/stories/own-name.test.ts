import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { allowOwnToken, startWorldWithOwnTokens } from '../support/own-token.ts';
import {
  approve,
  cardOf,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
} from '../support/people.ts';

const { mona, bea, carl } = cast;

describe('a reviewer who allows the use of their own token', () => {
  it('is named by GitHub for what they approve', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', bea.slackId);
    const token = await makeToken(world);
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews).toMatchObject([
      { act: 'approve', by: 'bea-owner', reason: 'Approved by @bea-owner via Countersign, PAT-1' },
    ]);
  });
});
