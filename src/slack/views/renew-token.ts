import type { Button, ModalView } from '@slack/types';
import { isOnlyProlonged } from '../../domain/requests/renewal.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { RenewalPage } from '../../operations/ask/renew-token.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf, button } from './layout.ts';
import { modal } from './modal.ts';
import { allRoom, permissionsPart, repositoriesPart } from './scope-parts.ts';

/** `names`: where several stand in one message it says which. */
export function renewButton(token: Pick<ActiveToken, 'id' | 'revision'>, label: string): Button {
  return button('renew_token', label, tokenValue(token), { style: 'primary' });
}

/** The one page of a renewal: nothing to fill in, all of it to see. */
export function renewView(page: RenewalPage, wording: Wording): ModalView {
  const { token, organization, scope, request, verdict, undecidedDays } = page;
  return modal({
    callbackId: 'renew_token',
    title: wording.renewTitle,
    submit: wording.renewSubmit(verdict.outcome === 'allow'),
    close: wording.cancel,
    metadata: { value: tokenValue(token) },
    blocks: blocksOf([
      { say: wording.renewWhat(token, request, organization, mrkdwnSpeech(wording)) },
      { fact: wording.label('token_name'), value: token.tokenName },
      { fact: wording.label('lifetime'), value: wording.lifetime(scope.lifetime) },
      permissionsPart(scope.permissions, scope.access, allRoom, wording),
      repositoriesPart(scope.access, allRoom, true, wording),
      { say: wording.verdict(verdict, organization, undecidedDays, mrkdwnSpeech(wording)) },
      { note: wording.renewHow(isOnlyProlonged(token)) },
    ]),
  });
}
