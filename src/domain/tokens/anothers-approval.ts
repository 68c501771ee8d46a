// Whether somebody else let a token in on github.com. Only then does that count as an Agreement: an owner's yes to their own token is
// none, nor is a sponsor's to their machine user's, and a grant of which nobody says whose yes it was may be one that GitHub asked nobody about.
import { standingReview } from '../standing-review.ts';
import type { Holder, Told } from './dossier.ts';
import type { ActiveToken, PendingToken } from './token.ts';

/** Another App approves in nobody's name; what we let in ourselves our own row says. */
function isApp({ by }: Told): boolean {
  return by?.endsWith('[bot]') === true;
}

export function isAnothersApproval(told: Told, { ownAccounts }: Holder): boolean {
  if (told.act !== 'approved' || told.byId === null || ownAccounts === null) return false;
  return !isApp(told) && !ownAccounts.includes(told.byId);
}

/** GitHub shows it as active, and nothing said who let it in: it may have asked nobody. */
export function isApprovalUnsaid(token: PendingToken): boolean {
  const { status, agreement, decidedElsewhereBy } = token;
  const isReviewed = standingReview(token)?.act === 'approve';
  return status === 'approved' && agreement === null && decidedElsewhereBy === null && !isReviewed;
}

/** With whoever a webhook named when the token was active already: see `hear-approval.ts`. */
export function asSaidSince(token: PendingToken, activeToken: ActiveToken | null): PendingToken {
  const basis = activeToken?.agreement?.basis;
  return isApprovalUnsaid(token) && basis?.by === 'github' ? { ...token, decidedElsewhereBy: basis.login } : token;
}
