import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../part.ts';
import { standingOf, tokensPart } from './tokens-together.ts';

/** In the reviewers' channel: what an owner revoked at once, and what became of each. */
export function revokedTogether(
  { organization, revoked, tokens }: Extract<MessageContent, { kind: 'revoked_together' }>,
  wording: Wording,
): readonly Part[] {
  const standing = standingOf(tokens);
  return [
    { strong: wording.revokedTogether(revoked, standing, organization, mrkdwnSpeech(wording)) },
    tokensPart(tokens, wording),
    { fact: wording.reason, value: revoked.reason },
    { say: wording.revokedTogetherNext(standing) },
    { note: wording.residue },
  ];
}
