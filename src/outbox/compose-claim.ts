import { organizationOf } from '../operations/find-organization.ts';
import { roleNow } from '../operations/people/authorize.ts';
import type { Ports } from '../ports/ports.ts';
import type { Composed } from './composer.ts';

const unhurriedMs = 10_000;

/**
 * What both sides show of who claims and of what is claimed, asked when it is sent: owners judge by it, so it waits for GitHub and Slack to
 * answer. Once it is decided neither is asked.
 */
export async function composeClaim(
  ports: Ports,
  { kind, id }: { readonly kind: 'claim_card' | 'claim_news'; readonly id: string },
): Promise<Composed | null> {
  const claim = await ports.store.claim(id);
  if (claim === null) return null;
  const { organization } = await organizationOf(ports, claim.organizationId);
  const base = { organization: organization.login, claim };
  const shownVersion = claim.version;
  if (kind === 'claim_news') return { content: { kind, ...base }, shownVersion };
  if (claim.status !== 'open') {
    return { content: { kind, ...base, profile: null, role: 'unknown', person: null }, shownVersion };
  }
  const [profile, role, person] = await Promise.all([
    ports.github.profile(organization.login, claim.account.githubId, unhurriedMs),
    roleNow(ports, organization, claim.account),
    ports.directory.person(claim.slackId, unhurriedMs),
  ]);
  return { content: { kind, ...base, profile, role, person }, shownVersion };
}
