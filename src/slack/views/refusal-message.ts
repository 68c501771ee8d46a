import type { Refusal } from '../../domain/refusal.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { type Rendered, render } from './layout.ts';
import { linkButton } from './link-account.ts';

/** `address`: where they link their GitHub account, which is all that stops them. */
export function refusalMessage(wording: Wording, refusal: Refusal, address: string | null = null): Rendered {
  const way = address === null ? [] : [linkButton(address, wording)];
  return render([{ say: wording.refusal(refusal, mrkdwnSpeech(wording)) }, ...way], wording);
}
