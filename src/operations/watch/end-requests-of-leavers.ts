import { noChange } from '../../domain/change.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount, Membership } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';

const unhurriedMs = 10_000;

/**
 * Ends the open requests of people who are no longer members. A request whose token is being let in at this moment is left to that: it
 * asks for the membership itself. Throws a Fault where GitHub does not answer: an outage ends nobody's request.
 */
export async function endRequestsOfLeavers(ports: Ports, { organization }: GovernedOrganization): Promise<void> {
  const open = (await ports.store.openRequests(organization.id)).filter(({ status }) => status !== 'claimed');
  for (const [, requests] of Map.groupBy(open, ({ requester }) => requester.githubId)) {
    const requester = requests[0]?.requester;
    if (requester === undefined) continue;
    const membership = await membershipOf(ports, organization, requester);
    if (membership === 'unreadable' || membership?.isActive === true) continue;
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
