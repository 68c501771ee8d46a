import { type Change, type Effect, type MessageCopy, noChange } from '../domain/change.ts';
import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import { type Destination, type Message, type Subject, subjectOf } from '../domain/message.ts';
import { overForGood } from '../domain/messages/copies.ts';
import { tellElsewhere } from '../domain/messages/tell-elsewhere.ts';
import { askedOf } from '../domain/notices/asked-now.ts';
import { questionsOf, remindersOf } from '../domain/notices/reminders-of.ts';
import { type Post, redraw } from '../domain/step.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { subjectNow } from '../operations/subject-now.ts';
import { Fault } from '../ports/fault.ts';
import type { MessageContent } from '../ports/message-content.ts';
import type { Messenger } from '../ports/messenger.ts';
import { compose } from './compose.ts';
import type { Composed, Composer } from './composer.ts';
import { findOthers } from './find-others.ts';
import { joinBurst } from './join-burst.ts';
import { namesPrivate } from './names-private.ts';
import { languageFor } from './reader-language.ts';

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
    return fallBack(performer, posts, to, error);
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
    if (shownVersion === overForGood) continue;
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
  // Recorded, so that whoever stands for the token later is told of it too; it asks nothing, so it stays as it was said.
  if (content.kind === 'active_token_news' && content.news === 'exceeding' && reader !== null) {
    const message = { kind: content.kind, id: content.token.id, news: content.news, audience: 'holder' } as const;
    return [
      { ...ready, subject: questionsOf(content.token, askedOf(message, content.token)), shownVersion: overForGood },
    ];
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

/** Somebody else is told (`domain/messages/tell-elsewhere.ts`); where there is nobody it is tried again. */
async function fallBack({ ports }: Performer, posts: readonly Post[], to: Destination, fault: Fault): Promise<Change> {
  const { code } = fault;
  ports.log.error('a message could not be delivered', { key: posts[0]?.key ?? '', messages: posts.length, code });
  const told = tellElsewhere(posts, await findOthers(ports, posts, to), code, ports.clock.now());
  if (told === null) throw fault;
  return told;
}
