import type { RequestNumber } from '../../domain/ids.ts';
import { type ActiveToken, isInForce } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { type Rendered, render } from './layout.ts';

/** `renewed`: the token that it was to renew. */
export function withdrawnMessage(
  wording: Wording,
  number: RequestNumber,
  renewed: ActiveToken | null = null,
): Rendered {
  const goesOn = renewed !== null && isInForce(renewed);
  const said = goesOn ? wording.renewalWithdrawn(number, renewed, mrkdwnSpeech(wording)) : wording.withdrawn(number);
  return render([{ say: said }], wording);
}
