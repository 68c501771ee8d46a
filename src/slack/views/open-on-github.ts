import type { Button } from '@slack/types';
import type { Wording } from '../../wording/wording.ts';
import { button } from './layout.ts';

/** The way to where an owner decides, in place of buttons that would promise something. */
export function openOnGithub(url: string, value: string, wording: Wording): Button {
  return button('open_on_github', wording.openOnGithub, value, { url });
}
