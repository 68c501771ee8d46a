import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkBlocks } from '@countersign/sandbox-slack/check-blocks';
import { checkView } from '@countersign/sandbox-slack/check-view';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/domain/language.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { wordingFor } from '../../src/wording/wording-for.ts';
import { objectsIn } from '../slack/live-references.ts';
import { ordinaryMessages } from '../slack/ordinary-messages.ts';
import { worstContent } from '../slack/worst-content.ts';
import { noon } from '../support/sample-scopes.ts';
import { everyPage } from './every-page.ts';
import { everyScreen, type Screen } from './every-screen.ts';
import { outsideBrackets, pseudoWording } from './pseudo-wording.ts';
import { carried, pathsOf, recorded, sayAgain, textOf, under } from './replay.ts';
import { sayBesides } from './samples-besides.ts';

const root = resolve(import.meta.dirname, '../..');
const english = wordingFor('en', '/pat');
const japanese = wordingFor('ja', '/pat');
const every: readonly (readonly [string, Wording])[] = [
  ...languages.map((language) => [language, wordingFor(language, '/pat')] as const),
  ['pseudo', pseudoWording],
];
type Label = { readonly text: string } | undefined;
type View = Screen['shown'] & { readonly title?: Label; readonly submit?: Label; readonly close?: Label };
const screens = new Map(every.map(([name, wording]) => [name, everyScreen(wording)] as const));
const screensIn = (name: string): readonly Screen[] => screens.get(name) ?? [];
const isJapanese = /[\u3040-\u30ff\u4e00-\u9fff]/;

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function wrongWith({ on, shown }: Screen): readonly unknown[] {
  if (on !== 'message') return checkView(shown, on === 'home' ? 'home' : 'modal');
  const text = shown.text ?? '';
  return [
    ...checkBlocks(shown.blocks, 'message'),
    ...(text.length > 4_000 || bytesOf(text) > 3_800 ? [`a text of ${text.length} characters`] : []),
  ];
}

/** Everything on a screen that somebody reads. */
function textsOn({ shown }: Screen): readonly string[] {
  const inside = objectsIn(shown).flatMap(({ text, fallback }) =>
    [text, fallback].filter((one) => typeof one === 'string'),
  );
  return [...inside, shown.text ?? ''];
}

/** Names, reasons and commands of the samples, which are the same in every language. */
const data: readonly RegExp[] = [
  /https?:\S+/g,
  /printf .*|(?:git|gh) (?:clone|remote|config|secret|credential) .*/g,
  /policy\.yml:.*|x{20,}|a{20,}/g,
  /\b(?:acme(?:-ci)?|octo|nightly(?: build)?|other|repo-\d|PAT-\d+)\b/g,
  /the build reads the code|The yearly report\.|Leaked\.|No longer needed\.|Please ask for less\.|Ask for less\.|The job needs no more\./g,
  /Which of its jobs pushes tags\?|The release job alone\.|Why\?|Because|people: is no list/g,
];

