// Which claim becomes a link, which one it replaces, and what conflicts. Invariants: one account a Slack person and one Slack person an
// account; the first id of a login is kept; the policy replaces every other proof, and nothing replaces the policy.
import {
  isSameLogin,
  type KnownLinks,
  type Link,
  type LinkClaim,
  type LinkConflict,
  type LinkEnd,
  type LinkProof,
  namedInstead,
  stands,
} from './link.ts';

export type LinkDecision =
  /** They are linked so already, by a proof that is as good. */
  | { readonly as: 'known'; readonly link: Link }
  | { readonly as: 'linked'; readonly ended: readonly { readonly link: Link; readonly why: LinkEnd }[] }
  | { readonly as: 'conflict'; readonly why: LinkConflict };

/** How much a proof says beside the others: who proves the same better replaces it. The policy is kept apart, by `stands`. */
const strength: Readonly<Record<LinkProof, number>> = { vouched: 1, saml: 2, oauth: 3, policy: 4 };

export function decideLink(claim: LinkClaim, known: KnownLinks): LinkDecision {
  const { slackId, account, proof } = claim;
  const { people } = known;
  const isStanding = (link: Link | null): link is Link => link !== null && stands(link, people);
  const conflict = (why: LinkConflict): LinkDecision => ({ as: 'conflict', why });

  const { ofPerson, ofAccount } = known;
  const named = people.get(slackId);
  const isSame = isStanding(ofPerson) && ofPerson.githubId === account.githubId;
  // Whom the policy names is who they are, also once they were renamed on GitHub.
  const isCurrent = isSame && (ofPerson.login === account.login || (named !== undefined && proof !== 'policy'));
  if (isCurrent && strength[ofPerson.proof] >= strength[proof]) return { as: 'known', link: ofPerson };

  if (named !== undefined && !isSameLogin(named, account.login)) return conflict('policy_names_another');
  if (namedInstead(people, { slackId, login: account.login }) !== null) return conflict('policy_gives_it_to_another');
  // GitHub gives a login that was let go of to whoever comes first: the id that it was linked with is the person we know.
  const isRecycled = known.ofLogin.some((link) => link.githubId !== account.githubId && isStanding(link));
  if (isRecycled) return conflict('login_recycled');

  const isOthers = ofAccount !== null && ofAccount.slackId !== slackId;
  const mayReplace = (link: Link): boolean => proof === 'policy' && link.proof !== 'policy';
  if (isOthers && isStanding(ofAccount) && !mayReplace(ofAccount)) return conflict('account_taken');

  // The identity provider corrects what it said itself.
  const mayCorrect = proof === 'saml' && ofPerson?.proof === 'saml';
  if (isStanding(ofPerson) && !isSame && !mayCorrect) return conflict('linked_to_another');
  return {
    as: 'linked',
    ended: [
      ...(isOthers ? [{ link: ofAccount, why: 'replaced' } as const] : []),
      ...(ofPerson !== null && ofPerson.githubId !== account.githubId
        ? [{ link: ofPerson, why: 'corrected' } as const]
        : []),
    ],
  };
}
