/**
 * mrkdwn as a person reads it. A mention of a person stays `<@U…>`, so that it can be told from a name; bold and italic marks stay, and an
 * emoji code is an emoji.
 */
export function readMrkdwn(text: string): string {
  return text
    .split(/(<[^<>]*>)/)
    .map((part, index) => (index % 2 === 1 ? readReference(part.slice(1, -1)) : readEmoji(part)))
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** A code like `:tada:`, which every text but a verbatim plain one shows as a picture. */
export function readEmoji(text: string): string {
  return text.replaceAll(/:([a-z0-9_+'-]+):/gi, '(emoji $1)');
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