describe.each(every)('in %s', (name, wording) => {
  it('Slack takes every message, form, answer and Home', () => {
    const wrong = screensIn(name).flatMap((screen) => wrongWith(screen).map((one) => [screen.name, one]));
    expect(wrong).toEqual([]);
  });

  it('Slack takes the longest messages, whose limits are in bytes', () => {
    const wrong = worstContent((length) => '文'.repeat(length)).flatMap(([name, content]) => {
      const { text, blocks, short } = renderMessage(content, wording, noon);
      const both = [{ text, blocks }, short].flatMap((shown) => wrongWith({ name, on: 'message', shown }));
      return both.map((one) => [name, one]);
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(languages)('in %s', (language) => {
  it('no title and no label of a form is cut', () => {
    const cut = screensIn(language).flatMap(({ name, on, shown }) => {
      if (on !== 'view') return [];
      const { title, submit, close } = shown as View;
      return [title, submit, close].flatMap((one) => (one?.text.endsWith('…') ? [[name, one.text]] : []));
    });
    expect(cut).toEqual([]);
  });
});

it('no menu of a form leaves it to Slack what stands in it while it is empty', () => {
  const bare = screensIn('ja').flatMap(({ name, on, shown }) =>
    on !== 'view'
      ? []
      : objectsIn(shown)
          .filter(
            ({ type, placeholder, initial_option: chosen }) => /_select$/.test(String(type)) && !placeholder && !chosen,
          )
          .map(({ type }) => [name, type]),
  );
  expect(bare).toEqual([]);
});

describe('a language that nobody speaks', () => {
  it('finds no text of ours that does not come from the wording', () => {
    const stray = screensIn('pseudo').flatMap((screen) =>
      textsOn(screen).flatMap((text) => {
        const left = data.reduce((rest, one) => rest.replaceAll(one, ' '), outsideBrackets(text));
        const words = left.replaceAll(/<[^<>]*>|\u200b/g, '').split('\n');
        // What was cut has lost its closing bracket.
        return words.filter((line) => /\p{L}{2}/u.test(line) && !line.includes('⟦')).map((line) => [screen.name, line]);
      }),
    );
    expect(stray).toEqual([]);
  });

  it('finds none on the pages that a browser shows', async () => {
    const pages = await everyPage(pseudoWording);
    const stray = pages.flatMap(([name, words]) =>
      outsideBrackets(words)
        .replaceAll(/Countersign|\bmona\b|^(?:commands|\w+:[\w.]+)$/gm, '')
        .split('\n')
        .filter((line) => /\p{L}{2}/u.test(line))
        .map((line) => [name, line]),
    );
    expect(pages.length).toBeGreaterThan(25);
    expect(stray).toEqual([]);
  });
});

describe('the Japanese wording', () => {
  const { wording, asked } = recorded(english);
  everyScreen(wording);
  sayBesides(wording);

  it('was asked for every sentence that there is', () => {
    const said = new Set(asked.map(({ path }) => path));
    expect(
      pathsOf(english).flatMap(({ path, kind }) => (kind === 'function' && !said.has(path) ? [path] : [])),
    ).toEqual([]);
  });

  it('carries every value that the English one carries', () => {
    const lost = new Map<string, unknown>();
    const told = new Map(asked.map((one) => [`${one.path} ${textOf(one.said)}`, one] as const));
    for (const one of told.values()) {
      const [from, to] = [textOf(one.said), sayAgain(japanese, one)];
      const carries = carried(to, one.given);
      const missing = carried(from, one.given).filter((what) => !carries.includes(what));
      if (missing.length > 0) lost.set(one.path, { missing, from, to });
    }
    expect(Object.fromEntries(lost)).toEqual({});
  });

  it('is Japanese wherever the English one says more than a name', () => {
    const isSentence = (text: string): boolean =>
      (text.replaceAll(/<[^<>]*>/g, '').match(/\p{L}{2,}/gu) ?? []).length > 3;
    const foreign = new Set<string>();
    for (const one of asked) {
      if (isSentence(textOf(one.said)) && !isJapanese.test(sayAgain(japanese, one))) foreign.add(one.path);
    }
    for (const { path, kind } of pathsOf(english)) {
      if (kind === 'function') continue;
      const [from, to] = [english, japanese].map((each) => textOf(under(each, path)));
      if (isSentence(from ?? '') && !isJapanese.test(to ?? '')) foreign.add(path);
    }
    // Commands, calls and names, which are the same everywhere.
    expect([...foreign].sort()).toEqual([
      '.call',
      '.helpWords',
      '.homeRequestLine',
      '.linkPage.slackPerson',
      '.sentences',
      '.together',
    ]);
  });

  it('has its own full stops and quotation marks, and no value that is missing', () => {
    const odd = screensIn('ja').flatMap((screen) =>
      textsOn(screen)
        .flatMap((text) => text.split('\n'))
        .filter(
          (line) =>
            /[\u3040-\u30ff\u4e00-\u9fff](?:[.,]|[“”])|。 [ぁ-んァ-ヶ一-龠]|undefined|null|NaN|\[object/.test(line) ||
            // A rule's own English words run into ours; a particle stands apart, but after a date, which Slack writes; a day by its name has none.
            /[a-z][.!?][ぁ-んァ-ヶ一-龠]|[一-龠](?<!日) [がをのにへ]|[ァ-ヶー] から|[ぁ-ん][A-Za-z]|[今明]日に期限/.test(
              line,
            ),
        )
        .map((line) => [screen.name, line]),
    );
    expect(odd).toEqual([]);
  });
});

describe('the pages that a browser shows', () => {
  it('are Japanese to a Japanese reader', async () => {
    const foreign = (await everyPage(japanese)).flatMap(([name, words]) =>
      words
        .split('\n')
        .filter((line) => (line.match(/\p{L}{2,}/gu) ?? []).length > 3 && !isJapanese.test(line))
        .map((line) => [name, line]),
    );
    // Who somebody is in Slack.
    expect(new Set(foreign.map(([, line]) => line))).toEqual(new Set(['Mona Reyes（@mona、Acme Inc）']));
  });
});

describe('an ordinary message', () => {
  it.each(ordinaryMessages)('has no more characters in Japanese than bytes in English: $name', ({ content, bytes }) => {
    const { text } = renderMessage(content, japanese, noon);
    expect(text.length, text).toBeLessThanOrEqual(bytes);
  });
});

it('nothing but the table of wordings chooses by a language', () => {
  const files = globSync('src/**/*.ts', { cwd: root }).filter(
    (file) => !file.startsWith('src/wording/') && file !== 'src/domain/language.ts',
  );
  const chosen = files.filter((file) =>
    /[=!]== '(?:en|ja)'|case '(?:en|ja)'|englishFor|japaneseFor/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(files.length).toBeGreaterThan(400);
  expect(chosen).toEqual([]);
});
