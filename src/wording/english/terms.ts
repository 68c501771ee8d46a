import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import type { Speech } from '../speech.ts';
/** "a, b and c" */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

/** "Wednesday, 3 March 2027" of a UTC day. */
export function utcDay(at: number): string {
  return dayFormat.format(at);
}

/** An expiry can't be edited on GitHub. */
export function onlyANewToken(command: string): string {
  return `An expiry can’t be changed on GitHub: delete this token there and create a new token that ends in time, or ask for more with ${command} request, under the same token name.`;
}

/** Where a token does not have the name that was agreed, every sentence names both. */
export function agreedAs(token: { readonly tokenName: string }, request: TokenRequest | null, speech: Speech): string {
  if (request === null) return '';
  const name = isNamedAlike(token.tokenName, request.tokenName) ? '' : ` ${speech.quoted(request.tokenName)}`;
  return `${requestName(request.number)}${name}`;
}
