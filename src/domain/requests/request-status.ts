// How far a TokenRequest has come.

export type RequestStatus =
  | 'pending'
  | 'approved'
  | 'claimed'
  | 'fulfilled'
  | 'denied'
  | 'withdrawn'
  | 'lapsed'
  | 'ended';

/** What may still come to something. */
export const openStatuses: readonly RequestStatus[] = ['pending', 'approved', 'claimed'];

/** Why nobody can use a request any more: whoever asked, or whose token it would be, left; or the policy names another sponsor. */
export type EndReason = 'requester_left' | 'machine_user_left' | 'sponsor_changed';

/** Whether it still may come to something. */
export function isOpen({ status }: { readonly status: RequestStatus }): boolean {
  return openStatuses.includes(status);
}

/** Nobody agreed to it, or nobody can use it any more. */
export const cameToNothing: readonly RequestStatus[] = ['denied', 'withdrawn', 'lapsed', 'ended'];
