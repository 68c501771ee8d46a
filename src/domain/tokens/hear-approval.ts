// Who approved a token on github.com may be told by a webhook that came late: then its grant is agreed to after all, as the reviewers saw it.
import { noChange } from '../change.ts';
import { agreementTo } from '../scope/agreement.ts';
import { covers } from '../scope/scope.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { isAnothersApproval, isApprovalUnsaid } from './anothers-approval.ts';
import { contextOf, type Dossier, isInForce, toldOf } from './dossier.ts';
import { allowed, forEachRow, type Rule } from './rule.ts';
import type { ActiveToken, PendingToken } from './token.ts';

/** The approval that a grant came of while nobody had said whose it was. */
function unsaidApproval({ pendingTokens }: Dossier, { firstSeenAt }: ActiveToken): PendingToken | null {
  return pendingTokens.find((row) => isApprovalUnsaid(row) && row.changedAt === firstSeenAt) ?? null;
}

/** What somebody agreed to since stays as it is. */
function isUnagreed(grant: ActiveToken): boolean {
  return isInForce(grant) && (grant.agreement === null || grant.excess.length > 0);
}

export const hearApproval: Rule = forEachRow(
  ({ activeTokens }) => activeTokens.filter(isUnagreed),
  (grant, dossier, _sighting, now) => {
    const approved = unsaidApproval(dossier, grant);
    const told = approved === null ? null : toldOf(dossier, approved);
    if (approved === null || told === null || !isAnothersApproval(told, dossier.holder)) return noChange;
    const agreement = agreementTo(approved.scope, now, { by: 'github', login: told.by });
    // Widened since, it goes past that as well, and stays the reviewers'.
    if (!covers(agreement, grant.scope)) return noChange;
    return allowed(advanceActiveToken(grant, { ...grant, act: 'attach', agreement }, now, contextOf(dossier, grant)));
  },
);
