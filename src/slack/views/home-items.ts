import type { Button, KnownBlock } from '@slack/types';
import { daysBetween } from '../../domain/calendar.ts';
import { isForMachineUser } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { HomeContent, HomeThing } from '../../ports/home-content.ts';
import type { Wording } from '../../wording/wording.ts';
import { requestValue, tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { againButton } from './again-button.ts';
import { classicMadeButton } from './classic-made.ts';
import { blocksOf, button } from './layout.ts';
import { isRevocable, revokeButton } from './messages/active-token-card.ts';
import { pendingTokenHeld } from './messages/pending-token-held.ts';
import { renewalButtons, renewalSteps } from './messages/request-approved.ts';
import { acceptButtons } from './messages/request-offer.ts';
import { withdrawButton } from './messages/request-sent.ts';
import { ownClassicParts } from './own-classic.ts';
import { ownQuestion } from './own-question.ts';
import { renewalParts, renewButtons } from './renew-button.ts';
import { sentence } from './sentence.ts';

export type PersonsHome = Extract<HomeContent, { for: 'person' }>;
type ToMake = Extract<HomeThing, { what: 'to_make' }>;

/** Whose a token is, where it is a machine user's. */
function whose({ holder }: ActiveToken, organization: string, self: PersonsHome['self']) {
  return { organization, machineUser: holder.githubId === self ? null : holder.login };
}

/** A sentence with one button beside it, in one block where Slack has such a one. */
export function line(text: string, beside: Button | null): readonly KnownBlock[] {
  const block = sentence(text);
  if (beside === null) return [block];
  return block.type === 'section'
    ? [{ ...block, accessory: beside }]
    : [block, { type: 'actions', elements: [beside] }];
}

export function detailsButton(value: string, wording: Wording): Button {
  return button('request_details', wording.buttons.details, value);
}

/** What waits for them or for others, with what they can do about it. */
export function waitingItem(thing: HomeThing, home: PersonsHome, now: number, wording: Wording): readonly KnownBlock[] {
  if (thing.what === 'held') return blocksOf(pendingTokenHeld(thing.content, wording));
  const { request } = thing;
  const organization = home.organizations.get(request.organizationId) ?? '';
  const isObserved = home.observed.has(request.organizationId);
  const details = detailsButton(requestValue(request), wording);
  const question = ownQuestion(request, wording);
  const [asked, answer] = question === null ? [[], []] : [question.asked, [question.answer]];
  const about = {
    ...('about' in thing ? thing.about : {}),
    ...{ token: null, waiting: thing.what === 'on_its_way' ? thing.waiting : null, isObserved, isOwn: true },
  };
  const status = wording.requestStatus(request, organization, about, mrkdwnSpeech(wording));
  const says = wording.homeRequestLine(request, organization, status, mrkdwnSpeech(wording));
  switch (thing.what) {
    case 'question': {
      const buttons = [...answer, withdrawButton(request, wording), details];
      return blocksOf([
        { say: wording.questionTitle(request, organization, mrkdwnSpeech(wording)) },
        ...asked,
        { buttons },
      ]);
    }
    case 'to_make': {
      if (thing.renewal !== undefined) return renewalItem({ ...thing, organization }, thing.renewal, now, wording);
      const create = button('create_on_github', wording.createOnGithub, requestValue(request), {
        style: 'primary',
        url: thing.createUrl,
      });
      const signIn = isForMachineUser(request) ? wording.signInAs(request.holder.login, mrkdwnSpeech(wording)) : '';
      // No owner approves a classic token on GitHub.
      const observed =
        isObserved && request.classic === null ? wording.approveOnGithubToo(organization, mrkdwnSpeech(wording)) : '';
      return blocksOf([
        { say: wording.approvedHeadline(request, organization, mrkdwnSpeech(wording)) },
        {
          note: wording.sentences([
            signIn,
            wording.homeToMake(request, thing.isPrefilled, mrkdwnSpeech(wording)),
            observed,
          ]),
        },
        { buttons: [create, ...classicMadeButton(request, wording), withdrawButton(request, wording), details] },
      ]);
    }
    case 'offer': {
      const { offer } = request;
      if (offer === null) return line(says, details);
      const accept = acceptButtons(request, offer, thing.forbidden, wording);
      const [why] = thing.forbidden;
      return blocksOf([
        { say: wording.offerTitle(request, offer, organization, mrkdwnSpeech(wording)) },
        { fact: wording.offerHeading, value: wording.offerLines(offer, true) },
        ...(why === undefined ? [] : [{ say: wording.offerForbidden(offer, why, mrkdwnSpeech(wording)) }]),
        ...asked,
        // Slack takes one button that stands out in a row.
        { buttons: answer },
        { buttons: [...accept, withdrawButton(request, wording), details] },
      ]);
    }
    case 'undecided':
      return blocksOf([{ say: says }, { buttons: [withdrawButton(request, wording), details] }]);
    case 'on_its_way':
      return line(says, details);
  }
}

/** A renewal that is approved: how it is used best, as its own message says it. */
function renewalItem(
  { request, createUrl, organization }: ToMake & { readonly organization: string },
  { way, tokensPage }: NonNullable<ToMake['renewal']>,
  now: number,
  wording: Wording,
): readonly KnownBlock[] {
  const [step] = renewalSteps(request, way, wording, now);
  const details = detailsButton(requestValue(request), wording);
  return blocksOf([
    { say: wording.approvedHeadline(request, organization, mrkdwnSpeech(wording)) },
    ...(isForMachineUser(request) ? [{ say: wording.signInToRenew(request.holder.login, mrkdwnSpeech(wording)) }] : []),
    ...(step === undefined ? [] : [step]),
    {
      buttons: [
        ...renewalButtons(request, way, { createUrl, tokensPage }, wording),
        withdrawButton(request, wording),
        details,
      ],
    },
  ]);
}

/** A classic token that GitHub shows, or that its holder said to have made. */
export function classicItem(
  { token, request }: PersonsHome['classic'][number],
  { organizations, observed }: PersonsHome,
  wording: Wording,
): readonly KnownBlock[] {
  if (token !== null) {
    const organization = organizations.get(token.organizationId) ?? '';
    return blocksOf(ownClassicParts(token, { organization, isObserved: observed.has(token.organizationId) }, wording));
  }
  const organization = organizations.get(request.organizationId) ?? '';
  const about = { token: null, waiting: null, isOwn: true };
  const status = wording.requestStatus(request, organization, about, mrkdwnSpeech(wording));
  const says = wording.homeRequestLine(request, organization, status, mrkdwnSpeech(wording));
  return line(says, detailsButton(requestValue(request), wording));
}

/** `isBrief`: of many tokens the later ones have one button beside them, and the others in Details. */
export function activeItem(
  { token, request, renewal = null }: PersonsHome['active'][number],
  home: PersonsHome,
  { now, zone, isBrief }: { readonly now: number; readonly zone: string; readonly isBrief: boolean },
  wording: Wording,
): readonly KnownBlock[] {
  const { expiresAt } = token.scope;
  const isOwn = token.holder.githubId === home.self;
  const says = wording.homeToken(
    token,
    {
      ...whose(token, home.organizations.get(token.organizationId) ?? '', home.self),
      days: expiresAt === null ? null : daysBetween(now, expiresAt, zone),
    },
    mrkdwnSpeech(wording),
  );
  // What a machine user's token reaches is not the sponsor's to know: what they asked for is.
  const known = isOwn ? tokenValue(token) : request === null ? null : requestValue(request);
  const details = known === null ? [] : [detailsButton(known, wording)];
  const mayRevoke = isRevocable(token) && !home.observed.has(token.organizationId);
  const revoke = mayRevoke ? [revokeButton(token, wording)] : [];
  if (isBrief) return line(says, details[0] ?? revoke[0] ?? null);
  return blocksOf([
    { say: says },
    ...renewalParts(renewal, wording),
    { buttons: [...renewButtons(token, renewal, wording), ...revoke, ...details] },
  ]);
}

export function endedItem(
  thing: PersonsHome['ended'][number],
  { organizations, self }: PersonsHome,
  wording: Wording,
): readonly KnownBlock[] {
  const token = thing.what === 'token' ? thing.token : null;
  const { request, followedBy = null } = thing;
  const { organizationId } = thing.what === 'token' ? thing.token : thing.request;
  const organization = organizations.get(organizationId) ?? '';
  const says =
    thing.what === 'token'
      ? wording.homeEndedToken(thing.token, whose(thing.token, organization, self), followedBy, mrkdwnSpeech(wording))
      : wording.homeRequestLine(
          thing.request,
          organization,
          wording.requestStatus(
            thing.request,
            organization,
            { token: null, waiting: null, followedBy, isOwn: true },
            mrkdwnSpeech(wording),
          ),
          mrkdwnSpeech(wording),
        );
  const again = request === null ? [] : againButton(request, { token, followedBy }, wording);
  const [first] = again.flatMap((part) => ('buttons' in part ? part.buttons : []));
  return line(says, first ?? null);
}
