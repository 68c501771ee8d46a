import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/domain/language.ts';
import { whyReviewAgain } from '../../src/domain/tokens/github-answer.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { wordingFor } from '../../src/wording/wording-for.ts';
import { everyPage } from '../languages/every-page.ts';
import { everyScreen, type Screen } from '../languages/every-screen.ts';
import { objectsIn } from '../slack/live-references.ts';
import { patRequestId } from '../support/sample-dossiers.ts';
import { noon } from '../support/sample-scopes.ts';

const root = resolve(import.meta.dirname, '../../src');
/** A key of the policy that whoever reads of it has to find there, and an address that the sample asks for. */
const known: ReadonlySet<string> = new Set(['machine_users', 'rate_limit']);

function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/[a-z0-9]+(?:_[a-z0-9]+)+/g)].flatMap(([code]) => (known.has(code) ? [] : [code]));
}

function readOn(shown: Screen['shown']): string {
  const inside = objectsIn(shown).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  return [shown.text ?? '', ...inside].join('\n');
}

/** Every code of a failure that the sources name, as the outbox keeps it, and some that are made of what came. */
const failures: readonly string[] = [
  ...globSync('**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/new Fault\(\s*'(\w+)',([^;{]*?)\{/g)].flatMap(
      ([, where, said = '']) => [...said.matchAll(/'(\w+)'/g)].map(([, code]) => `${where}: ${code}`),
    ),
  ),
  ...[[], [{ patRequestId: patRequestId(1) }]].map(
    (waiting) => `github: ${whyReviewAgain({ patRequestId: patRequestId(1) }, waiting)}`,
  ),
  ...['bug', 'github: status_403', 'github: status_502', 'github: over_budget', 'github: graphql_error'],
  ...['slack: invalid_blocks', 'slack: msg_too_long', 'slack: status_500'],
];

it('the sources name failures', () => {
  expect(failures).toContain('github: not_listed_yet');
  expect(failures).toContain('github: review_not_applied');
  expect(failures.length).toBeGreaterThan(40);
});

describe.each(languages)('nobody who reads %s is told a code', (language) => {
  const wording = wordingFor(language, '/pat');

  it('by a message, a form, an answer, a Home or a page', async () => {
    const screens = everyScreen(wording).map(({ name, shown }) => [name, readOn(shown)] as const);
    const found = [...screens, ...(await everyPage(wording))].flatMap(([name, text]) =>
      codesIn(text).map((code) => `${name}: ${code}`),
    );
    expect(found).toEqual([]);
  });

  it('by what says why a message or a decision did not get through', () => {
    const told = failures.flatMap((why) =>
      (['stuck', 'gave_up'] as const).map((kind) =>
        renderMessage({ kind, organization: 'acme', about: 'nightly', why }, wording, noon),
      ),
    );
    expect(told.flatMap(({ text }) => codesIn(text))).toEqual([]);
    expect(told.map(({ text }) => text).join('\n')).not.toMatch(/undefined|github:|slack:|store:/);
  });
});
