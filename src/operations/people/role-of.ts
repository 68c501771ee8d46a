import { isAboutOwners } from '../../domain/policy/rules/in-question.ts';
import type { RuleSubject } from '../../domain/policy/rules/subject.ts';
import { dependsOnRole, type HolderRole } from '../../domain/scope/risk.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { isOwnerNow } from './authorize.ts';

/** What a holder is in the organization, asked of GitHub only where it makes a difference to what the token can do, or to what a rule says. */
export async function roleOf(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  subject: RuleSubject,
): Promise<HolderRole> {
  const isAsked = dependsOnRole(subject.scope) || isAboutOwners(policy.rules, subject, ports.clock.now());
  if (!isAsked) return 'unknown';
  const isOwner = await isOwnerNow(ports, organization, subject.holder);
  if (isOwner === true) return 'owner';
  return isOwner === false ? 'member' : 'unknown';
}
