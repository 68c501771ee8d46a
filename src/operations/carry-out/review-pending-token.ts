import { requestName } from '../../domain/requests/token-request.ts';
import { standingReviewOfToken } from '../../domain/tokens/advance-pending-token.ts';
import type { Call } from '../../domain/tokens/sighting.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { concludeToken } from '../watch/conclude-token.ts';
import { lookUpForCall } from '../watch/look-up.ts';

/**
 * Carries out the approval or denial of a PendingToken on GitHub. What it rests on is asked again just before, its scope last of all, since
 * GitHub's review names no version; whatever GitHub answers, its lists decide what became of it. Throws a Fault where it has to be tried again.
 */
export async function reviewPendingToken(ports: Ports, id: string, act: 'approve' | 'deny'): Promise<void> {
  const token = await ports.store.pendingToken(id);
  if (token === null || token.status !== (act === 'approve' ? 'approving' : 'denying')) return;
  const governed = await organizationOf(ports, token.organizationId);
  const { login } = governed.organization;
  const isUnchanged = async (): Promise<boolean> => (await ports.store.pendingToken(id))?.version === token.version;
  const call: Call = { of: act, id, answer: null };

  const before = await lookUpForCall(ports, login, token.tokenId, call);
  const asked = await concludeToken(ports, governed, token, before);
  if (!(await isUnchanged())) return;
  // It is on neither list yet: GitHub is a moment late.
  if (!isListed(before.waiting?.listed ?? [], token))
    throw new Fault('github', 'not_listed_yet', { isRetryable: true });

  const { stillOwners, isHolderMember } = asked.facts;
  const known = { ...(stillOwners && { stillOwners }), ...(isHolderMember !== undefined && { isHolderMember }) };
  await concludeToken(ports, governed, token, await lookUpForCall(ports, login, token.tokenId, call, known));
  if (!(await isUnchanged())) return;

  const answer = await ports.github.reviewPendingToken(login, token.patRequestId, act, reasonFor(token, act));
  const after = await lookUpForCall(ports, login, token.tokenId, { ...call, answer });
  await concludeToken(ports, governed, token, after);
  if (!(await isUnchanged())) return;
  throw new Fault('github', isListed(after.waiting?.listed ?? [], token) ? 'review_not_applied' : 'not_listed_yet', {
    isRetryable: true,
    retryAfterSeconds: answer.outcome === 'unknown' ? answer.retryAfterSeconds : null,
  });
}

function isListed(listed: readonly Pick<PendingToken, 'patRequestId'>[], token: PendingToken): boolean {
  return listed.some(({ patRequestId }) => patRequestId === token.patRequestId);
}

/** GitHub mails a denial's reason to the holder, and keeps an approval's. At most 1024 characters. */
function reasonFor(token: PendingToken, act: 'approve' | 'deny'): string | null {
  const review = standingReviewOfToken(token);
  if (act === 'deny') return review?.reason?.slice(0, 1_024) ?? null;
  if (review !== null) return `Approved by ${review.by.login} through Countersign`;
  return 'number' in token.match ? `Approved through Countersign as ${requestName(token.match.number)}` : null;
}
