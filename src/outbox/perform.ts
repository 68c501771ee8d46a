import { type Change, type Effect, type MessageCopy, noChange } from '../domain/change.ts';
import type { ChannelId, OrganizationId } from '../domain/ids.ts';
import { type Destination, type Message, type Subject, subjectKey, subjectOf } from '../domain/message.ts';
import { effectKey } from '../domain/step.ts';
import { reviewPendingToken } from '../operations/carry-out/review-pending-token.ts';
import { carryOutRevocation } from '../operations/carry-out/revoke-token.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import type { Messenger } from '../ports/slack.ts';
import type { LeasedEffect } from '../ports/store.ts';
import { type Composed, type Composer, compose, listVersion } from './compose.ts';
import { namesPrivate } from './names-private.ts';
import { stillMatters } from './still-matters.ts';

export type Performer = Composer & { readonly messenger: Messenger };

/** Messages of the channel that somebody has to decide by. */
const cards: ReadonlySet<string> = new Set([
  'request_card',
  'pending_token_card',
  'active_token_card',
  'pending_token_list',
]);

/** Carries out one leased effect and answers what is to be committed with its end. Throws a Fault where it has to be tried again. */
export async function perform(performer: Performer, { effect, attempt }: LeasedEffect): Promise<Change> {
  switch (effect.kind) {
    case 'post':
      // It waited, and the world went on meanwhile.
      if (attempt > 1 && !(await stillMatters(performer.ports, effect.message, effect.to))) return noChange;
      return post(performer, effect);
    case 'redraw_copy':
      return redraw(performer, effect.copyId);
    case 'review_pending_token':
      await reviewPendingToken(performer.ports, effect.pendingTokenId, effect.act);
      return noChange;
    case 'revoke_token':
      await carryOutRevocation(performer.ports, effect.activeTokenId);
      return noChange;
  }
}

async function post(performer: Performer, effect: Extract<Effect, { kind: 'post' }>): Promise<Change> {
  const composed = await compose(performer, effect.message, effect.to);
  if (composed === null) return noChange;
  const place = await placeOf(performer, effect.to);
  try {
    const stands = await performer.messenger.post(place, composed.content);
    return copyOf(performer, effect.message, stands, composed);
  } catch (error) {
    if (!(error instanceof Fault) || !isOfAddressee(error)) throw error;
    return fallBack(performer, effect, error);
  }
}

/** Not reachable there: the next best one is used, and nothing is dropped silently. */
function isOfAddressee({ trouble }: Fault): boolean {
  return trouble === 'place' || trouble === 'person';
}

async function placeOf(performer: Performer, to: Destination) {
  if (to.to === 'person') return to.slackId;
  if (to.to === 'channel') return to.channel;
  return (await organizationOf(performer.ports, to.organizationId)).policy.channel;
}

/** Records where a redrawable message stands; a subject that moved on while it was being sent is redrawn at once. */
async function copyOf(
  { ports }: Performer,
  message: Message,
  { channel, ts }: { readonly channel: ChannelId; readonly ts: string },
  composed: Composed,
): Promise<Change> {
  const { shownVersion } = composed;
  const subject = subjectOf(message);
  if (subject === null) return noChange;
  const row: MessageCopy = {
    id: ports.ids.next(),
    version: 1,
    subject,
    message: message.kind,
    channel,
    ts,
    shownVersion,
    hasPrivateNames: namesPrivate(composed.content),
  };
  const now = (await subjectNow(ports, subject))?.version;
  return {
    writes: [{ table: 'message_copies', was: null, row }],
    entries: [],
    // A list has no version: what changed while it was posted is drawn in any case.
    effects: now === shownVersion && subject.of !== 'organization' ? [] : [{ kind: 'redraw', subject }],
  };
}

/** The organization that a subject belongs to and the version that it has now; null where it is not known. */
async function subjectNow(
  { store }: Ports,
  subject: Subject,
): Promise<{ readonly organizationId: OrganizationId; readonly version: number } | null> {
  switch (subject.of) {
    case 'request':
      return store.request(subject.number);
    case 'pending_token':
      return store.pendingToken(subject.id);
    case 'active_token':
      return store.activeToken(subject.id);
    case 'organization':
      // What the list shows has no version of its own: it is asked to be redrawn by whatever changes.
      return (await store.organizationById(subject.id)) === null
        ? null
        : { organizationId: subject.id, version: listVersion };
  }
}

