import { noteNotTaken } from '../../domain/advance-reviewer-token.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { GithubAccount, Reviewer } from '../../domain/person.ts';
import type { ReviewerToken } from '../../domain/reviewer-token.ts';
import { ownerAmong } from '../../domain/tokens/decided-by.ts';
import { notTakenFrom, type SentAs, type TokenTrouble } from '../../domain/tokens/sent-as.ts';
import type { GithubAnswer } from '../../domain/tokens/sighting.ts';
import type { Github } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { ownTokenOf } from '../people/own-token.ts';

/** Who calls GitHub, and as whom that is recorded. */
export type Sender = {
  readonly as: SentAs;
  readonly github: Pick<Github, 'reviewPendingToken' | 'revokeToken'>;
  /** The reviewer's own token that is used; null of the App. */
  readonly own: ReviewerToken | null;
};

function app(ports: Ports, insteadOf: (GithubAccount & { readonly why: TokenTrouble }) | null): Sender {
  return { as: { as: 'app', insteadOf }, github: ports.github, own: null };
}

/**
 * The reviewer whose Decision it is, where they own the organization, allowed the use of their own token and it can be used; the App otherwise:
 * GitHub takes a review from owners and from the App alone. May throw a Fault.
 */
export async function senderFor(
  ports: Ports,
  organizationId: OrganizationId,
  decider: Reviewer | null,
): Promise<Sender> {
  const owner = ownerAmong(decider);
  const own = owner === null ? null : await ownTokenOf(ports, owner, organizationId);
  if (owner === null || own === null) return app(ports, null);
  const by = { githubId: owner.githubId, login: owner.login };
  if ('trouble' in own) return app(ports, { ...by, why: own.trouble });
  return { as: { as: 'reviewer', by }, github: ports.github.inNameOf(own.access), own: own.row };
}

/**
 * Who calls instead, where GitHub did not take it from the reviewer: what is wrong is remembered, and they are told. Null where the
 * answer is to be taken as it is.
 */
export async function senderAfter(
  ports: Ports,
  organizationId: OrganizationId,
  { as, own }: Sender,
  answer: GithubAnswer,
): Promise<Sender | null> {
  const notTaken = notTakenFrom(as, answer);
  if (notTaken === null || own === null) return null;
  const at = ports.time.now();
  await commitDecision(ports, async () => {
    const row = await ports.store.reviewerToken(own.githubId);
    return { change: noteNotTaken(row, own, notTaken, organizationId, at) };
  });
  return app(ports, { ...notTaken.by, why: notTaken.why });
}
