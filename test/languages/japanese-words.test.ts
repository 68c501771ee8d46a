import { expect, it } from 'vitest';
import { wordingFor } from '../../src/wording/wording-for.ts';
import { objectsIn } from '../slack/live-references.ts';
import { everyScreen, type Screen } from './every-screen.ts';

/** What docs/ja/terms.md has a Japanese word for. */
const translated =
  /\b(?:owner|member|repository|permission|token|request|requester|reviewer|holder|sponsor|policy|rule|secret|collaborator|details|approv|den(?:y|ied)|revok|withdr|expir|renew)\w*/gi;

/** What stays English: what is typed, an address, what GitHub's page calls it, and names that are not translated. */
const english: readonly RegExp[] = [
  /https?:\S+|<[^<>]*>|\{\w+\}|「[^」]*」|（[\w ]+）|policy\.yml\S*/g,
  /\/pat(?: \w+)+|\b[A-Z]+(?:_[A-Z]+)+\b|\bREPOSITORY\b|X-[\w-]+|\b[a-z]+-owner\b/g,
  /\b[A-Z][a-z]+(?: [a-z]+)*: (?:read|write|admin)/g,
  /(?:fine-grained )?personal access token(?: \(classic\))?|pull requests?/gi,
];

function textsOn({ shown }: Screen): readonly string[] {
  const inside = objectsIn(shown).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  return [...inside, shown.text ?? ''].flatMap((text) => text.split('\n'));
}

function leftEnglish(line: string): readonly string[] {
  if (!/[\u3040-\u30ff\u4e00-\u9fff]/.test(line)) return [];
  return english.reduce((rest, one) => rest.replaceAll(one, ' '), line).match(translated) ?? [];
}

it('finds an English word that stands in a Japanese sentence', () => {
  expect(leftEnglish('acme の nightly、Owner の判断待ち')).toEqual(['Owner']);
  expect(leftEnglish('リソースの所有者（Resource owner）を /pat request で選んでください')).toEqual([]);
});

it('no Japanese screen has an English word for what has a Japanese one', () => {
  const found = everyScreen(wordingFor('ja', '/pat')).flatMap((screen) =>
    textsOn(screen).flatMap((line) => leftEnglish(line).map((word) => [screen.name, word, line])),
  );
  expect(found).toEqual([]);
});
