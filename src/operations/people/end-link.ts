import { type Change, noChange, together } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Link, LinkEnd } from '../../domain/people/link.ts';
import { unlinking } from '../../domain/people/linking.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { accountOf, namedLogin } from './accounts.ts';
import { returnDecisions } from './return-decisions.ts';

/**
 * Ends the link of a Slack person; what was decided under it, and is not carried out, goes back to the reviewers. What the policy's `people`
 * says ends there alone: a Refusal. Answers the link that ended, null where there was none. May throw a Fault.
 */
export async function endLink(
  ports: Ports,
  slackId: SlackUserId,
  why: Extract<LinkEnd, 'unlinked' | 'deactivated' | 'left' | 'authorization_revoked'>,
): Promise<{ readonly ended: Link | null } | Refusal> {
  const done = await commitDecision(ports, async () => {
    const login = namedLogin(ports, slackId);
    if (login !== null) return refuse({ why: 'linked_by_policy', login });
    const link = await accountOf(ports, slackId);
    const begun = await ports.store.signInOf(slackId);
    // What they began before must not link them again afterwards.
    const cancelled: Change =
      begun === null
        ? noChange
        : { ...noChange, writes: [{ table: 'sign_ins', was: begun.version, row: begun, removes: true }] };
    if (link === null) return { ended: null, change: cancelled };
    const actor = why === 'unlinked' ? `slack:${slackId}` : 'countersign';
    return { ended: link, change: together(unlinking(link, why, actor, ports.clock.now()), cancelled) };
  });
  if (isRefusal(done)) return done;
  if (done.ended !== null) await returnDecisions(ports);
  return { ended: done.ended };
}
