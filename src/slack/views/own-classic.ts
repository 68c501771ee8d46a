import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { button } from './layout.ts';
import type { PlainPart } from './part.ts';

/** A classic token that GitHub shows, where its holder sees what is theirs. */
export function ownClassicParts(
  token: ClassicToken,
  { organization, isObserved }: { readonly organization: string; readonly isObserved: boolean },
  wording: Wording,
): readonly PlainPart[] {
  const line = `${wording.classicLine(token, organization)}: ${wording.classicLineRest(token)}`;
  if (token.status === 'revoking') return [{ fact: line, value: wording.beingRevoked }];
  return isObserved
    ? [{ say: mrkdwnSpeech(wording).name(line) }]
    : [{ row: line, button: button('revoke_token', wording.buttons.revoke, tokenValue(token), { style: 'danger' }) }];
}
