import type { Button } from '@slack/types';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { mayOfferRenewal } from '../../domain/tokens/renewable.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import type { PlainPart } from './part.ts';
import { renewButton } from './renew-token.ts';

/** What offers to renew a token beside its line: one that never ends, is over, or is meant to be, has nothing to renew. */
export function renewButtons(token: ActiveToken, renewal: TokenRequest | null, wording: Wording): readonly Button[] {
  return mayOfferRenewal(token) && renewal === null ? [renewButton(token, wording.renew)] : [];
}

/** Why there is no button, where they asked for it already. */
export function renewalParts(renewal: TokenRequest | null, wording: Wording): readonly PlainPart[] {
  return renewal === null ? [] : [{ say: wording.renewalAsked(renewal.number) }];
}

/** Who denied the new end of a token. */
export function deniedParts(renewal: TokenRequest | null, wording: Wording): readonly PlainPart[] {
  return renewal === null ? [] : [{ say: wording.renewalDenied(renewal, mrkdwnSpeech(wording)) }];
}
