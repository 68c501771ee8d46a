import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { tellLimit } from '../../domain/requests/told-limits.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { ownRequest } from './own-request.ts';

/** Whoever can't create the token that was approved says what GitHub's page refuses. It is told to whoever asks next, and changes no request. */
export async function tellGithubLimit(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
  limit: 'forbidden' | 'capped',
): Promise<{ readonly organization: string } | Refusal> {
  const own = await ownRequest(ports, slackId, number);
  if (isRefusal(own)) return own;
  const { organization, person } = own;
  const told = await commitDecision(ports, async () => {
    const request = await ports.store.request(number);
    if (request === null) return refuse({ why: 'unknown_message' });
    const current = (await ports.store.organizationById(organization.id)) ?? organization;
    const change = tellLimit(request, limit, person, current, ports.clock.now());
    return isRefusal(change) ? change : { change };
  });
  return isRefusal(told) ? told : { organization: organization.login };
}
