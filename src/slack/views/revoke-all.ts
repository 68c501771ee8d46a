import type { Button, ModalView } from '@slack/types';
import { longest } from '../../domain/requests/request-form.ts';
import type { TokensOf } from '../../operations/people/tokens-of.ts';
import type { Wording } from '../../wording/wording.ts';
import { type Holding, holdingValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf, button } from './layout.ts';
import { isRevocable } from './messages/active-token-card.ts';
import { tokensPart } from './messages/tokens-together.ts';
import { modal, plain } from './modal.ts';

export function revokeAllButton(holding: Holding, wording: Wording): Button {
  return button('revoke_all', wording.revokeAllButton, holdingValue(holding), { style: 'danger' });
}

/** `/pat tokens @user`: what of theirs can reach each organization that the reader owns. */
export function tokensOfView(all: readonly TokensOf[], wording: Wording): ModalView {
  return modal({
    callbackId: 'token_list',
    title: wording.tokensOfTitle,
    close: wording.close,
    blocks: blocksOf(
      all.flatMap((one) => [
        {
          strong: wording.tokensOf(
            one.holder.login,
            one.tokens.length + one.hidden,
            one.organization,
            mrkdwnSpeech(wording),
          ),
        },
        tokensPart(one.tokens, wording),
        ...(one.hidden > 0 ? [{ say: wording.moreTokens(one.hidden) }] : []),
        ...(one.isObserved
          ? [{ say: wording.tokensOfObserved(one.organization, mrkdwnSpeech(wording)) }]
          : one.tokens.some(isRevocable)
            ? [{ buttons: [revokeAllButton({ ...one, githubId: one.holder.githubId }, wording)] }]
            : []),
      ]),
    ),
  });
}

/** What is revoked and what can't be, before anything is. */
export function revokeAllView(one: TokensOf, wording: Wording): ModalView {
  const revocable = one.tokens.filter(isRevocable);
  const others = one.tokens.filter((token) => !isRevocable(token));
  return modal({
    callbackId: 'revoke_all',
    title: wording.revokeAllTitle,
    submit: wording.revokeAllSubmit,
    close: wording.cancel,
    metadata: { value: holdingValue({ ...one, githubId: one.holder.githubId }) },
    blocks: [
      ...blocksOf([
        { strong: wording.revokeAllWhat(one.holder.login, revocable.length, one.organization, mrkdwnSpeech(wording)) },
        tokensPart(revocable, wording, wording.revokeAllThese),
        ...(others.length === 0
          ? []
          : [
              {
                fact: wording.revokeAllNot,
                value: others.map(({ tokenName }) => wording.revokeAllUnderWay(tokenName)),
              },
            ]),
        ...(one.hidden > 0 ? [{ say: wording.revokeAllLeft(one.hidden) }] : []),
        { note: wording.residue },
      ]),
      {
        type: 'input',
        block_id: 'reason',
        label: plain(wording.label('reason')),
        hint: plain(wording.revokeReader),
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: longest.reason },
      },
    ],
  });
}

/** It has begun: the channel's message says the rest. */
export function revokingAllView(count: number, wording: Wording): ModalView {
  return modal({
    callbackId: 'revoke_all',
    title: wording.revokeAllTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.revokeAllStarted(count) }]),
  });
}
