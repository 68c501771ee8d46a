import { isRefusal } from '../../domain/refusal.ts';
import { advanceActiveToken, nobodyTold } from '../../domain/tokens/advance-active-token.ts';
import { revokedBy } from '../../domain/tokens/decided-by.ts';
import { retryAfter } from '../../domain/tokens/github-answer.ts';
import { isSentAlike, type SentAs } from '../../domain/tokens/sent-as.ts';
import type { Call, GithubAnswer } from '../../domain/tokens/sighting.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { concludeToken } from '../watch/conclude-token.ts';
import { lookUpForCall } from '../watch/look-up.ts';
import { type Sender, senderAfter, senderFor } from './sender.ts';

/**
 * Carries out the revocation of an ActiveToken on GitHub. Authority is asked again just before; whatever GitHub answers, its list decides
 * what became of it. Throws a Fault where it has to be tried again.
 */
export async function carryOutRevocation(ports: Ports, id: string): Promise<void> {
  const token = await ports.store.activeToken(id);
  if (token === null || token.status !== 'revoking' || token.revocation === null) return;
  const governed = await organizationOf(ports, token.organizationId);
  const { login } = governed.organization;
  const isStillToDo = async (): Promise<boolean> => (await ports.store.activeToken(id))?.status === 'revoking';
  const call: Call = { of: 'revoke', id, answer: null };

  let answer: GithubAnswer | null = null;
  let sender: Sender | null = await senderFor(ports, token.organizationId, revokedBy(token));
  // Once more as the App where GitHub did not take it from the reviewer. That may have worked all the same: the list is read between.
  while (sender !== null) {
    await concludeToken(ports, governed, token, await lookUpForCall(ports, login, token.tokenId, call));
    if (!(await recordSender(ports, id, sender.as))) return;
    answer = await sender.github.revokeToken(login, token.patId);
    sender = await senderAfter(ports, token.organizationId, sender, answer);
  }
  const after = await lookUpForCall(ports, login, token.tokenId, { ...call, answer });
  await concludeToken(ports, governed, token, after);
  if (!(await isStillToDo())) return;
  throw new Fault('github', 'revocation_not_applied', {
    isRetryable: true,
    retryAfterSeconds: retryAfter(answer),
  });
}

/** How often the row is read again where a pass was faster: it is looked at all the while. */
const tries = 8;

/** Before the call, for one whose answer is lost may have worked. False where there is nothing to revoke any more. */
async function recordSender(ports: Ports, id: string, as: SentAs): Promise<boolean> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const token = await ports.store.activeToken(id);
    if (token?.status !== 'revoking') return false;
    if (isSentAlike(token.revocation?.sentAs ?? null, as)) return true;
    const now = ports.time.now();
    const change = advanceActiveToken(token, { act: 'send', as }, now, nobodyTold);
    if (isRefusal(change)) return false;
    if ((await ports.store.commit(change, now)) === 'done') return true;
  }
  throw new Fault('store', 'busy', { isRetryable: true });
}
