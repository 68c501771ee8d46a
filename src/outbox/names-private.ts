import type { Excess, RepositoryAccess } from '../domain/scope/agreement.ts';
import type { OneContent } from '../ports/message-content.ts';

function hasPrivate(access: RepositoryAccess): boolean {
  return access.selection === 'subset' && access.repositories.some(({ isPrivate }) => isPrivate);
}

/** Of all repositories those that were approved are named. */
function exceedsByPrivate(excess: readonly Excess[], approved: RepositoryAccess | null): boolean {
  return excess.some((one) =>
    one.kind === 'all_repositories'
      ? approved !== null && hasPrivate(approved)
      : one.kind === 'repository' && one.repository.isPrivate,
  );
}

/** Whether private repositories are named in the message as it is sent. */
export function namesPrivate(content: OneContent): boolean {
  if (!('mayNamePrivate' in content) || !content.mayNamePrivate) return false;
  switch (content.kind) {
    case 'request_card':
      return hasPrivate(content.request.scope.access);
    case 'pending_token_card': {
      const { match, scope } = content.token;
      const { access = null } = content.accepted ?? content.request?.agreement ?? {};
      return hasPrivate(scope.access) || (match.kind === 'exceeds' && exceedsByPrivate(match.excess, access));
    }
    case 'active_token_card':
      return (
        hasPrivate(content.token.scope.access) ||
        exceedsByPrivate(content.token.excess, content.token.agreement?.access ?? null)
      );
  }
}
