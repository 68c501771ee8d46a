import type { Ending } from '../../../domain/tokens/ending.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../part.ts';

/** What became of it before, so that whoever decides knows: a token that was revoked as leaked must not look like any other. */
export function endingParts(ending: Ending | null, organization: string, wording: Wording): readonly Part[] {
  if (ending === null) return [];
  return [ending, ...(ending.earlier ?? [])].flatMap((one) => [
    { strong: wording.ending(one, organization, mrkdwnSpeech(wording)) },
    {
      fact: wording.endingReason,
      value: one.as === 'policy' ? wording.policyReason : (one.reason ?? ''),
    },
  ]);
}
