// The only place that decides what GitHub's picture of a token means, and what follows. Pure: it is given what we know (the dossier), what
// GitHub shows (the sighting) and the time, and answers a Change, or a Question: one fact that has to be fetched before it can tell.
// The order matters: what waits before what is active, what was seen before what is missing, and what rests on a whole story after it.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { attachLater } from './attach-agreement.ts';
import { beforeReview, seeGivenBack } from './before-review.ts';
import { beforeRevocation } from './before-revocation.ts';
import { inTurn } from './conclusion-rule.ts';
import type { Dossier } from './dossier.ts';
import { hearApproval } from './hear-approval.ts';
import { matchWaiting } from './match-waiting.ts';
import { endDrift, expireGrants, moveDeadlineWithMode, tellProlonged } from './meet-deadlines.ts';
import { missActive } from './miss-active.ts';
import { hearWhy, missWaiting } from './miss-waiting.ts';
import { outdateCards } from './outdate-cards.ts';
import { seeActive } from './see-active.ts';
import { expireWaiting, seeWaiting } from './see-waiting.ts';
import { isQuestion, type Question, type Sighting } from './sighting.ts';

const rules = inTurn([
  seeWaiting,
  missWaiting,
  hearWhy,
  hearApproval,
  seeActive,
  missActive,
  expireWaiting,
  beforeReview,
  seeGivenBack,
  matchWaiting,
  attachLater,
  expireGrants,
  moveDeadlineWithMode,
  tellProlonged,
  endDrift,
  beforeRevocation,
]);

export function conclude(dossier: Dossier, sighting: Sighting, now: Instant): Change | Question {
  const change = rules(dossier, sighting, now);
  if (isQuestion(change) || change === noChange) return change;
  return together(change, outdateCards(dossier, change, now));
}
