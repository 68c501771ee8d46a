// The three state machines as data: which act leads from which state to which. What is not here is refused.
// Terminal states never change, except that GitHub may show a token again that we took for gone, revoked or expired.
// `approving`, `denying` and `revoking` are committed before GitHub is called.

import type { ClassicTokenStatus } from './classic/classic-token.ts';
import type { RequestStatus } from './requests/request-status.ts';
import type { ActiveTokenStatus, PendingTokenStatus } from './tokens/token.ts';

export type RequestActName =
  | 'approve'
  | 'review'
  | 'deny'
  | 'withdraw'
  | 'lapse'
  | 'claim'
  | 'release'
  | 'reopen'
  | 'fulfil'
  | 'remind'
  | 'nudge'
  | 'ask'
  | 'answer'
  | 'adjust'
  | 'accept_offer'
  | 'narrow'
  | 'void_offer'
  | 'extend'
  | 'make'
  | 'escalate'
  | 'end';
export type PendingTokenActName =
  | 'rescope'
  | 'relist'
  | 'await'
  | 'ask'
  | 'answer'
  | 'hold'
  | 'review'
  | 'start_approving'
  | 'start_denying'
  | 'observe_approved'
  | 'observe_denied'
  | 'cancel'
  | 'expire'
  | 'vanish'
  | 'send'
  | 'outdate'
  | 'reopen';
export type ActiveTokenActName =
  | 'observe'
  | 'exceed'
  | 'return_within'
  | 'attach'
  | 'accept'
  | 'pass_deadline'
  | 'ask_channel'
  | 'follow_mode'
  | 'extend'
  | 'start_revoking'
  | 'send'
  | 'observe_revoked'
  | 'abandon_revoking'
  | 'stay_exceeding'
  | 'expire'
  | 'vanish'
  | 'supersede'
  | 'come_back'
  | 'ask_use'
  | 'ask_owners'
  | 'keep'
  | 'use_again';

export type ClassicTokenActName =
  | 'observe'
  | 'attach'
  | 'tell'
  | 'start_revoking'
  | 'observe_revoked'
  | 'abandon_revoking'
  | 'vanish'
  | 'come_back';

type Transitions<Status extends string, Act extends string> = Readonly<
  Record<Status, Readonly<Partial<Record<Act, Status>>>>
>;

export const requestTransitions: Transitions<RequestStatus, RequestActName> = {
  pending: {
    approve: 'approved',
    // One of several approvals that it takes.
    review: 'pending',
    deny: 'denied',
    withdraw: 'withdrawn',
    // After an outage nobody could decide: it waits for longer.
    extend: 'pending',
    // An owner let its token in on github.com while it waited here.
    fulfil: 'fulfilled',
    remind: 'pending',
    nudge: 'pending',
    // Nobody decided in time: others may as well.
    escalate: 'pending',
    // A reviewer's question and its answer: the decision waits for neither.
    ask: 'pending',
    answer: 'pending',
    // A reviewer would approve less. Accepted, it is approved, or has that reviewer's approval and needs others' (`narrow`).
    adjust: 'pending',
    accept_offer: 'approved',
    narrow: 'pending',
    void_offer: 'pending',
    lapse: 'lapsed',
    end: 'ended',
  },
  // `deny` retracts an approval, and once a token has claimed it only until GitHub is called; `reopen` follows an approver who no longer is a reviewer;
  // `fulfil` follows a token that GitHub let in without asking (an owner's).
  approved: {
    claim: 'claimed',
    deny: 'denied',
    reopen: 'pending',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
    fulfil: 'fulfilled',
    // A classic token that its holder says they have made, or that is seen; GitHub lets nobody approve it.
    make: 'fulfilled',
    end: 'ended',
  },
  claimed: {
    fulfil: 'fulfilled',
    deny: 'denied',
    release: 'approved',
    reopen: 'pending',
    withdraw: 'withdrawn',
    end: 'ended',
  },
  fulfilled: {},
  denied: {},
  withdrawn: {},
  lapsed: {},
  ended: {},
};

const observed = {
  observe_approved: 'approved',
  observe_denied: 'denied',
  cancel: 'cancelled',
  expire: 'expired',
  vanish: 'closed',
} as const;

