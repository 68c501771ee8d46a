import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';

/** GitHub says no as this organization, and may say yes as another: the App is not there, or may not do what is asked. */
const refusedHere = /^(?:not_installed|suspended|another_organization|address_refused|no_token|status_40[134])$/;

export function isRefusedHere(error: unknown): error is Fault {
  return error instanceof Fault && refusedHere.test(error.code);
}

/** The policy's organizations, those first that GitHub can be asked as, as far as we know. */
export async function askableFirst(ports: Pick<Ports, 'policy' | 'store'>): Promise<readonly string[]> {
  const organizations = await ports.store.organizations();
  const paused = new Set(organizations.filter((one) => one.paused !== null).map(({ login }) => login.toLowerCase()));
  const logins = ports.policy().organizations.map(({ login }) => login);
  const isPaused = (login: string): boolean => paused.has(login.toLowerCase());
  return [...logins.filter((login) => !isPaused(login)), ...logins.filter(isPaused)];
}

/**
 * Asks GitHub what any installation can tell, as the first organization for which it answers: one whose installation is suspended must
 * not keep people of the others from being linked. Throws the last Fault where none is answered; an outage ends the asking at once,
 * for it is everybody's.
 */
export async function askAnyOrganization<Answer>(
  ports: Pick<Ports, 'policy' | 'store'>,
  ask: (organization: string) => Promise<Answer>,
): Promise<Answer> {
  let refused: Fault | null = null;
  for (const login of await askableFirst(ports)) {
    try {
      return await ask(login);
    } catch (error) {
      if (!isRefusedHere(error)) throw error;
      refused = error;
    }
  }
  throw refused ?? new Error('the policy names no organization');
}
