import { daysBetween } from '../../../domain/calendar.ts';
import { noticesPerMessage } from '../../../domain/notices/due-notice.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { againButton } from '../again-button.ts';
import type { Part } from '../layout.ts';

/** One message for all of a holder's tokens that are due, the soonest first. */
export function expiry(
  { tokens, organization, zone, audience }: Extract<MessageContent, { kind: 'expiry' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  const isOne = tokens.length === 1;
  const lines = tokens.slice(0, noticesPerMessage).map(({ token, threshold, expiresAt, request }) => {
    const line = wording.expiryLine(
      threshold,
      daysBetween(now, expiresAt, zone),
      mrkdwnSpeech(wording).quoted(token.tokenName),
      wording.agreedUnder(token, request, mrkdwnSpeech(wording)),
      audience === 'holder' ? null : mrkdwnSpeech(wording).name(token.holder.login),
      mrkdwnSpeech(wording).instant(expiresAt),
      isOne ? mrkdwnSpeech(wording).name(organization) : null,
    );
    // Only whoever asked can ask again.
    const mayAsk = audience === 'holder' && request !== null;
    return [isOne ? { strong: line } : { say: line }, ...(mayAsk ? againButton(request, token, wording) : [])];
  });
  const ends = tokens.map(({ threshold, expiresAt }) =>
    threshold === 'expired' ? null : daysBetween(now, expiresAt, zone),
  );
  return [
    ...(isOne ? [] : [{ strong: wording.expiryTitle(ends, organization, mrkdwnSpeech(wording)) }]),
    { items: lines, hidden: tokens.length - lines.length, more: wording.moreListed },
    {
      note: wording.expiryNext(
        audience,
        ends.every((days) => days === null),
      ),
    },
  ];
}
