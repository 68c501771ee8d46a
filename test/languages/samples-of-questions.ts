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
  wording.prolongedNext(
    { ...untold, drift },
    agreed,
    { isSponsored: false, isAsked: true, isDenied: false },
    null,
    speech,
  );
  wording.prolongedNext(
    { ...untold, drift },
    agreed,
    { isSponsored: false, isAsked: false, isDenied: false },
    null,
    speech,
  );
  for (const audience of ['holder', 'sponsor'] as const) {
    const told = {
      request: agreed,
      organization: 'acme',
      slackId: null,
      isMachineUser: audience === 'sponsor',
    } as const;
    for (const asking of ['here', 'no_more'] as const) {
      const all = { ...told, audience, hasLeft: false, isObserved: false, daysLeft: null, asking };
      wording.exceededBefore(token, all, speech);
      const excess = [{ kind: 'never_expires' }] as const;
      wording.activeTokenNext({ ...token, excess }, 'exceeding', all, speech);
    }
  }
  const by = { slackId: 'U0BEA', githubId: 2, login: 'bea' } as never;
  const reviews = [{ act: 'deny', by, revision: agreed.revision, at: noon, reason: 'No.' }] as const;
  for (const request of [agreed, { ...agreed, reviews }]) wording.renewalDenied(request, speech);
  for (const askedUntil of [noon, undefined]) {
    for (const excess of [[{ kind: 'never_expires' }], token.excess] as const) {
      const asked = askedUntil === undefined ? { ...drift, askedUntil: undefined } : drift;
      const { askedUntil: _none, ...toldOwners } = asked;
      const shown = { ...untold, excess, drift: askedUntil === undefined ? toldOwners : drift };
      wording.prolongedNext(shown, agreed, { isSponsored: false, isAsked: false, isDenied: true }, 3, speech);
    }
  }
  wording.replacedBefore(token, 'acme', speech);
  wording.unusedTitleBefore('acme', speech);
  wording.unusedAskedAgain('“nightly-old”');
  for (const expiresAt of [noon, null]) wording.askedNow({ is: 'within', expiresAt }, speech);
  wording.askedNow({ is: 'needed' }, speech);
  for (const to of ['another', 'nobody'] as const) wording.askedNow({ is: 'passed_on', to }, speech);
  for (const isTakenOver of [true, false]) wording.passedOn(tokenThatIs('held'), 'acme', isTakenOver, speech);
}
