import { isObject, type JsonObject } from './check-value.ts';

/** A rich_text block as a person reads it; list items and sections stand on lines of their own. */
export function readRichText(block: JsonObject): string {
  return elementsOf(block).map(readPart).join('\n');
}

function readPart(part: JsonObject): string {
  const parts = elementsOf(part);
  if (part.type !== 'rich_text_list') return parts.map(readPiece).join('');
  return parts
    .map(
      (item, index) =>
        `${part.style === 'ordered' ? `${index + 1}.` : '-'} ${elementsOf(item).map(readPiece).join('')}`,
    )
    .join('\n');
}

function readPiece(piece: JsonObject): string {
  switch (piece.type) {
    case 'text':
      return String(piece.text);
    case 'link':
      return piece.text === undefined ? String(piece.url) : `${String(piece.text)} (${String(piece.url)})`;
    case 'user':
      return `<@${String(piece.user_id)}>`;
    case 'channel':
      return `<#${String(piece.channel_id)}>`;
    case 'usergroup':
      return `<!subteam^${String(piece.usergroup_id)}>`;
    case 'broadcast':
      return `@${String(piece.range)}`;
    case 'emoji':
      return `:${String(piece.name)}:`;
    case 'date':
      return String(piece.fallback ?? new Date(Number(piece.timestamp) * 1000).toISOString());
    default:
      return '';
  }
}

function elementsOf(part: JsonObject): readonly JsonObject[] {
  return Array.isArray(part.elements) ? part.elements.filter(isObject) : [];
}
