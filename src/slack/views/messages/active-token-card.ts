import { requestedAs } from '../../../domain/scope/agreement.ts';
import { isWholeScopeShown } from '../../../domain/scope/card-room.ts';
import type { NamedPrivately } from '../../../domain/scope/named-privately.ts';
import type { HolderRole } from '../../../domain/scope/risk.ts';
import { standingReview } from '../../../domain/standing-review.ts';
import { refusalsAmong } from '../../../domain/tokens/reasons-against-token.ts';
import { type ActiveToken, isAcceptable, isInForce } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { ToldBefore } from '../../../ports/told-before.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { link, mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import { openOnGithub } from '../open-on-github.ts';
import type { Part } from '../part.ts';
import { deniedParts } from '../renew-button.ts';
import { graded, grantButton, riskLine } from '../risk.ts';
import { cardRoom, permissionsPart, repositoriesPart, type ScopeRoom } from '../scope-parts.ts';
import { beyondParts } from './beyond-parts.ts';
import { endingParts } from './ending-parts.ts';
import { beginning, excessList, scopeLines } from './token-scope.ts';
import { unlinkedParts } from './unlinked-parts.ts';

type Content = Extract<MessageContent, { kind: 'active_token_card' }>;

/** Whether its access can be ended here now. */
export function isRevocable(token: ActiveToken | null): token is ActiveToken {
  return token !== null && isInForce(token);
}

export function revokeButton(token: ActiveToken, { buttons }: Wording) {
  return button('revoke_token', buttons.revoke, tokenValue(token), { style: 'danger' });
}

/** Revoke, or the way to where an owner can. */
export function revokeHereOrThere(token: ActiveToken, ownersPage: string | undefined, wording: Wording) {
  return ownersPage === undefined ? revokeButton(token, wording) : openOnGithub(ownersPage, tokenValue(token), wording);
}

/** What the token can do, and in which ways that is wider than its Agreement: all of it, for Details. */
export function activeTokenParts(
  token: ActiveToken,
  show: { readonly room: ScopeRoom; readonly mayNamePrivate: NamedPrivately; readonly role: HolderRole },
  wording: Wording,
): readonly Part[] {
  const { permissions, access, expiresAt } = token.scope;
  const approved = token.agreement?.access ?? null;
  const isOver = token.status === 'revoked' || token.status === 'gone';
  return [
    { fact: wording.tooMuch, value: excessList(token.excess, { ...show, approved }, wording) },
    { fact: wording.label('token_name'), value: token.tokenName },
    permissionsPart(permissions, access, show.room, wording),
    repositoriesPart(access, show.room, show.mayNamePrivate, wording),
    ...ageParts(token, wording),
    { fact: wording.label('lifetime'), value: wording.expiry(expiresAt) },
    { say: riskLine(requestedAs(token.scope), show.role, wording) },
    { fact: wording.reason, value: reasonOf(token, wording) },
    ...(isOver ? [{ note: wording.residue }] : []),
  ];
}

function reasonOf({ status, revocation }: ActiveToken, wording: Wording): string {
  return status !== 'active' && revocation?.refused === null ? wording.revocationReason(revocation) : '';
}

/** Which were selected costs one call per token: they are read in turns. */
function ageParts(token: ActiveToken, wording: Wording): readonly Part[] {
  return token.scope.access.selection === 'subset'
    ? [{ note: wording.repositoriesRead(mrkdwnSpeech(wording).instant(token.repositoriesReadAt)) }]
    : [];
}

/** In the reviewers' channel: an active token that somebody should look at; two lines once that is done. */
export function activeTokenCard(content: Content, wording: Wording): readonly Part[] {
  if (content.toldBefore != null) return laterCard(content, content.toldBefore, wording);
  return isAcceptable(content.token) ? openCard(content, wording) : foldedCard(content, wording);
}

