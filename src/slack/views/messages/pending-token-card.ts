import { type Agreement, type RepositoryAccess, requestedAs } from '../../../domain/scope/agreement.ts';
import { isWholeScopeShown } from '../../../domain/scope/card-room.ts';
import type { NamedPrivately } from '../../../domain/scope/named-privately.ts';
import type { HolderRole } from '../../../domain/scope/risk.ts';
import { untakenDenial } from '../../../domain/tokens/advance-pending-token.ts';
import { refusalsAmong } from '../../../domain/tokens/reasons-against-token.ts';
import type { PendingToken } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import { openOnGithub } from '../open-on-github.ts';
import type { Part } from '../part.ts';
import { graded, grantButton, riskLine } from '../risk.ts';
import { cardRoom, permissionsPart, repositoriesPart, type ScopeRoom } from '../scope-parts.ts';
import { isRevocable, revokeHereOrThere } from './active-token-card.ts';
import { beyondParts } from './beyond-parts.ts';
import { endingParts } from './ending-parts.ts';
import { approvedAccess, beginning, excessList, scopeLines } from './token-scope.ts';
import { unlinkedParts } from './unlinked-parts.ts';

type Content = Extract<MessageContent, { kind: 'pending_token_card' }>;

/** What the token could do, and in which ways that is wider than an agreement: all of it, for Details. */
export function pendingTokenParts(
  token: PendingToken,
  show: {
    readonly room: ScopeRoom;
    readonly mayNamePrivate: NamedPrivately;
    readonly isEdit: boolean;
    readonly role: HolderRole;
    readonly accepted: Agreement | null;
    /** The repositories that it was approved for before. */
    readonly approved: RepositoryAccess | null;
  },
  wording: Wording,
): readonly Part[] {
  const { permissions, access, expiresAt } = token.scope;
  const over = token.match.kind === 'exceeds' ? token.match.excess : [];
  const match = wording.pendingTokenMatch(token, show.isEdit, show.accepted, mrkdwnSpeech(wording));
  return [
    ...(match === '' ? [] : [{ say: match.replace(/:$/, wording.fullStop) }]),
    { fact: wording.tooMuch, value: excessList(over, show, wording) },
    { fact: wording.label('token_name'), value: token.tokenName },
    permissionsPart(permissions, access, show.room, wording),
    repositoriesPart(access, show.room, show.mayNamePrivate, wording),
    { fact: wording.label('lifetime'), value: wording.expiry(expiresAt) },
    { fact: wording.githubReason, value: token.reason ?? '' },
    { say: riskLine(requestedAs(token.scope), show.role, wording) },
    { fact: wording.reason, value: reasonOf(token) },
  ];
}

function reasonOf(token: PendingToken): string {
  const { status, reviews, revision } = token;
  if (status === 'expired') return untakenDenial(token)?.reason ?? '';
  if (status !== 'denied' && status !== 'denying') return '';
  return reviews.findLast((review) => review.act === 'deny' && review.revision === revision)?.reason ?? '';
}

/** In the reviewers' channel: a token that a person has to decide; two lines once that is done. */
export function pendingTokenCard(content: Content, wording: Wording): readonly Part[] {
  return content.token.status === 'held' ? heldCard(content, wording) : foldedCard(content, wording);
}

function titleOf(
  { token, organization, holderSlackId, isSponsored, isEdit, accepted }: Content,
  wording: Wording,
): string {
  const about = { isMachineUser: isSponsored, isEdit, accepted: accepted ?? null };
  return wording.pendingTokenCard(token, organization, holderSlackId, mrkdwnSpeech(wording), about);
}

