import { drop, holdForExchange, tellTrouble } from '../../domain/advance-reviewer-token.ts';
import { noChange } from '../../domain/change.ts';
import type { Instant, OrganizationId } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { type ReviewerToken, type TokenUse, useOf } from '../../domain/reviewer-token.ts';
import type { TokenTrouble } from '../../domain/tokens/sent-as.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { renewOwnToken } from './renew-own-token.ts';
import { openToken, type Pair } from './seal-token.ts';

/** How often the row is read again where another process was faster. */
const tries = 5;
const waitForOtherSeconds = 3;

/** A reviewer's own token, ready to be used; or what is wrong with it. */
export type OwnToken = { readonly access: string; readonly row: ReviewerToken } | { readonly trouble: TokenTrouble };

/**
 * The token in whose owner's name a Decision of theirs may be carried out; null where they allowed none. What is about to end is exchanged for the next; what
 * can't be used any more is dropped, and its owner told. Throws a Fault where GitHub does not answer.
 */
export async function ownTokenOf(
  ports: Ports,
  person: LinkedPerson,
  organizationId: OrganizationId,
): Promise<OwnToken | null> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const row = await ports.store.reviewerToken(person.githubId);
    if (row === null || row.slackId !== person.slackId) return null;
    const found = await use(ports, row, organizationId);
    if (found !== 'again') return found;
  }
  throw renewedElsewhere();
}

async function use(ports: Ports, row: ReviewerToken, organizationId: OrganizationId): Promise<OwnToken | 'again'> {
  const now = ports.time.now();
  const use = useOf(row, organizationId, openToken(ports.sealing, row), now);
  switch (use.may) {
    case 'be_used':
      return { access: use.pair.access, row };
    case 'be_exchanged':
      return exchange(ports, row, use.pair, organizationId, now);
    case 'wait':
      throw renewedElsewhere();
    case 'not':
      return lackOf(ports, row, use, organizationId, now);
  }
}

async function lackOf(
  ports: Ports,
  row: ReviewerToken,
  { why, next }: Extract<TokenUse<Pair>, { may: 'not' }>,
  organizationId: OrganizationId,
  now: Instant,
): Promise<OwnToken | 'again'> {
  if (next === 'drop') return end(ports, row, why, organizationId, now);
  return { trouble: next === 'tell' ? await told(ports, row, why, organizationId, now) : why };
}

async function end(
  ports: Ports,
  row: ReviewerToken,
  why: TokenTrouble,
  organizationId: OrganizationId,
  now: Instant,
): Promise<OwnToken | 'again'> {
  return (await commitOnce(ports, drop(row, why, organizationId, now), now)) ? { trouble: why } : 'again';
}

/** By one process alone: GitHub takes a refresh token once, and whoever came second would lose the reviewer's consent. */
async function exchange(
  ports: Ports,
  row: ReviewerToken,
  { refresh }: Pair,
  organizationId: OrganizationId,
  now: Instant,
): Promise<OwnToken | 'again'> {
  const held = holdForExchange(row, now);
  if (!(await commitOnce(ports, held.change, now))) return 'again';
  const renewed = await renewOwnToken(ports, held.row, refresh);
  switch (renewed.as) {
    case 'renewed':
      return { access: renewed.access, row: renewed.row };
    case 'changed':
      return 'again';
    case 'refused':
      return { trouble: await told(ports, row, 'not_renewed', organizationId, now) };
    case 'used_up':
      return end(ports, held.row, 'revoked', organizationId, now);
  }
}

async function told(
  ports: Ports,
  row: ReviewerToken,
  why: TokenTrouble,
  organizationId: OrganizationId,
  now: Instant,
): Promise<TokenTrouble> {
  await commitOnce(ports, { ...noChange, effects: tellTrouble(row, why, organizationId) }, now);
  return why;
}

function renewedElsewhere(): Fault {
  return new Fault('github', 'renewed_elsewhere', { isRetryable: true, retryAfterSeconds: waitForOtherSeconds });
}
