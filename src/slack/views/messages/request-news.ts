import { standingReview } from '../../../domain/standing-review.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { againButton } from '../again-button.ts';
import type { Part } from '../part.ts';
import { guideButton } from '../token-guide.ts';
import { isRevocable } from './active-token-card.ts';

/** To the requester: what became of it, and what to do next. */
export function requestNews(
  {
    request,
    organization,
    token,
    renewed = null,
    isLeftToOwners,
    reopened = null,
    isApprovalNew = false,
    followedBy = null,
    onHold = [],
  }: Extract<MessageContent, { kind: 'request_news' }>,
  wording: Wording,
): readonly Part[] {
  const reason = request.status === 'denied' ? (standingReview(request)?.reason ?? '') : '';
  return [
    {
      say:
        isLeftToOwners === true && request.status === 'pending'
          ? wording.rules.leftToOwnersNews(request, organization, mrkdwnSpeech(wording))
          : wording.sentences([
              ...(isApprovalNew ? [wording.whoApproved(request, token, mrkdwnSpeech(wording))] : []),
              wording.requestNews(request, organization, token, mrkdwnSpeech(wording), { renewed, reopened }),
              ...(onHold.length === 0 ? [] : [wording.leftOnHold(onHold, mrkdwnSpeech(wording))]),
            ]),
    },
    { fact: wording.reason, value: reason },
    ...againButton(request, { token, followedBy }, wording),
    {
      buttons:
        request.status === 'fulfilled' && isRevocable(token) ? [guideButton(requestValue(request), wording)] : [],
    },
  ];
}
