import { requestedAs } from '../../../domain/scope/agreement.ts';
import { isWholeScopeShown } from '../../../domain/scope/card-room.ts';
import type { HolderRole } from '../../../domain/scope/risk.ts';
import type { ActiveToken } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button, type Part } from '../layout.ts';
import { graded, grantButton, riskLine } from '../risk.ts';
import { cardRoom, permissionsPart, type Room, repositoriesPart } from '../scope-parts.ts';
import { endingParts } from './ending-parts.ts';

/** Whether its access can be ended here now. */
export function isRevocable(token: ActiveToken | null): token is ActiveToken {
  return token?.status === 'active' || token?.status === 'exceeding';
}

export function revokeButton(token: ActiveToken, { buttons }: Wording) {
  return button('revoke_token', buttons.revoke, tokenValue(token), { style: 'danger' });
}

/** What may be decided about it: a wider one, or one that nobody agreed to, can be accepted as it is. */
export function isAcceptable({ status, agreement }: ActiveToken): boolean {
  return status === 'exceeding' || (status === 'active' && agreement === null);
}

/** What the token can do, and in which ways that goes past its Agreement. */
export function activeTokenParts(
  token: ActiveToken,
  show: { readonly room: Room; readonly mayNamePrivate: boolean; readonly role: HolderRole },
  wording: Wording,
): readonly Part[] {
  const { permissions, access, expiresAt } = token.scope;
  const room = show.room.permissions + show.room.repositories + 1;
  const named = token.excess.slice(0, room).map((one) => wording.excess(one, show.mayNamePrivate));
  const hidden = token.excess.length - named.length;
  return [
    { fact: wording.tooMuch, value: [...named, ...(hidden > 0 ? [wording.moreListed(hidden)] : [])] },
    { fact: wording.label('token_name'), value: token.tokenName },
    permissionsPart(permissions, access, show.room, wording),
    repositoriesPart(access, show.room, show.mayNamePrivate, wording),
    // Which were selected costs a call a token: they are read in turns.
    ...(access.selection === 'subset'
      ? [{ say: wording.repositoriesRead(mrkdwnSpeech.instant(token.repositoriesReadAt)) }]
      : []),
    { fact: wording.label('lifetime'), value: wording.expiry(expiresAt) },
    { say: riskLine(requestedAs(token.scope), show.role, wording) },
  ];
}

/** In the reviewers' channel: an active token that somebody should look at, and all that becomes of it. */
export function activeTokenCard(
  {
    token,
    request,
    organization,
    holderSlackId,
    mayNamePrivate,
    holderRole: role,
    ending,
    forbidden,
  }: Extract<MessageContent, { kind: 'active_token_card' }>,
  wording: Wording,
): readonly Part[] {
  const { buttons } = wording;
  const value = tokenValue(token);
  const isWhole = isWholeScopeShown(token.scope);
  const scope = requestedAs(token.scope);
  const parts: Part[] = [
    {
      strong: graded(
        wording.activeTokenCard(token, request, organization, holderSlackId, mrkdwnSpeech),
        scope,
        role,
        wording,
      ),
    },
    ...activeTokenParts(token, { room: cardRoom, mayNamePrivate, role }, wording),
    ...endingParts(token.status === 'active' || token.status === 'exceeding' ? ending : null, organization, wording),
    { say: wording.activeTokenStatus(token, mrkdwnSpeech) },
    {
      fact: wording.reason,
      value:
        token.revocation?.refused === null && token.status !== 'active'
          ? wording.revocationReason(token.revocation)
          : '',
    },
  ];
  if (token.status === 'revoked' || token.status === 'gone') parts.push({ note: wording.residue });
  if (!isRevocable(token)) return parts;
  const mayAccept = isAcceptable(token);
  if (mayAccept) parts.push(...forbidden.slice(0, 1).map((reason) => ({ say: wording.beyondPolicy(reason) })));
  if (mayAccept && !isWhole) parts.push({ say: wording.mustSeeDetails });
  parts.push({ ifCut: [{ note: wording.cutHere }] });
  parts.push({
    buttons: [
      ...(mayAccept && isWhole
        ? [grantButton('keep_token', value, buttons.acceptAsItIs, { scope, role }, wording)]
        : []),
      revokeButton(token, wording),
      button('request_details', buttons.details, value),
    ],
  });
  return parts;
}
