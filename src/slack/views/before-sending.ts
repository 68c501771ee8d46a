import type { Remarks } from '../../operations/ask/remarks.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import type { Part } from './part.ts';

/** What whoever asks should know before anybody is bothered: what no such token can do, and that nobody could approve it. */
export function beforeSendingParts(
  { limits, told = [], others }: Remarks,
  organization: string,
  machineUser: string | null,
  wording: Wording,
): readonly Part[] {
  return [
    ...(others === null || others.who === 'some'
      ? []
      : [{ say: wording.otherDeciders(others, organization, machineUser, mrkdwnSpeech(wording)) }]),
    ...told.map((one) => ({ say: wording.toldLimit(one, organization, mrkdwnSpeech(wording)) })),
    ...limits.map((limit) => ({
      say: `${wording.limit(limit, organization, machineUser, mrkdwnSpeech(wording))} <${limit.source}|${wording.limitSource}>`,
    })),
    { note: wording.beforeCreating(organization) },
  ];
}
