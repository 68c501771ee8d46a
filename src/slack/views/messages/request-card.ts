import type { Button } from '@slack/types';
import { mayAskMore } from '../../../domain/requests/inquiry.ts';
import { mayBeLess } from '../../../domain/requests/reasons-against.ts';
import { isWholeScopeShown } from '../../../domain/scope/card-room.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import { openOnGithub } from '../open-on-github.ts';
import type { Part } from '../part.ts';
import { cardParts, foldedParts, offerParts, questionParts, ruleParts } from '../request-parts.ts';
import { graded, grantButton } from '../risk.ts';
import { isRevocable, revokeHereOrThere } from './active-token-card.ts';
import { unlinkedParts } from './unlinked-parts.ts';

type Content = Extract<MessageContent, { kind: 'request_card' }>;

/** In the reviewers' channel: short while it waits, two lines once it is decided. */
export function requestCard(content: Content, wording: Wording): readonly Part[] {
  return content.request.status === 'pending' ? waitingCard(content, wording) : decidedCard(content, wording);
}

/** Without Approve where not everything fits: nobody approves what they could not see. */
function waitingCard(content: Content, wording: Wording): readonly Part[] {
  const { request, organization, waiting, mayNamePrivate, holderRole: role, forbidden } = content;
  const value = requestValue(request);
  const { buttons } = wording;
  const isObserved = content.ownersPage !== undefined;
  const isHeldBack = content.unlinkedSponsor != null;
  // Its reviewers know why: what was agreed goes on.
  const isRenewal = request.renews !== null;
  const headline = isRenewal ? wording.renewalCard : wording.requestCard;
  const isWhole = isWholeScopeShown(request.scope);
  const [objection] = forbidden;
  const remark =
    objection !== undefined
      ? wording.policyForbids(objection, mrkdwnSpeech(wording))
      : isWhole || isHeldBack
        ? null
        : wording.mustSeeDetails;
  return [
    { strong: graded(headline(request, organization, mrkdwnSpeech(wording)), request.scope, role, wording) },
    ...cardParts(isRenewal ? { ...request, justification: '' } : request, { mayNamePrivate, role }, wording),
    ...(isRenewal ? [{ say: wording.sameScope(request) }] : []),
    // Until when is in Details, and in the reminder; here only where it is another day than people were told.
    ...(request.prolongedAt === null && content.revokesAt == null && content.reopened == null
      ? []
      : [{ say: wording.requestStatus(request, organization, content, mrkdwnSpeech(wording)) }]),
    ...(waiting?.match.kind === 'awaits'
      ? [
          {
            say: (isObserved ? wording.waitsForBoth : wording.alreadyOnGithub)(
              waiting.tokenName,
              mrkdwnSpeech(wording),
            ),
          },
        ]
      : isObserved
        ? [{ say: wording.approveOnGithubToo(organization, mrkdwnSpeech(wording)) }]
        : []),
    ...ruleParts(request, organization, wording),
    ...unlinkedParts(content.unlinkedSponsor, request.holder, 'waiting', wording),
    ...(remark === null ? [] : [{ say: remark }]),
    ...questionParts(request, wording),
    ...offerParts(request, wording),
    { ifCut: [{ note: wording.cutHere }] },
    {
      buttons: [
        ...(isWhole && objection === undefined && !isHeldBack
          ? [grantButton('approve_request', value, buttons.approve, { scope: request.scope, role }, wording)]
          : []),
        button('deny_request', buttons.deny, value, { style: 'danger' }),
        ...(request.classic === null && mayBeLess(forbidden) && !isHeldBack
          ? [button('adjust_request', wording.adjustButton, value)]
          : []),
        ...(mayAskMore(request) ? [button('ask_requester', buttons.ask, value)] : []),
        button('request_details', buttons.details, value),
      ],
    },
  ];
}

/** Only a deny may replace an approve; once GitHub has been called, the same place offers to revoke. */
function takeBack({ request, token, waiting, ownersPage }: Content, wording: Wording): readonly Button[] {
  const { status } = request;
  const value = requestValue(request);
  if (status === 'approved' || status === 'claimed') {
    return [
      ...(ownersPage !== undefined && waiting !== null ? [openOnGithub(ownersPage, value, wording)] : []),
      button('deny_request', wording.buttons.takeBack, value, { style: 'danger' }),
    ];
  }
  return status === 'fulfilled' && isRevocable(token) ? [revokeHereOrThere(token, ownersPage, wording)] : [];
}

function decidedCard(content: Content, wording: Wording): readonly Part[] {
  const { request, organization } = content;
  return [
    ...foldedParts(request, organization, content, wording),
    {
      buttons: [
        ...takeBack(content, wording),
        button('request_details', wording.buttons.details, requestValue(request)),
      ],
    },
  ];
}
