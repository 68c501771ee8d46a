import type { OrganizationId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { type Left, leavingId, readAbout, togetherSubject } from '../../domain/tokens/together.ts';
import type { Ports } from '../../ports/ports.ts';

/** Nobody leaves so often; a trail that says so is not gone through to its end. */
const mostLeavings = 100;

/** What was told of somebody's leaving an organization, the oldest first. */
export async function leavingsOf(
  { store }: Ports,
  organizationId: OrganizationId,
  holder: GithubAccount,
): Promise<readonly Left[]> {
  const told: Left[] = [];
  while (told.length < mostLeavings) {
    const id = leavingId(organizationId, holder, told.length + 1);
    const read = readAbout(await store.entriesAbout([togetherSubject(organizationId, id)], 50));
    if (read?.of !== 'left') break;
    told.push(read);
  }
  return told;
}
