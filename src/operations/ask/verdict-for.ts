import type { GithubAccount } from '../../domain/person.ts';
import { admit, type Verdict } from '../../domain/policy/admit.ts';
import { type KeptFacts, keptFacts } from '../../domain/policy/kept-facts.ts';
import { reviewersFor, together } from '../../domain/policy/reviewers.ts';
import { askedWhole } from '../../domain/requests/asked-whole.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { ruleFacts } from '../people/rule-facts.ts';
import { type About, couldDecide } from './could-decide.ts';

type Asked = Parameters<typeof askedWhole>[0];

/** `facts`: what was asked for it. */
type Asking = Verdict & { readonly facts: KeptFacts };

/** `isSameOrNarrower`: a renewal of no more than was agreed. */
type More = { readonly owners?: readonly GithubAccount[] | null; readonly isSameOrNarrower?: boolean };

/**
 * What the policy says of a whole request before it is sent: what its rules look at is asked of GitHub, and then who could decide. Where the
 * owners alone decide and one of them is enough, nobody is asked for. `owners`: where they were asked for already.
 */
export async function verdictFor(
  ports: Ports,
  governed: GovernedOrganization,
  asked: Asked,
  isOwner: boolean | null,
  { owners, isSameOrNarrower = false }: More = {},
): Promise<Asking> {
  const { organization, policy } = governed;
  const now = ports.clock.now();
  const facts = await ruleFacts(ports, organization, policy, askedWhole(asked, isOwner));
  const alone = askedWhole(asked, isOwner, { facts });
  const first = admit(asked.scope, policy, now, alone, isSameOrNarrower);
  const isOwnersOnly = first.reviewers.every((rule) => rule === 'owners');
  if (first.outcome !== 'ask' || (isOwnersOnly && first.approvals === 1 && owners === undefined)) {
    return { ...first, facts: keptFacts(alone) };
  }
  const about: About = { requester: asked.requester, holder: asked.holder };
  const reviewers = reviewersFor(together(first.reviewers, ['owners']), asked.scope);
  const deciders = await couldDecide(ports, governed, reviewers, about, owners);
  const whole = askedWhole(asked, isOwner, { facts, deciders });
  return { ...admit(asked.scope, policy, now, whole, isSameOrNarrower), facts: keptFacts(whole) };
}
