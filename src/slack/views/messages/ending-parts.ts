import type { Ending } from '../../../domain/tokens/ending.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../part.ts';

/** What became of it before, so that whoever decides knows: a token that was revoked as leaked must not look like any other. */
export function endingParts(ending: Ending | null, organization: string, wording: Wording): readonly Part[] {
  if (ending === null) return [];
  return [
    { strong: wording.ending(ending, organization, mrkdwnSpeech(wording)) },
    {
      fact: wording.endingReason,
      value: ending.as === 'policy' ? wording.policyReason : (ending.reason ?? ''),
    },
  ];
}
