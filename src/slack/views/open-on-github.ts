import type { Button } from '@slack/types';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { button } from './layout.ts';
import { revokeButton } from './messages/active-token-card.ts';

/** The way to where an owner decides, in place of buttons that would promise something. */
export function openOnGithub(url: string, value: string, wording: Wording): Button {
  return button('open_on_github', wording.openOnGithub, value, { url });
}

/** Revoke, or the way to where an owner can. */
export function revokeHereOrThere(token: ActiveToken, ownersPage: string | undefined, wording: Wording): Button {
  return ownersPage === undefined ? revokeButton(token, wording) : openOnGithub(ownersPage, tokenValue(token), wording);
}
