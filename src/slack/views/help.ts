import { echoed, looksLikeCredential } from '../../domain/credential.ts';
import { nearestWord } from '../../domain/nearest-word.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { type Rendered, render } from './layout.ts';
import type { Part } from './part.ts';

/** With nothing before it it is always the same: laid out once a language. */
const known = new WeakMap<Wording, Rendered>();

/** What can be done; after an unknown word, first the word that was probably meant. */
export function helpMessage(wording: Wording, word: string, typed = word): Rendered {
  const before = partsBefore(wording, word, typed);
  if (before.length > 0) return layOutHelp(wording, before);
  const message = known.get(wording) ?? layOutHelp(wording, []);
  known.set(wording, message);
  return message;
}

function partsBefore(wording: Wording, word: string, typed: string): readonly Part[] {
  if (looksLikeCredential(typed)) return [{ strong: wording.leakInstead }];
  if (word === '' || wording.helpWords.includes(word)) return [];
  const quoted = mrkdwnSpeech(wording).quoted(echoed(word, 30));
  return [{ say: wording.unknownWord(quoted, nearestWord(word, wording.helpWords)) }];
}

function layOutHelp(wording: Wording, before: readonly Part[]): Rendered {
  return render(
    [
      ...before,
      { strong: wording.helpTitle },
      ...wording.helpLines.map((line) => ({ say: line })),
      { note: wording.helpHow },
    ],
    wording,
  );
}
