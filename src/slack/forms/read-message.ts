/** Deep enough for every block that Slack has, and no deeper than a stack bears. */
const deepest = 12;

function textsIn(value: unknown, depth: number): readonly string[] {
  if (depth > deepest || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner, depth + 1),
  );
}

/** All that a message says: its text, its blocks, and what it quotes of other messages. */
export function readMessage(message: unknown): string {
  return textsIn(message, 0).join('\n');
}
