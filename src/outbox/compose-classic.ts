import type { MessageCopy } from '../domain/change.ts';
import { endOfRequestNow, endOfTokenNow } from '../domain/classic/end-now.ts';
import { endOfRequest, endOfToken } from '../domain/classic/told-end.ts';
import type { Destination, Message } from '../domain/message.ts';
import { overForGood } from '../domain/messages/copies.ts';
import { isOverForGood } from '../domain/notices/reminder-now.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { zoneOf } from '../operations/people/find-holder.ts';
import type { Composed, Composer } from './composer.ts';

type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

/** A reminder of a classic token's end; null where it is no longer true, and not sent yet. `own`: where it stands. */
export async function composeClassicEnd(
  { ports, githubWebUrl }: Composer,
  { number, id, threshold, endsAt }: Of<'classic_ends'>,
  to: Destination | null,
  own: MessageCopy | null,
): Promise<Composed | null> {
  const { store, clock } = ports;
  const reader = own?.reader ?? (to?.to === 'person' ? to.slackId : null);
  const token = id === null ? null : await store.classicToken(id);
  const about = token?.requestNumber ?? number;
  const request = about === null ? null : await store.request(about);
  const subject = token ?? (id === null ? request : null);
  if (subject === null) return null;
  const told = { threshold, endsAt };
  // What stands there already says what is so now.
  const now = own === null ? clock.now() : null;
  const { end, so } =
    'classic' in subject
      ? {
          end: endOfRequest(told, subject, now),
          so: endOfRequestNow(told, subject, await store.classicTokenOfRequest(subject.number)),
        }
      : { end: endOfToken(told, subject, request, reader, now), so: endOfTokenNow(told, subject) };
  if (end === null) return null;
  const { organization } = await organizationOf(ports, subject.organizationId);
  const shared = { zone: await zoneOf(ports, reader), page: `${githubWebUrl}/settings/tokens`, so };
  const saidAt = own === null ? {} : { saidAt: Math.round(Number(own.ts) * 1_000) };
  return {
    content: { kind: 'classic_ends', ...shared, ...saidAt, ...told, organization: organization.login, ...end },
    shownVersion: isOverForGood(so) ? overForGood : subject.version,
  };
}

/** A classic token that GitHub shows: its card, or to its holder what became of it. */
export async function composeClassicToken(
  { ports }: Composer,
  { kind, id }: Of<'classic_token_card' | 'classic_token_news'>,
): Promise<Composed | null> {
  const token = await ports.store.classicToken(id);
  if (token === null) return null;
  const { organization, policy } = await organizationOf(ports, token.organizationId);
  const shown = { organization: organization.login, token };
  const shownVersion = token.version;
  return kind === 'classic_token_news'
    ? { content: { kind, ...shown }, shownVersion }
    : { content: { kind, ...shown, isObserved: policy.mode === 'observe' }, shownVersion };
}
