import type { SlackUserId } from '../../domain/ids.ts';
import { countKinds, type FoundCredential } from '../../domain/leaks/credential-kind.ts';
import {
  type LeakReport,
  leakSubject,
  oneForEachChannel,
  recordLeak,
  revokedAndByHand,
} from '../../domain/leaks/report.ts';
import { Fault } from '../../ports/fault.ts';
import type { RevocationAnswer } from '../../ports/leaked-credentials.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * What became of it. `untold`: GitHub ended them, but nothing was recorded and nobody told. `forgotten`: what was to be revoked is not known
 * here any more.
 */
export type Reported =
  | ({ readonly as: 'reported'; readonly isTold: boolean } & Pick<LeakReport, 'revoked' | 'byHand'>)
  | Exclude<RevocationAnswer, { readonly as: 'accepted' }>
  | { readonly as: 'untold' }
  | { readonly as: 'forgotten' };

/**
 * Ends credentials at GitHub, and tells the owners who reported which kind. It is the one write that no outbox carries out: what it needs
 * may be kept nowhere. So GitHub is called first, within the click, and then it is recorded; if anything fails in between the person is told
 * and sends the form again, which does no harm.
 *
 * Anybody of the workspace may do it, under `mode: observe` too: the call is nobody's right but of whoever has the credential, it is made
 * without the App's, and it is this person's own act, not the policy's.
 */
export async function reportLeak(
  ports: Ports,
  by: SlackUserId,
  id: string,
  found: readonly FoundCredential[] | null,
): Promise<Reported> {
  const before = await reportedBefore(ports, id);
  if (before !== null) return before;
  if (found === null) return { as: 'forgotten' };
  const { isPossible, revoke } = ports.leakedCredentials;
  const { revoked: revocable, byHand } = revokedAndByHand(found, isPossible);
  if (revocable.length > 0) {
    const answer = await revoke(revocable.map(({ secret }) => secret));
    if (answer.as !== 'accepted') {
      ports.log.warn('GitHub did not revoke what somebody reported', { answer: answer.as });
      return answer;
    }
  }
  const report = { id, by, revoked: countKinds(revocable), byHand: countKinds(byHand) };
  try {
    const organizations = oneForEachChannel(await ports.store.organizations(), ports.policy());
    const now = ports.clock.now();
    await ports.store.commit(recordLeak(report, organizations, now), now);
    ports.wake.outbox();
    return { as: 'reported', isTold: organizations.length > 0, revoked: report.revoked, byHand: report.byHand };
  } catch (error) {
    if (!(error instanceof Fault) || revocable.length === 0) throw error;
    ports.log.error('a reported credential was revoked, and could not be recorded', { code: error.code });
    return { as: 'untold' };
  }
}

/** What the trail says of it: another process may have answered the first click. */
async function reportedBefore(ports: Ports, id: string): Promise<Reported | null> {
  const [entry] = await ports.store.entriesAbout([leakSubject(id)], 1);
  if (entry === undefined) return null;
  const { revoked, byHand } = entry.data as Pick<LeakReport, 'revoked' | 'byHand'>;
  return { as: 'reported', isTold: true, revoked, byHand };
}
