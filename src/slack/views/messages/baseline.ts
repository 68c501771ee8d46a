import { daysBetween } from '../../../domain/calendar.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../layout.ts';

/** In the reviewers' channel, once: what the organization's first complete listing showed. */
export function baseline(
  { organization, found, waiting, ownersPage }: Extract<MessageContent, { kind: 'baseline' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  return [
    { strong: wording.baselineTitle(found.total, organization, mrkdwnSpeech) },
    { fact: wording.baselineLook, value: wording.baselineCounts(found) },
    {
      fact: wording.baselineSoonest,
      value: found.soonest.map(({ tokenName, holder, scope }) =>
        wording.baselineToken(
          tokenName,
          holder.login,
          scope.expiresAt ?? 0,
          daysBetween(now, scope.expiresAt ?? 0, 'UTC'),
        ),
      ),
    },
    ...(waiting > 0 ? [{ say: wording.baselineWaiting(waiting) }] : []),
    ...(ownersPage === undefined ? [] : [{ say: wording.baselineObserved(organization, mrkdwnSpeech) }]),
    { note: wording.baselineNext(found.total) },
  ];
}
