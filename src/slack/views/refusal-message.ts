import type { Refusal } from '../../domain/refusal.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { type Rendered, render } from './layout.ts';

export function refusalMessage(wording: Wording, refusal: Refusal): Rendered {
  return render([{ say: wording.refusal(refusal, mrkdwnSpeech) }], wording);
}
