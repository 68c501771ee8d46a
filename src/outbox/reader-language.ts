import type { OrganizationId, SlackUserId } from '../domain/ids.ts';
import { firstLanguage, type Language } from '../domain/language.ts';
import { policyOf } from '../domain/policy/policy.ts';
import type { Ports } from '../ports/ports.ts';

/** Nobody waits for it. */
const directoryTimeoutMs = 5_000;

/** In which a message is written: its reader's own, or, in a channel, what the organization's policy says. */
export async function languageFor(
  { directory, store, policy }: Pick<Ports, 'directory' | 'store' | 'policy'>,
  organizationId: OrganizationId,
  reader: SlackUserId | null,
): Promise<Language> {
  const own = reader === null ? null : await directory.languageOf(reader, directoryTimeoutMs);
  if (own !== null) return own;
  const organization = await store.organizationById(organizationId);
  return (organization === null ? undefined : policyOf(policy(), organization.login)?.language) ?? firstLanguage;
}
