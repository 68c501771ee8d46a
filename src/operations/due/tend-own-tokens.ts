import { drop, resealed } from '../../domain/advance-reviewer-token.ts';
import { hasLeftSlack, isOwner } from '../../domain/person.ts';
import { type DropReason, isHeld, isSpent, type ReviewerToken } from '../../domain/reviewer-token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { accountOf } from '../people/accounts.ts';
import { dropOwnToken } from '../people/drop-own-token.ts';
import { openToken, sealToken } from '../people/seal-token.ts';

const unhurriedMs = 10_000;

/**
 * Goes through reviewers' own tokens: those that are of no more use are dropped, and those that an older key sealed are sealed under the first one, after
 * which the older may go. What can't be asked now is asked the next time. Once a day, and at a start.
 */
export async function tendOwnTokens(ports: Ports): Promise<void> {
  for (const row of await ports.store.reviewerTokens()) {
    try {
      await tend(ports, row);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ports.log.warn('a reviewer’s own token could not be looked after', { slackId: row.slackId, ...error.fields });
    }
  }
  await reseal(ports);
}

async function tend(ports: Ports, row: ReviewerToken): Promise<void> {
  const [organization] = await ports.store.organizations();
  const now = ports.time.now();
  if (isSpent(row, now)) {
    if (organization !== undefined) await commitOnce(ports, drop(row, 'expired', organization.id, now), now);
    return;
  }
  const why = await reasonToDrop(ports, row);
  if (why !== null) await dropOwnToken(ports, row.githubId, why);
}

async function reasonToDrop(ports: Ports, { githubId, slackId }: ReviewerToken): Promise<DropReason | null> {
  const account = await accountOf(ports, slackId);
  if (account?.githubId !== githubId) return 'unlinked';
  const person = await ports.directory.person(slackId, unhurriedMs);
  if (hasLeftSlack(person)) return 'deactivated';
  for (const { login } of await ports.store.organizations()) {
    if (isOwner(await ports.github.membership(login, account, unhurriedMs))) return null;
  }
  return 'not_an_owner';
}

/** Under the key that seals by now. One that is being exchanged is sealed so anyway. */
async function reseal({ store, sealing, time, log }: Ports): Promise<void> {
  let count = 0;
  for (const row of await store.reviewerTokens()) {
    if (sealing.keyId === null || row.keyId === sealing.keyId || isHeld(row, time.now())) continue;
    const pair = openToken(sealing, row);
    if (typeof pair === 'string') continue;
    const isDone = (await store.commit(resealed(row, sealToken(sealing, row, pair)), time.now())) === 'done';
    if (isDone) count += 1;
  }
  if (count > 0) log.info('reviewers’ own tokens were encrypted under the first key of ENCRYPTION_KEY', { count });
}
