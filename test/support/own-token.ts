import { randomBytes } from 'node:crypto';
import { give } from '../../src/domain/advance-reviewer-token.ts';
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import { readUserToken } from '../../src/github/user-tokens.ts';
import { sealToken } from '../../src/operations/people/seal-token.ts';
import type { Store } from '../../src/ports/store.ts';
import type { UserToken } from '../../src/ports/user-tokens.ts';
import { createSealing } from '../../src/sealing/create-sealing.ts';
import { startWorld, type TestWorld } from './start-world.ts';

/** The keys that such a world begins with. */
export const ownKeys: readonly string[] = [randomBytes(32).toString('base64')];

type Reviewer = { readonly slackId: string; readonly login: string };

/** A world in which GitHub exchanges people's tokens, and the store that the program writes to. */
export async function startWorldWithOwnTokens(
  options: Parameters<typeof startWorld>[0] = {},
): Promise<{ readonly world: TestWorld; readonly store: () => Store }> {
  const opened: Store[] = [];
  const world = await startWorld({
    ...options,
    hasSignIn: true,
    encryptionKeys: ownKeys,
    decorateStore: (store) => {
      opened.push(store);
      return store;
    },
  });
  return {
    world,
    store: () => {
      const store = opened.at(-1);
      if (store === undefined) throw new Error('nothing was started');
      return store;
    },
  };
}

/** The reviewer signs in, and lets Countersign act in their name. Answers the token, as only GitHub and they should know it. */
export async function allowOwnToken(
  world: TestWorld,
  store: Store,
  { slackId, login }: Reviewer,
  keys: readonly string[] = ownKeys,
): Promise<UserToken> {
  const account = world.github.state.user(login);
  const token = readUserToken(world.github.state.userTokens.give(account), world.now());
  if (token === null) throw new Error('GitHub gave none that ends');
  const owner = { githubId: account.id as GithubUserId, slackId: slackId as SlackUserId };
  const before = await store.reviewerToken(owner.githubId);
  const change = give(owner, before, { ...token, ...sealToken(createSealing(keys), owner, token) }, world.now());
  if ((await store.commit(change, world.now())) !== 'done') throw new Error('the token was not kept');
  return token;
}
