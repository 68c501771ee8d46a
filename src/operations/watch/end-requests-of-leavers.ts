import type { RequestNumber } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isSameLogin } from '../../domain/people/link.ts';
import { type GithubAccount, roleIn, type ToldMembership } from '../../domain/person.ts';
import { byAccount, endByItself, mayEndByItself, type OfAccount, whyLeft } from '../../domain/requests/leavers.ts';
import type { EndReason } from '../../domain/requests/request-status.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { isStillSponsored } from '../people/require-impartial.ts';

const unhurriedMs = 10_000;
/** So many accounts are asked for one by one in each pass. */
const fewAccounts = 15;
/** More are looked for in the list of members, a hundred a call, half an hour apart but for the minute in which a pass comes. */
const betweenListsSeconds = 1_740;

/**
 * Ends the open requests that nobody can use any more: of people and machine users who are no longer members, and of sponsors whom the policy
 * has replaced. A webhook tells of who leaves; this finds those that it did not. Throws a Fault where GitHub does not answer: an outage ends
 * nobody's request.
 */
export async function endRequestsOfLeavers(ports: Ports, governed: GovernedOrganization): Promise<void> {
  const { login } = governed.organization;
  await endRequestsOfReplacedSponsors(ports, governed);
  const accounts = byAccount(await ports.store.openRequests(governed.organization.id));
  if (accounts.length <= fewAccounts) {
    for (const one of accounts) await endIfGone(ports, governed, one);
    return;
  }
  await ports.pace.run(`members ${login}`, async () => {
    const members = new Set((await ports.github.members(login)).map(({ githubId }) => githubId));
    // Page numbers are no snapshot: who is not in the list is asked for before anything ends.
    for (const one of accounts) {
      if (!members.has(one.account.githubId)) await endIfGone(ports, governed, one);
    }
    return betweenListsSeconds;
  });
}

/** The same, for one person who is said to have left. */
export async function endRequestsOf(ports: Ports, governed: GovernedOrganization, login: string): Promise<void> {
  for (const one of byAccount(await ports.store.openRequests(governed.organization.id))) {
    if (isSameLogin(one.account.login, login)) await endIfGone(ports, governed, one);
  }
}

async function endIfGone(
  ports: Ports,
  { organization }: GovernedOrganization,
  { account, requests }: OfAccount,
): Promise<void> {
  if (roleIn(await membershipOf(ports, organization, account)) !== 'none') return;
  for (const request of requests) await end(ports, request.number, whyLeft(request, account));
}

/** What the policy says is known at once: who no longer sponsors a machine user asks for nothing of its. */
async function endRequestsOfReplacedSponsors(ports: Ports, governed: GovernedOrganization): Promise<void> {
  for (const request of (await ports.store.openRequests(governed.organization.id)).filter(mayEndByItself)) {
    if (!(await isStillSponsored(ports, request))) await end(ports, request.number, 'sponsor_changed');
  }
}

async function end(ports: Ports, number: RequestNumber, why: EndReason): Promise<void> {
  await commitDecision(ports, async () => ({
    change: endByItself(await ports.store.request(number), why, ports.clock.now()),
  }));
}

/** One answer that can't be read says nothing of this person, and must not keep the others waiting. */
export async function membershipOf(
  ports: Ports,
  { login }: Organization,
  account: GithubAccount,
): Promise<ToldMembership> {
  try {
    return await ports.github.membership(login, account, unhurriedMs);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'bad_answer') throw error;
    ports.log.warn('a membership could not be read; nothing is concluded from it', {
      organization: login,
      githubId: account.githubId,
      ...error.fields,
    });
    return 'not_checked';
  }
}
