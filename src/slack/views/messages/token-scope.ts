import { redactCredentials } from '../../../domain/credential.ts';
import type { TokenRequest } from '../../../domain/requests/token-request.ts';
import type { ActualScope, Agreement, Excess, RepositoryAccess } from '../../../domain/scope/agreement.ts';
import type { NamedPrivately } from '../../../domain/scope/named-privately.ts';
import type { Wording } from '../../../wording/wording.ts';
import { cut } from '../cut.ts';
import type { Part } from '../part.ts';
import { cardRoom, onOneLine, permissionsPart, repositoriesPart, type ScopeRoom } from '../scope-parts.ts';

/** What others wrote gets so many characters of a card; all of it is in Details. */
const mostOfReason = 150;

/** What a token has, a line each: a card is read on a phone. What `over` said already is not said again. */
export function scopeLines(
  { permissions, access, expiresAt }: ActualScope,
  over: readonly Excess[],
  mayNamePrivate: NamedPrivately,
  wording: Wording,
): readonly Part[] {
  const isSaid = (...kinds: readonly Excess['kind'][]): boolean => over.some(({ kind }) => kinds.includes(kind));
  return [
    onOneLine(permissionsPart(permissions, access, cardRoom, wording)),
    ...(access.selection === 'all' && isSaid('all_repositories')
      ? []
      : [onOneLine(repositoriesPart(access, cardRoom, mayNamePrivate, wording))]),
    ...(isSaid('never_expires', 'expires_later')
      ? []
      : [{ fact: wording.label('lifetime'), value: wording.expiry(expiresAt) }]),
  ];
}

/** The repositories that were approved before: of what was accepted as it was, or of the request that it is compared with. */
export function approvedAccess({
  accepted,
  request,
}: {
  readonly accepted?: Agreement | null;
  readonly request: TokenRequest | null;
}): RepositoryAccess | null {
  return (accepted ?? request?.agreement)?.access ?? null;
}

/** In which ways it is more than was approved. Room for each permission and repository that is shown, and for its expiry. */
export function excessList(
  over: readonly Excess[],
  show: {
    readonly room: ScopeRoom;
    readonly mayNamePrivate: NamedPrivately;
    readonly approved: RepositoryAccess | null;
  },
  wording: Wording,
): readonly string[] {
  const room = show.room.permissions + show.room.repositories + 1;
  const named = over.slice(0, room).map((one) => wording.excess(one, show.mayNamePrivate, show.approved));
  const hidden = over.length - named.length;
  return hidden > 0 ? [...named, wording.moreListed(hidden)] : named;
}

/** Cleaned before it is cut: half a credential would not be known for one. */
export function beginning(reason: string): string {
  return cut(redactCredentials(reason).replaceAll(/\s+/g, ' '), mostOfReason);
}
