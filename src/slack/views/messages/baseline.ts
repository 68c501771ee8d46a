import { daysBetween } from '../../../domain/calendar.ts';
import { unusedDays } from '../../../domain/tokens/baseline.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../part.ts';
import { tokensButton } from '../token-inventory.ts';

/** In the reviewers' channel, once: what the organization's first complete listing showed. */
export function baseline(
  { organization, organizationId, found, waiting, ownersPage }: Extract<MessageContent, { kind: 'baseline' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  const counts = wording.baselineCounts(found);
  return [
    { strong: wording.baselineTitle(found.total, organization, mrkdwnSpeech(wording)) },
    ...(found.total === 0
      ? []
      : [{ buttons: [tokensButton(wording.baselineShowAll(found.total), { organization: organizationId })] }]),
    ...(counts.length === 0 ? [] : [{ say: `${wording.baselineLook}:` }]),
    ...counts.map(({ of, said }) => ({
      row: said,
      button: tokensButton(wording.baselineShow, {
        organization: organizationId,
        ...(of === 'unused' ? { unusedDays } : { traits: [of] }),
      }),
    })),
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
    ...(ownersPage === undefined ? [] : [{ say: wording.baselineObserved(organization, mrkdwnSpeech(wording)) }]),
    { note: wording.baselineNext(found.total) },
  ];
}
