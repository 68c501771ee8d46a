import type { Button } from '@slack/types';
import { daysBetween } from '../../../domain/calendar.ts';
import { mayOfferRenewal } from '../../../domain/tokens/renewable.ts';
import type { ActiveToken } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue, tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { againButton } from '../again-button.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';
import { renewalParts, renewButtons } from '../renew-button.ts';

/** So many reminders have a line and buttons of their own; the others are counted, and stand in Home. */
const mostReminded = 10;
/** What is over is told this once, and whoever has no Home with these tokens in it has no other place to read their names. */
const mostNamed = 40;

type Told = Extract<MessageContent, { kind: 'expiry' }>['tokens'][number];

/** Right below the token's line, so that nobody mistakes which is meant. */
function reminderButtons(
  token: ActiveToken,
  { request, renewal = null, isSponsored = false }: Pick<Told, 'request' | 'renewal' | 'isSponsored'>,
  wording: Wording,
): readonly Button[] {
  if (renewal !== null) return [button('request_details', wording.buttons.details, requestValue(renewal))];
  const renew = renewButtons(token, renewal, wording);
  if (renew.length === 0) return [];
  // What a machine user's token reaches is not the sponsor's to know: what they asked for is.
  const known = request !== null ? requestValue(request) : isSponsored ? null : tokenValue(token);
  return [
    ...renew,
    button('let_token_end', wording.letItEnd, tokenValue(token)),
    ...(known === null ? [] : [button('request_details', wording.buttons.details, known)]),
  ];
}

/** What it said of the token holds still. */
function isStillTrue({ so }: Told): boolean {
  return so === undefined || so.is === 'true';
}

function isRenewable(told: Told): boolean {
  const { token, threshold, renewal = null } = told;
  return threshold !== 'expired' && renewal === null && isStillTrue(told) && mayOfferRenewal(token);
}

/** One message for all of a holder's tokens that are due, the soonest first. */
export function expiry(
  { tokens, organization, zone, audience, isHolderLinked = false, saidAt }: Extract<MessageContent, { kind: 'expiry' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  const at = saidAt ?? now;
  const isOne = tokens.length === 1;
  const isTheirs = audience === 'holder' || audience === 'sponsor';
  const mostShown = isTheirs && tokens.some(({ threshold }) => threshold !== 'expired') ? mostReminded : mostNamed;
  const lines = tokens.slice(0, mostShown).map((told) => {
    const { token, threshold, expiresAt, request, isSponsored = false, renewal = null, followedBy = null, so } = told;
    const line = wording.expiryLine(
      threshold,
      daysBetween(at, expiresAt, zone),
      mrkdwnSpeech(wording).quoted(token.tokenName),
      wording.agreedUnder(token, request, mrkdwnSpeech(wording)),
      audience === 'holder' && !isSponsored ? null : mrkdwnSpeech(wording).name(token.holder.login),
      mrkdwnSpeech(wording).instant(expiresAt),
      isOne ? mrkdwnSpeech(wording).name(organization) : null,
    );
    // Only whoever asked can ask again.
    const mayAsk = audience === 'holder' && request !== null;
    const isOver = threshold === 'expired';
    const stored = request?.whereUsed == null ? [] : [{ say: wording.storedIn(request.whereUsed) }];
    if (so !== undefined && so.is !== 'true') {
      const outdated =
        isOver && so.is === 'replaced'
          ? wording.endedReplaced(so.by)
          : wording.reminderNow(so, wording.day(now), isTheirs, mrkdwnSpeech(wording));
      return [isOne ? { strong: line } : { say: line }, ...stored, { say: outdated }];
    }
    const mayRenew = isTheirs && !isOver;
    const buttons = mayRenew ? reminderButtons(token, told, wording) : [];
    return [
      isOne ? { strong: line } : { say: line },
      ...stored,
      ...(mayAsk ? againButton(request, { token, followedBy }, wording) : []),
      ...(isTheirs && isOver && followedBy !== null ? [{ say: wording.renewedAs(followedBy) }] : []),
      ...(mayRenew ? renewalParts(renewal, wording) : []),
      ...(buttons.length === 0 ? [] : [{ buttons }]),
    ];
  });
  const ends = tokens.map(({ threshold, expiresAt }) =>
    threshold === 'expired' ? null : daysBetween(at, expiresAt, zone),
  );
  const next = wording.expiryNext(
    audience,
    ends.every((days) => days === null),
    [...new Set(tokens.map(({ token }) => mrkdwnSpeech(wording).name(token.holder.login)))].slice(0, 5),
    isHolderLinked,
    {
      ended: tokens.filter((told) => (told.followedBy ?? null) === null && isStillTrue(told)).length,
      renewable: tokens.filter(isRenewable).length,
    },
  );
  return [
    ...(isOne ? [] : [{ strong: wording.expiryTitle(ends, organization, mrkdwnSpeech(wording)) }]),
    { items: lines, hidden: tokens.length - lines.length, more: wording.moreListed },
    ...(next !== '' && tokens.some(isStillTrue) ? [{ note: next }] : []),
  ];
}
