// What an owner's click on a Claim comes to. All that it rests on is asked again at that very moment, where it decides anything: what no longer
// holds ends the Claim instead. Pure.
import type { Change } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import {
  advanceClaim,
  type ClaimAct,
  type ClaimFacts,
  claimAlready,
  claimNotAsSeen,
  inTheWayOfClaim,
  type SidesOfClaim,
} from './advance-claim.ts';
import { type Claim, distinctVouchers } from './claim.ts';
import type { LinkClaim } from './link.ts';

export type ClaimClick = { readonly revision: number; readonly deed: 'vouch' | 'refuse' };

export type KnownOfClaim = {
  /** What was asked, and of which version of the row; null where nothing was. */
  readonly asked: { readonly version: number; readonly facts: ClaimFacts } | null;
  readonly sides: Omit<SidesOfClaim, 'isOwner'>;
};

/** Its facts have to be asked for. */
export type ClaimQuestion = { readonly ask: Claim };

export type ClaimStep = {
  readonly change: Change;
  /** To be made in the same commit; null where no link follows yet. */
  readonly link: LinkClaim | null;
  /** What whoever clicked hears. */
  readonly answer: Claim | Refusal;
};

/** Whether GitHub and Slack are to be asked while it is asked who clicked: a click has three seconds. */
export function needsFacts(claim: Claim, { deed, revision }: ClaimClick): boolean {
  return deed === 'vouch' && claimNotAsSeen(claim, revision) === null;
}

export function decideOnClaim(
  claim: Claim | null,
  { deed, revision }: ClaimClick,
  by: LinkedPerson,
  { asked, sides }: KnownOfClaim,
  now: Instant,
): ClaimStep | ClaimQuestion | Refusal {
  if (claim === null) return refuse({ why: 'unknown_message' });
  const notSeen = claimNotAsSeen(claim, revision);
  if (notSeen !== null) return notSeen;
  if (deed === 'refuse') return stepBy(claim, { act: 'refuse', by }, now);
  // Another owner was faster: what they said is asked about as well.
  if (asked?.version !== claim.version) return { ask: claim };
  const { facts } = asked;
  if (facts.is === 'not_checked') return refuse({ why: 'claim_not_checked', login: claim.account.login });
  if (facts.is === 'void') return stepBy(claim, { act: 'annul', why: facts.why }, now);
  const { isOwner, standing } = facts;
  if (inTheWayOfClaim({ ...sides, isOwner }) !== null) return stepBy(claim, { act: 'annul', why: 'linked' }, now);
  return stepBy(claim, { act: 'vouch', by, standing, isOwner }, now);
}

function stepBy(claim: Claim, act: ClaimAct, now: Instant): ClaimStep | Refusal {
  const stepped = advanceClaim(claim, act, now);
  if (isRefusal(stepped)) return stepped;
  const { change, claim: next, isConfirmed } = stepped;
  const { slackId, account } = next;
  return {
    change,
    link: isConfirmed ? { slackId, account, proof: 'vouched', by: distinctVouchers(next.vouches) } : null,
    // Whoever confirmed hears why nothing was.
    answer: act.act === 'annul' ? claimAlready(next) : next,
  };
}
