// A Claim: somebody in Slack says that an account on GitHub is theirs, and owners who know both confirm it. It keeps the account's id, so a
// login that is renamed or taken over while it waits gives nothing away. Nothing is believed of it until it is confirmed.
import type { GithubUserId, Instant, OrganizationId, SlackUserId } from '../ids.ts';
import { dayMs } from '../ids.ts';
import type { GithubAccount, LinkedPerson } from '../person.ts';
import type { Link } from './link.ts';

export type ClaimStatus = 'open' | 'confirmed' | 'refused' | 'lapsed' | 'withdrawn' | 'void';
export type ClaimActName = 'vouch' | 'confirm' | 'refuse' | 'lapse' | 'withdraw' | 'annul';

/**
 * Why a Claim means nothing any more. `renamed`: what owners were shown is another login by now; `left`: the account is no member; `linked`: the
 * account or the person was linked in another way; `gone`: the person is no full member of the workspace.
 */
export type VoidReason = 'renamed' | 'left' | 'linked' | 'gone';

/** What an owner said of a Claim. */
export type Vouch = { readonly by: LinkedPerson; readonly at: Instant };

export type Claim = {
  readonly id: string;
  readonly version: number;
  /** What the buttons of its card name: it moves with whatever an owner has to see before deciding. */
  readonly revision: number;
  readonly organizationId: OrganizationId;
  readonly slackId: SlackUserId;
  readonly account: GithubAccount;
  /** Whether the account owned an organization of the policy when GitHub was last asked: then two owners have to confirm. */
  readonly isOwner: boolean;
  readonly status: ClaimStatus;
  readonly vouches: readonly Vouch[];
  readonly refusal: Vouch | null;
  readonly voidWhy: VoidReason | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  readonly lapsesAt: Instant;
};

export const claimTransitions: Readonly<Record<ClaimStatus, Readonly<Partial<Record<ClaimActName, ClaimStatus>>>>> = {
  open: {
    vouch: 'open',
    confirm: 'confirmed',
    refuse: 'refused',
    lapse: 'lapsed',
    withdraw: 'withdrawn',
    annul: 'void',
  },
  confirmed: {},
  refused: {},
  lapsed: {},
  withdrawn: {},
  void: {},
};

export function nextClaimStatus(status: ClaimStatus, act: ClaimActName): ClaimStatus | null {
  return claimTransitions[status][act] ?? null;
}

export const claimDays = 7;
const mostADay = 3;

export function lapsesAt(createdAt: Instant): Instant {
  return createdAt + claimDays * dayMs;
}

/** How many owners have to confirm: whoever can let an account decide for an organization is not one person alone. */
export function vouchesNeeded({ isOwner }: Pick<Claim, 'isOwner'>): number {
  return isOwner ? 2 : 1;
}

/** Distinct people on GitHub: one person with two Slack accounts counts once. */
export function distinctVouchers(vouches: readonly Vouch[]): readonly GithubUserId[] {
  return [...new Set(vouches.map(({ by }) => by.githubId))];
}

export type ClaimObstacle =
  /** They have a Claim that waits. */
  | { readonly is: 'waiting'; readonly claim: Claim }
  /** Somebody else's Claim of the same account waits. */
  | { readonly is: 'contested' }
  /** An owner refused this very Claim within the last week. */
  | { readonly is: 'refused'; readonly claim: Claim }
  | { readonly is: 'too_many'; readonly most: number };

/** Why a person may not claim the account now; null where they may. `known`: their Claims of the last week, and the account's. */
export function claimObstacle(
  known: readonly Claim[],
  { slackId, githubId }: { readonly slackId: SlackUserId; readonly githubId: GithubUserId },
  now: Instant,
): ClaimObstacle | null {
  const own = known.filter((claim) => claim.slackId === slackId);
  const waiting = own.find(({ status }) => status === 'open');
  if (waiting !== undefined) return { is: 'waiting', claim: waiting };
  const refused = own.find(
    ({ status, account, changedAt }) =>
      status === 'refused' && account.githubId === githubId && changedAt > now - claimDays * dayMs,
  );
  if (refused !== undefined) return { is: 'refused', claim: refused };
  if (own.filter(({ createdAt }) => createdAt > now - dayMs).length >= mostADay) {
    return { is: 'too_many', most: mostADay };
  }
  const isContested = known.some(({ status, account }) => status === 'open' && account.githubId === githubId);
  return isContested ? { is: 'contested' } : null;
}

/** Whether two owners confirmed it of this very link: one that ended and was made again needs them again. */
export function confirmedByTwo(
  { status, slackId, account, vouches, changedAt }: Claim,
  link: { readonly slackId: SlackUserId; readonly githubId: GithubUserId; readonly linkedAt: Instant },
): boolean {
  const isOfLink = slackId === link.slackId && account.githubId === link.githubId && changedAt >= link.linkedAt;
  return status === 'confirmed' && isOfLink && distinctVouchers(vouches).length >= 2;
}

/**
 * Whether the proof of a link is enough to decide for an organization. One owner's word makes a member's link, and that member may be made an
 * owner later: whoever decides was confirmed by two owners of that very organization, or proved it otherwise. `claims`: theirs.
 */
export function isProofEnough(link: Link, claims: readonly Claim[], organizationId: OrganizationId): boolean {
  if (link.proof !== 'vouched') return true;
  return claims.some((claim) => claim.organizationId === organizationId && confirmedByTwo(claim, link));
}
