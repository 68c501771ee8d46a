import type { OneContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../part.ts';

/** In the reviewers' channel: who reported which kind, and what is left to do. */
export function leakReported(
  { by, revoked, byHand }: Extract<OneContent, { kind: 'leak_reported' }>,
  wording: Wording,
): readonly Part[] {
  return [
    { strong: wording.leakReported(by, revoked, byHand, mrkdwnSpeech(wording)) },
    { say: wording.leakReportedRevoked(revoked, byHand) },
    ...(byHand.length === 0 ? [] : [{ fact: wording.leakByHand(byHand), value: wording.leakSteps(byHand) }]),
    { say: wording.leakReportedNext },
  ];
}
