import { requestedAs } from '../../../domain/scope/agreement.ts';
import { isWholeScopeShown } from '../../../domain/scope/card-room.ts';
import type { HolderRole } from '../../../domain/scope/risk.ts';
import type { PendingToken } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button, type Part } from '../layout.ts';
import { graded, grantButton, riskLine } from '../risk.ts';
import { cardRoom, permissionsPart, type Room, repositoriesPart } from '../scope-parts.ts';
import { isRevocable, revokeButton } from './active-token-card.ts';
import { endingParts } from './ending-parts.ts';

/** What the token could do, and in which ways that goes past an agreement. */
export function pendingTokenParts(
  token: PendingToken,
  show: { readonly room: Room; readonly mayNamePrivate: boolean; readonly isEdit: boolean; readonly role: HolderRole },
  wording: Wording,
): readonly Part[] {
  const { permissions, access, expiresAt } = token.scope;
  const over = token.match.kind === 'exceeds' ? token.match.excess : [];
  // Room for each permission and repository that the card shows, and for its expiry.
  const room = show.room.permissions + show.room.repositories + 1;
  const named = over.slice(0, room).map((one) => wording.excess(one, show.mayNamePrivate));
  const hidden = over.length - named.length;
  return [
    {
      fact: wording.pendingTokenMatch(token, show.isEdit).replace(/[:.]$/, ''),
      value: over.length === 0 ? '' : [...named, ...(hidden > 0 ? [wording.moreListed(hidden)] : [])],
    },
    ...(over.length === 0 ? [{ say: wording.pendingTokenMatch(token, show.isEdit) }] : []),
    { fact: wording.label('token_name'), value: token.tokenName },
    permissionsPart(permissions, access, show.room, wording),
    repositoriesPart(access, show.room, show.mayNamePrivate, wording),
    { fact: wording.label('lifetime'), value: wording.expiry(expiresAt) },
    { fact: wording.githubReason, value: token.reason ?? '' },
    { say: riskLine(requestedAs(token.scope), show.role, wording) },
  ];
}

/** In the reviewers' channel: a token that a person has to decide. */
export function pendingTokenCard(
  {
    token,
    organization,
    holderSlackId,
    mayNamePrivate,
    holderRole: role,
    activeToken,
    ending,
    forbidden,
    isEdit,
  }: Extract<MessageContent, { kind: 'pending_token_card' }>,
  wording: Wording,
): readonly Part[] {
  const value = tokenValue(token);
  const { buttons } = wording;
  const isWhole = isWholeScopeShown(token.scope);
  const scope = requestedAs(token.scope);
  const denial = token.reviews.findLast(({ act, revision }) => act === 'deny' && revision === token.revision);
  const parts: Part[] = [
    {
      strong: graded(wording.pendingTokenCard(token, organization, holderSlackId, mrkdwnSpeech), scope, role, wording),
    },
    ...pendingTokenParts(token, { room: cardRoom, mayNamePrivate, isEdit, role }, wording),
    ...endingParts(ending, organization, wording),
    ...(token.status === 'held' && token.heldWhy !== null && token.heldWhy !== 'ended_before'
      ? [{ say: wording.heldWhy(token.heldWhy) }]
      : []),
    { say: wording.pendingTokenStatus(token, activeToken, isEdit, mrkdwnSpeech) },
    {
      fact: wording.reason,
      value: token.status === 'denied' || token.status === 'denying' ? (denial?.reason ?? '') : '',
    },
  ];
  if (token.status === 'approving') {
    return [...parts, { buttons: [button('deny_pending_token', buttons.takeBack, value, { style: 'danger' })] }];
  }
  if (token.status === 'approved' && activeToken !== null) {
    return isRevocable(activeToken)
      ? [...parts, { buttons: [revokeButton(activeToken, wording)] }]
      : [...parts, { say: wording.activeTokenStatus(activeToken, mrkdwnSpeech) }];
  }
  if (token.status !== 'held') return parts;
  parts.push(...forbidden.slice(0, 1).map((reason) => ({ say: wording.beyondPolicy(reason) })));
  if (!isWhole) parts.push({ say: wording.mustSeeDetails });
  parts.push({ ifCut: [{ note: wording.cutHere }] });
  parts.push({
    buttons: [
      ...(isWhole
        ? [grantButton('approve_pending_token', value, buttons.approveAsItIs, { scope, role }, wording)]
        : []),
      button('deny_pending_token', buttons.deny, value, { style: 'danger' }),
      button('request_details', buttons.details, value),
    ],
  });
  return parts;
}
