import { type Change, type Effect, type Entry, type MessageCopy, noChange, together } from '../domain/change.ts';
import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import { type Destination, type Message, type Subject, subjectOf } from '../domain/message.ts';
import { questionsOf, remindersOf } from '../domain/notices/reminders-of.ts';
import { effectKey, redraw } from '../domain/step.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { standingLinks } from '../operations/people/accounts.ts';
import { Fault } from '../ports/fault.ts';
import type { MessageContent } from '../ports/message-content.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { Ports } from '../ports/ports.ts';
import { askOwnersInstead } from './ask-owners-instead.ts';
import { compose } from './compose.ts';
import type { Composed, Composer } from './composer.ts';
import { joinBurst } from './join-burst.ts';
import { namesPrivate } from './names-private.ts';
import { languageFor } from './reader-language.ts';
import type { Post } from './send-together.ts';
import { subjectNow } from './subject-now.ts';
import { tellInstead } from './tell-instead.ts';

export type Performer = Composer & { readonly messenger: Messenger };

/** A message that is to be sent, as it is now. */
type Ready = Composed & { readonly message: Message };

/** Sends what has anything left to say: by itself, or as a list where it is several. They are of one kind and go to one place. */
export async function postMessages(performer: Performer, posts: readonly Post[]): Promise<Change> {
  const [first] = posts;
  if (first === undefined) return noChange;
  const { to } = first;
  const ready: Ready[] = [];
  for (const { message } of posts) {
    const composed = await compose(performer, message, to);
    if (composed !== null) ready.push({ ...composed, message });
  }
  const content = inOne(ready);
  if (content === null) return noChange;
  const joined = posts.length === 1 ? await joinBurst(performer.ports, first) : null;
  if (joined !== null) return joined;
  const place = await placeOf(performer, to);
  const reader = to.to === 'person' ? to.slackId : null;
  const language = await languageFor(performer.ports, to.organizationId, reader);
  try {
    const stands = await performer.messenger.post(place, content, language);
    return copiesOf(performer, ready, { ...stands, reader });
  } catch (error) {
    if (!(error instanceof Fault) || !isOfAddressee(error)) throw error;
    return fallBack(performer, posts, error);
  }
}

/** One message of them all; what says the very same as another is said once. */
export function inOne(composed: readonly Composed[]): MessageContent | null {
  const contents = [...new Map(composed.map(({ content }) => [JSON.stringify(content), content] as const)).values()];
  const [only] = contents;
  return contents.length > 1 ? { kind: 'many', contents } : (only ?? null);
}

/** Not reachable there: the next best one is used, and nothing is dropped silently. */
export function isOfAddressee({ trouble }: Fault): boolean {
  return trouble === 'place' || trouble === 'person';
}

async function placeOf(performer: Performer, to: Destination) {
  if (to.to === 'person') return to.slackId;
  if (to.to === 'channel') return to.channel;
  return (await organizationOf(performer.ports, to.organizationId)).policy.channel;
}

/** Records where redrawable messages stand; a subject that moved on while it was being sent is redrawn at once. */
async function copiesOf(
  { ports }: Performer,
  ready: readonly Ready[],
  { channel, ts, reader }: { readonly channel: ChannelId; readonly ts: string; readonly reader: SlackUserId | null },
): Promise<Change> {
  // A list names no repositories.
  const isAlone = ready.length === 1;
  const rows: MessageCopy[] = [];
  const effects: Effect[] = [];
  for (const { message, content, subject, shownVersion } of ready.flatMap((one) => shownBy(one, reader))) {
    const hasPrivateNames = isAlone && namesPrivate(content);
    rows.push({
      ...{ id: ports.ids.next(), version: 1, subject, message: message.kind, channel, ts, shownVersion },
      hasPrivateNames,
      reader,
    });
    const now = (await subjectNow(ports, subject))?.version;
    // What has no version may have changed while it was posted: it is drawn in any case.
    if (now !== shownVersion || subject.of === 'organization') effects.push(redraw(subject));
    // Those before it can't be answered any more.
    else if (subject.of === 'reminders' || subject.of === 'questions') effects.push({ ...redraw(subject), but: ts });
  }
  return { writes: rows.map((row) => ({ table: 'message_copies', was: null, row })), entries: [], effects };
}

type Shown = Ready & { readonly subject: Subject };

/** What of a message follows what it shows. A reminder that somebody reads alone does, of each token. */
function shownBy(ready: Ready, reader: SlackUserId | null): readonly Shown[] {
  const { message, content } = ready;
  const subject = subjectOf(message);
  if (subject !== null) return [{ ...ready, subject }];
  const isAsked = content.kind === 'active_token_news' || content.kind === 'holder_reminder';
  if (isAsked && content.question !== undefined && reader !== null) {
    return [{ ...ready, subject: questionsOf(content.token, content.question.asked) }];
  }
  // That a token has ended stays so.
  if (content.kind !== 'expiry' || reader === null || content.tokens.every((one) => one.threshold === 'expired'))
    return [];
  return content.tokens.flatMap(({ token, noticeId }) =>
    noticeId === undefined
      ? []
      : [
          {
            ...ready,
            subject: remindersOf(token, { id: noticeId, activeTokenId: token.id }),
            shownVersion: token.version,
          },
        ],
  );
}

/** A channel that can't be reached: its linked owners are written to instead. A person who can't: the channel is told. */
async function fallBack(performer: Performer, posts: readonly Post[], fault: Fault): Promise<Change> {
  const { ports } = performer;
  const [first] = posts;
  if (first === undefined) return noChange;
  const { to, message, key } = first;
  const at = ports.clock.now();
  const entries = posts.map(
    (post): Entry => ({
      at,
      actor: 'countersign',
      act: 'message.undeliverable',
      subject: post.key,
      data: { to: to.to === 'person' ? to.slackId : to.to, code: fault.code },
    }),
  );
  ports.log.error('a message could not be delivered', { key, messages: posts.length, code: fault.code });
  const { organizationId } = to;
  if (to.to === 'person') {
    // That somebody can't be told of somebody who can't be told ends here.
    if (message.kind === 'undeliverable') return { ...noChange, entries };
    if (message.kind === 'expiry') return { writes: [], entries, effects: await tellInstead(ports, posts, to.slackId) };
    if (message.kind === 'unused_token')
      return together({ ...noChange, entries }, await askOwnersInstead(ports, posts));
    const about: Message = { kind: 'undeliverable', slackId: to.slackId, about: message.kind };
    const note: Effect = {
      kind: 'post',
      key: effectKey.about('undeliverable', key),
      to: { to: 'reviewers', organizationId },
      message: about,
    };
    return { writes: [], entries, effects: [note] };
  }
  const owners = to.to === 'reviewers' ? await linkedOwners(performer.ports, to) : [];
  // Nobody else to tell: it waits until the channel can be written to.
  if (owners.length === 0) throw fault;
  const copies = owners.flatMap((slackId) =>
    posts.map(
      (post): Effect => ({
        kind: 'post',
        key: effectKey.copy(post.key, slackId),
        to: { to: 'person', slackId, organizationId },
        message: post.message,
      }),
    ),
  );
  return { writes: [], entries, effects: copies };
}

async function linkedOwners(ports: Ports, to: Destination) {
  const { organization } = await organizationOf(ports, to.organizationId);
  const owners = new Set((await ports.github.owners(organization.login)).map(({ githubId }) => githubId));
  return (await standingLinks(ports)).filter(({ githubId }) => owners.has(githubId)).map(({ slackId }) => slackId);
}
