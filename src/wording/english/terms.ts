import type { RequestNumber } from '../../domain/ids.ts';
import type { WayToAsk } from '../../domain/notices/asked-now.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Excess } from '../../domain/scope/agreement.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import { localized } from '../localized.ts';
import type { Speech } from '../speech.ts';

const britain = localized('en-GB');

/** "a, b and c" */
export const { listed, number } = britain;
/** "3 March 2027" of a UTC day, where Slack takes no date of its own. */
export const utcDay = britain.day;

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${britain.number(count)} ${britain.isOne(count) ? one : many}`;
}

/** What a list leaves out. */
export function andMore(count: number): string {
  return `and ${britain.number(count)} more`;
}

/** "Your token …" at the start of a sentence, "your token …" in it. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** "in 3 days", "today": beside a date that matters. */
export function inDays(days: number): string {
  if (days <= 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${counted(days, 'day')}`;
}

export const asSponsor = 'You get this as the sponsor of this machine user.';

/** To whoever stood for a token, and no longer does. */
export const passedOn = (isTakenOver: boolean): string =>
  `${isTakenOver ? 'Somebody else stands for it now' : 'You no longer stand for it'}, so you don’t need to do anything.`;

/** No edit moves an expiry; regenerating does, and narrows nothing. */
export const regenerateEarlier =
  'Editing a token can’t change when it ends. Regenerate it on GitHub with an earlier end, which changes its secret.';

/** What its holder can do about a token that ends too late, while it waits and once it is active. `asking`: how they can request its new end, if at all. */
export function toEndInTime(excess: readonly Excess[], command: string, asking: WayToAsk = 'by_command'): string {
  const more = {
    here: ' Or request the new end here.',
    by_command: ` Or request more time with ${command} request, under the same token name.`,
    no_more: '',
  };
  const isWider = excess.some(({ kind }) => kind !== 'never_expires' && kind !== 'expires_later');
  return `${regenerateEarlier}${isWider ? ' And narrow it there.' : ''} Or create a new token that ends in time, then delete this one.${more[asking]}`;
}

/** `number`: null where no request was approved, but a token as it was. */
export function widerThan(number: RequestNumber | null): string {
  return number === null ? 'wider than was approved' : `wider than ${requestName(number)} allows`;
}

export function coveredBy(number: RequestNumber | null): string {
  return number === null ? 'it’s within what was approved' : `${requestName(number)} covers it`;
}

/** Where a token does not have the name that was agreed, every sentence names both. */
export function agreedAs(token: { readonly tokenName: string }, request: TokenRequest | null, speech: Speech): string {
  if (request === null) return '';
  const name = isNamedAlike(token.tokenName, request.tokenName) ? '' : ` ${speech.quoted(request.tokenName)}`;
  return `${requestName(request.number)}${name}`;
}
