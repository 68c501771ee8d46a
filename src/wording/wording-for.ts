import type { Language } from '../domain/language.ts';
import { englishFor } from './english.ts';
import { japaneseFor } from './japanese.ts';
import type { Wording } from './wording.ts';

/** Every language that there is; nothing else chooses by one. */
const wordings: Readonly<Record<Language, (command: string) => Wording>> = {
  en: englishFor,
  ja: japaneseFor,
};

/** The wording of each reader's language. */
export type Wordings = (language: Language) => Wording;

/** `command` is the slash command by the name that it has in this workspace. */
export function wordingFor(language: Language, command: string): Wording {
  return wordings[language](command);
}

/** All of them, each made once. */
export function wordingsFor(command: string): Wordings {
  const made = new Map<Language, Wording>();
  return (language) => {
    const known = made.get(language) ?? wordingFor(language, command);
    made.set(language, known);
    return known;
  };
}
