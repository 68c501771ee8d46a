// What follows where an effect could not be carried out. An outage is no answer, however long it lasts: it waits, and is tried again. Only a bug does
// not heal by itself, and even then no decision is given up. What takes long is said: of a decision in the channel, of a message in the log.
import { waitAfterMs } from '../backoff.ts';
import { type Change, noChange, type Outward } from '../change.ts';
import type { Instant } from '../ids.ts';
import { effectKey, post } from '../step.ts';
import type { ActiveToken } from '../tokens/token.ts';

/** After so many failures (some ten minutes) it is said. */
const loudAfter = 9;
/** So often an effect that fails by a bug is tried. */
const mostBugs = 5;

/** `failures`: how often it failed before. `about`: the token of a decision, where its row is there. */
export type Failed = {
  readonly effect: Outward;
  readonly failures: number;
  readonly about: Pick<ActiveToken, 'organizationId' | 'tokenName'> | null;
};

/** What the other side said, or the database. */
export type Cause = {
  readonly where: string;
  readonly code: string;
  readonly trouble: string | null;
  readonly isUncalled: boolean;
  readonly retryAfterSeconds: number | null;
};

export type AfterFailure = {
  readonly end:
    | { readonly as: 'put_back'; readonly waitMs: number }
    | { readonly as: 'retry'; readonly waitMs: number; readonly why: string }
    | { readonly as: 'gave_up'; readonly why: string };
  readonly told: Change;
  /** What the log says of it besides; null for nothing. */
  readonly says: 'ourselves' | 'content' | 'decision' | 'message' | 'gave_up' | null;
};

/** Whether GitHub is to be told of a decision by it. A table, so that none that is added is forgotten. */
const carriesDecision: Readonly<Record<Outward['kind'], boolean>> = {
  review_pending_token: true,
  revoke_token: true,
  revoke_classic_token: true,
  post: false,
  redraw_copy: false,
  publish_home: false,
};

/** `cause`: null is a bug. */
export function afterFailure(failed: Failed, cause: Cause | null, at: Instant): AfterFailure {
  const { effect, failures } = failed;
  if (cause?.isUncalled === true) {
    const end = { as: 'put_back', waitMs: (cause.retryAfterSeconds ?? 0) * 1_000 } as const;
    return { end, told: noChange, says: null };
  }
  const why = cause === null ? 'bug' : `${cause.where}: ${cause.code}`;
  if (cause === null && !carriesDecision[effect.kind] && failures >= mostBugs) {
    const entry = { at, actor: 'countersign', act: 'effect.give_up', subject: subjectOf(effect), data: { why } };
    return { end: { as: 'gave_up', why }, told: { ...alert(effect, why), entries: [entry] }, says: 'gave_up' };
  }
  const waitMs = waitAfterMs(failures + 1, cause?.retryAfterSeconds ?? null);
  return { end: { as: 'retry', waitMs, why }, ...said(failed, cause, why) };
}

/** What has to be known of one that is tried again. */
function said(
  { effect, failures, about }: Failed,
  cause: Cause | null,
  why: string,
): Pick<AfterFailure, 'told' | 'says'> {
  const tries = failures + 1;
  if (cause?.trouble === 'ourselves' && tries % loudAfter === 1) return { told: noChange, says: 'ourselves' };
  if (cause?.trouble === 'content' && tries === 1) return { told: alert(effect, why), says: 'content' };
  if (tries !== loudAfter) return { told: noChange, says: null };
  return carriesDecision[effect.kind]
    ? { told: about === null ? noChange : stuck(effect, about, why), says: 'decision' }
    : { told: noChange, says: 'message' };
}

/** A decision that GitHub can't be told of is said in the channel once, while we keep trying. */
function stuck(effect: Outward, { organizationId, tokenName }: NonNullable<Failed['about']>, why: string): Change {
  const message = { kind: 'stuck', about: tokenName, why } as const;
  return {
    ...noChange,
    effects: post(organizationId, 'reviewers', effectKey.about('stuck', subjectOf(effect)), message),
  };
}

/** A message that Slack does not take is said in the channel, unless it was that very saying. */
function alert(effect: Outward, why: string): Change {
  if (effect.kind !== 'post' || effect.message.kind === 'gave_up') return noChange;
  const message = { kind: 'gave_up', about: effect.message.kind, why } as const;
  const key = effectKey.about('gave_up', effect.key);
  return { ...noChange, effects: post(effect.to.organizationId, 'reviewers', key, message) };
}

/** The effect in one word, for the log and the trail. */
export function subjectOf(effect: Outward): string {
  if (effect.kind === 'publish_home') return effectKey.home(effect.slackId);
  return effect.kind === 'redraw_copy' ? effect.copyId : effect.key;
}
