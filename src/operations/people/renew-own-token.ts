import { release, renewed } from '../../domain/advance-reviewer-token.ts';
import type { ReviewerToken } from '../../domain/reviewer-token.ts';
import type { Ports } from '../../ports/ports.ts';
import { sealToken } from './seal-token.ts';

/** `changed`: its owner gave another one meanwhile, or took it back. */
export type Renewed =
  | { readonly as: 'renewed'; readonly access: string; readonly row: ReviewerToken }
  | { readonly as: 'used_up' | 'refused' | 'changed' };

/**
 * Exchanges a token that is held for the next, and keeps that. Between GitHub's answer and the commit a crash loses both: then GitHub says
 * `bad_refresh_token` the next time, and the reviewer is asked to sign in again. Throws a Fault where GitHub did not answer.
 */
export async function renewOwnToken(ports: Ports, held: ReviewerToken, refresh: string): Promise<Renewed> {
  const { store, userTokens, sealing, clock } = ports;
  try {
    const next = await userTokens.renew(refresh);
    if (next === 'used_up') return { as: 'used_up' };
    if (next === 'refused') {
      await store.commit(release(held), clock.now());
      return { as: 'refused' };
    }
    const { row, change } = renewed(held, sealToken(sealing, held, next), next);
    if ((await store.commit(change, clock.now())) === 'done') return { as: 'renewed', access: next.access, row };
    // Nobody will use this one.
    await userTokens.end(next.access);
    return { as: 'changed' };
  } catch (error) {
    await store.commit(release(held), clock.now());
    throw error;
  }
}
