// What its holder was told of the ends of one token, and what they were asked about it, whatever grant it has by now.
import type { OrganizationId, TokenId } from '../ids.ts';
import type { Asked, Subject } from '../message.ts';

type OfToken = { readonly organizationId: OrganizationId; readonly tokenId: TokenId };

export function remindersOf(
  { organizationId, tokenId }: OfToken,
  notice?: { readonly id: string; readonly activeTokenId: string },
): Subject {
  return { of: 'reminders', id: `${organizationId}-${tokenId}`, ...(notice === undefined ? {} : { notice }) };
}

export function questionsOf({ organizationId, tokenId }: OfToken, asked?: Asked): Subject {
  return { of: 'questions', id: `${organizationId}-${tokenId}`, ...(asked === undefined ? {} : { asked }) };
}
