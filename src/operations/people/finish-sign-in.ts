import { answer } from '../../domain/advance-reviewer-token.ts';
import { noChange, together } from '../../domain/change.ts';
import { asShown, removalOf } from '../../domain/people/advance-sign-in.ts';
import {
  type AskedPlace,
  confirmSignIn as confirmedBeside,
  type Place,
  placesOf,
} from '../../domain/people/confirm-sign-in.ts';
import type { Link } from '../../domain/people/link.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { ReviewerToken } from '../../domain/reviewer-token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { findOrganization } from '../find-organization.ts';
import { liveMembership, recognise } from './authorize.ts';
import { endAtGithub } from './drop-own-token.ts';
import { type SignInPorts, signedIn } from './follow-sign-in.ts';
import { linkAccount } from './link-account.ts';
import { endHeld } from './offer-own-token.ts';

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
  const shown = asShown(found, named, found.version);
  if (isRefusal(shown)) return shown;
  const { slackId, account } = shown;
  const stranger = await recognise(ports, slackId, true);
  if (stranger !== null) return stranger;
  const places = await askPlaces(ports, account);
  if (isRefusal(places)) return places;
  let before: ReviewerToken | null = null;
  const linked = await linkAccount(ports, { slackId, account, proof: 'oauth', by: null }, async (link) => {
    const current = await signedIn(ports, browser);
    const now = isRefusal(current) ? current : asShown(current, named, found.version);
    if (isRefusal(now)) return now;
    const confirmed = confirmedBeside(now, link, places, ports.clock.now());
    before = now.ownToken === null ? null : await ports.store.reviewerToken(account.githubId);
    const owner = { githubId: account.githubId, slackId };
    return together(confirmed, answer(owner, before, now.ownToken, isAllowed, ports.clock.now()));
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
    return isRefusal(found) ? found : { found, change: { ...noChange, writes: [removalOf(found)] } };
  });
  if (isRefusal(done)) return done;
  await endHeld(ports, done.found);
  return null;
}

async function askPlaces(ports: Ports, account: GithubAccount): Promise<readonly Place[] | Refusal> {
  const all = ports.policy().organizations.map(({ login }) => login);
  const asked: AskedPlace[] = [];
  for (const login of all) {
    const governed = await findOrganization(ports, login);
    if (governed === null) continue;
    const { id } = governed.organization;
    asked.push({ id, login, membership: await liveMembership(ports, governed.organization, account) });
  }
  return placesOf(account, asked, all);
}
