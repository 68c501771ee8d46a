import type { Whose } from '../english/holder.ts';
import type { Speech } from '../speech.ts';

/** "@Mona さん"; "GitHub ユーザー mona" where nobody is linked. */
export function holder({ login, slackId, isMachineUser }: Whose, speech: Speech): string {
  if (isMachineUser) return `マシン ユーザー ${speech.name(login)} `;
  return slackId === null ? `GitHub ユーザー ${speech.name(login)} ` : `${speech.person(slackId)} さん`;
}

/** "@Mona さんのトークン「nightly」", to the owners. */
export function tokenOf(whose: Whose, tokenName: string, speech: Speech): string {
  return `${holder(whose, speech)}のトークン${speech.quoted(tokenName)}`;
}
