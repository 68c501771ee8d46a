import { together } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { endOfLink, type SingleEnd } from '../../domain/people/end-of-link.ts';
import type { Link } from '../../domain/people/link.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { accountOf, namedLogin } from './accounts.ts';
import { cardsOfSponsors } from './draw-sponsored.ts';
import { endAtGithub } from './drop-own-token.ts';
import { handOverOwn } from './hand-over.ts';
import { endHeld } from './offer-own-token.ts';
import { returnDecisions } from './return-decisions.ts';

/**
 * Ends the link of a Slack person (`endOfLink`); what was decided under it, and is not carried out, goes back to the reviewers. Answers the link that
 * ended, null where there was none. May throw a Fault.
 */
export async function endLink(
  ports: Ports,
  slackId: SlackUserId,
  why: SingleEnd,
): Promise<{ readonly ended: Link | null } | Refusal> {
  const done = await commitDecision(ports, async () => {
    const link = await accountOf(ports, slackId);
    const begun = await ports.store.signInOf(slackId);
    const own = link === null ? null : await ports.store.reviewerToken(link.githubId);
    const ending = { slackId, named: namedLogin(ports, slackId), link, begun, own };
    const change = endOfLink(ending, why, ports.clock.now());
    if (isRefusal(change)) return change;
    if (link === null) return { ...ending, change };
    const drawn = together(await cardsOfSponsors(ports, [slackId]), await handOverOwn(ports, link, null));
    return { ...ending, change: together(change, drawn) };
  });
  if (isRefusal(done)) return done;
  const { link, own, begun } = done;
  if (link !== null) await returnDecisions(ports);
  // At once, not in turn: somebody in Slack waits for the answer.
  await Promise.all([own === null ? null : endAtGithub(ports, own), begun === null ? null : endHeld(ports, begun)]);
  return { ended: link };
}
