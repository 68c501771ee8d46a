// What ends together with the link of a Slack person: what they began to link it again by, and what they allowed us to do in their name.
import { removal } from '../advance-reviewer-token.ts';
import { type Change, noChange, together } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { ReviewerToken } from '../reviewer-token.ts';
import { removalOf } from './advance-sign-in.ts';
import type { Link, LinkEnd } from './link.ts';
import { unlinking } from './linking.ts';
import type { SignIn } from './sign-in.ts';

/** Why a link ends that nothing takes the place of. */
export type SingleEnd = Exclude<LinkEnd, 'replaced' | 'corrected'>;

export type LinkToEnd = {
  readonly slackId: SlackUserId;
  /** The login that the policy gives them; null where it gives none. */
  readonly named: string | null;
  readonly link: Link | null;
  readonly begun: SignIn | null;
  /** The token in whose owner's name GitHub may be called; null where there is none. */
  readonly own: ReviewerToken | null;
};

/** What the policy says ends there alone: a Refusal. */
export function endOfLink(
  { slackId, named, link, begun, own }: LinkToEnd,
  why: SingleEnd,
  at: Instant,
): Change | Refusal {
  if (named !== null) return refuse({ why: 'linked_by_policy', login: named });
  // What they began before must not link them again afterwards.
  const cancelled = begun === null ? noChange : { ...noChange, writes: [removalOf(begun)] };
  if (link === null) return cancelled;
  const actor = why === 'unlinked' ? `slack:${slackId}` : 'countersign';
  const dropped = own === null ? noChange : removal(own, why === 'deactivated' ? why : 'unlinked', at);
  return together(unlinking(link, why, actor, at), cancelled, dropped);
}
