// Tables for spreadsheets. A cell that one would take for a formula, or that begins as a guarded one does, begins with an apostrophe, which
// a spreadsheet leaves out: so a token that somebody called "=HYPERLINK(…)" stays a name, and taking one apostrophe off reads any cell back.

const formula = /^['=+\-@\t\r＝＋－＠]/u;

function cell(text: string): string {
  const guarded = formula.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** One line of a table, with its end (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}
