import { echoed, looksLikeCredential } from '../../domain/credential.ts';
import { nearestWord } from '../../domain/nearest-word.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { type Part, type Rendered, render } from './layout.ts';

/** What can be done; after an unknown word, first the word that was probably meant. */
export function helpMessage(wording: Wording, word: string, typed = word): Rendered {
  const known = wording.helpWords;
  const isKnown = word === '' || known.includes(word);
  const unknown: readonly Part[] = isKnown
    ? []
    : [
        {
          say: wording.unknownWord(mrkdwnSpeech(wording).quoted(echoed(word, 30)), nearestWord(word, known)),
        },
      ];
  return render(
    [
      ...(looksLikeCredential(typed) ? [{ strong: wording.leakInstead }] : unknown),
      { strong: wording.helpTitle },
      ...wording.helpLines.map((line) => ({ say: line })),
      { note: wording.helpHow },
    ],
    wording,
  );
}