export const pendingTokenTransitions: Transitions<PendingTokenStatus, PendingTokenActName> = {
  open: {
    ...observed,
    rescope: 'open',
    await: 'open',
    ask: 'open',
    answer: 'open',
    hold: 'held',
    // It ended before, which its card does not show.
    outdate: 'open',
    // One of several approvals that it takes.
    review: 'open',
    start_approving: 'approving',
    start_denying: 'denying',
  },
  held: {
    ...observed,
    rescope: 'open',
    await: 'open',
    ask: 'open',
    answer: 'open',
    hold: 'held',
    outdate: 'held',
    review: 'held',
    start_approving: 'approving',
    start_denying: 'denying',
  },
  approving: { ...observed, send: 'approving', reopen: 'open' },
  denying: { ...observed, send: 'denying', reopen: 'open' },
  approved: {},
  denied: {},
  cancelled: {},
  // Listed again after all: it still waits.
  expired: { relist: 'open' },
  // Nobody had said why it no longer waited; a webhook that comes late does.
  closed: { relist: 'open', cancel: 'cancelled', observe_denied: 'denied' },
};

/** Whether a token that nobody uses is needed: asked, answered, or used after all. It changes nothing of what the token may do. */
function asked<Status extends ActiveTokenStatus>(status: Status) {
  return { ask_use: status, ask_owners: status, keep: status, use_again: status };
}

export const activeTokenTransitions: Transitions<ActiveTokenStatus, ActiveTokenActName> = {
  active: {
    ...asked('active'),
    observe: 'active',
    exceed: 'exceeding',
    // `accept`: a reviewer agrees to it as it is. `attach`: a request that was approved later covers it.
    accept: 'active',
    attach: 'active',
    start_revoking: 'revoking',
    expire: 'expired',
    vanish: 'gone',
    supersede: 'gone',
  },
  exceeding: {
    ...asked('exceeding'),
    observe: 'exceeding',
    exceed: 'exceeding',
    return_within: 'active',
    accept: 'active',
    attach: 'active',
    pass_deadline: 'exceeding',
    // Its holder had a day to ask for what they prolonged.
    ask_channel: 'exceeding',
    // Observed by now, or enforced again: its deadline is another.
    follow_mode: 'exceeding',
    // After an outage nobody could accept it here: its deadline is put off, once.
    extend: 'exceeding',
    start_revoking: 'revoking',
    expire: 'expired',
    vanish: 'gone',
    supersede: 'gone',
  },
  revoking: {
    observe: 'revoking',
    send: 'revoking',
    observe_revoked: 'revoked',
    abandon_revoking: 'active',
    stay_exceeding: 'exceeding',
    expire: 'expired',
    supersede: 'gone',
  },
  revoked: { come_back: 'active' },
  // Regenerated in its last minutes, while we could not look.
  expired: { come_back: 'active' },
  gone: { come_back: 'active' },
};

/** A classic token that GitHub shows: nobody approves it there, and a reviewer or its holder can only end its access. */
export const classicTokenTransitions: Transitions<ClassicTokenStatus, ClassicTokenActName> = {
  active: {
    observe: 'active',
    attach: 'active',
    tell: 'active',
    start_revoking: 'revoking',
    vanish: 'gone',
    // Ended and authorized anew between two lists.
    come_back: 'active',
  },
  revoking: {
    observe: 'revoking',
    tell: 'revoking',
    observe_revoked: 'revoked',
    abandon_revoking: 'active',
  },
  // Authorized anew.
  revoked: { come_back: 'active' },
  gone: { come_back: 'active' },
};

/** The state that the act leads to, or null where it is not allowed in this state. */
export function nextRequestStatus(status: RequestStatus, act: RequestActName): RequestStatus | null {
  return requestTransitions[status][act] ?? null;
}

export function nextPendingTokenStatus(
  status: PendingTokenStatus,
  act: PendingTokenActName,
): PendingTokenStatus | null {
  return pendingTokenTransitions[status][act] ?? null;
}

export function nextClassicTokenStatus(
  status: ClassicTokenStatus,
  act: ClassicTokenActName,
): ClassicTokenStatus | null {
  return classicTokenTransitions[status][act] ?? null;
}

export function nextActiveTokenStatus(status: ActiveTokenStatus, act: ActiveTokenActName): ActiveTokenStatus | null {
  return activeTokenTransitions[status][act] ?? null;
}
