import { resealed } from '../../domain/advance-reviewer-token.ts';
import type { Instant } from '../../domain/ids.ts';
import { isOwner } from '../../domain/person.ts';
import type { ReviewerToken } from '../../domain/reviewer-token.ts';
import {
  dropOfNoUse,
  isToReseal,
  type OfNoUse,
  type TendFacts,
  type TendQuestion,
  whyOfNoUse,
} from '../../domain/tend-reviewer-token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { accountOf } from '../people/accounts.ts';
import { endAtGithub } from '../people/drop-own-token.ts';
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
  const now = ports.time.now();
  const why = await reasonToDrop(ports, row, now);
  if (why === null) return;
  const [organization] = await ports.store.organizations();
  // Of this very row: another one may have been given while GitHub was asked.
  if (await commitOnce(ports, dropOfNoUse(row, why, organization?.id, now), now)) await endAtGithub(ports, row);
}

async function reasonToDrop(ports: Ports, row: ReviewerToken, now: Instant): Promise<OfNoUse | null> {
  for (let facts: TendFacts = {}; ; ) {
    const found = whyOfNoUse(row, facts, now);
    if (found === null || typeof found === 'string') return found;
    facts = { ...facts, ...(await factOf(ports, row, found)) };
  }
}

async function factOf(ports: Ports, { slackId }: ReviewerToken, question: TendQuestion): Promise<TendFacts> {
  switch (question.ask) {
    case 'account':
      return { account: await accountOf(ports, slackId) };
    case 'person':
      return { person: await ports.directory.person(slackId, unhurriedMs) };
    case 'is_owner':
      for (const { login } of await ports.store.organizations()) {
        if (isOwner(await ports.github.membership(login, question.account, unhurriedMs))) return { isOwner: true };
      }
      return { isOwner: false };
  }
}

/** Under the key that seals by now. */
async function reseal({ store, sealing, time, log }: Ports): Promise<void> {
  let count = 0;
  for (const row of await store.reviewerTokens()) {
    if (!isToReseal(row, sealing.keyId, time.now())) continue;
    const pair = openToken(sealing, row);
    if (typeof pair === 'string') continue;
    const isDone = (await store.commit(resealed(row, sealToken(sealing, row, pair)), time.now())) === 'done';
    if (isDone) count += 1;
  }
  if (count > 0) log.info('reviewers’ own tokens were encrypted under the first key of ENCRYPTION_KEY', { count });
}
