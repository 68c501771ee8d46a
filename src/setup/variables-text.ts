// The text of .env with more variables in it. Pure: what stands there stays, comments too.

export type Variables = Readonly<Record<string, string>>;

/** As `config/environment-file.ts` reads it back: what has several lines, a mark or a # stands in quotation marks. */
function assignment(name: string, value: string): string {
  if (/^[A-Za-z0-9_./:@%+,=~-]+$/.test(value)) return `${name}=${value}`;
  if (/[\\"]/.test(value)) throw new Error(`${name} has a character in it that can’t be kept`);
  return `${name}="${value.replaceAll('\r', '').replaceAll('\n', '\\n')}"`;
}

/**
 * Each variable takes the place of the empty line that waits for it, or comes at the end. Only for variables that have no value there:
 * whoever asks looks first.
 */
export function withVariables(text: string, variables: Variables): string {
  let lines = text.replace(/\n+$/, '').split('\n');
  if (text.trim() === '')
    lines = ['# Written by npm run setup. docs/set-up.md explains every variable. Keep this file to yourself.'];
  for (const [name, value] of Object.entries(variables)) {
    const line = assignment(name, value);
    const empty = lines.findIndex((one) =>
      new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=\\s*(?:""|'')?\\s*(?:#.*)?$`).test(one),
    );
    lines = empty === -1 ? [...lines, line] : lines.with(empty, line);
  }
  return `${lines.join('\n')}\n`;
}
