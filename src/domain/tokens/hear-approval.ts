// Who approved a token on github.com may be told by a webhook that came late: then its grant is agreed to after all, as the reviewers saw it.
import { noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import { type Agreement, agreementTo } from '../scope/agreement.ts';
import { covers } from '../scope/scope.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { isAnothersApproval, isApprovalUnsaid } from './anothers-approval.ts';
import { allowed, type ConclusionRule, forEachRow } from './conclusion-rule.ts';
import { contextOf, type Dossier, toldOf } from './dossier.ts';
import { type ActiveToken, isInForce } from './token.ts';

/** What was agreed to by the approval that a grant came of, whose giver is told by now; null where that is nobody else, or not known. */
function heard({ pendingTokens, ...known }: Dossier, { firstSeenAt }: ActiveToken, now: Instant): Agreement | null {
  for (const row of pendingTokens) {
    const told = toldOf(known, row);
    const isOfGrant = isApprovalUnsaid(row) && row.changedAt === firstSeenAt;
    if (!isOfGrant || told === null || !isAnothersApproval(told, known.holder)) continue;
    return agreementTo(row.scope, now, { by: 'github', login: told.by });
  }
  return null;
}

/** What somebody agreed to since stays as it is. */
function isUnagreed(grant: ActiveToken): boolean {
  return isInForce(grant) && (grant.agreement === null || grant.excess.length > 0);
}

export const hearApproval: ConclusionRule = forEachRow(
  ({ activeTokens }) => activeTokens.filter(isUnagreed),
  (grant, dossier, _sighting, now) => {
    const agreement = heard(dossier, grant, now);
    // Widened since, it goes past that as well, and stays the reviewers'.
    if (agreement === null || !covers(agreement, grant.scope)) return noChange;
    return allowed(advanceActiveToken(grant, { ...grant, act: 'attach', agreement }, now, contextOf(dossier, grant)));
  },
);
