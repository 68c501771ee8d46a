import type { Wording } from '../../wording/wording.ts';
import { button, type Rendered, render } from './layout.ts';
import type { PlainPart } from './part.ts';

/** The way to the page where they sign in at GitHub. */
export function linkButton(url: string, wording: Wording): PlainPart {
  return { buttons: [button('link_account', wording.linkAccount, '', { style: 'primary', url })] };
}

/** The answer to `/pat link`. */
export function linkMessage(url: string, wording: Wording): Rendered {
  return render([{ say: wording.linkAddress }, linkButton(url, wording)], wording);
}
