import { isSameLogin } from '../../domain/people/link.ts';
import type { Ports } from '../../ports/ports.ts';

/** How far GitHub's lists of an organization are known. Null: never listed to the end. */
export type ToldListing = {
  readonly organization: string;
  readonly pendingListedAt: string | null;
  readonly activeListedAt: string | null;
  /** Why GitHub can't be asked about it, or null. */
  readonly paused: string | null;
};

/** What GitHub owes us, an organization of the policy each. */
export async function tellListings(ports: Ports): Promise<readonly ToldListing[]> {
  const instant = (at: number | null | undefined): string | null => (at == null ? null : new Date(at).toISOString());
  const known = await ports.store.organizations();
  return ports.policy().organizations.map(({ login }) => {
    const found = known.find((one) => isSameLogin(one.login, login));
    return {
      organization: login,
      pendingListedAt: instant(found?.pendingListedAt),
      activeListedAt: instant(found?.activeListedAt),
      paused: found?.paused?.why ?? null,
    };
  });
}
