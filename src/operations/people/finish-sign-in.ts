import { type Change, noChange, together } from '../../domain/change.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Link } from '../../domain/people/link.ts';
import type { SignIn } from '../../domain/people/sign-in.ts';
import { type GithubAccount, isMember } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { ReviewerToken } from '../../domain/reviewer-token.ts';
import { effectKey, post } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { findOrganization } from '../find-organization.ts';
import { liveMembership, recognise } from './authorize.ts';
import { endAtGithub } from './drop-own-token.ts';
import { namedOn, type SignInPorts, signedIn } from './follow-sign-in.ts';
import { linkAccount } from './link-account.ts';
import { answerOffer, endHeld } from './offer-own-token.ts';

/**
 * Somebody confirmed, in the browser in which they signed in, that the Slack person is this account. Whoever is a member of no organization of
 * the policy is not linked. An account that owns one gives its person a say, so its reviewers are told.
 */
export async function confirmSignIn(
  ports: SignInPorts,
  browser: string | null,
  /** What the page named on which it was confirmed. */
  named: string | null,
  /** Whether Countersign may act in their name on GitHub; counts where they were asked. */
  isAllowed: boolean,
): Promise<Link | Refusal> {
  const found = await signedIn(ports, browser);
  if (isRefusal(found)) return found;
  if (namedOn(found) !== named) return refuse({ why: 'sign_in_over' });
  const { slackId, account } = found;
  const stranger = await recognise(ports, slackId, true);
  if (stranger !== null) return stranger;
  const places = await placesOf(ports, account);
  if (isRefusal(places)) return places;
  let before: ReviewerToken | null = null;
  const linked = await linkAccount(ports, { slackId, account, proof: 'oauth', by: null }, async (link) => {
    const now = await signedIn(ports, browser);
    // Pressed twice, or begun anew in between: what was shown is not what would be linked.
    if (isRefusal(now)) return now;
    if (now.version !== found.version || namedOn(now) !== named) return refuse({ why: 'sign_in_over' });
    // What is critical asks for a fresh one.
    const entry = {
      ...{ at: ports.clock.now(), actor: `slack:${slackId}`, act: 'person.sign_in' },
      ...{ subject: `account:${account.githubId}`, data: { login: account.login } },
    };
    const rest = { ...noChange, entries: [entry], writes: [removal(now)], effects: news(link, places) };
    before = now.ownToken === null ? null : await ports.store.reviewerToken(account.githubId);
    return together(rest, await answerOffer(ports, now, isAllowed));
  });
  // Refused, the row still has it; or the same button, pressed twice, has given it.
  if (isRefusal(linked)) return linked;
  if (before !== null) await endAtGithub(ports, before);
  if (!isAllowed) await endHeld(ports, found);
  return linked.link;
}

/** Somebody else's account, or somebody else's address: nothing is linked, and the address is of no more use. */
export async function cancelSignIn(ports: SignInPorts, browser: string | null): Promise<Refusal | null> {
  const done = await commitDecision(ports, async () => {
    const found = await signedIn(ports, browser);
    return isRefusal(found) ? found : { found, change: { ...noChange, writes: [removal(found)] } };
  });
  if (isRefusal(done)) return done;
  await endHeld(ports, done.found);
  return null;
}

function removal(row: SignIn) {
  return { table: 'sign_ins', was: row.version, row, removes: true } as const;
}

type Place = { readonly id: OrganizationId; readonly isOwner: boolean };

/** The organizations that they are a member of. */
async function placesOf(ports: Ports, account: GithubAccount): Promise<readonly Place[] | Refusal> {
  const places: Place[] = [];
  let unasked: string | null = null;
  for (const { login } of ports.policy().organizations) {
    const governed = await findOrganization(ports, login);
    if (governed === null) continue;
    const membership = await liveMembership(ports, governed.organization, account);
    if (membership === 'not_checked') unasked = login;
    if (isMember(membership)) places.push({ id: governed.organization.id, isOwner: membership.isOwner });
  }
  if (places.length > 0) return places;
  if (unasked !== null) return refuse({ why: 'member_not_checked', organization: unasked });
  const organization = ports
    .policy()
    .organizations.map(({ login }) => login)
    .join(', ');
  return refuse({ why: 'not_a_member', login: account.login, organization });
}

/** The person, in Slack, where whoever sent them the address can't speak for them; and the reviewers of what the account owns. */
function news({ slackId, login, githubId, linkedAt }: Link, places: readonly Place[]): Change['effects'] {
  const key = (kind: 'account_linked' | 'owner_linked', id: OrganizationId): string =>
    effectKey.linked(kind, id, slackId, linkedAt);
  const [first] = places;
  return [
    ...(first === undefined
      ? []
      : post(first.id, slackId, key('account_linked', first.id), { kind: 'account_linked', login, githubId })),
    ...places
      .filter(({ isOwner }) => isOwner)
      .flatMap(({ id }) => post(id, 'reviewers', key('owner_linked', id), { kind: 'owner_linked', slackId, login })),
  ];
}
