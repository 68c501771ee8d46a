import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, decisionCard, passOften } from '../support/ended-token.ts';
import { approve, buttonsOf, cardOf, cardsAbout, isActive, makeToken, reads, revoke } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, carl } = cast;

/** Carl revoked Mona's token as leaked, and GitHub showed the very grant again; then its lists lose it, once more. */
async function revokedAndBack(): Promise<{
  readonly world: TestWorld;
  readonly token: LocalToken;
  readonly grant: LocalToken['grant'];
}> {
  const { world, token } = await active();
  const { grant } = token;
  await revoke(world, carl.slackId, 'PAT-1', 'Leaked in a build log');
  await world.settle();
  await passOften(world);
  token.grant = grant;
  await passOften(world);
  token.grant = null;
  await passOften(world);
  return { world, token, grant };
}

const revokedBy = /<@U0CARL\w*> revoked this token \(for PAT-1\) on 1 March 2027/;

it('a token that was revoked, shown by GitHub again, and lost: when it is back once more, its card says who ended it', async () => {
  const { world, token, grant } = await revokedAndBack();
  await askForToken(world, mona.slackId);
  await approve(world, '· PAT-2');
  token.grant = grant;
  await passOften(world);
  const decided = cardsAbout(world, token.name).filter((card) => buttonsOf(card).includes('keep_token'));
  expect(decided.map(reads)).toEqual([expect.stringMatching(revokedBy)]);
  expect(decided.map(reads)).toEqual([expect.stringContaining('Reason given then: Leaked in a build log')]);
  // What was approved since is for another token.
  expect(reads(cardOf(world, '· PAT-2'))).toContain('Waiting for the token to be made');
});

it('and when it asks again, it is held, and its card says who ended it', async () => {
  const { world, token } = await revokedAndBack();
  await askForToken(world, mona.slackId);
  await approve(world, '· PAT-2');
  askAgain(world, token);
  await passOften(world);
  expect(isActive(world, token)).toBe(false);
  expect(reads(decisionCard(world, token.name))).toMatch(revokedBy);
  const second = await makeToken(world);
  await passOften(world);
  expect(isActive(world, second)).toBe(true);
});
