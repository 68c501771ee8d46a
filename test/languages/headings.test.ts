import { describe, expect, it } from 'vitest';
import { languages } from '../../src/domain/language.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { wordingFor } from '../../src/wording/wording-for.ts';
import { objectsIn } from '../slack/live-references.ts';
import { everyScreen, type Screen } from './every-screen.ts';

/** What stands above a list. */
function headingsOf(wording: Wording): ReadonlySet<string> {
  const { homeForYou, homeUnderWay, homeActive, homeEnded } = wording;
  const named = Object.entries(wording).flatMap(([key, said]) =>
    key.endsWith('Heading') && typeof said === 'string' ? [said] : [],
  );
  return new Set([...named, homeForYou, homeUnderWay, homeActive, homeEnded]);
}

function wordsOf(block: unknown): string {
  const { type, text } = block as { readonly type: string; readonly text?: { readonly text?: string } };
  return type === 'section' || type === 'header' ? (text?.text ?? '').replaceAll(/^\*|\*$/g, '') : '';
}

/** The headings that have nothing below them, before the next one. */
function bareOn({ shown }: Screen, headings: ReadonlySet<string>): readonly string[] {
  return shown.blocks.flatMap((block, at) => {
    const next = shown.blocks[at + 1];
    const isBare = next === undefined || headings.has(wordsOf(next)) || objectsIn(next).length === 0;
    return headings.has(wordsOf(block)) && isBare ? [wordsOf(block)] : [];
  });
}

describe.each(languages)('in %s', (language) => {
  const wording = wordingFor(language, '/pat');
  const screens = everyScreen(wording);
  const headings = headingsOf(wording);

  it('every heading of a list, of Home and of Details has something below it', () => {
    expect(screens.flatMap((screen) => bareOn(screen, headings).map((one) => [screen.name, one]))).toEqual([]);
    const said = new Set(screens.flatMap(({ shown }) => shown.blocks.map(wordsOf)));
    for (const one of [wording.requestsHeading, wording.heldHeading, wording.waitingHeading, wording.homeForYou]) {
      expect(said).toContain(one);
    }
  });
});
