import type { Hint, Write } from '../../domain/change.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { isClick } from './leave-hint.ts';
import { reconcileOrganization } from './reconcile-organization.ts';

function handled(hint: Hint, at: number): Write {
  return { table: 'hints', was: hint.version, row: { ...hint, version: hint.version + 1, handledAt: at } };
}

/**
 * Makes a pass over each organization that a Hint names. Hints that came while it ran stay for the next pass, and a pass that failed
 * leaves its hints: they say that we have not looked yet.
 */
export async function followHints(all: Ports): Promise<void> {
  const ports = { ...all, github: all.github.for('look') };
  const hints = await ports.store.unhandledHints();
  const byOrganization = Map.groupBy(hints, ({ organizationLogin }) => organizationLogin.toLowerCase());
  for (const [login, mine] of byOrganization) {
    try {
      // A click can only have changed what waits.
      const active = mine.some(({ key }) => !isClick(key));
      await reconcileOrganization(ports, login, { pending: true, active });
      const at = ports.clock.now();
      await ports.store.commit({ writes: mine.map((hint) => handled(hint, at)), entries: [], effects: [] }, at);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ports.log.warn('a hint could not be followed; it will be tried again', { organization: login, ...error.fields });
    }
  }
}
