import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { subjectKey } from '../../domain/message.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { requestAlready } from '../../domain/requests/advance-request.ts';
import { toldActs } from '../../domain/requests/told-limits.ts';
import { lifetimeDays } from '../../domain/scope/lifetime-days.ts';
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
    const { status, scope, createdAt } = request;
    if (status !== 'approved') return requestAlready(request);
    const entry = {
      ...{ at: ports.clock.now(), actor: `slack:${slackId}`, act: toldActs[limit] },
      subject: subjectKey({ of: 'organization', id: organization.id }),
      data: { number, by: person.githubId, ...(limit === 'capped' ? { days: lifetimeDays(scope, createdAt) } : {}) },
    };
    // The organization's row goes along, so that of two clicks at once each is read after the other; the request takes no step.
    const current = (await ports.store.organizationById(organization.id)) ?? organization;
    const writes = [
      { table: 'organizations', was: current.version, row: { ...current, version: current.version + 1 } },
    ] as const;
    return { change: { writes, entries: [entry], effects: [] } };
  });
  return isRefusal(told) ? told : { organization: organization.login };
}
