// All that a person may decide, as data: on what, who may, from which states, whether the whole scope must have been in sight, and whether
// the click must be on the revision that was shown. Each is carried out by `decide`, whatever button it came from.
import type { ClassicTokenStatus } from '../classic/classic-token.ts';
import type { RequestNumber } from '../ids.ts';
import type { RequestStatus } from '../requests/request-status.ts';
import type { RequestedScope } from '../scope/agreement.ts';
import type { ActiveTokenStatus, PendingTokenStatus } from '../tokens/token.ts';

export type PersonAct =
  | { readonly act: 'approve_request' | 'withdraw_request' | 'approve_pending_token' | 'accept_token' }
  | { readonly act: 'deny_request' | 'deny_pending_token' | 'keep_token'; readonly reason: string }
  /** `together`: of the message that tells of it with others; left out where it is revoked alone. */
  | { readonly act: 'revoke_token'; readonly reason: string; readonly together?: string }
  | { readonly act: 'revoke_classic_token'; readonly reason: string }
  /** `id`: of the form that it was asked in. */
  | { readonly act: 'ask_requester'; readonly id: string; readonly question: string }
  | { readonly act: 'answer_question'; readonly place: number; readonly answer: string }
  /** Less than was asked, which the requester may accept. */
  | { readonly act: 'adjust_request'; readonly scope: RequestedScope; readonly reason: string }
  | { readonly act: 'accept_offer'; readonly place: number }
  /** A classic token was made, as its requester says; by what it can be told from others, where they said it. */
  | { readonly act: 'make_classic'; readonly lastEight: string | null }
  /** No more reminders of this end; and an owner asks the holder about the token. */
  | { readonly act: 'let_token_end' | 'remind_holder' }
  /** Which request a token was made for; null for none. */
  | { readonly act: 'answer_pending_token'; readonly number: RequestNumber | null };
export type PersonActName = PersonAct['act'];

/** `self` is the requester, or the token's holder. */
export type Who = 'reviewer' | 'self' | 'self_or_reviewer';

export type ActRule = {
  readonly who: Who;
  /** It lets something in: nobody may do it who could not see all of it, and the policy is asked once more. */
  readonly grants: boolean;
  /** Less is never agreed to by mistake: whoever edits a leaked token must not put off its end by that. */
  readonly needsRevision: boolean;
  /** It has something changed at GitHub: nobody may do it where the policy only observes. */
  readonly changesGithub?: true;
  /** GitHub is looked at afterwards: a token may already wait there for what was decided. */
  readonly isLookedFor: boolean;
  /** Whoever acts may have typed the number: somebody else's request is answered like one that does not exist. */
  readonly isByNumber?: true;
  /** What messages show stays as it is: none is drawn anew. */
  readonly isUnshown?: true;
  /** It means the token, by whichever grant lives: it gives nothing, and is no matter of the scope that was shown. */
  readonly isOfToken?: true;
} & (
  | { readonly on: 'request'; readonly from: readonly RequestStatus[] }
  | { readonly on: 'pending_token'; readonly from: readonly PendingTokenStatus[] }
  | { readonly on: 'active_token'; readonly from: readonly ActiveTokenStatus[] }
  | { readonly on: 'classic_token'; readonly from: readonly ClassicTokenStatus[] }
);

/** Whether a reviewer lets something in by it. */
export function isApproval(name: PersonActName): boolean {
  const { who, grants } = acts[name];
  return grants && who === 'reviewer';
}

export const acts: Readonly<Record<PersonActName, ActRule>> = {
  approve_request: {
    on: 'request',
    who: 'reviewer',
    from: ['pending'],
    grants: true,
    needsRevision: true,
    isLookedFor: true,
  },
  // Only a deny may replace an approve, and only until the call to GitHub is leased.
  deny_request: {
    on: 'request',
    who: 'reviewer',
    from: ['pending', 'approved', 'claimed'],
    grants: false,
    needsRevision: true,
    isLookedFor: true,
  },
  withdraw_request: {
    on: 'request',
    who: 'self',
    from: ['pending', 'approved', 'claimed'],
    grants: false,
    needsRevision: false,
    isLookedFor: true,
    isByNumber: true,
  },
  // Decides nothing, and holds up nothing.
  ask_requester: {
    on: 'request',
    who: 'reviewer',
    from: ['pending'],
    grants: false,
    needsRevision: true,
    isLookedFor: false,
  },
  // What was asked stays asked, whatever the request became meanwhile.
  answer_question: {
    on: 'request',
    who: 'self',
    from: ['pending'],
    grants: false,
    needsRevision: false,
    isLookedFor: false,
  },
  // The policy is asked about what is offered, now and once more when it is accepted; then it counts as this reviewer's approval.
  adjust_request: {
    on: 'request',
    who: 'reviewer',
    from: ['pending'],
    grants: true,
    needsRevision: true,
    isLookedFor: false,
  },
  accept_offer: {
    on: 'request',
    who: 'self',
    from: ['pending'],
    grants: true,
    needsRevision: true,
    isLookedFor: true,
    isByNumber: true,
  },
  approve_pending_token: {
    on: 'pending_token',
    who: 'reviewer',
    from: ['open', 'held'],
    grants: true,
    needsRevision: true,
    changesGithub: true,
    isLookedFor: true,
  },
  deny_pending_token: {
    on: 'pending_token',
    who: 'reviewer',
    from: ['open', 'held', 'approving'],
    grants: false,
    needsRevision: true,
    changesGithub: true,
    isLookedFor: true,
  },
  answer_pending_token: {
    on: 'pending_token',
    who: 'self',
    from: ['open', 'held'],
    grants: false,
    needsRevision: true,
    isLookedFor: true,
  },
  accept_token: {
    on: 'active_token',
    who: 'reviewer',
    from: ['active', 'exceeding'],
    grants: true,
    needsRevision: true,
    isLookedFor: false,
  },
  // Unused, and needed all the same. It gives nothing that the token doesn't have.
  keep_token: {
    on: 'active_token',
    who: 'self_or_reviewer',
    from: ['active', 'exceeding'],
    grants: false,
    needsRevision: false,
    isLookedFor: false,
  },
  revoke_token: {
    on: 'active_token',
    who: 'self_or_reviewer',
    from: ['active', 'exceeding'],
    grants: false,
    needsRevision: false,
    changesGithub: true,
    isLookedFor: false,
    isOfToken: true,
  },
  // The button was below this end: of a new one nobody said anything.
  let_token_end: {
    on: 'active_token',
    who: 'self',
    from: ['active', 'exceeding'],
    grants: false,
    needsRevision: true,
    isLookedFor: false,
    isUnshown: true,
  },
  remind_holder: {
    on: 'active_token',
    who: 'reviewer',
    from: ['active', 'exceeding'],
    grants: false,
    needsRevision: false,
    isLookedFor: false,
    isUnshown: true,
    isOfToken: true,
  },
  // Their word: it grants nothing that was not agreed.
  make_classic: {
    on: 'request',
    who: 'self',
    from: ['approved'],
    grants: false,
    needsRevision: false,
    isLookedFor: false,
  },
  revoke_classic_token: {
    on: 'classic_token',
    who: 'self_or_reviewer',
    from: ['active'],
    grants: false,
    needsRevision: false,
    changesGithub: true,
    isLookedFor: false,
  },
};
