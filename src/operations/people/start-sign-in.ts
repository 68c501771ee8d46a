import type { SlackUserId } from '../../domain/ids.ts';
import { beginSignIn, needsNoSignIn } from '../../domain/people/advance-sign-in.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { accountOf, namedLogin } from './accounts.ts';
import { recognise } from './authorize.ts';
import { notLinked } from './not-linked.ts';
import { endHeld } from './offer-own-token.ts';

/** Whoever loses one, or is shown one with each command, needs a few; the rest is a program. */
const addresses = { atOnce: 10, anHour: 20 };

/**
 * Makes the one-time address at which a Slack person signs in at GitHub; one that was made for them before ends. It is theirs alone: whoever
 * else opens it is told whose it is.
 */
export async function startSignIn(
  ports: Ports,
  slackId: SlackUserId,
  /** They are linked, and are to show once more that the account is theirs. */
  isFresh = false,
): Promise<{ readonly url: string } | Refusal> {
  const { signIn, store } = ports;
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  const known = await accountOf(ports, slackId);
  const mayAllow = signIn !== null && ports.sealing.keyId !== null;
  const needless = isFresh ? null : needsNoSignIn(known, namedLogin(ports, slackId), mayAllow);
  if (needless !== null) return needless;
  if (signIn === null) return notLinked(ports, slackId);
  const share = `addresses ${slackId}`;
  if (ports.pace.left(share, addresses) < 1) return refuse({ why: 'too_many_addresses' });
  ports.pace.spend(share, addresses, 1);
  const ticket = signIn.secrets.next();
  const started = await commitDecision(ports, async () => {
    const before = await store.signInOf(slackId);
    const given = { slackId, teamId: signIn.team.id, ticketHash: signIn.secrets.hash(ticket) };
    return { before, ...beginSignIn(before, given, ports.clock.now()) };
  });
  if (isRefusal(started)) return started;
  if (started.before !== null) await endHeld(ports, started.before);
  return { url: signIn.startUrl(ticket) };
}
