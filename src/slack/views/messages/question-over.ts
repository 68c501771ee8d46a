import type { QuestionNow } from '../../../ports/question-now.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';

/** Why a question to a holder can't be answered any more; null where it can. */
export function questionOver(question: QuestionNow | undefined, wording: Wording, now: number): string | null {
  if (question === undefined) return null;
  const { so } = question;
  switch (so.is) {
    case 'open':
    case 'renewing':
    case 'denied':
      return null;
    case 'within':
    case 'needed':
    case 'passed_on':
      return wording.askedNow(so, mrkdwnSpeech(wording));
    default:
      return wording.reminderNow(so, wording.day(now), true, mrkdwnSpeech(wording));
  }
}
