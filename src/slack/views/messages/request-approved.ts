import type { Button } from '@slack/types';
import { expiresIn } from '../../../domain/requests/creation-link.ts';
import { isForMachineUser, type TokenRequest } from '../../../domain/requests/token-request.ts';
import { type WayToRenew, wayToRenew } from '../../../domain/requests/way-to-renew.ts';
import type { Lifetime } from '../../../domain/scope/agreement.ts';
import { findPermission } from '../../../domain/scope/permission-catalogue.ts';
import { riskiestFirst } from '../../../domain/scope/risk.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { classicMadeButton } from '../classic-made.ts';
import { button } from '../layout.ts';
import type { Part, PlainPart } from '../part.ts';
import { statusParts } from '../request-parts.ts';
import { withdrawButton } from './request-sent.ts';

type Content = Extract<MessageContent, { kind: 'request_approved' }>;

function expiration(lifetime: Lifetime, now: number, { expiration: say }: Wording): string {
  if (lifetime.kind === 'never') return say.never;
  return lifetime.kind === 'date' ? say.custom(lifetime.date) : say.days(expiresIn(lifetime, now));
}

/** The same of a classic token: GitHub's page asks for a note, an expiry and scopes. */
function classicValues({ request }: Content, wording: Wording, now: number): readonly Part[] {
  const labels = wording.valueLabels;
  const { classic, lifetime } = request.scope;
  return [
    { strong: wording.byHand },
    // GitHub documents no parameter for it, and has none for most lifetimes.
    { fact: labels.expiration, value: expiration(lifetime, now, wording), isCode: true },
    { strong: wording.byLink },
    { fact: labels.name, value: request.tokenName, isCode: true },
    { fact: wording.classicScopesLabel, value: classic?.scopes ?? [], isCode: true },
  ];
}

/** What the link can't carry, or GitHub's page has no documented parameter for; then what the link carries, in case the page opens blank. */
function values({ request, organization, createLink }: Content, wording: Wording, now: number): readonly Part[] {
  const labels = wording.valueLabels;
  const { permissions, access, lifetime } = request.scope;
  const ranked = riskiestFirst(permissions);
  const named = (isCarried: boolean): readonly string[] =>
    ranked
      .filter(({ name }) => ((findPermission(name)?.prefillParam ?? null) !== null) === isCarried)
      .map(({ group, name, level }) => wording.permission(group, name, level));
  const description = { fact: labels.description, value: request.description, isCode: true };
  const byHand = [
    {
      fact: labels.repositories,
      value: access.selection === 'subset' ? access.repositories.map(({ name }) => name) : wording.allOrPublic(access),
      isCode: true,
    },
    { fact: labels.justification, value: request.justification, isCode: true },
  ];
  const byLink = [
    { fact: labels.name, value: request.tokenName, isCode: true },
    { fact: labels.owner, value: organization, isCode: true },
    { fact: labels.expiration, value: expiration(lifetime, now, wording), isCode: true },
  ];
  const carried =
    ranked.length === 0
      ? { fact: labels.permissions, value: wording.noPermissions(access) }
      : { fact: labels.permissions, value: named(true), isCode: true };
  const left = { fact: labels.permissions, value: named(false), isCode: true };
  if (createLink?.isPrefilled === false)
    return [{ strong: wording.byHand }, ...byLink, description, ...byHand, carried, left];
  const isCut = createLink?.isDescriptionCut === true;
  return [
    { strong: wording.byHand },
    ...byHand,
    left,
    ...(isCut ? [description] : []),
    { strong: wording.byLink },
    ...byLink,
    carried,
    ...(isCut ? [] : [description]),
  ];
}

/** Where it stands. Who approved it is in the headline for as long as that stands. */
function afterHeadline(content: Content, wording: Wording): readonly Part[] {
  const { request, organization } = content;
  const stands = request.status === 'approved' || request.status === 'claimed' || request.status === 'fulfilled';
  return stands && request.agreement !== null
    ? [{ say: wording.requestNext(request, organization, content, mrkdwnSpeech(wording)) }]
    : statusParts(request, organization, content, wording);
}

function approvedNext({ organization, ownersPage }: Content, wording: Wording): string {
  if (ownersPage === undefined) return wording.approvedNext;
  return wording.sentences([wording.approveOnGithubToo(organization, mrkdwnSpeech(wording)), wording.neverPaste]);
}