/** What became of it, and that another message is decided by: of two that can be pressed nobody knows which is meant. */
function laterCard(content: Content, toldBefore: ToldBefore, wording: Wording): readonly Part[] {
  const { token, mayNamePrivate, holderRole: role } = content;
  const { excess, scope, agreement } = token;
  const isOpen = isAcceptable(token);
  const over = token.status === 'exceeding' ? excess : [];
  const show = { room: cardRoom, mayNamePrivate, approved: agreement?.access ?? null };
  const title = titleOf(content, wording);
  return [
    { strong: isOpen ? graded(title, requestedAs(scope), role, wording) : title },
    { fact: wording.tooMuch, value: excessList(over, show, wording) },
    ...endDenied(content, wording),
    { say: wording.activeTokenStatus(token, mrkdwnSpeech(wording)) },
    { fact: wording.reason, value: beginning(reasonOf(token, wording)) },
    ...(isOpen ? [{ note: whereToDecide(toldBefore, token.status === 'exceeding', wording) }] : []),
    { buttons: [button('request_details', wording.buttons.details, tokenValue(token))] },
  ];
}

function whereToDecide({ is, url }: ToldBefore, isExceeding: boolean, wording: Wording): string {
  const where = wording.toldBefore(is === 'again' && isExceeding);
  return url === null ? where : `${where} ${link(url, wording.openEarlier)}`;
}

/** Whoever decides on a prolonged token has to know that somebody denied its new end, and why. */
function endDenied({ denied = null }: Content, wording: Wording): readonly Part[] {
  const reason = denied === null ? null : (standingReview(denied)?.reason ?? null);
  return [...deniedParts(denied, wording), { fact: wording.endingReason, value: beginning(reason ?? '') }];
}

function titleOf({ token, request, organization, holderSlackId, isSponsored }: Content, wording: Wording): string {
  return wording.activeTokenCard(token, request, organization, holderSlackId, mrkdwnSpeech(wording), isSponsored);
}

/** First what is wrong with it, then all that it has: whoever accepts it agrees to just that. */
function openCard(content: Content, wording: Wording): readonly Part[] {
  const { token, organization, mayNamePrivate, holderRole: role, ending, forbidden } = content;
  const { buttons } = wording;
  const value = tokenValue(token);
  const isWhole = isWholeScopeShown(token.scope);
  const isRefused = refusalsAmong(forbidden).length > 0 || content.unlinkedSponsor != null;
  const scope = requestedAs(token.scope);
  const approved = token.agreement?.access ?? null;
  const over = token.status === 'exceeding' ? token.excess : [];
  return [
    { strong: graded(titleOf(content, wording), scope, role, wording) },
    { fact: wording.tooMuch, value: excessList(over, { room: cardRoom, mayNamePrivate, approved }, wording) },
    ...endingParts(ending, organization, wording),
    ...endDenied(content, wording),
    { say: riskLine(scope, role, wording) },
    ...scopeLines(token.scope, over, mayNamePrivate, wording),
    { say: wording.activeTokenStatus(token, mrkdwnSpeech(wording)) },
    ...unlinkedParts(content.unlinkedSponsor, token.holder, 'active', wording),
    ...beyondParts(forbidden, wording),
    ...(isWhole || isRefused ? [] : [{ say: wording.mustSeeDetails }]),
    { ifCut: [{ note: wording.cutHere }] },
    {
      buttons: [
        ...(isWhole && !isRefused
          ? [grantButton('keep_token', value, buttons.acceptAsItIs, { scope, role }, wording)]
          : []),
        revokeHereOrThere(token, content.ownersPage, wording),
        button('request_details', buttons.details, value),
      ],
    },
    // Below the buttons: on a phone they stand on the first screen.
    ...ageParts(token, wording),
  ];
}

/** Whose it is; what became of it, and by whom; and the way to the rest. */
function foldedCard(content: Content, wording: Wording): readonly Part[] {
  const { token } = content;
  return [
    { strong: titleOf(content, wording) },
    { say: wording.activeTokenStatus(token, mrkdwnSpeech(wording)) },
    { fact: wording.reason, value: beginning(reasonOf(token, wording)) },
    {
      buttons: [
        ...(isRevocable(token) ? [revokeHereOrThere(token, content.ownersPage, wording)] : []),
        button('request_details', wording.buttons.details, tokenValue(token)),
      ],
    },
  ];
}
