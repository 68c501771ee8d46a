import { localDay } from '../../domain/calendar.ts';
import { type Change, type Effect, noChange, together } from '../../domain/change.ts';
import type { Instant, SlackUserId } from '../../domain/ids.ts';
import { isListedLately } from '../../domain/organization-pause.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { effectKey } from '../../domain/step.ts';
import { type ActiveTokenAct, advanceActiveToken } from '../../domain/tokens/advance-active-token.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import { mayAskHolder, mayAskOwners, useStep } from '../../domain/tokens/use-question.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { commitOnce } from '../commit-decision.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { findHolder, zoneOf } from '../people/find-holder.ts';
import { isReachableNow } from '../people/find-warned.ts';

/** Steps of one commit. */
const mostTogether = 40;

type Found = {
  readonly ask: readonly ActiveToken[];
  readonly askOwners: readonly ActiveToken[];
  readonly usedAgain: readonly ActiveToken[];
  /** When somebody's holder was asked last, by account. */
  readonly askedAt: ReadonlyMap<number, Instant>;
  readonly ownersAskedAt: Instant;
};

/**
 * Asks holders about tokens that nobody uses, and the owners where no answer came. Due rows decide: what was asked stands on the token's row,
 * so nobody is asked twice. While GitHub's lists are not known to be fresh nothing is asked: it may have been used meanwhile.
 */
export async function askAboutUnused(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  for (const { id } of await ports.store.organizations()) {
    const governed = await organizationOf(ports, id);
    const now = ports.clock.now();
    if (governed.policy.unused.afterDays === null || !isListedLately(governed.organization, now)) continue;
    const found = await findDue(ports, governed, now);
    await commitEach(
      ports,
      found.usedAgain.map((token) => step(token, { act: 'use_again' }, null, now)),
    );
    const unreachable = await askHolders(ports, found, now);
    await askOwners(ports, governed, found, unreachable, now);
  }
}

async function findDue(ports: Ports, { organization, policy }: GovernedOrganization, now: Instant): Promise<Found> {
  const breathe = breather(ports.clock);
  const due: Record<'ask' | 'ask_owners' | 'use_again', ActiveToken[]> = { ask: [], ask_owners: [], use_again: [] };
  const askedAt = new Map<number, Instant>();
  let ownersAskedAt = 0;
  for await (const page of ports.store.livingActiveTokens(organization.id)) {
    for (const token of page) {
      await breathe();
      const what = useStep(token, policy.unused, now);
      if (what !== null) due[what].push(token);
      const { githubId } = token.holder;
      askedAt.set(githubId, Math.max(askedAt.get(githubId) ?? 0, token.unused?.askedAt ?? 0));
      ownersAskedAt = Math.max(ownersAskedAt, token.unused?.ownersAskedAt ?? 0);
    }
  }
  return { ask: due.ask, askOwners: due.ask_owners, usedAgain: due.use_again, askedAt, ownersAskedAt };
}

/** One message a person, in their working hours. Answers the tokens of those whom nobody can ask. */
async function askHolders(ports: Ports, { ask, askedAt }: Found, now: Instant): Promise<readonly ActiveToken[]> {
  const unreachable: ActiveToken[] = [];
  for (const [githubId, tokens] of Map.groupBy(ask, ({ holder }) => holder.githubId)) {
    const [first] = tokens;
    if (first === undefined) continue;
    const slackId = await findHolder(ports, first.holder);
    if (slackId === null || !(await isReachableNow(ports, slackId))) unreachable.push(...tokens);
    else if (mayAskHolder(askedAt.get(githubId) ?? 0, await zoneOf(ports, slackId), now)) {
      await commitEach(
        ports,
        tokens.map((token) => step(token, { act: 'ask_use', asked: slackId }, slackId, now)),
      );
    }
  }
  return unreachable;
}

/** At most one message a day to the channel, in the zone of its digest. */
async function askOwners(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  { askOwners: unanswered, ownersAskedAt }: Found,
  unreachable: readonly ActiveToken[],
  now: Instant,
): Promise<void> {
  const { zone } = policy.digest;
  if (unanswered.length + unreachable.length === 0 || !mayAskOwners(ownersAskedAt, zone, now)) return;
  const message: Effect = {
    kind: 'post',
    key: effectKey.unusedReview(organization.id, localDay(now, zone)),
    to: { to: 'reviewers', organizationId: organization.id },
    message: { kind: 'unused_review', organizationId: organization.id },
  };
  await commitEach(
    ports,
    [
      ...unanswered.map((token) => step(token, { act: 'ask_owners' }, null, now)),
      ...unreachable.map((token) => step(token, { act: 'ask_use', asked: null }, null, now)),
    ],
    message,
  );
}

function step(token: ActiveToken, act: ActiveTokenAct, holder: SlackUserId | null, now: Instant): Change {
  const change = advanceActiveToken(token, act, now, { holder, planned: [], shownBy: [] });
  return isRefusal(change) ? noChange : change;
}

async function commitEach(ports: Ports, steps: readonly Change[], message?: Effect): Promise<void> {
  for (let from = 0; from < steps.length; from += mostTogether) {
    // Each part brings the message, and a second one with its key is the same: after a crash between two nothing is left untold.
    const told: Change = { ...noChange, effects: message === undefined ? [] : [message] };
    const change = together(...steps.slice(from, from + mostTogether), told);
    await commitOnce(ports, change, ports.clock.now());
  }
}
