import { standingReviewOfToken } from '../../../domain/advance-pending-token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../layout.ts';

/** To the holder: the token waits for a person, or how that ended. */
export function pendingTokenNews(
  { token, organization }: Extract<MessageContent, { kind: 'pending_token_news' }>,
  wording: Wording,
): readonly Part[] {
  const over = token.status === 'held' && token.match.kind === 'exceeds' ? token.match.excess : [];
  const reason = token.status === 'denied' ? (standingReviewOfToken(token)?.reason ?? '') : '';
  return [
    { say: wording.pendingTokenNews(token, organization, mrkdwnSpeech) },
    { fact: wording.tooMuch, value: over.slice(0, 20).map((one) => wording.excess(one, true)) },
    { fact: wording.reason, value: reason },
  ];
}
