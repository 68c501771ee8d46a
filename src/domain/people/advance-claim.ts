// One step of one Claim: its row, the line of the trail, its card and what its claimant is told, as one Change. Whether GitHub still says
// what was shown is asked by the shell right before, and stands here as facts.
import type { Change, Effect, Entry } from '../change.ts';
import type { GithubUserId, Instant, OrganizationId, SlackUserId } from '../ids.ts';
import type { GithubAccount, LinkedPerson } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { effectKey, post, redraw, stepOf } from '../step.ts';
import {
  type Claim,
  claimObstacle,
  distinctVouchers,
  lapsesAt,
  nextClaimStatus,
  type VoidReason,
  type Vouch,
  vouchesNeeded,
} from './claim.ts';
import type { LinkDecision } from './decide-link.ts';
import { isSameLogin, type Link } from './link.ts';

export type ClaimAct =
  /**
   * `standing`: who of those that confirmed before still owns the organization, and still is linked to that account, as was asked just now.
   * `isOwner`: what the claimed account is just now.
   */
  | {
      readonly act: 'vouch';
      readonly by: LinkedPerson;
      readonly standing: readonly GithubUserId[];
      readonly isOwner: boolean;
    }
  | { readonly act: 'refuse'; readonly by: LinkedPerson }
  | { readonly act: 'lapse' | 'withdraw' }
  | { readonly act: 'annul'; readonly why: VoidReason };

export type NewClaim = {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly slackId: SlackUserId;
  readonly account: GithubAccount;
  readonly isOwner: boolean;
};

export function openClaim(given: NewClaim, now: Instant): { readonly claim: Claim; readonly change: Change } {
  const claim: Claim = {
    ...given,
    version: 1,
    revision: 1,
    status: 'open',
    vouches: [],
    refusal: null,
    voidWhy: null,
    createdAt: now,
    changedAt: now,
    lapsesAt: lapsesAt(now),
  };
  const change = stepOf(
    [{ table: 'claims', was: null, row: claim }],
    entryOf(claim, 'claim.open', `slack:${claim.slackId}`, { isOwner: claim.isOwner }, now),
    post(claim.organizationId, 'reviewers', effectKey.card('claim_card', claim.id), {
      kind: 'claim_card',
      id: claim.id,
    }),
  );
  return { claim, change };
}

/** `isConfirmed`: the link is to be made in the same commit. */
export function advanceClaim(
  claim: Claim,
  act: ClaimAct,
  now: Instant,
): { readonly claim: Claim; readonly change: Change; readonly isConfirmed: boolean } | Refusal {
  if (nextClaimStatus(claim.status, act.act) === null) return claimAlready(claim);
  switch (act.act) {
    case 'vouch':
      return vouch(claim, act, now);
    case 'refuse': {
      if (isOwn(claim, act.by)) return refuse({ why: 'own_claim' });
      const refusal: Vouch = { by: act.by, at: now };
      return step(claim, { status: 'refused', refusal }, 'claim.refuse', `slack:${act.by.slackId}`, {}, now);
    }
    case 'lapse':
      return step(claim, { status: 'lapsed' }, 'claim.lapse', 'countersign', {}, now);
    case 'withdraw':
      return step(claim, { status: 'withdrawn' }, 'claim.withdraw', `slack:${claim.slackId}`, {}, now);
    case 'annul':
      return step(claim, { status: 'void', voidWhy: act.why }, 'claim.void', 'countersign', { why: act.why }, now);
  }
}

/** Whoever comes second is told what became of it. */
export function claimAlready({ slackId, account, status, vouches, refusal }: Claim): Refusal {
  const by = refusal ?? (status === 'confirmed' ? vouches.at(-1) : undefined) ?? null;
  return refuse({ why: 'claim_already', slackId, login: account.login, status, by: by?.by.slackId ?? null });
}

/** Whoever clicks on a Claim that moved on, or that they did not see so, decides nothing. */
export function claimNotAsSeen(claim: Claim, revision: number): Refusal | null {
  if (claim.status !== 'open') return claimAlready(claim);
  return claim.revision === revision ? null : refuse({ why: 'old_revision' });
}

/** Why the account may not be claimed now, by the Claims that are known of both; null where it may. */
export function objectionToClaim(
  known: readonly Claim[],
  { slackId, account }: Pick<Claim, 'slackId' | 'account'>,
  now: Instant,
): Refusal | null {
  const { githubId, login } = account;
  const obstacle = claimObstacle(known, { slackId, githubId }, now);
  switch (obstacle?.is) {
    case undefined:
      return null;
    case 'waiting':
      return refuse({ why: 'claim_waits', login: obstacle.claim.account.login, lapsesAt: obstacle.claim.lapsesAt });
    case 'contested':
      return refuse({ why: 'claim_contested', login });
    case 'refused': {
      const { refusal, changedAt } = obstacle.claim;
      return refuse({ why: 'claim_refused_lately', login, by: refusal?.by.slackId ?? null, at: changedAt });
    }
    case 'too_many':
      return refuse({ why: 'too_many_claims', most: obstacle.most });
  }
}

const mostNamed = 3;

/** Whether there are owners who could confirm, besides whoever claims: a card that nobody may press would only wait. Null where there are. */
export function lackOfVouchers(
  { githubId: claimed }: GithubAccount,
  organization: string,
  { all, linked }: { readonly all: readonly GithubAccount[]; readonly linked: readonly GithubAccount[] },
  needed: number,
): Refusal | null {
  const others = (owners: readonly GithubAccount[]) => owners.filter(({ githubId }) => githubId !== claimed);
  const able = others(linked).length;
  if (able >= needed) return null;
  const owners = others(all).map(({ login }) => login);
  return refuse({ why: 'nobody_to_vouch', organization, needed, linked: able, owners: owners.slice(0, mostNamed) });
}

