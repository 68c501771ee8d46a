import type { ModalView } from '@slack/types';
import { mayAskMore } from '../../domain/requests/inquiry.ts';
import { ownersPage } from '../../domain/requests/owners-page.ts';
import { mayBeLess } from '../../domain/requests/reasons-against.ts';
import { requestedAs } from '../../domain/scope/agreement.ts';
import { refusalsAmong } from '../../domain/tokens/reasons-against-token.ts';
import { isAcceptable } from '../../domain/tokens/token.ts';
import type { Details } from '../../operations/ask/show-details.ts';
import type { Wording } from '../../wording/wording.ts';
import { requestValue, tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { historyParts, linkedRepositories, personParts } from './background-parts.ts';
import { keptParts } from './kept-parts.ts';
import { blocksOf, button } from './layout.ts';
import { activeTokenParts, isRevocable, revokeHereOrThere } from './messages/active-token-card.ts';
import { beyondParts } from './messages/beyond-parts.ts';
import { endingParts } from './messages/ending-parts.ts';
import { pendingTokenParts, quorumParts } from './messages/pending-token-card.ts';
import { approvedAccess } from './messages/token-scope.ts';
import { modal } from './modal.ts';
import { openOnGithub } from './open-on-github.ts';
import type { Part } from './part.ts';
import { inquiryParts, ruleParts, statusParts } from './request-parts.ts';
import { graded, grantButton, riskPart } from './risk.ts';
import { allRoom, permissionsPart, reachParts } from './scope-parts.ts';

type Of<Kind extends Details['of']> = Extract<Details, { of: Kind }>;

/** What a reviewer would approve instead, or did, and why. */
function offeredParts({ request, mayNamePrivate }: Of<'request'>, wording: Wording): readonly Part[] {
  const { offer } = request;
  const line = wording.offerLine(request, mrkdwnSpeech(wording));
  if (offer === null || (line === null && offer.end !== 'accepted')) return [];
  return [
    { strong: wording.offeredBy(offer, mrkdwnSpeech(wording)) },
    { fact: wording.offerHeading, value: wording.offerLines(offer, mayNamePrivate) },
    { fact: wording.label('reason'), value: offer.reason },
  ];
}

/** Why whoever looks has no Approve: theirs stands. */
function besideParts(missing: number | null, wording: Wording): readonly Part[] {
  return missing === null ? [] : [{ say: wording.rules.missingBeside(missing) }];
}

/** First what decides, then who asks, then the whole scope, then what happened. */
function requestParts(details: Of<'request'>, githubWebUrl: string, wording: Wording): readonly Part[] {
  const {
    request,
    organization,
    mayDecide,
    holderRole: role,
    waiting,
    forbidden,
    missingBeside = null,
    background,
  } = details;
  const { buttons } = wording;
  const value = requestValue(request);
  const { permissions, access, lifetime, classic } = request.scope;
  const isPending = request.status === 'pending';
  const headline = request.renews === null ? wording.requestCard : wording.renewalCard;
  const [objection] = isPending ? forbidden : [];
  return [
    { strong: graded(headline(request, organization, mrkdwnSpeech(wording)), request.scope, role, wording) },
    riskPart(request.scope, role, wording),
    ...statusParts(request, organization, details, wording),
    ...(isPending && waiting?.match.kind === 'awaits'
      ? [
          {
            say: (details.isObserved ? wording.waitsForBoth : wording.alreadyOnGithub)(
              waiting.tokenName,
              mrkdwnSpeech(wording),
            ),
          },
        ]
      : []),
    ...(isPending ? ruleParts(request, organization, wording) : []),
    ...(isPending ? besideParts(missingBeside, wording) : []),
    ...(objection === undefined ? [] : [{ say: wording.policyForbids(objection, mrkdwnSpeech(wording)) }]),
    ...personParts({ ...request.requester, isRequested: true }, background, organization, wording),
    ...request.inquiries.flatMap((one) => inquiryParts(one, wording)),
    ...(isPending && mayDecide && !mayAskMore(request)
      ? [{ say: wording.askedEnough(request, mrkdwnSpeech(wording)) }]
      : []),
    ...offeredParts(details, wording),
    { strong: wording.wholeRequest },
    ...(classic === undefined
      ? [
          permissionsPart(permissions, access, allRoom, wording),
          linkedRepositories(access, details, githubWebUrl, wording),
        ]
      : reachParts(request.scope, { isCard: false, mayNamePrivate: true }, wording)),
    { fact: wording.label('lifetime'), value: wording.lifetime(lifetime) },
    { fact: wording.label('purpose'), value: request.purpose },
    { fact: wording.label('description'), value: request.description },
    { fact: wording.label('justification'), value: request.justification },
    ...keptParts(request, wording),
    ...historyParts(background, wording),
    {
      buttons:
        mayDecide && isPending
          ? [
              ...(objection === undefined && missingBeside === null
                ? [grantButton('approve_request', value, buttons.approve, { scope: request.scope, role }, wording)]
                : []),
              button('deny_request', buttons.deny, value, { style: 'danger' }),
              ...(classic === undefined && missingBeside === null && mayBeLess(forbidden)
                ? [button('adjust_request', wording.adjustButton, value)]
                : []),
              ...(mayAskMore(request) ? [button('ask_requester', buttons.ask, value)] : []),
            ]
          : [],
    },
  ];
}

function pageOf({ isObserved, organization, of }: Details, githubWebUrl: string): string | undefined {
  return isObserved ? ownersPage(githubWebUrl, organization, of === 'pending_token' ? 'waiting' : 'active') : undefined;
}

/** Who asked for it and why, who agreed to it and by what right, and whether it is used. */
function storyParts({ token, request }: Of<'active_token'>, wording: Wording): readonly Part[] {
  const { agreement, requestNumber, lastUsedAt } = token;
  return [
    { fact: wording.askedByLabel, value: request === null ? '' : request.requester.login },
    { fact: wording.label('justification'), value: request?.justification ?? '' },
    {
      fact: wording.agreedLabel,
      value: agreement === null ? wording.agreedByNobody : wording.agreedBy(agreement, requestNumber),
    },
    { fact: wording.lastUsedLabel, value: lastUsedAt === null ? wording.never : wording.day(lastUsedAt) },
    ...keptParts(request, wording),
  ];
}

/** Their place in Slack is the card's to say. */
function holderOf({ token: { holder }, request }: Of<'active_token'> | Of<'pending_token'>) {
  return { slackId: null, login: holder.login, isRequested: request !== null };
}

function activeParts(details: Of<'active_token'>, githubWebUrl: string, wording: Wording): readonly Part[] {
  const { token, request, organization, mayDecide, holderRole: role, mayNamePrivate, background } = details;
  const { unreminded = null } = details;
  const mayAsk = mayDecide && isRevocable(token);
  const scope = requestedAs(token.scope);
  const forbidden = isAcceptable(token) ? details.forbidden : [];
  return [
    {
      strong: graded(
        wording.activeTokenCard(token, request, organization, null, mrkdwnSpeech(wording)),
        scope,
        role,
        wording,
      ),
    },
    ...activeTokenParts(token, { room: allRoom, mayNamePrivate, role }, wording),
    { say: wording.activeTokenStatus(token, mrkdwnSpeech(wording)) },
    ...beyondParts(forbidden, wording),
    ...storyParts(details, wording),
    ...personParts(holderOf(details), background, organization, wording),
    ...historyParts(background, wording),
    ...(mayAsk && unreminded !== null ? [{ say: wording.refusal(unreminded, mrkdwnSpeech(wording)) }] : []),
    {
      buttons: [
        ...(mayDecide && isAcceptable(token) && refusalsAmong(forbidden).length === 0
          ? [grantButton('keep_token', tokenValue(token), wording.buttons.acceptAsItIs, { scope, role }, wording)]
          : []),
        ...(mayAsk && unreminded === null ? [button('remind_holder', wording.remindHolder, tokenValue(token))] : []),
        ...(isRevocable(token) ? [revokeHereOrThere(token, pageOf(details, githubWebUrl), wording)] : []),
      ],
    },
  ];
}

function pendingParts(details: Of<'pending_token'>, githubWebUrl: string, wording: Wording): readonly Part[] {
  const {
    token,
    organization,
    mayDecide,
    holderRole: role,
    mayNamePrivate,
    isEdit,
    missingBeside = null,
    background,
  } = details;
  const scope = requestedAs(token.scope);
  const value = tokenValue(token);
  const { buttons } = wording;
  const page = pageOf(details, githubWebUrl);
  const forbidden = token.status === 'held' ? details.forbidden : [];
  return [
    {
      strong: graded(
        wording.pendingTokenCard(token, organization, null, mrkdwnSpeech(wording), {
          accepted: details.accepted ?? null,
        }),
        scope,
        role,
        wording,
      ),
    },
    ...pendingTokenParts(
      token,
      {
        ...{ room: allRoom, mayNamePrivate, isEdit, role },
        ...{ accepted: details.accepted ?? null, approved: approvedAccess(details) },
      },
      wording,
    ),
    ...endingParts(token.status === 'open' || token.status === 'held' ? details.ending : null, organization, wording),
    {
      say:
        page !== undefined && token.status === 'held'
          ? wording.wouldHaveDone(token, details.accepted ?? null, mrkdwnSpeech(wording))
          : wording.pendingTokenStatus(token, null, isEdit, mrkdwnSpeech(wording)),
    },
    ...(token.status === 'held' && page === undefined ? quorumParts(details, wording) : []),
    ...(token.status === 'held' && page === undefined ? besideParts(missingBeside, wording) : []),
    ...beyondParts(forbidden, wording),
    ...personParts(holderOf(details), background, organization, wording),
    ...historyParts(background, wording),
    {
      buttons:
        page !== undefined && token.status === 'held'
          ? [openOnGithub(page, value, wording)]
          : mayDecide && token.status === 'held'
            ? [
                ...(refusalsAmong(forbidden).length === 0 && missingBeside === null
                  ? [grantButton('approve_pending_token', value, buttons.approveAsItIs, { scope, role }, wording)]
                  : []),
                button('deny_pending_token', buttons.deny, value, { style: 'danger' }),
              ]
            : [],
    },
  ];
}

function partsOf(details: Details, githubWebUrl: string, wording: Wording): readonly Part[] {
  switch (details.of) {
    case 'request':
      return requestParts(details, githubWebUrl, wording);
    case 'active_token':
      return activeParts(details, githubWebUrl, wording);
    case 'pending_token':
      return pendingParts(details, githubWebUrl, wording);
  }
}

/** What a card has no room for, for whoever may see it; the decision's buttons for whoever may decide. */
export function requestDetailsView(details: Details, wording: Wording, githubWebUrl: string): ModalView {
  const blocks = blocksOf(partsOf(details, githubWebUrl, wording));
  return modal({ callbackId: 'request_details', title: wording.detailsTitle, close: wording.close, blocks });
}
