import { keepAccount, leaveSignIn, openedSignIn, signedInNow, takeState } from '../../domain/people/advance-sign-in.ts';
import type { SignedIn, SignIn } from '../../domain/people/sign-in.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GithubSignIn } from '../../ports/sign-in.ts';
import { commitDecision } from '../commit-decision.ts';
import { endHeld, heldToken, mayOfferOwnToken } from './offer-own-token.ts';

/** The ports of a program in which people can sign in. */
export type SignInPorts = Ports & { readonly signIn: GithubSignIn };

function hereIn({ signIn }: SignInPorts, browser: string) {
  return { teamId: signIn.team.id, browserHash: signIn.secrets.hash(browser) };
}

/**
 * Whose address it is. Reads only: Slack's preview, a scanner of links or a second tab must use up nothing. `browser` is null where the one
 * that asks has no cookie yet.
 */
export async function openSignIn(
  ports: SignInPorts,
  ticket: string,
  browser: string | null,
): Promise<SignIn | Refusal> {
  const here = browser === null ? { teamId: ports.signIn.team.id, browserHash: null } : hereIn(ports, browser);
  return openedSignIn(await ofTicket(ports, ticket), here, ports.clock.now());
}

/** The button on that page: from here on it goes on in this browser alone. Answers where GitHub asks who it is. */
export async function leaveForGithub(
  ports: SignInPorts,
  ticket: string,
  browser: string,
): Promise<{ readonly url: string } | Refusal> {
  const { secrets, authorizeUrl } = ports.signIn;
  const state = secrets.next();
  const here = hereIn(ports, browser);
  const left = await commitDecision(ports, async () => {
    const before = await ofTicket(ports, ticket);
    const other = await ports.store.signInByBrowser(here.browserHash);
    const step = leaveSignIn(before, other, here, secrets.hash(state), ports.clock.now());
    return isRefusal(step) ? step : { ...step, before };
  });
  if (isRefusal(left)) return left;
  if (left.before !== null) await endHeld(ports, left.before);
  return { url: authorizeUrl({ state, verifier: verifierOf(ports, browser, state) }) };
}

async function ofTicket({ store, signIn }: SignInPorts, ticket: string): Promise<SignIn | null> {
  return store.signInByTicket(signIn.secrets.hash(ticket));
}

/** Only this browser can make it again, and only with what GitHub hands back to it: nobody stores it. */
function verifierOf({ signIn }: SignInPorts, browser: string, state: string): string {
  return signIn.secrets.derive(browser, `code verifier ${state}`);
}

/** What GitHub hands back to the browser. `code` is null where the person said no there. */
export type HandedBack = { readonly state: string; readonly code: string | null };

/**
 * Back from GitHub: the state is used up first, so that a second copy of the address says nothing; then the code is exchanged for who it is.
 */
export async function returnFromGithub(
  ports: SignInPorts,
  browser: string | null,
  { state, code }: HandedBack,
): Promise<SignIn | Refusal> {
  const { secrets, accountBehind } = ports.signIn;
  if (browser === null) return refuse({ why: 'other_browser' });
  const used = await commitDecision(ports, async () =>
    takeState(await ports.store.signInByState(secrets.hash(state)), hereIn(ports, browser), ports.clock.now()),
  );
  if (isRefusal(used)) return used;
  const taken = used.row;
  if (code === null) return refuse({ why: 'sign_in_declined' });
  try {
    const keeps = (account: GithubAccount): Promise<boolean> => mayOfferOwnToken(ports, account);
    const behind = await accountBehind({ code, verifier: verifierOf(ports, browser, state), keeps });
    if (behind === null) return refuse({ why: 'sign_in_over' });
    const { account, token } = behind;
    const ownToken = heldToken(ports, taken, account, token);
    const kept = await commitDecision(ports, async () =>
      keepAccount(await ports.store.signInOf(taken.slackId), taken, { account, ownToken }),
    );
    if (!isRefusal(kept)) return kept.row;
    await endHeld(ports, { slackId: taken.slackId, account, ownToken });
    return kept;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    ports.log.warn('GitHub did not say who signed in', error.fields);
    return refuse({ why: 'sign_in_not_checked' });
  }
}

/** Who signed in in this browser, and has not confirmed it yet. */
export async function signedIn(ports: SignInPorts, browser: string | null): Promise<SignedIn | Refusal> {
  if (browser === null) return refuse({ why: 'other_browser' });
  const found = await ports.store.signInByBrowser(ports.signIn.secrets.hash(browser));
  return signedInNow(found, ports.signIn.team.id, ports.clock.now());
}
