import type { ModalView } from '@slack/types';
import { longest } from '../../domain/requests/request-form.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf } from './layout.ts';

import { modal, plain } from './modal.ts';
import { allRoom, permissionsPart, repositoriesPart } from './scope-parts.ts';

/** A short form: the scope is the token's own, so only what for and why is asked. `list`: where the list stands that it was opened from. */
export function explainView(token: PendingToken, wording: Wording, list?: string): ModalView {
  const { permissions, access, expiresAt } = token.scope;
  const hint = wording.hint('justification');
  return modal({
    callbackId: 'explain_token',
    title: wording.explainTitle,
    submit: wording.send,
    close: wording.cancel,
    metadata: { value: tokenValue(token), version: token.version, list },
    blocks: [
      ...blocksOf([
        { say: wording.explainIntro(token, mrkdwnSpeech(wording)) },
        permissionsPart(permissions, access, allRoom, wording),
        repositoriesPart(access, allRoom, true, wording),
        { fact: wording.label('lifetime'), value: wording.expiry(expiresAt) },
      ]),
      {
        type: 'input',
        block_id: 'purpose',
        label: plain(wording.label('purpose')),
        element: { type: 'plain_text_input', action_id: 'purpose', max_length: longest.purpose },
      },
      {
        type: 'input',
        block_id: 'justification',
        label: plain(wording.label('justification')),
        ...(hint === null ? {} : { hint: plain(hint) }),
        element: {
          type: 'plain_text_input',
          action_id: 'justification',
          multiline: true,
          max_length: longest.justification,
        },
      },
    ],
  });
}
