import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, passOften } from '../support/ended-token.ts';
import {
  approve,
  asItIsNow,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const dayMs = 86_400_000;

/** Bea denied a token that nobody had asked for, and it expired while GitHub took no review. */
async function deniedAndExpired(): Promise<{
  readonly world: TestWorld;
  readonly token: LocalToken;
  readonly card: ReturnType<typeof decisionCard>;
}> {
  const world = await startWorld();
  const token = await makeToken(world, { expiresAt: new Date(world.now() + dayMs) });
  await passWithoutOutage(world, 23.5);
  const { server } = world.github;
  server.faults.add({ fits: /POST .*token-requests\/\d+$/, when: 'before', times: 1_000, answer: { status: 503 } });
  const card = decisionCard(world, token.name);
  const asked = await world.slack.click(bea.slackId, card, 'deny_pending_token');
  const form = await world.slack.until(() => asked.modal);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, form, { reason: 'Not this one' }));
  await passWithoutOutage(world, 2);
  server.faults.clear();
  await passWithoutOutage(world, 2);
  return { world, token, card };
}

it('a token that was denied, and expired before GitHub took that: everybody reads who denied it', async () => {
  const { world, card } = await deniedAndExpired();
  const said = reads(asItIsNow(world, card));
  expect(said).toContain(`Denied by <@${bea.slackId}>. It expired before GitHub applied that.`);
  expect(said).toContain('Reason: Not this one');
  expect(lastDirectMessage(world, mona.slackId)).toBe(
    `<@${bea.slackId}> denied your token “nightly-release” for acme, and it has expired. Please delete it on GitHub. You can request another with /pat request.\nReason: Not this one`,
  );
  expect(directMessages(world, mona.slackId)).toContain(
    `<@${bea.slackId}> denied your token “nightly-release” for acme. It has expired since.`,
  );
});

it('and that GitHub lists again under the same id is let in by no approval, and its card names the denial', async () => {
  const { world, token } = await deniedAndExpired();
  await askForToken(world, mona.slackId);
  await approve(world, '· PAT-1');
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 10 * dayMs));
  await passOften(world);
  expect(isActive(world, token)).toBe(false);
  expect(reads(decisionCard(world, token.name))).toContain(`<@${bea.slackId}> denied this token on 2 March 2027`);
  expect(reads(decisionCard(world, token.name))).toContain('Reason given then: Not this one');
  expect(directMessages(world, mona.slackId).join('\n')).toContain(
    'It was denied before, so only an owner can approve',
  );
});
