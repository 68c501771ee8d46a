import { type Change, noChange, together } from '../../domain/change.ts';
import type { Instant, SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import {
  askHolder,
  askOwners,
  gatherUse,
  mayAskAboutUse,
  noteUsedAgain,
  type UseDue,
} from '../../domain/tokens/ask-about-use.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { commitOnce } from '../commit-decision.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { findHolder, zoneOf } from '../people/find-holder.ts';
import { isReachableNow } from '../people/find-warned.ts';

/** Steps of one commit. */
const mostTogether = 40;

/** Asks about tokens that nobody uses (`domain/tokens/ask-about-use.ts`). */
export async function askAboutUnused(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  for (const { id } of await ports.store.organizations()) {
    const { organization, policy } = await organizationOf(ports, id);
    const now = ports.clock.now();
    if (!mayAskAboutUse(organization, policy, now)) continue;
    const due = await findDue(ports, { organization, policy }, now);
    await commitEach(ports, noteUsedAgain(due, now));
    const unreachable: ActiveToken[] = [];
    for (const theirs of due.ofHolders) {
      const asked = await whomToAsk(ports, theirs.holder);
      if (asked === null) unreachable.push(...theirs.tokens);
      else await commitEach(ports, askHolder(theirs, asked, now));
    }
    const { steps, told } = askOwners(organization, policy, due, unreachable, now);
    await commitEach(ports, steps, told);
  }
}

async function findDue(ports: Ports, { organization, policy }: GovernedOrganization, now: Instant): Promise<UseDue> {
  const breathe = breather(ports.clock);
  const gathered = gatherUse(policy.unused, now);
  for await (const page of ports.store.livingActiveTokens(organization.id)) {
    for (const token of page) {
      await breathe();
      gathered.take(token);
    }
  }
  return gathered.due();
}

/** The holder or their sponsor, and where they work; null where nobody can be written to. */
async function whomToAsk(
  ports: Ports,
  holder: GithubAccount,
): Promise<{ readonly slackId: SlackUserId; readonly zone: string } | null> {
  const slackId = await findHolder(ports, holder);
  if (slackId === null || !(await isReachableNow(ports, slackId))) return null;
  return { slackId, zone: await zoneOf(ports, slackId) };
}

async function commitEach(ports: Ports, steps: readonly Change[], told: Change = noChange): Promise<void> {
  for (let from = 0; from < steps.length; from += mostTogether) {
    const change = together(...steps.slice(from, from + mostTogether), told);
    await commitOnce(ports, change, ports.clock.now());
  }
}
