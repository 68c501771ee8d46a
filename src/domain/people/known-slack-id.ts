// One person, one id of ours. On Enterprise Grid Slack may name somebody by the id that their workspace had for them, or by the enterprise's.
import type { Instant, SlackUserId } from '../ids.ts';

/** As whom we know whoever Slack names by `slackId`. It is said once, and never changes. */
export type KnownSlackId = {
  readonly slackId: SlackUserId;
  readonly version: number;
  readonly knownAs: SlackUserId;
  /** By which id the enterprise knows them. */
  readonly globalId: SlackUserId;
  readonly learnedAt: Instant;
};

/** Slack's answer: by which id the enterprise knows whoever this id names. */
export type GlobalId = { readonly slackId: SlackUserId; readonly globalId: SlackUserId };

/**
 * What to write down. Whose rows we have under an id (`isOurs`) keeps it, so that nothing of theirs strands; everybody else is known by the
 * enterprise's id.
 */
export function learn(
  found: readonly GlobalId[],
  known: ReadonlyMap<SlackUserId, SlackUserId>,
  isOurs: boolean,
  learnedAt: Instant,
): readonly KnownSlackId[] {
  const learned = new Map<SlackUserId, Pick<KnownSlackId, 'knownAs' | 'globalId'>>();
  for (const { slackId, globalId } of found) {
    if (known.has(slackId) || learned.has(slackId)) continue;
    const before = known.get(globalId) ?? learned.get(globalId)?.knownAs;
    const knownAs = before ?? (isOurs ? slackId : globalId);
    learned.set(slackId, { knownAs, globalId });
    if (before === undefined) learned.set(globalId, { knownAs, globalId });
  }
  return [...learned].map(([slackId, as]) => ({ slackId, version: 1, ...as, learnedAt }));
}
