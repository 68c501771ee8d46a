// What follows once somebody confirmed that a Slack person is the account that signed in: where it is a member, what the trail keeps, and who is told.
import { type Change, noChange } from '../change.ts';
import type { Instant, OrganizationId } from '../ids.ts';
import { isMember, type ToldMembership } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { effectKey, post } from '../step.ts';
import { removalOf } from './advance-sign-in.ts';
import type { Link } from './link.ts';
import type { SignedIn } from './sign-in.ts';

export type Place = { readonly id: OrganizationId; readonly isOwner: boolean };
export type AskedPlace = {
  readonly id: OrganizationId;
  readonly login: string;
  readonly membership: ToldMembership;
};

/** The organizations that they are a member of; `all`: those of the policy. Whoever is a member of none is not linked. */
export function placesOf(
  { login }: SignedIn['account'],
  asked: readonly AskedPlace[],
  all: readonly string[],
): readonly Place[] | Refusal {
  const places = asked.flatMap(({ id, membership }) =>
    isMember(membership) ? [{ id, isOwner: membership.isOwner }] : [],
  );
  if (places.length > 0) return places;
  const unasked = asked.findLast(({ membership }) => membership === 'not_checked');
  if (unasked !== undefined) return refuse({ why: 'member_not_checked', organization: unasked.login });
  return refuse({ why: 'not_a_member', login, organization: all.join(', ') });
}

/** Written with the link. What is critical asks for a fresh one, which the trail tells of. */
export function confirmSignIn(row: SignedIn, link: Link, places: readonly Place[], at: Instant): Change {
  const { slackId, account } = row;
  const entry = {
    ...{ at, actor: `slack:${slackId}`, act: 'person.sign_in' },
    ...{ subject: `account:${account.githubId}`, data: { login: account.login } },
  };
  return { ...noChange, entries: [entry], writes: [removalOf(row)], effects: news(link, places) };
}

/** The person, in Slack, where whoever sent them the address can't speak for them; and the reviewers of what the account owns. */
function news({ slackId, login, githubId, linkedAt }: Link, places: readonly Place[]): Change['effects'] {
  const key = (kind: 'account_linked' | 'owner_linked', id: OrganizationId): string =>
    effectKey.linked(kind, id, slackId, linkedAt);
  return [
    ...places
      .slice(0, 1)
      .flatMap(({ id }) => post(id, slackId, key('account_linked', id), { kind: 'account_linked', login, githubId })),
    ...places
      .filter(({ isOwner }) => isOwner)
      .flatMap(({ id }) => post(id, 'reviewers', key('owner_linked', id), { kind: 'owner_linked', slackId, login })),
  ];
}
