// Who may decide, by what was asked of GitHub, Slack and the policy at this very moment: nobody on what is their own, on what they stand behind, or
// by what is not known. Everybody is compared by GitHub's numeric id besides, so that a second Slack account is the same person.
import type { GithubUserId, SlackUserId } from '../ids.ts';
import type { GithubAccount, LinkedPerson, Reviewer } from '../person.ts';
import type { ReviewerRule } from '../policy/reviewer-rule.ts';
import type { Reviewers, standsAs } from '../policy/reviewers.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isForMachineUser } from '../requests/token-request.ts';
import type { Who } from './acts.ts';

/** Who may do what is asked for, and on whose request or token it is. */
export type Demand = {
  readonly who: Who;
  /** The requester or the holder; null where there is none. */
  readonly self: GithubUserId | null;
  readonly of: 'request' | 'token' | 'claim';
  /** The person who stands for the machine user that holds the token, where they may do this as if it were their own; or who claims. */
  readonly sponsor?: SlackUserId | null;
  /** Whom the policy lets decide on it; the owners unless told. */
  readonly reviewers?: Reviewers;
};

/** Whoever may do it as whose it is; a Refusal where they may not; null where they have to be a reviewer. */
export function asTheirOwn(
  person: LinkedPerson,
  { who, self, of, sponsor = null }: Demand,
): LinkedPerson | Refusal | null {
  const isSelf = person.githubId === self || person.slackId === sponsor;
  if (!isSelf) return who === 'self' ? refuse({ why: 'unknown_message' }) : null;
  if (who !== 'reviewer') return person;
  return refuse({ why: ({ request: 'own_request', token: 'own_token', claim: 'own_claim' } as const)[of] });
}

/**
 * Whoever may decide by these rules, where they stand so; a Refusal where that lets them not, or is not known. `isProven`: whether their link is
 * proof enough.
 */
export function asReviewer(
  person: LinkedPerson,
  organization: string,
  rules: readonly ReviewerRule[],
  as: ReturnType<typeof standsAs>,
  isProven: boolean,
): Reviewer | Refusal {
  const { login } = person;
  const isOwnersOnly = rules.every((rule) => rule === 'owners');
  switch (as) {
    case 'unknown':
      return refuse({ why: isOwnersOnly ? 'owner_not_checked' : 'reviewer_not_checked', organization });
    case 'nobody':
      return isOwnersOnly
        ? refuse({ why: 'not_an_owner', login, organization })
        : refuse({ why: 'not_a_reviewer', login, organization, reviewers: rules });
    default:
      if (!isProven) return refuse({ why: 'vouched_once', login, organization });
      return as === 'owners' ? person : { ...person, as };
  }
}

/** Who stands behind the account whose token it is; a sponsor of null is nobody. */
export type Behind = {
  readonly sponsor: SlackUserId | null;
  /** Theirs; null where it is not known. */
  readonly account: GithubAccount | null;
  /** Whether it still is the account that they sponsor: its login may be another one's by now. */
  readonly isStanding: boolean;
};

/** Who has to be linked before anybody lets in what they stand behind: while their account isn't known it could be anybody's. */
export function sponsorToLink({ sponsor, account }: Pick<Behind, 'sponsor' | 'account'>): SlackUserId | null {
  return account === null ? sponsor : null;
}

export type Whose = { readonly requester: LinkedPerson; readonly holder: GithubAccount };

/** Who asks for a token does not decide on it, nor does the account that is to hold it. `githubId`: null where it is not known. */
export function isOwnRequest(
  one: { readonly slackId: SlackUserId; readonly githubId: GithubUserId | null },
  { requester, holder }: Whose,
): boolean {
  return [requester.githubId, holder.githubId].some((id) => id === one.githubId) || one.slackId === requester.slackId;
}

/** What a machine user holds is its sponsor's to ask for, not to decide. One whose account is not known could be anybody, and then nothing is let in. */
export function objectionToSponsor(
  person: LinkedPerson,
  { login }: GithubAccount,
  behind: Behind,
  grants: boolean,
): Refusal | null {
  const { sponsor, account, isStanding } = behind;
  if (sponsor === person.slackId || account?.githubId === person.githubId) {
    return refuse(isStanding ? { why: 'own_token', machineUser: login } : { why: 'login_taken', login });
  }
  const slackId = grants ? sponsorToLink(behind) : null;
  return slackId === null ? null : refuse({ why: 'sponsor_not_linked', slackId, login });
}

/** Why somebody may not decide on a token: it is theirs, or that of what they stand behind. */
export function objectionToToken(
  person: LinkedPerson,
  holder: GithubAccount,
  behind: Behind,
  grants: boolean,
): Refusal | null {
  return person.githubId === holder.githubId
    ? refuse({ why: 'own_token' })
    : objectionToSponsor(person, holder, behind, grants);
}

/** Whether whoever asked for a machine user's token is its sponsor now; a request for oneself needs none. */
export function isStillSponsored(whose: Whose, { sponsor, isStanding }: Omit<Behind, 'account'>): boolean {
  return !isForMachineUser(whose) || (isStanding && sponsor === whose.requester.slackId);
}

/**
 * Why somebody may not decide on a request. Where the policy names another sponsor than whoever asked, nobody stands for it any more, and nothing
 * may be approved under it.
 */
export function objectionToRequest(
  person: LinkedPerson,
  whose: Whose,
  behind: Behind,
  grants: boolean,
): Refusal | null {
  if (isOwnRequest(person, whose)) return refuse({ why: 'own_request' });
  const objection = objectionToSponsor(person, whose.holder, behind, grants);
  if (objection !== null) return objection.why === 'own_token' ? { ...objection, why: 'own_request' } : objection;
  return grants && !isStillSponsored(whose, behind)
    ? refuse({ why: 'sponsor_changed', slackId: whose.requester.slackId, login: whose.holder.login })
    : null;
}

/** Whether a request became somebody's own matter: their offer ends then, and is no outage. */
export function isOwnMatter(objection: Refusal | null): boolean {
  return objection?.why === 'own_request' || objection?.why === 'login_taken';
}

/** What was asked about somebody who approved before. `stranger` and `objection`: why they may not decide; null where they may. */
export type Approver = {
  readonly as: ReturnType<typeof standsAs>;
  readonly isStillAccount: 'yes' | 'no' | 'unknown';
  readonly stranger: Refusal | null;
  readonly objection: Refusal | null;
};

/** Whether their approval counts still. One who may not decide at this moment does not count with another's click either. */
export function countsStill({ as, isStillAccount, stranger, objection }: Approver): 'yes' | 'no' | 'unknown' {
  const isStranger = stranger !== null && stranger.why !== 'person_not_checked';
  if (as === 'nobody' || isStillAccount === 'no' || objection !== null || isStranger) return 'no';
  return as === 'unknown' || stranger !== null ? 'unknown' : 'yes';
}
