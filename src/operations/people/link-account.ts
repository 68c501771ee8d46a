import { type Change, noChange, together } from '../../domain/change.ts';
import { decideLink } from '../../domain/people/decide-link.ts';
import type { Link, LinkClaim } from '../../domain/people/link.ts';
import { linking, newLink } from '../../domain/people/linking.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { knownLinks } from './accounts.ts';
import { cardsOfSponsors } from './draw-sponsored.ts';
import { followHolder } from './follow-zone.ts';
import { recordReturn } from './note-return.ts';
import { returnDecisions } from './return-decisions.ts';

export type Linked = { readonly link: Link; readonly isNew: boolean };

/**
 * Links a Slack person to a GitHub account, unique both ways; what conflicts is refused, and logged for whoever keeps the policy. What was
 * decided under a link that ended by it, and is not carried out, goes back to the reviewers. What is planned for the account's tokens comes
 * in its person's own morning. May throw a Fault.
 */
export async function linkAccount(
  ports: Ports,
  claim: LinkClaim,
  /** What else is written with it, in the same transaction; a Refusal where it may not be made after all. */
  beside: (link: Link) => Promise<Change | Refusal> = async () => noChange,
): Promise<Linked | Refusal> {
  const { slackId, account, proof } = claim;
  const done = await commitDecision(ports, async () => {
    const known = await knownLinks(ports, claim);
    const decision = decideLink(claim, known);
    if (decision.as === 'conflict') {
      return refuse({ why: 'link_conflict', login: account.login, conflict: decision.why });
    }
    const isNew = decision.as === 'linked';
    const at = ports.clock.now();
    const link = isNew ? newLink(claim, known, at) : decision.link;
    const other = await beside(link);
    if (isRefusal(other)) return other;
    if (!isNew) return { link, isNew, hasEnded: false, change: other };
    const hasEnded = decision.ended.length > 0;
    const moved = { ...noChange, writes: await followHolder(ports, link.githubId, slackId) };
    const drawn = await cardsOfSponsors(ports, [slackId, ...decision.ended.map((one) => one.link.slackId)]);
    return { link, isNew, hasEnded, change: together(linking(link, known, decision.ended), other, moved, drawn) };
  });
  if (isRefusal(done)) {
    if (done.why === 'link_conflict') {
      ports.log.warn('a GitHub account was not linked', { slackId, login: account.login, proof, why: done.conflict });
    }
    return done;
  }
  if (done.hasEnded) await returnDecisions(ports);
  // They asked for it in Slack, which was asked who they are right before.
  if (done.isNew && (proof === 'oauth' || proof === 'vouched')) await recordReturn(ports, done.link);
  return { link: done.link, isNew: done.isNew };
}
