import { canonicalJson } from '../domain/canonical-json.ts';
import type { PendingToken } from '../domain/observed-token.ts';
import type { ListedActiveToken } from '../ports/github.ts';

/**
 * Whether an active token that no longer waits is the one that waited, let in: granted since it was made, or, where it was active before
 * and GitHub kept the old date, with the very scope that waited. An edit that was taken back leaves the old scope.
 */
export function wasLetIn({ scope }: PendingToken, active: ListedActiveToken): boolean {
  if (active.accessGrantedAt >= (scope.createdAt ?? 0)) return true;
  const plain = (permissions: unknown, selection: string, expiresAt: number | null): string =>
    canonicalJson([permissions, selection, expiresAt]);
  return (
    plain(active.permissions, active.selection, active.expiresAt) ===
    plain(scope.permissions, scope.access.selection, scope.expiresAt)
  );
}
