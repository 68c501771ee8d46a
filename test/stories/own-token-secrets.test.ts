import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { leaksOfSecrets } from '../support/canaries.ts';
import { allowOwnToken, ownKeys, startWorldWithOwnTokens } from '../support/own-token.ts';
import { approve, cardOf, makeToken } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const posts = /^POST .*personal-access-token-requests/;
const renewals = /^POST \/login\/oauth\/access_token/;

/** Where GitHub itself is told: the one that gives and exchanges them, and the one that ends them. */
const toGithub = /^GitHub (?:POST \/login\/oauth\/access_token|DELETE \/applications\/)/;

async function leaks(world: TestWorld): Promise<readonly string[]> {
  const { texts } = world.github.state.userTokens;
  const keys = ownKeys;
  expect(texts.length).toBeGreaterThan(0);
  return (await leaksOfSecrets(world, [...texts, ...keys])).filter((where) => !toGithub.test(where));
}

async function letIn(world: TestWorld, name: string, slackId: string = bea.slackId): Promise<void> {
  await askForToken(world, mona.slackId, { token_name: name });
  await approve(world, name, slackId);
  await makeToken(world, { name });
  await world.pass({ minutes: 10 });
}

describe('a reviewer’s own token, the one after it, and the key that seals them', () => {
  it('stand in no message, log line, entry, call or row while they are used, exchanged and dropped', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allowOwnToken(world, store(), bea);
    await allowOwnToken(world, store(), carl);
    await letIn(world, 'used');
    await world.pass({ hours: 9 });
    await letIn(world, 'exchanged');
    await world.slack.click(carl.slackId, cardOf(world, 'PAT-1'), 'request_details');
    await world.settle();
    world.github.state.userTokens.endAllOf(world.github.state.user('bea-owner'));
    await letIn(world, 'revoked');
    expect(new Set(world.github.state.reviews.map(({ by }) => by))).toEqual(new Set(['bea-owner', 'app']));
    expect(await leaks(world)).toEqual([]);
  });

  it('stand in none where GitHub says them in its own answers', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    const { access, refresh } = await allowOwnToken(world, store(), bea);
    const body = {
      message: `${access} ${refresh}`,
      error: refresh,
      error_description: access,
      documentation_url: access,
    };
    for (const [at, status] of [401, 403, 404, 422, 429, 500].entries()) {
      if (at > 0) await allowOwnToken(world, store(), bea);
      world.github.server.faults.add({ fits: posts, when: 'before', answer: { status, body } });
      await letIn(world, `answered-${status}`);
    }
    for (const status of [200, 400, 500]) {
      await allowOwnToken(world, store(), bea);
      await world.pass({ hours: 9 });
      world.github.server.faults.add({ fits: renewals, when: 'before', answer: { status, body } });
      await letIn(world, `renewed-${status}`);
    }
    expect(await leaks(world)).toEqual([]);
  });
});