/** To the requester: the way to GitHub, for as long as the approval stands. */
export function requestApproved(content: Content, wording: Wording, now: number): readonly Part[] {
  const { request, organization, createLink } = content;
  // The message stays where it is when the approval does not: its status says what became of it.
  const say = request.agreement === null ? wording.requestSent : wording.approvedHeadline;
  const headline = say(request, organization, mrkdwnSpeech(wording));
  if (createLink === null || request.status !== 'approved') {
    return [{ strong: headline }, ...afterHeadline(content, wording)];
  }
  if (content.tokensPage !== undefined)
    return renewalApproved(content, createLink.url, content.tokensPage, headline, wording, now);
  return [
    { strong: headline },
    {
      buttons: [
        button('create_on_github', wording.createOnGithub, requestValue(request), {
          style: 'primary',
          url: createLink.url,
        }),
        ...classicMadeButton(request, wording),
        withdrawButton(request, wording),
      ],
    },
    ...(isForMachineUser(request) ? [{ say: wording.signInAs(request.holder.login, mrkdwnSpeech(wording)) }] : []),
    ...(content.waiting === null ? [] : afterHeadline(content, wording)),
    ...(request.scope.classic === undefined
      ? [
          { say: wording.approvedStep(request, createLink.isPrefilled, mrkdwnSpeech(wording)) },
          ...values(content, wording, now),
          {
            buttons: [
              button('github_forbids', wording.buttons.githubForbids, requestValue(request)),
              button('github_caps', wording.buttons.githubCaps, requestValue(request)),
            ],
          },
          {
            note: content.isRequesterOwner
              ? wording.ownerApproved(request, mrkdwnSpeech(wording))
              : approvedNext(content, wording),
          },
        ]
      : [
          { say: wording.classicStep },
          ...classicValues(content, wording, now),
          { note: wording.classicNext(organization) },
        ]),
    // The description and the justification are to be copied whole.
    {
      ifCut: [
        { say: wording.cutHere },
        { buttons: [button('request_details', wording.buttons.details, requestValue(request))] },
      ],
    },
  ];
}

/** The first is what to do; the others are what to know. */
export function renewalSteps(
  request: TokenRequest,
  way: WayToRenew,
  wording: Wording,
  now: number,
): readonly PlainPart[] {
  const speech = mrkdwnSpeech(wording);
  switch (way) {
    case 'regenerate':
      return [
        { say: wording.regenerateStep(request, expiration(request.scope.lifetime, now, wording), speech) },
        { say: wording.newSecret(request.whereUsed) },
        { say: wording.orNewToken },
      ];
    case 'beside':
      return [{ say: wording.besideStep(request, speech) }, { say: wording.besideNext }];
    case 'instead':
      return [{ say: wording.insteadStep(request, speech) }];
  }
}

export function renewalButtons(
  request: TokenRequest,
  way: WayToRenew,
  { createUrl, tokensPage }: { readonly createUrl: string; readonly tokensPage: string },
  wording: Wording,
): readonly Button[] {
  const value = requestValue(request);
  if (way !== 'regenerate')
    return [button('create_on_github', wording.createNew, value, { style: 'primary', url: createUrl })];
  return [
    button('open_on_github', wording.regenerate, value, { style: 'primary', url: tokensPage }),
    button('create_on_github', wording.createNew, value, { url: createUrl }),
  ];
}

/** A renewal: regenerating keeps the token as it is; a new one beside it is the other way. */
function renewalApproved(
  content: Content,
  createUrl: string,
  tokensPage: string,
  headline: string,
  wording: Wording,
  now: number,
): readonly Part[] {
  const { request } = content;
  const value = requestValue(request);
  const way = wayToRenew(request, content.renewed ?? null);
  return [
    { strong: headline },
    {
      buttons: [...renewalButtons(request, way, { createUrl, tokensPage }, wording), withdrawButton(request, wording)],
    },
    ...(isForMachineUser(request) ? [{ say: wording.signInToRenew(request.holder.login, mrkdwnSpeech(wording)) }] : []),
    ...renewalSteps(request, way, wording, now),
    ...values(content, wording, now),
    { note: wording.neverPaste },
    {
      ifCut: [{ say: wording.cutHere }, { buttons: [button('request_details', wording.buttons.details, value)] }],
    },
  ];
}