/** First what is wrong with it, then all that it has: whoever approves it agrees to just that. */
function heldCard(content: Content, wording: Wording): readonly Part[] {
  const { token, organization, request, mayNamePrivate, holderRole: role, ending, forbidden, isEdit } = content;
  const { ownersPage, unlinkedSponsor, accepted } = content;
  const { buttons } = wording;
  const value = tokenValue(token);
  const scope = requestedAs(token.scope);
  const isWhole = isWholeScopeShown(token.scope);
  const isRefused = refusalsAmong(forbidden).length > 0 || unlinkedSponsor != null;
  const over = token.match.kind === 'exceeds' ? token.match.excess : [];
  const approved = approvedAccess(content);
  return [
    { strong: graded(titleOf(content, wording), scope, role, wording) },
    { fact: wording.tooMuch, value: excessList(over, { room: cardRoom, mayNamePrivate, approved }, wording) },
    ...endingParts(ending, organization, wording),
    { say: riskLine(scope, role, wording) },
    ...scopeLines(token.scope, over, mayNamePrivate, wording),
    // A request has reasons of its own.
    { fact: wording.githubReason, value: over.length > 0 && request !== null ? '' : beginning(token.reason ?? '') },
    ...(token.heldWhy === null || token.heldWhy === 'observing'
      ? []
      : [{ say: wording.heldWhy(token, token.heldWhy) }]),
    {
      say:
        ownersPage === undefined
          ? wording.pendingTokenStatus(token, null, isEdit, mrkdwnSpeech(wording))
          : wording.wouldHaveDone(token, accepted ?? null, mrkdwnSpeech(wording)),
    },
    ...(ownersPage === undefined ? unlinkedParts(unlinkedSponsor, token.holder, 'waiting', wording) : []),
    ...quorumParts(content, wording),
    ...beyondParts(forbidden, wording),
    ...(isWhole || isRefused || ownersPage !== undefined ? [] : [{ say: wording.mustSeeDetails }]),
    { ifCut: [{ note: wording.cutHere }] },
    {
      buttons: [
        ...(ownersPage !== undefined
          ? [openOnGithub(ownersPage, value, wording)]
          : [
              ...(isWhole && !isRefused
                ? [grantButton('approve_pending_token', value, buttons.approveAsItIs, { scope, role }, wording)]
                : []),
              button('deny_pending_token', buttons.deny, value, { style: 'danger' }),
            ]),
        button('request_details', buttons.details, value),
      ],
    },
  ];
}

/** How many have to approve it, and who did; nothing where one click is enough, or nobody clicks here. */
export function quorumParts(
  { token, quorum, ownersPage }: Pick<Content, 'token' | 'quorum' | 'ownersPage'>,
  wording: Wording,
): readonly Part[] {
  const said = quorum === undefined ? null : wording.rules.quorum(token, quorum, mrkdwnSpeech(wording));
  return said === null || ownersPage !== undefined ? [] : [{ say: said }];
}

/** Whose it is; what became of it, by whom or where; and the way to the rest. */
function foldedCard(content: Content, wording: Wording): readonly Part[] {
  const { token, activeToken, isEdit, accepted } = content;
  const { buttons } = wording;
  const value = tokenValue(token);
  const isOpen = token.status === 'open';
  const became = token.status === 'approved' ? activeToken : null;
  const status = wording.pendingTokenStatus(token, activeToken, isEdit, mrkdwnSpeech(wording));
  const said = [
    ...(isOpen
      ? [
          wording
            .pendingTokenMatch(token, isEdit, accepted ?? null, mrkdwnSpeech(wording))
            .replace(/:$/, wording.fullStop),
        ]
      : []),
    status,
    ...(became === null || isRevocable(became) ? [] : [wording.activeTokenStatus(became, mrkdwnSpeech(wording))]),
  ];
  return [
    { strong: titleOf(content, wording) },
    { say: wording.sentences(said) },
    { fact: wording.reason, value: beginning(reasonOf(token)) },
    {
      buttons: [
        ...(token.status === 'approving' && content.ownersPage === undefined
          ? [button('deny_pending_token', buttons.takeBack, value, { style: 'danger' })]
          : []),
        ...(isRevocable(became) ? [revokeHereOrThere(became, content.ownersPage, wording)] : []),
        button('request_details', buttons.details, value),
      ],
    },
  ];
}
