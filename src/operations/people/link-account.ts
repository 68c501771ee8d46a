import { type Change, noChange, together } from '../../domain/change.ts';
import type { Link, LinkClaim } from '../../domain/people/link.ts';
import { linkBy } from '../../domain/people/linking.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { knownLinks } from './accounts.ts';
import { cardsOfSponsors } from './draw-sponsored.ts';
import { followHolder } from './follow-zone.ts';
import { handOverOwn } from './hand-over.ts';
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
  const done = await commitDecision(ports, async () => {
    const known = await knownLinks(ports, claim);
    const made = linkBy(claim, known, ports.clock.now());
    if (isRefusal(made)) return made;
    const other = await beside(made.link);
    if (isRefusal(other)) return other;
    if (!made.isNew) return { ...made, change: other };
    const moved = { ...noChange, writes: await followHolder(ports, made.link.githubId, claim.slackId) };
    const left =
      known.ofPerson === null || known.ofPerson.githubId === made.link.githubId
        ? noChange
        : await handOverOwn(ports, known.ofPerson, null);
    const handed = together(left, await handOverOwn(ports, made.link, claim.slackId));
    const drawn = await cardsOfSponsors(ports, made.concerned);
    return { ...made, change: together(made.change, other, moved, handed, drawn) };
  });
  if (isRefusal(done)) {
    const { slackId, account, proof } = claim;
    if (done.why === 'link_conflict') {
      ports.log.warn('a GitHub account was not linked', { slackId, login: account.login, proof, why: done.conflict });
    }
    return done;
  }
  if (done.hasEnded) await returnDecisions(ports);
  if (done.isReturn) await recordReturn(ports, done.link);
  return { link: done.link, isNew: done.isNew };
}
