// One step of a sign-in, each in the browser in which it began, and whether it still counts for what somebody is shown. Pure.
import type { Change, Write } from '../change.ts';
import type { Instant } from '../ids.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Link } from './link.ts';
import { isSignInOver, namedOn, type SignedIn, type SignIn } from './sign-in.ts';

/** What a browser shows of itself, as hashes; null where it has no cookie yet. `teamId`: the workspace that this is. */
type Here = { readonly teamId: string; readonly browserHash: string | null };
type InBrowser = Here & { readonly browserHash: string };
type Step = { readonly row: SignIn; readonly change: Change };

const over = refuse({ why: 'sign_in_over' });
const otherBrowser = refuse({ why: 'other_browser' });

/** A sign-in that still counts: not over, and of this workspace. */
function living(found: SignIn | null, teamId: string, now: Instant): SignIn | null {
  return found === null || isSignInOver(found, now) || found.teamId !== teamId ? null : found;
}

function step(was: SignIn | null, next: Omit<SignIn, 'version'>): Step {
  const row: SignIn = { ...next, version: (was?.version ?? 0) + 1 };
  return { row, change: { writes: [{ table: 'sign_ins', was: was?.version ?? null, row }], entries: [], effects: [] } };
}

export function removalOf(row: SignIn): Write {
  return { table: 'sign_ins', was: row.version, row, removes: true };
}

/** Why nobody gets an address: whoever is linked already has no use for one, unless they may let Countersign act in their name, or take that back. */
export function needsNoSignIn(
  known: Pick<Link, 'login' | 'proof'> | null,
  named: string | null,
  mayAllow: boolean,
): Refusal | null {
  const login = known?.login ?? named;
  // Who was vouched for may show it themselves, which says more.
  const isShown = known === null || known.proof === 'oauth' || known.proof === 'policy';
  return login !== null && isShown && !mayAllow ? refuse({ why: 'linked_already', login }) : null;
}

/** One that was made for them before ends. */
export function beginSignIn(
  before: SignIn | null,
  given: Pick<SignIn, 'slackId' | 'teamId' | 'ticketHash'>,
  startedAt: Instant,
): Step {
  return step(before, { ...given, browserHash: null, stateHash: null, account: null, ownToken: null, startedAt });
}

/** What somebody who opens its address sees. */
export function openedSignIn(found: SignIn | null, { teamId, browserHash }: Here, now: Instant): SignIn | Refusal {
  const open = living(found, teamId, now);
  if (open === null) return over;
  return open.browserHash === null || open.browserHash === browserHash ? open : otherBrowser;
}

/** From here on it goes on in this browser alone. `other`: what goes on in it already. */
export function leaveSignIn(
  found: SignIn | null,
  other: Pick<SignIn, 'slackId'> | null,
  here: InBrowser,
  stateHash: string,
  now: Instant,
): Step | Refusal {
  const open = openedSignIn(found, here, now);
  if (isRefusal(open)) return open;
  // A browser is on one way at a time: what it began for somebody else is over.
  if (other !== null && other.slackId !== open.slackId) return otherBrowser;
  return step(open, { ...open, browserHash: here.browserHash, stateHash, account: null, ownToken: null });
}

/** The state is used up, so that a second copy of the address says nothing. */
export function takeState(found: SignIn | null, { teamId, browserHash }: InBrowser, now: Instant): Step | Refusal {
  const back = living(found, teamId, now);
  if (back === null) return over;
  if (back.browserHash !== browserHash) return otherBrowser;
  return step(back, { ...back, stateHash: null, account: null, ownToken: null });
}

/** `row`: as it is now. They may have begun again meanwhile, in this browser or another. */
export function keepAccount(
  row: SignIn | null,
  taken: SignIn,
  behind: Pick<SignIn, 'account' | 'ownToken'>,
): Step | Refusal {
  return row === null || row.version !== taken.version ? over : step(row, { ...row, ...behind });
}

/** Who signed in, and has not confirmed it yet. */
export function signedInNow(found: SignIn | null, teamId: string, now: Instant): SignedIn | Refusal {
  const open = living(found, teamId, now);
  return open?.account == null ? over : { ...open, account: open.account };
}

/** Pressed twice, or begun anew in between: what was shown is not what would be linked. */
export function asShown(found: SignedIn, named: string | null, version: number): SignedIn | Refusal {
  return found.version === version && namedOn(found) === named ? found : over;
}
