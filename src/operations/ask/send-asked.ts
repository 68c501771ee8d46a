import type { Change } from '../../domain/change.ts';
import type { Instant, RequestNumber } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { standing } from '../../domain/policy/admit.ts';
import { quotasOfRequests } from '../../domain/quota.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { openRequest } from '../../domain/requests/advance-request.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { refuseIfUsedUp } from '../refuse-if-used-up.ts';

type Sent = Parameters<typeof openRequest>[0];
/** `verdict`: what the policy said of just this. */
export type Asked = Omit<Sent, 'number' | 'organizationId' | 'requester' | 'policyHash' | 'verdict'> & {
  readonly verdict: Parameters<typeof standing>[0];
};

/** A request in the commit that sends it: within the quotas, and with the next number. */
export async function sendAsked(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  { slackId, githubId, login }: LinkedPerson,
  asked: Asked,
  at: Instant,
): Promise<{ readonly number: RequestNumber; readonly change: Change } | Refusal> {
  const quotas = quotasOfRequests({ slackId, organizationId: organization.id }, policy.limits, at);
  const usedUp = await refuseIfUsedUp(ports, quotas);
  if (usedUp !== null) return usedUp;
  const number = await ports.store.nextRequestNumber();
  const opened = openRequest(
    {
      ...asked,
      ...{ number, organizationId: organization.id, requester: { slackId, githubId, login } },
      ...{ policyHash: ports.policy().hash, verdict: standing(asked.verdict) },
    },
    policy,
    at,
  );
  return { number, change: { ...opened, quotas } };
}
