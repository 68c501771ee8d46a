import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button, type Part } from '../layout.ts';
import { pendingTokenValue } from './pending-token-card.ts';

const mostExcesses = 20;

/** To the holder: the token waits for a person, and why; with Explain where nobody had asked for it. Then how that went on. */
export function pendingTokenHeld(
  { token, organization, mayExplain, isSponsored }: Extract<MessageContent, { kind: 'pending_token_held' }>,
  wording: Wording,
): readonly Part[] {
  const over = token.status === 'held' && token.match.kind === 'exceeds' ? token.match.excess : [];
  return [
    {
      say:
        token.status === 'held'
          ? wording.pendingTokenHeld(token, organization, { mayExplain, isSponsored }, mrkdwnSpeech)
          : wording.pendingTokenOnward(token, organization, isSponsored, mrkdwnSpeech),
    },
    { fact: wording.tooMuch, value: over.slice(0, mostExcesses).map((one) => wording.excess(one, !isSponsored)) },
    {
      buttons: mayExplain
        ? [button('claim_pending_token', wording.buttons.explain, pendingTokenValue(token), { style: 'primary' })]
        : [],
    },
  ];
}
