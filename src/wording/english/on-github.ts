// What stands on github.com under an approval, for whoever reads it there. It has one language, since nobody's own is known there, and no markup.
import type { RequestNumber } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';

/** Whose approval it is, and under which request; null where neither is known. */
export function approvalOnGithub(login: string | null, number: RequestNumber | null): string | null {
  if (login === null && number === null) return null;
  const who = login === null ? 'Approved' : `Approved by @${login}`;
  return `${who} via Countersign${number === null ? '' : `, ${requestName(number)}`}`;
}
