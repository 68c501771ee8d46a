import { isSignInOver, type SignIn } from '../../domain/people/sign-in.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GithubSignIn } from '../../ports/sign-in.ts';
import { commitDecision } from '../commit-decision.ts';
import { endHeld, heldToken, mayOfferOwnToken } from './offer-own-token.ts';

/** The ports of a program in which people can sign in. */
export type SignInPorts = Ports & { readonly signIn: GithubSignIn };

/** A sign-in that still counts: not over, and of this workspace. */
function living(ports: SignInPorts, found: SignIn | null): SignIn | null {
  if (found === null || isSignInOver(found, ports.clock.now())) return null;
  return found.teamId === ports.signIn.team.id ? found : null;
}

const over = refuse({ why: 'sign_in_over' });

async function change(
  ports: SignInPorts,
  next: () => Promise<{ readonly was: SignIn; readonly row: Omit<SignIn, 'version'> } | Refusal>,
): Promise<SignIn | Refusal> {
  const done = await commitDecision(ports, async () => {
    const step = await next();
    if (isRefusal(step)) return step;
    const row: SignIn = { ...step.row, version: step.was.version + 1 };
    const write = { table: 'sign_ins', was: step.was.version, row } as const;
    return { row, change: { writes: [write], entries: [], effects: [] } };
  });
  return isRefusal(done) ? done : done.row;
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
  const { secrets } = ports.signIn;
  const found = living(ports, await ports.store.signInByTicket(secrets.hash(ticket)));
  if (found === null) return over;
  const isElsewhere = found.browserHash !== null && (browser === null || found.browserHash !== secrets.hash(browser));
  return isElsewhere ? refuse({ why: 'other_browser' }) : found;
}

/** The button on that page: from here on it goes on in this browser alone. Answers where GitHub asks who it is. */
export async function leaveForGithub(
  ports: SignInPorts,
  ticket: string,
  browser: string,
): Promise<{ readonly url: string } | Refusal> {
  const { secrets, authorizeUrl } = ports.signIn;
  const state = secrets.next();
  let before: SignIn | null = null;
  const left = await change(ports, async () => {
    const found = await openSignIn(ports, ticket, browser);
    if (isRefusal(found)) return found;
    before = found;
    // A browser is on one way at a time: what it began for somebody else is over.
    const other = await ports.store.signInByBrowser(secrets.hash(browser));
    if (other !== null && other.slackId !== found.slackId) return refuse({ why: 'other_browser' });
    const row = {
      ...found,
      browserHash: secrets.hash(browser),
      stateHash: secrets.hash(state),
      account: null,
      ownToken: null,
    };
    return { was: found, row };
  });
  if (isRefusal(left)) return left;
  if (before !== null) await endHeld(ports, before);
  return { url: authorizeUrl({ state, verifier: verifierOf(ports, browser, state) }) };
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
  const taken = await change(ports, async () => {
    const found = living(ports, await ports.store.signInByState(secrets.hash(state)));
    if (found === null) return over;
    if (found.browserHash !== secrets.hash(browser)) return refuse({ why: 'other_browser' });
    return { was: found, row: { ...found, stateHash: null, account: null, ownToken: null } };
  });
  if (isRefusal(taken)) return taken;
  if (code === null) return refuse({ why: 'sign_in_declined' });
  try {
    const keeps = (account: GithubAccount): Promise<boolean> => mayOfferOwnToken(ports, account);
    const behind = await accountBehind({ code, verifier: verifierOf(ports, browser, state), keeps });
    if (behind === null) return over;
    const { account, token } = behind;
    const ownToken = heldToken(ports, taken, account, token);
    const kept = await change(ports, async () => {
      const now = await ports.store.signInOf(taken.slackId);
      // They began again meanwhile, in this browser or another.
      if (now === null || now.version !== taken.version) return over;
      return { was: now, row: { ...now, account, ownToken } };
    });
    if (isRefusal(kept)) await endHeld(ports, { slackId: taken.slackId, account, ownToken });
    return kept;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    ports.log.warn('GitHub did not say who signed in', error.fields);
    return refuse({ why: 'sign_in_not_checked' });
  }
}

export type SignedIn = SignIn & { readonly account: NonNullable<SignIn['account']> };

/** What a page named, and its form says again: another tab may have gone on since. */
export function namedOn({ slackId, account }: SignedIn): string {
  return `${slackId} ${account.githubId}`;
}

/** Who signed in in this browser, and has not confirmed it yet. */
export async function signedIn(ports: SignInPorts, browser: string | null): Promise<SignedIn | Refusal> {
  if (browser === null) return refuse({ why: 'other_browser' });
  const found = living(ports, await ports.store.signInByBrowser(ports.signIn.secrets.hash(browser)));
  return found?.account == null ? over : { ...found, account: found.account };
}
