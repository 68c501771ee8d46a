import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import type { PlainPart } from './part.ts';

/** Where the secret is kept, whom else we warn, and which token it follows, as far as somebody said so. */
export function keptParts(request: TokenRequest | null, wording: Wording): readonly PlainPart[] {
  if (request === null) return [];
  const { whereUsed, alsoWarn, renews } = request;
  return [
    ...(whereUsed === null ? [] : [{ fact: wording.label('where_used'), value: wording.whereOption(whereUsed) }]),
    ...(alsoWarn === null ? [] : [{ say: wording.alsoWarned(mrkdwnSpeech(wording).person(alsoWarn)) }]),
    ...(renews === null ? [] : [{ say: wording.follows(request, mrkdwnSpeech(wording)) }]),
  ];
}
