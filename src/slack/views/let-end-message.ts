import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { type Rendered, render } from './layout.ts';

export function letEndMessage(wording: Wording, token: ActiveToken): Rendered {
  return render([{ say: wording.letEnd(token, mrkdwnSpeech(wording)) }], wording);
}
