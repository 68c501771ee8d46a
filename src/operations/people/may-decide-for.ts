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

/** Those whose link is proof enough. Whom the policy alone names is linked by their first click, as well as can be. */
export async function provenOf<One extends { readonly known: Link | null }>(
  ports: Pick<Ports, 'store'>,
  organization: Organization,
  among: readonly One[],
): Promise<readonly One[]> {
  const proven: One[] = [];
  for (const one of among) {
    if (one.known === null || (await mayDecideFor(ports, organization, one.known))) proven.push(one);
  }
  return proven;
}
