import { reviewersFor } from '../../domain/policy/reviewers.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { isLeftToNobody, isWithoutOwners, takenByOwners } from '../../domain/requests/undecided.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { couldDecide } from '../people/could-decide.ts';

/** Nobody waits for it. */
const waitMs = 10_000;

/**
 * A team or group that was emptied while requests waited leaves them to nobody: the owners decide then too, as they would have had it been so at
 * sending, and the channel and the requester are told once. Whoever comes back into it may decide again, beside the owners.
 */
export async function leaveToOwners(all: Ports): Promise<void> {
  if (!all.time.isSure()) return;
  for (const { id } of await all.store.organizations()) {
    const waiting = (await all.store.openRequests(id)).filter(isWithoutOwners);
    if (waiting.length === 0) continue;
    const ports = askedOnce(all);
    const governed = await organizationOf(ports, id);
    const left: TokenRequest[] = [];
    for (const request of waiting) if (await isNobodyLeft(ports, governed, request)) left.push(request);
    const at = all.clock.now();
    await commitOnce(all, takenByOwners(left, at), at);
  }
}

async function isNobodyLeft(ports: Ports, governed: GovernedOrganization, request: TokenRequest): Promise<boolean> {
  const { verdict, scope } = request;
  const reviewers = reviewersFor(verdict.reviewers, scope);
  return isLeftToNobody(verdict, await couldDecide(ports, governed, reviewers, request, { waitMs }));
}

/** Many requests wait for the same team: it is asked for once a look. */
function askedOnce(ports: Ports): Ports {
  const github = ports.github.for('pass');
  const teams = new Map<string, ReturnType<typeof github.teamMembers>>();
  const groups = new Map<string, ReturnType<typeof ports.directory.membersOfGroup>>();
  return {
    ...ports,
    github: {
      ...github,
      teamMembers: (organization, team, timeoutMs) => {
        const answer = teams.get(`${organization} ${team}`) ?? github.teamMembers(organization, team, timeoutMs);
        teams.set(`${organization} ${team}`, answer);
        return answer;
      },
    },
    directory: {
      ...ports.directory,
      membersOfGroup: (group, timeoutMs) => {
        const answer = groups.get(group) ?? ports.directory.membersOfGroup(group, timeoutMs);
        groups.set(group, answer);
        return answer;
      },
    },
  };
}
