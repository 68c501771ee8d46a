import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, channel, policyText } from '@countersign/sandbox-stage/cast';
import { expect } from 'vitest';
import { askForToken } from './ask-for-token.ts';
import { approve, isActive, makeToken, passWithoutOutage, reads } from './people.ts';
import { startWorld, type TestWorld } from './start-world.ts';

const dayMs = 86_400_000;
type WithToken = { readonly world: TestWorld; readonly token: LocalToken };

/** A policy that revokes what still goes past its agreement after three days. */
export const withDeadline = policyText('    drift: { grace_days: 3, then: revoke }\n');

/** What GitHub says to every revocation where the App may not write tokens. */
export const refuseRevoke = {
  fits: /POST .*personal-access-tokens\/\d+$/,
  when: 'before',
  times: 10_000,
  answer: { status: 403 },
} as const;

export function inChannel(world: TestWorld): readonly string[] {
  return world.slack.messagesIn(channel).map(reads);
}

/** Mona's token, asked for, approved, made and let in. */
export async function active(policy?: string): Promise<WithToken> {
  const world = await startWorld(policy === undefined ? {} : { policy });
  await askForToken(world, cast.mona.slackId);
  await approve(world);
  const token = await makeToken(world);
  expect(isActive(world, token)).toBe(true);
  return { world, token };
}

/** The same token, prolonged on GitHub past what was agreed, and seen; its holder was asked, and has said nothing for a day. */
export async function prolonged(policy = withDeadline): Promise<WithToken> {
  const { world, token } = await active(policy);
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 80 * dayMs));
  await world.pass({ minutes: 6 });
  await passWithoutOutage(world, 24.5);
  return { world, token };
}
