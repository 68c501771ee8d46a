import type { SlackUserId } from '../../domain/ids.ts';
import { letEnd } from '../../domain/notices/let-end.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { sponsorOf } from '../people/find-holder.ts';

/** Stops the reminders of one token, for its holder or a machine user's sponsor. */
export async function letTokenEnd(
  ports: Ports,
  slackId: SlackUserId,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<ActiveToken | Refusal> {
  const first = await ports.store.activeToken(id);
  if (first === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, first.organizationId);
  const person = await authorize(ports, slackId, organization, {
    who: 'self',
    self: first.holder.githubId,
    of: 'token',
    sponsor: await sponsorOf(ports, first.holder),
  });
  if (isRefusal(person)) return person;
  const done = await commitDecision(ports, async () => {
    const token = (await ports.store.activeToken(id)) ?? first;
    const { status, tokenName, revocation } = token;
    if (status !== 'active' && status !== 'exceeding') {
      return refuse({ why: 'active_token_already', tokenName, status, revocation });
    }
    // The button was below another end: of the new one nobody said anything.
    if (token.revision !== revision) return refuse({ why: 'old_revision' });
    return { token, change: letEnd(token, await ports.store.noticesOf(id), slackId, ports.clock.now()) };
  });
  return isRefusal(done) ? done : done.token;
}
