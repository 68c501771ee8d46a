// What the audit trail tells of leaving: somebody who left, a request that ended with its requester's membership, a token that GitHub no
// longer shows. Which organization it was stands in the entry, or in the row that it names.
import type { Entry } from '../change.ts';
import type { RequestNumber } from '../ids.ts';

export type WhoLeft =
  | { readonly is: 'person'; readonly login: string; readonly organizationId: number }
  | { readonly is: 'requester'; readonly number: RequestNumber }
  | { readonly is: 'token'; readonly id: string };

/** Null where the entry tells of something else. Whoever was deactivated in Slack has not left the organization by that. */
export function leftIn({ act, subject, data }: Entry): WhoLeft | null {
  switch (act) {
    case 'holder.leave': {
      const organizationId = /^together:(\d{1,15})-/.exec(subject)?.[1];
      if (organizationId === undefined || typeof data.login !== 'string' || data.why === 'deactivated') return null;
      return { is: 'person', login: data.login, organizationId: Number(organizationId) };
    }
    case 'request.end': {
      const number = /^PAT-(\d{1,15})$/.exec(subject)?.[1];
      if (number === undefined || data.why !== 'requester_left') return null;
      return { is: 'requester', number: Number(number) as RequestNumber };
    }
    case 'active_token.vanish': {
      const id = /^active_token:(.+)/.exec(subject)?.[1];
      return id === undefined ? null : { is: 'token', id };
    }
    default:
      return null;
  }
}

/** The row that the entry names: whose it is, a requester's or a holder's. */
export type NamedRow = { readonly organizationId: number; readonly login: string } | null;

/** Who left an organization by then, by login, and how many tokens lost access. */
export type Left = { readonly people: ReadonlySet<string>; readonly tokens: number };

export const nobodyLeft: Left = { people: new Set(), tokens: 0 };

/** What one more line of the trail adds to it. */
export function withLeft(sum: Left, left: WhoLeft, named: NamedRow, organizationId: number): Left {
  const one = left.is === 'person' ? left : named;
  if (one?.organizationId !== organizationId) return sum;
  return left.is === 'token'
    ? { ...sum, tokens: sum.tokens + 1 }
    : { ...sum, people: new Set([...sum.people, one.login]) };
}
