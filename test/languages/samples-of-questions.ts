import { mrkdwnSpeech } from '../../src/slack/mrkdwn.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { activeToken, tokenThatIs } from '../slack/sample-contents.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';

/** What a holder is asked about a token, and reads where that is over. */
export function sayOfQuestions(wording: Wording): void {
  const speech = mrkdwnSpeech(wording);
  const token = activeToken();
  const agreed = pendingRequest(7);
  for (const days of [1, 30, null]) {
    for (const isSponsored of [true, false])
      wording.prolonged(token, days, 'acme', { isSponsored, isOpen: isSponsored }, speech);
  }
  const { drift: _, ...untold } = token;
  const drift = { since: noon, deadlineAt: null, outcome: 'remind', askedUntil: noon } as const;
  wording.prolongedNext({ ...untold, drift }, agreed, { isSponsored: false, isAsked: true }, null, speech);
  wording.prolongedNext({ ...untold, drift }, agreed, { isSponsored: false, isAsked: false }, null, speech);
  wording.replacedBefore(token, 'acme', speech);
  wording.unusedTitleBefore('acme', speech);
  wording.unusedAskedAgain('“nightly-old”');
  for (const expiresAt of [noon, null]) wording.askedNow({ is: 'within', expiresAt }, speech);
  wording.askedNow({ is: 'needed' }, speech);
  for (const to of ['another', 'nobody'] as const) wording.askedNow({ is: 'passed_on', to }, speech);
  for (const isTakenOver of [true, false]) wording.passedOn(tokenThatIs('held'), 'acme', isTakenOver, speech);
}
