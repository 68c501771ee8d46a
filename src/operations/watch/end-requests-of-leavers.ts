import { noChange } from '../../domain/change.ts';
import type { GithubUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount, Membership } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';

const unhurriedMs = 10_000;
/** So many requesters are asked for one by one in each pass. */
const fewRequesters = 15;
/** More are looked for in the list of members, a hundred a call, half an hour apart but for the minute in which a pass comes. */
const betweenListsSeconds = 1_740;

/**
 * Ends the open requests of people who are no longer members. A webhook tells of who leaves; this finds those that it did not. Throws a Fault
 * where GitHub does not answer: an outage ends nobody's request.
 */
export async function endRequestsOfLeavers(ports: Ports, governed: GovernedOrganization): Promise<void> {
  const { login } = governed.organization;
  const requesters = await byRequester(ports, governed);
  if (requesters.size <= fewRequesters) {
    for (const requests of requesters.values()) await endIfGone(ports, governed, requests);
    return;
  }
  await ports.pace.run(`members ${login}`, async () => {
    const members = new Set((await ports.github.members(login)).map(({ githubId }) => githubId));
    // Page numbers are no snapshot: who is not in the list is asked for before anything ends.
    for (const [githubId, requests] of requesters) {
      if (!members.has(githubId)) await endIfGone(ports, governed, requests);
    }
    return betweenListsSeconds;
  });
}

/** The same, for one person who is said to have left. */
export async function endRequestsOf(ports: Ports, governed: GovernedOrganization, login: string): Promise<void> {
  for (const requests of (await byRequester(ports, governed)).values()) {
    const isTheirs = requests.some(({ requester }) => requester.login.toLowerCase() === login.toLowerCase());
    if (isTheirs) await endIfGone(ports, governed, requests);
  }
}

/** A request whose token is being let in at this moment is left to that: it asks for the membership itself. */
async function byRequester(
  ports: Ports,
  { organization }: GovernedOrganization,
): Promise<ReadonlyMap<GithubUserId, readonly TokenRequest[]>> {
  const open = (await ports.store.openRequests(organization.id)).filter(({ status }) => status !== 'claimed');
  return Map.groupBy(open, ({ requester }) => requester.githubId);
}

async function endIfGone(
  ports: Ports,
  { organization }: GovernedOrganization,
  requests: readonly TokenRequest[],
): Promise<void> {
  const requester = requests[0]?.requester;
  if (requester === undefined) return;
  const membership = await membershipOf(ports, organization, requester);
  if (membership === 'unreadable' || membership?.isActive === true) return;
  for (const { number } of requests) {
    await commitDecision(ports, async () => {
      const current = await ports.store.request(number);
      if (current === null || current.status === 'claimed') return { change: noChange };
      const why = 'its requester is no longer a member';
      const change = advanceRequest(current, { act: 'end', why }, ports.clock.now());
      return { change: isRefusal(change) ? noChange : change };
    });
  }
}

/** One answer that can't be read says nothing of this person, and must not keep the others waiting. */
async function membershipOf(
  ports: Ports,
  { login }: Organization,
  requester: GithubAccount,
): Promise<Membership | null | 'unreadable'> {
  try {
    return await ports.github.membership(login, requester, unhurriedMs);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'bad_answer') throw error;
    ports.log.warn('a membership could not be read; nothing is concluded from it', {
      organization: login,
      githubId: requester.githubId,
      ...error.fields,
    });
    return 'unreadable';
  }
}
