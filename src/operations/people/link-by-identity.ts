import type { SlackUserId } from '../../domain/ids.ts';
import type { Link } from '../../domain/people/link.ts';
import { accountAmong } from '../../domain/people/match-identity.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { linkAccount } from './link-account.ts';

/** Of the three seconds in which a form can be opened: Slack is asked, then GitHub. */
const contactMs = 700;

/** The organizations whose own identity provider says who their members are in Slack. */
export function samlOrganizations({ policy }: Pick<Ports, 'policy'>): readonly string[] {
  return policy()
    .organizations.filter(({ identity }) => identity.saml)
    .map(({ login }) => login);
}

/**
 * Somebody's first contact: one question by the address that Slack has of them. Null where no provider names them. May throw a Fault.
 */
export async function linkByIdentity(ports: Ports, slackId: SlackUserId, timeoutMs: number): Promise<Link | null> {
  const organizations = samlOrganizations(ports);
  if (organizations.length === 0) return null;
  const address = await ports.directory.addressOf(slackId, timeoutMs);
  if (address === null) return null;
  const asked = await Promise.all(
    organizations.map((organization) => ports.github.identitiesNamed(organization, address, timeoutMs)),
  );
  const account = accountAmong(
    address,
    asked.map((identities) => identities ?? []),
  );
  if (account === null) return null;
  const linked = await linkAccount(ports, { slackId, account, proof: 'saml', by: null });
  return isRefusal(linked) ? null : linked.link;
}

/** The same where a form is to be opened: an outage is no "nobody knows you". Null where they are not linked by it. */
export async function linkAtContact(ports: Ports, slackId: SlackUserId): Promise<'linked' | Refusal | null> {
  try {
    return (await linkByIdentity(ports, slackId, contactMs)) === null ? null : 'linked';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return refuse({ why: 'member_not_checked', organization: samlOrganizations(ports)[0] ?? '' });
  }
}
