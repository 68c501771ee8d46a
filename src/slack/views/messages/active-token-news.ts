import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../layout.ts';

const mostExcesses = 20;

/** To the holder, and of one that has gone to the channel: what became of an active token, and what to do next. */
export function activeTokenNews(
  content: Extract<MessageContent, { kind: 'active_token_news' }>,
  wording: Wording,
): readonly Part[] {
  const { token, news, organization, holderSlackId, audience } = content;
  return [
    { say: wording.activeTokenNews(token, news, organization, holderSlackId, audience, mrkdwnSpeech) },
    {
      fact: wording.tooMuch,
      // A direct message to the holder, who knows the names of what their token reaches.
      value: news === 'exceeding' ? token.excess.slice(0, mostExcesses).map((one) => wording.excess(one, true)) : [],
    },
    { fact: wording.reason, value: news === 'revoked' ? (token.revocation?.reason ?? '') : '' },
    { note: wording.activeTokenNext(token, news, audience, mrkdwnSpeech) },
  ];
}
