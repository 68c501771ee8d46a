import type { Organization } from '../../domain/organization.ts';
import { isProofEnough } from '../../domain/people/claim.ts';
import type { Link } from '../../domain/people/link.ts';
import type { Ports } from '../../ports/ports.ts';

/** The rule of `isProofEnough`. Most prove who they are by themselves, and of those nothing is read. */
export async function mayDecideFor(
  { store }: Pick<Ports, 'store'>,
  { id }: Organization,
  link: Link,
): Promise<boolean> {
  return isProofEnough(link, link.proof === 'vouched' ? await store.claimsOf(link, 0) : [], id);
}
