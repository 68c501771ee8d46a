// A message whose reader can't be written to: who is told in their place, and of what. Nothing is dropped in silence, and nobody is told in a circle.
import { localDay } from '../calendar.ts';
import { type Change, type Entry, noChange, together } from '../change.ts';
import type { Instant, OrganizationId, SlackUserId } from '../ids.ts';
import type { HolderInSlack } from '../person.ts';
import { effectKey, type Post, post } from '../step.ts';
import { advanceActiveToken } from '../tokens/advance-active-token.ts';
import { allowed } from '../tokens/conclusion-rule.ts';
import type { ActiveToken } from '../tokens/token.ts';
import { isAskedAbout } from '../tokens/use-question.ts';

/** Who hears of a token's end besides whoever can't be written to, and its holder, or who stands for them. */
export type Warned = { readonly noticeId: string; readonly other: HolderInSlack; readonly holder: HolderInSlack };

export type Others = {
  /** Of the organization, as far as they are linked, where a channel can't be reached; null where a person can't. */
  readonly owners: readonly SlackUserId[] | null;
  /** By the key of the message. */
  readonly warned: ReadonlyMap<string, readonly Warned[]>;
  /** The token that somebody was to be asked about. */
  readonly asked: ReadonlyMap<string, ActiveToken>;
};

/**
 * A channel that can't be reached: its linked owners are written to instead. A person who can't: whom their requests name besides, the owners, or the
 * channel is told. Null where there is nobody else: it waits until the channel can be written to. `posts`: of one kind, to one place.
 */
export function tellElsewhere(posts: readonly Post[], others: Others, code: string, at: Instant): Change | null {
  if (others.owners?.length === 0) return null;
  const entries = posts.map(({ key, to }): Entry => {
    const data = { to: to.to === 'person' ? to.slackId : to.to, code };
    return { at, actor: 'countersign', act: 'message.undeliverable', subject: key, data };
  });
  const told = posts.map((one) => instead(one, others, at));
  return together({ ...noChange, entries, effects: posts.slice(0, 1).flatMap(noteOf) }, ...told);
}

/** What the channel is told once of all that somebody does not get. That somebody can't be told of this very thing ends here. */
function noteOf({ key, message, to }: Post): readonly Post[] {
  const isToldOtherwise = ['undeliverable', 'expiry', 'unused_token'].includes(message.kind);
  if (to.to !== 'person' || isToldOtherwise) return [];
  const about = { kind: 'undeliverable', slackId: to.slackId, about: message.kind } as const;
  return post(to.organizationId, 'reviewers', effectKey.about('undeliverable', key), about);
}

function instead({ key, to, message }: Post, { owners, warned, asked }: Others, at: Instant): Change {
  const { organizationId } = to;
  const copies = (owners ?? []).flatMap((slackId) =>
    post(organizationId, slackId, effectKey.copy(key, slackId), message),
  );
  const others = warnOthers(organizationId, effectKey.about('undeliverable', key), warned.get(key) ?? []);
  return together({ ...noChange, effects: [...copies, ...others] }, askOwners(asked.get(key) ?? null, at));
}

/** That tokens end is told to whom their requests name besides, to each those that name them; else to the reviewers. The message says why. */
function warnOthers(organizationId: OrganizationId, key: string, warned: readonly Warned[]): readonly Post[] {
  // Whoever was named besides, and can't be written to either, is the last before the channel.
  const byReader = Map.groupBy(warned, ({ other, holder }) => (other === holder ? null : other));
  return [...byReader].flatMap(([slackId, told]) => {
    const message = { kind: 'expiry', noticeIds: told.map(({ noticeId }) => noticeId) } as const;
    const own = slackId === null ? key : effectKey.copy(key, slackId);
    return post(organizationId, slackId ?? 'reviewers', own, message);
  });
}

/** A holder who can't be written to can't be asked about unused tokens: the owners are, at once, and their message says why. */
function askOwners(token: ActiveToken | null, at: Instant): Change {
  if (token === null || !isAskedAbout(token)) return noChange;
  const context = { holder: null, planned: [], shownBy: [] };
  const change = allowed(advanceActiveToken(token, { act: 'ask_use', asked: null }, at, context));
  const { organizationId } = token;
  const key = effectKey.unusedReview(organizationId, localDay(at, 'UTC'));
  const told = post(organizationId, 'reviewers', key, { kind: 'unused_review', organizationId });
  return together(change, { ...noChange, effects: told });
}
