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
  const lines = tokens.slice(0, noticesPerMessage).map(({ token, threshold, expiresAt, request }) => {
    const say = wording.expiryLine(
      threshold,
      daysBetween(now, expiresAt, zone),
      mrkdwnSpeech.quoted(token.tokenName),
      wording.agreedUnder(token, request, mrkdwnSpeech),
      audience === 'holder' ? null : mrkdwnSpeech.name(token.holder.login),
      mrkdwnSpeech.instant(expiresAt),
      tokens.length === 1 ? mrkdwnSpeech.name(organization) : null,
    );
    // Only whoever asked can ask again.
    const mayAsk = audience === 'holder' && request !== null;
    return { say, buttons: mayAsk ? againButton(request, token, wording) : [] };
  });
  const ends = tokens.map(({ threshold, expiresAt }) =>
    threshold === 'expired' ? null : daysBetween(now, expiresAt, zone),
  );
  const [only] = lines;
  return [
    ...(tokens.length === 1 && only !== undefined
      ? [{ strong: only.say }, ...only.buttons]
      : [
          { strong: wording.expiryTitle(ends, organization, mrkdwnSpeech) },
          {
            items: lines.map(({ say, buttons }) => [{ say }, ...buttons]),
            hidden: tokens.length - lines.length,
            more: wording.moreListed,
          },
        ]),
    {
      note: wording.expiryNext(
        audience,
        ends.every((days) => days === null),
      ),
    },
  ];
}
