import { type Change, noChange } from '../../domain/change.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { pause, resume } from '../../domain/organization-pause.ts';
import type { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';

/** A pass failed (`domain/organization-pause.ts` says what follows). */
export async function pauseOrganization(ports: Ports, login: string, { code }: Fault): Promise<void> {
  if (code === 'another_organization') {
    ports.log.error('the login belongs to another organization on GitHub now; nothing is concluded from it', {
      organization: login,
    });
  }
  await step(ports, login, (organization, now) => pause(organization, code, now));
}

/** A whole pass succeeded. */
export async function resumeOrganization(ports: Ports, login: string): Promise<void> {
  await step(ports, login, resume);
}

async function step(
  ports: Ports,
  login: string,
  decide: (organization: Organization, now: Instant) => Change,
): Promise<void> {
  await commitDecision(ports, async () => {
    const organization = await ports.store.organizationByLogin(login);
    return { change: organization === null ? noChange : decide(organization, ports.clock.now()) };
  });
}