/** What is due about a Claim that waits: nobody has to decide it once it is linked, and owners had a week. A clock that may be wrong ends nothing. */
export function dueOfClaim(
  { status, lapsesAt }: Claim,
  { isLinked, isSure }: { readonly isLinked: boolean; readonly isSure: boolean },
  now: Instant,
): ClaimAct | null {
  if (status !== 'open') return null;
  if (isLinked) return { act: 'annul', why: 'linked' };
  return isSure && now >= lapsesAt ? { act: 'lapse' } : null;
}

/** What was asked of a Claim right before it is confirmed. `stranger`: why the person may use nothing here; null where they may. */
export type AskedOfClaim = {
  readonly stranger: Refusal | null;
  /** Where the account belongs, and as GitHub names it now. */
  readonly belongs:
    | { readonly ids: readonly OrganizationId[]; readonly isOwner: boolean; readonly present: GithubAccount }
    | 'not_checked';
  /** Who of those that confirmed before still is an owner. */
  readonly standing: readonly GithubUserId[] | 'not_checked';
};

export type ClaimFacts =
  | { readonly is: 'not_checked' }
  | { readonly is: 'void'; readonly why: VoidReason }
  | { readonly is: 'sound'; readonly isOwner: boolean; readonly standing: readonly GithubUserId[] };

export function factsOfClaim(claim: Claim, { stranger, belongs, standing }: AskedOfClaim): ClaimFacts {
  if (stranger !== null)
    return stranger.why === 'person_not_checked' ? { is: 'not_checked' } : { is: 'void', why: 'gone' };
  if (belongs === 'not_checked' || standing === 'not_checked') return { is: 'not_checked' };
  if (!belongs.ids.includes(claim.organizationId)) return { is: 'void', why: 'left' };
  // Owners were shown a name. The account has another one now, and its old one may be anybody's.
  if (!isSameLogin(belongs.present.login, claim.account.login)) return { is: 'void', why: 'renamed' };
  return { is: 'sound', isOwner: belongs.isOwner, standing };
}

/** What is known of both sides of a Claim. `named`: the login that the policy gives the person; null where it gives none. */
export type SidesOfClaim = {
  readonly account: GithubAccount;
  readonly isOwner: boolean;
  readonly isMachineUser: boolean;
  readonly decision: LinkDecision;
  readonly link: Link | null;
  readonly named: string | null;
};

/**
 * What speaks against a Claim, or makes it needless; null where nothing does. Somebody whom one owner confirmed, and who is an owner by now, may ask
 * again: then a second one has to.
 */
export function inTheWayOfClaim({
  account,
  isOwner,
  isMachineUser,
  decision,
  link,
  named,
}: SidesOfClaim): Refusal | null {
  const { login, githubId } = account;
  if (isMachineUser) return refuse({ why: 'claims_machine_user', login });
  if (decision.as === 'conflict') return refuse({ why: 'link_conflict', login, conflict: decision.why });
  const linked = link?.login ?? named;
  const isToBeStronger = link?.proof === 'vouched' && isOwner && link.githubId === githubId;
  return linked === null || isToBeStronger ? null : refuse({ why: 'linked_already', login: linked });
}

/** Nobody speaks for themselves: neither as that account, by whatever Slack user, nor as that Slack user. */
function isOwn({ account, slackId }: Claim, by: LinkedPerson): boolean {
  return by.githubId === account.githubId || by.slackId === slackId;
}

function vouch(
  claim: Claim,
  { by, standing, isOwner }: Extract<ClaimAct, { act: 'vouch' }>,
  now: Instant,
): ReturnType<typeof advanceClaim> {
  if (isOwn(claim, by)) return refuse({ why: 'own_claim' });
  // An owner who was demoted since, or is linked to another account, no longer counts.
  const counted = claim.vouches.filter((one) => standing.includes(one.by.githubId));
  if (counted.some((one) => one.by.githubId === by.githubId)) return refuse({ why: 'vouched_already' });
  const vouches: readonly Vouch[] = [...counted, { by, at: now }];
  const needed = vouchesNeeded({ isOwner });
  const have = distinctVouchers(vouches).length;
  const isConfirmed = have >= needed;
  const after = { vouches, isOwner, status: isConfirmed ? ('confirmed' as const) : ('open' as const) };
  return step(claim, after, 'claim.vouch', `slack:${by.slackId}`, { have, needed }, now);
}

function step(
  claim: Claim,
  after: Partial<Claim>,
  act: string,
  actor: string,
  data: Entry['data'],
  now: Instant,
): Exclude<ReturnType<typeof advanceClaim>, Refusal> {
  const row: Claim = { ...claim, ...after, version: claim.version + 1, changedAt: now };
  return {
    claim: row,
    isConfirmed: row.status === 'confirmed',
    change: stepOf([{ table: 'claims', was: claim.version, row }], entryOf(row, act, actor, data, now), [
      redraw({ of: 'claim', id: row.id }),
      ...news(row),
    ]),
  };
}

/** Who claimed hears how it ended; a step towards the end, or their own, is no news. */
function news({ id, status, version, slackId, organizationId }: Claim): readonly Effect[] {
  if (status === 'open' || status === 'withdrawn') return [];
  return post(organizationId, slackId, effectKey.news('claim_news', id, version), { kind: 'claim_news', id });
}

function entryOf({ id, slackId, account }: Claim, act: string, actor: string, data: Entry['data'], at: Instant) {
  const about = { person: `slack:${slackId}`, githubId: account.githubId, login: account.login };
  return { at, actor, act, subject: { of: 'claim', id } as const, data: { ...about, ...data } };
}
