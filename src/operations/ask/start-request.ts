import type { SlackUserId } from '../../domain/ids.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { recognise } from '../people/authorize.ts';

/**
 * Begins a form, with what is answered already. Reads nothing but local rows (Slack's trigger lives 3 s): GitHub is asked when the form is sent.
 */
export async function startRequest(
  ports: Ports,
  slackId: SlackUserId,
  answers: Draft['answers'] = {},
): Promise<Draft | Refusal> {
  const policy = ports.policy();
  const organizationLogin = policy.organizations[0]?.login ?? '';
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  if (!policy.people.has(slackId)) return refuse({ why: 'not_linked', slackId, organization: organizationLogin });
  const at = ports.clock.now();
  const draft: Draft = { id: ports.ids.next(), version: 1, slackId, organizationLogin, answers, createdAt: at };
  const outcome = await ports.store.commit(
    { writes: [{ table: 'drafts', was: null, row: draft }], entries: [], effects: [] },
    at,
  );
  return outcome === 'done' ? draft : refuse({ why: 'store_busy' });
}
