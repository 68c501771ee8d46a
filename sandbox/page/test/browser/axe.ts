import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const run = `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)))`;

/** What axe finds against WCAG 2.2 AA and its own best practices, each in a line. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // A page of its own each time it was loaded: there it is new.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(`${source};0`);
  return page.evaluate(run);
}
