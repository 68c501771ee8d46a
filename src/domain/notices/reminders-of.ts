// What its holder was told of the ends of one token, whatever grant it has by now.
import type { OrganizationId, TokenId } from '../ids.ts';
import type { Subject } from '../message.ts';

export function remindersOf(
  { organizationId, tokenId }: { readonly organizationId: OrganizationId; readonly tokenId: TokenId },
  notice?: { readonly id: string; readonly activeTokenId: string },
): Subject {
  return { of: 'reminders', id: `${organizationId}-${tokenId}`, ...(notice === undefined ? {} : { notice }) };
}
