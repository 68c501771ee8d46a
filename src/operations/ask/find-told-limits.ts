import { subjectKey } from '../../domain/message.ts';
import type { Organization } from '../../domain/organization.ts';
import type { Answers } from '../../domain/requests/form-fields.ts';
import { lifetimeChosen, standingLimits, type ToldLimit } from '../../domain/requests/told-limits.ts';
import type { Lifetime } from '../../domain/scope/agreement.ts';
import type { Ports } from '../../ports/ports.ts';

/** Entries of the organization, and requests, that are looked at. */
const mostTold = 200;

/** What members told of GitHub's own policy there, as far as it concerns this lifetime. Local reads alone: a form that opens can't wait. */
export async function findToldLimits(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { id }: Pick<Organization, 'id'>,
  lifetime: Lifetime,
): Promise<readonly ToldLimit[]> {
  const entries = await store.entriesAbout([subjectKey({ of: 'organization', id })], mostTold);
  const past = entries.length === 0 ? [] : await store.latestRequests(id, mostTold);
  return standingLimits(entries, past, { lifetime }, clock.now());
}

/** The same while the form is filled in: of a lifetime that nobody chose yet nothing is said. */
export async function findToldLimitsInForm(
  ports: Pick<Ports, 'store' | 'clock'>,
  login: string,
  answers: Answers,
): Promise<readonly ToldLimit[]> {
  const organization = await ports.store.organizationByLogin(login);
  return organization === null ? [] : findToldLimits(ports, organization, lifetimeChosen(answers));
}
