import { noChange } from '../../domain/change.ts';
import { isToBeReviewed } from '../../domain/tokens/before-review.ts';
import { decidedBy } from '../../domain/tokens/decided-by.ts';
import { retryAfter, whyReviewAgain } from '../../domain/tokens/github-answer.ts';
import { noteReviewSent } from '../../domain/tokens/note-sent.ts';
import { reviewReason } from '../../domain/tokens/review-reason.ts';
import type { SentAs } from '../../domain/tokens/sent-as.ts';
import { type Call, factsOfPeople, type GithubAnswer, type Sighting } from '../../domain/tokens/sighting.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { concludeToken } from '../watch/conclude-token.ts';
import { lookUpForCall } from '../watch/look-up.ts';
import { type Sender, senderAfter, senderFor } from './sender.ts';

/**
 * Carries out the approval or denial of a PendingToken on GitHub. What it rests on is asked again just before, its scope last of all, since
 * GitHub's review names no version; whatever GitHub answers, its lists decide what became of it. Throws a Fault where it has to be tried again.
 */
export async function reviewPendingToken(ports: Ports, id: string, act: 'approve' | 'deny'): Promise<void> {
  const token = await ports.store.pendingToken(id);
  if (token === null || !isToBeReviewed(token, act)) return;
  const governed = await organizationOf(ports, token.organizationId);
  const { login } = governed.organization;
  const isAsIt = async ({ version }: PendingToken): Promise<boolean> =>
    (await ports.store.pendingToken(id))?.version === version;
  const call: Call = { of: act, id, answer: null };

  const before = await lookUpForCall(ports, login, token.tokenId, call);
  const asked = await concludeToken(ports, governed, token, before);
  if (!(await isAsIt(token))) return;
  if (whyReviewAgain(token, before.waiting?.listed ?? []) === 'not_listed_yet') throw again(token, before, null);

  const known = factsOfPeople(asked.facts);
  let current = token;
  let answer: GithubAnswer | null = null;
  let sender: Sender | null = await senderFor(ports, token.organizationId, decidedBy(token));
  // Once more as the App where GitHub did not take it from the reviewer. That may have worked all the same: the lists are read between.
  while (sender !== null) {
    await concludeToken(ports, governed, token, await lookUpForCall(ports, login, token.tokenId, call, known));
    if (!(await isAsIt(current))) return;
    const recorded = await recordSender(ports, current, sender.as);
    if (recorded === null) return;
    current = recorded;
    answer = await sender.github.reviewPendingToken(login, token.patRequestId, act, reviewReason(token, act));
    sender = await senderAfter(ports, token.organizationId, sender, answer);
  }
  const after = await lookUpForCall(ports, login, token.tokenId, { ...call, answer });
  await concludeToken(ports, governed, token, after);
  if (!(await isAsIt(current))) return;
  throw again(token, after, answer);
}

function again(token: PendingToken, { waiting }: Sighting, answer: GithubAnswer | null): Fault {
  return new Fault('github', whyReviewAgain(token, waiting?.listed ?? []), {
    isRetryable: true,
    retryAfterSeconds: retryAfter(answer),
  });
}

/** Before the call, for one whose answer is lost may have worked. Null where the row moved on: then nothing is sent. */
async function recordSender(ports: Ports, token: PendingToken, as: SentAs): Promise<PendingToken | null> {
  const now = ports.time.now();
  const noted = noteReviewSent(token, as, now);
  if (noted === null || noted.change === noChange) return noted?.row ?? null;
  return (await ports.store.commit(noted.change, now)) === 'done' ? noted.row : null;
}
