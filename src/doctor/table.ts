import type { Finding } from './finding.ts';

const marks: Readonly<Record<Finding['is'], string>> = { right: 'right', wrong: 'WRONG', note: 'note ' };

/** A line each; below what is not right, the step that mends it. */
export function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.flatMap(({ what, is, found, mend }) => [
    `${marks[is]}  ${what.padEnd(width)}  ${found}`,
    ...(mend === null ? [] : [`${' '.repeat(width + 9)}-> ${mend}`]),
  ]);
  return [...lines, '', summary(findings)].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const count = findings.filter(({ is }) => is === 'wrong').length;
  if (count === 0) return 'All is well.';
  return count === 1
    ? '1 thing is wrong. Mend it by the step below it.'
    : `${count} things are wrong. Mend each by the step below it.`;
}
