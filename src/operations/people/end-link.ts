import { removal } from '../../domain/advance-reviewer-token.ts';
import { type Change, noChange, together } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { removalOf } from '../../domain/people/advance-sign-in.ts';
import type { Link, LinkEnd } from '../../domain/people/link.ts';
import { unlinking } from '../../domain/people/linking.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { ReviewerToken } from '../../domain/reviewer-token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { accountOf, namedLogin } from './accounts.ts';
import { cardsOfSponsors } from './draw-sponsored.ts';
import { endAtGithub } from './drop-own-token.ts';
import { endHeld } from './offer-own-token.ts';
import { returnDecisions } from './return-decisions.ts';

/**
 * Ends the link of a Slack person; what was decided under it, and is not carried out, goes back to the reviewers. What the policy's `people`
 * says ends there alone: a Refusal. Answers the link that ended, null where there was none. May throw a Fault.
 */
export async function endLink(
  ports: Ports,
  slackId: SlackUserId,
  why: Extract<LinkEnd, 'unlinked' | 'deactivated' | 'left' | 'authorization_revoked' | 'identity_changed'>,
): Promise<{ readonly ended: Link | null } | Refusal> {
  let own: ReviewerToken | null = null;
  const done = await commitDecision(ports, async () => {
    const login = namedLogin(ports, slackId);
    if (login !== null) return refuse({ why: 'linked_by_policy', login });
    const link = await accountOf(ports, slackId);
    const begun = await ports.store.signInOf(slackId);
    // What they began before must not link them again afterwards.
    const cancelled: Change = begun === null ? noChange : { ...noChange, writes: [removalOf(begun)] };
    if (link === null) return { ended: null, begun, change: cancelled };
    const actor = why === 'unlinked' ? `slack:${slackId}` : 'countersign';
    const at = ports.clock.now();
    const drawn = await cardsOfSponsors(ports, [slackId]);
    own = await ports.store.reviewerToken(link.githubId);
    const dropped = own === null ? noChange : removal(own, why === 'deactivated' ? why : 'unlinked', at);
    return { ended: link, begun, change: together(unlinking(link, why, actor, at), cancelled, dropped, drawn) };
  });
  if (isRefusal(done)) return done;
  if (done.ended !== null) await returnDecisions(ports);
  // At once, not in turn: somebody in Slack waits for the answer.
  await Promise.all([
    done.ended === null || own === null ? null : endAtGithub(ports, own),
    done.begun === null ? null : endHeld(ports, done.begun),
  ]);
  return { ended: done.ended };
}