async function redraw(performer: Performer, copyId: string): Promise<Change> {
  const { ports, messenger } = performer;
  const copy = await ports.store.copy(copyId);
  if (copy === null) return noChange;
  const message = messageOf(copy);
  const place = await placeOfCopy(performer, copy);
  // What may be named depends on where this copy stands, not on where new ones go by now (T15).
  const content = message === null || place === null ? null : await compose(performer, message, place);
  if (content === null) return noChange;
  try {
    await messenger.redraw(copy.channel as ChannelId, copy.ts, content.content);
  } catch (error) {
    if (!(error instanceof Fault) || !(error.trouble === 'copy' || isOfAddressee(error))) throw error;
    return lostCopy(performer, copy, message, error);
  }
  const row: MessageCopy = {
    ...copy,
    version: copy.version + 1,
    shownVersion: content.shownVersion,
    hasPrivateNames: namesPrivate(content.content),
  };
  return { writes: [{ table: 'message_copies', was: copy.version, row }], entries: [], effects: [] };
}

function messageOf({ subject, message: kind }: MessageCopy): Message | null {
  switch (subject.of) {
    case 'organization':
      return { kind: 'pending_token_list', organizationId: subject.id };
    case 'active_token':
      return { kind: 'active_token_card', id: subject.id };
    case 'pending_token':
      return { kind: kind === 'pending_token_held' ? kind : 'pending_token_card', id: subject.id };
    case 'request':
      return kind === 'request_card' || kind === 'request_sent' || kind === 'request_approved'
        ? { kind, number: subject.number }
        : null;
  }
}

async function placeOfCopy({ ports }: Performer, copy: MessageCopy): Promise<Destination | null> {
  const found = await subjectNow(ports, copy.subject);
  const channel = copy.channel as ChannelId;
  return found === null ? null : { to: 'channel', channel, organizationId: found.organizationId };
}

/** A card that can't be drawn again where it stands is posted afresh, once for each copy; that of a place which is lost is recorded. */
async function lostCopy(
  performer: Performer,
  copy: MessageCopy,
  message: Message | null,
  fault: Fault,
): Promise<Change> {
  const { ports } = performer;
  const at = ports.clock.now();
  const isCard = cards.has(copy.message);
  const entry = {
    at,
    actor: 'countersign',
    act: 'message.lost',
    subject: subjectKey(copy.subject),
    data: { message: copy.message, code: fault.code },
  };
  ports.log.warn('a message could not be brought up to date', { message: copy.message, code: fault.code });
  if (!isCard || message === null || fault.trouble !== 'copy') {
    return { writes: [], entries: [entry], effects: [] };
  }
  const organizationId = (await subjectNow(ports, copy.subject))?.organizationId;
  if (organizationId === undefined) return { writes: [], entries: [entry], effects: [] };
  const again: Effect = {
    kind: 'post',
    key: effectKey.about('again', copy.id),
    to: { to: 'reviewers', organizationId },
    message,
  };
  return { writes: [], entries: [entry], effects: [again] };
}

/** A channel that can't be reached: its linked owners are written to instead. A person who can't: the channel is told. */
async function fallBack(
  performer: Performer,
  effect: Extract<Effect, { kind: 'post' }>,
  fault: Fault,
): Promise<Change> {
  const { ports } = performer;
  const { to, message, key } = effect;
  const at = ports.clock.now();
  const entry = {
    at,
    actor: 'countersign',
    act: 'message.undeliverable',
    subject: key,
    data: { to: to.to === 'person' ? to.slackId : to.to, code: fault.code },
  };
  ports.log.error('a message could not be delivered', { key, code: fault.code });
  const { organizationId } = to;
  if (to.to === 'person') {
    // That somebody can't be told of somebody who can't be told ends here.
    if (message.kind === 'undeliverable') return { ...noChange, entries: [entry] };
    const about: Message = { kind: 'undeliverable', slackId: to.slackId, about: message.kind };
    const note: Effect = {
      kind: 'post',
      key: effectKey.about('undeliverable', key),
      to: { to: 'reviewers', organizationId },
      message: about,
    };
    return { writes: [], entries: [entry], effects: [note] };
  }
  const owners = to.to === 'reviewers' ? await linkedOwners(performer, to) : [];
  // Nobody else to tell: it waits until the channel can be written to.
  if (owners.length === 0) throw fault;
  const copies = owners.map(
    (slackId): Effect => ({
      kind: 'post',
      key: effectKey.copy(key, slackId),
      to: { to: 'person', slackId, organizationId },
      message,
    }),
  );
  return { writes: [], entries: [entry], effects: copies };
}

async function linkedOwners({ ports }: Performer, to: Destination) {
  const { organization } = await organizationOf(ports, to.organizationId);
  const owners = new Set((await ports.github.owners(organization.login)).map(({ githubId }) => githubId));
  const people = await ports.store.people();
  return people
    .filter(({ githubId, slackId }) => owners.has(githubId) && ports.policy().people.has(slackId))
    .map(({ slackId }) => slackId);
}
