import { together } from '../../domain/change.ts';
import { reviewersFor } from '../../domain/policy/reviewers.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
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
    const waiting = (await all.store.openRequests(id)).filter(
      ({ status, verdict }) => status === 'pending' && !verdict.reviewers.includes('owners'),
    );
    if (waiting.length === 0) continue;
    const ports = askedOnce(all);
    const governed = await organizationOf(ports, id);
    const left: TokenRequest[] = [];
    for (const request of waiting) if (await isLeftToNobody(ports, governed, request)) left.push(request);
    await leave(all, id, left);
  }
}

async function isLeftToNobody(ports: Ports, governed: GovernedOrganization, request: TokenRequest): Promise<boolean> {
  const { verdict, scope } = request;
  const { deciders, absent } = await couldDecide(ports, governed, reviewersFor(verdict.reviewers, scope), request, {
    waitMs,
  });
  // What is not known must not be taken for nobody.
  return (
    absent !== null && verdict.reviewers.every((rule) => deciders.get(rule)?.every((one) => absent.has(one)) === true)
  );
}

async function leave(ports: Ports, organizationId: TokenRequest['organizationId'], left: readonly TokenRequest[]) {
  const at = ports.clock.now();
  const changes = left.flatMap((request) => {
    const change = advanceRequest(request, { act: 'escalate', isLeftToOwners: true }, at);
    return isRefusal(change) ? [] : [change];
  });
  if (changes.length === 0) return;
  const numbers = left.map(({ number }) => number);
  const effects = [
    {
      kind: 'post',
      key: effectKey.leftToOwners(organizationId, numbers, at),
      to: { to: 'reviewers', organizationId },
      message: { kind: 'requests_waiting', numbers, isLeftToOwners: true },
    } as const,
  ];
  // `stale`: one of them was decided in this moment; the others are found again.
  const outcome = await ports.store.commit(together(...changes, { writes: [], entries: [], effects }), at);
  if (outcome === 'done') ports.wake.outbox();
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
