import { type ClassicToken, hasReturned, isFlagged } from '../../../domain/classic/classic-token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part, PlainPart } from '../part.ts';
import { classicRiskOf, classicScopesPart } from '../scope-parts.ts';
import { beginning } from './token-scope.ts';

type Of<Kind extends MessageContent['kind']> = Extract<MessageContent, { kind: Kind }>;

function classicRevokeButton(token: ClassicToken, wording: Wording): PlainPart {
  return { buttons: [button('revoke_token', wording.buttons.revoke, tokenValue(token), { style: 'danger' })] };
}

/** In the reviewers' channel: nobody agreed to it, or it goes past what was; short once it is over. */
export function classicTokenCard(
  { token, organization, isObserved }: Of<'classic_token_card'>,
  wording: Wording,
): readonly Part[] {
  const first = `${wording.grade(classicRiskOf(token))} · ${wording.classicTokenCard(token, organization, mrkdwnSpeech(wording))}`;
  const status = wording.classicTokenStatus(token, mrkdwnSpeech(wording));
  if (token.status !== 'active') {
    return [
      { strong: wording.classicTokenCard(token, organization, mrkdwnSpeech(wording)) },
      { say: status },
      { fact: wording.reason, value: beginning(token.status === 'gone' ? '' : (token.revocation?.reason ?? '')) },
    ];
  }
  return [
    { strong: first },
    { say: status },
    { fact: wording.endingReason, value: hasReturned(token) ? beginning(token.revocation?.reason ?? '') : '' },
    { fact: wording.classicExcessLabel, value: token.excess.map(wording.classicExcess) },
    classicScopesPart(token.scopes, 'card', wording),
    { fact: wording.valueLabels.expiration, value: wording.classicExpiry(token.expiresAt) },
    {
      fact: wording.lastUsedLabel,
      value: token.accessedAt === null ? wording.never : wording.day(token.accessedAt),
    },
    ...(isFlagged(token) && !isObserved ? [classicRevokeButton(token, wording)] : []),
  ];
}

/** To its holder: what became of it. */
export function classicTokenNews({ token, organization }: Of<'classic_token_news'>, wording: Wording): readonly Part[] {
  return [
    { say: wording.classicRevoked(token, organization, mrkdwnSpeech(wording)) },
    { fact: wording.reason, value: token.status === 'revoked' ? (token.revocation?.reason ?? '') : '' },
  ];
}
