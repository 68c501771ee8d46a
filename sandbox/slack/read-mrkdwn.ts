/** mrkdwn as a person reads it. A mention of a person stays `<@U…>`, so that it can be told from a name; bold and italic marks stay. */
export function readMrkdwn(text: string): string {
  return text
    .replaceAll(/<([^<>]*)>/g, (_whole, inside: string) => readReference(inside))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function readReference(inside: string): string {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? undefined : inside.slice(bar + 1);
  if (target.startsWith('@') || target.startsWith('#')) return `<${target}>`;
  if (target.startsWith('!date^')) return label ?? '';
  if (target.startsWith('!subteam^')) return label ?? `<${target}>`;
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label === undefined ? target : `${label} (${target})`;
}
