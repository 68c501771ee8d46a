import type { GithubAccount } from '../../domain/person.ts';
import { admit, isAboutDeciders, type Verdict } from '../../domain/policy/admit.ts';
import { type KeptFacts, keptFacts } from '../../domain/policy/kept-facts.ts';
import { eachRuleOnce } from '../../domain/policy/reviewer-rule.ts';
import { reviewersFor } from '../../domain/policy/reviewers.ts';
import type { RuleFacts } from '../../domain/policy/rules/subject.ts';
import { askedWhole } from '../../domain/requests/asked-whole.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { type Could, couldDecide } from './could-decide.ts';
import { ruleFacts } from './rule-facts.ts';

type Asked = Parameters<typeof askedWhole>[0];

/** `facts`: what was asked for it. */
type Asking = Verdict & { readonly facts: KeptFacts };
type Known = { readonly facts: RuleFacts } & Partial<Could>;

/** `isSameOrNarrower`: a renewal of no more than was agreed. */
type More = { readonly owners?: readonly GithubAccount[] | null; readonly isSameOrNarrower?: boolean };

/**
 * What the policy says of a whole request before it is sent: what its rules look at is asked of GitHub, and then who could decide, where that
 * may matter. `owners`: where they were asked for already.
 */
export async function verdictFor(
  ports: Ports,
  governed: GovernedOrganization,
  asked: Asked,
  isOwner: boolean | null,
  more: More = {},
): Promise<Asking> {
  const known = await knownFor(ports, governed, asked, isOwner, more);
  const whole = askedWhole(asked, isOwner, known);
  const verdict = admit(asked.scope, governed.policy, ports.clock.now(), whole, more.isSameOrNarrower);
  return { ...verdict, facts: keptFacts(whole) };
}

/** What that verdict looks at, for whoever makes it later. */
export async function knownFor(
  ports: Ports,
  governed: GovernedOrganization,
  asked: Asked,
  isOwner: boolean | null,
  { owners, isSameOrNarrower = false }: More = {},
): Promise<Known> {
  const { organization, policy } = governed;
  const facts = await ruleFacts(ports, organization, policy, askedWhole(asked, isOwner));
  const whole = askedWhole(asked, isOwner, { facts });
  const first = admit(asked.scope, policy, ports.clock.now(), whole, isSameOrNarrower);
  if (!isAboutDeciders(first, owners !== undefined)) return { facts };
  const whose = { requester: asked.requester, holder: asked.holder };
  const reviewers = reviewersFor(eachRuleOnce(first.reviewers, ['owners']), asked.scope);
  return {
    facts,
    ...(await couldDecide(ports, governed, reviewers, whose, owners === undefined ? {} : { owners })),
  };
}
