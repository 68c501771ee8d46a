import { standingReview } from '../../../domain/standing-review.ts';
import { untakenDenial } from '../../../domain/tokens/advance-pending-token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../part.ts';

/** To the holder: how the wait of a token ended. */
export function pendingTokenNews(
  { token, organization, isSponsored, unused = null, isEdit }: Extract<MessageContent, { kind: 'pending_token_news' }>,
  wording: Wording,
): readonly Part[] {
  const denial = token.status === 'denied' ? standingReview(token) : untakenDenial(token);
  return [
    { say: wording.pendingTokenNews(token, organization, isSponsored, mrkdwnSpeech(wording), unused, isEdit) },
    { fact: wording.reason, value: denial?.reason ?? '' },
  ];
}
