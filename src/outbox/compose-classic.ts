import type { MessageCopy } from '../domain/change.ts';
import { declaredEnd } from '../domain/classic/classic-record.ts';
import { type ClassicToken, classicTokenName } from '../domain/classic/classic-token.ts';
import { classicEndNow } from '../domain/classic/end-now.ts';
import type { Instant } from '../domain/ids.ts';
import type { ClassicEnd, Destination, Message } from '../domain/message.ts';
import { isOverForGood, type ReminderNow } from '../domain/notices/reminder-now.ts';
import { classicEndMatters } from '../domain/still-matters.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { zoneOf } from '../operations/people/find-holder.ts';
import type { Composed, Composer } from './composer.ts';
import { overForGood } from './draw-reminder.ts';

type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

/** A reminder of a classic token's end; null where it is no longer true, and not sent yet. `own`: where it stands. */
export async function composeClassicEnd(
  { ports, githubWebUrl }: Composer,
  { number, id, threshold, endsAt }: Of<'classic_ends'>,
  to: Destination | null,
  own: MessageCopy | null,
): Promise<Composed | null> {
  const { store } = ports;
  const slackId = own?.reader ?? (to?.to === 'person' ? to.slackId : null);
  const zone = await zoneOf(ports, slackId);
  const matters = (known: Instant | null, isRevoked: boolean): boolean =>
    own !== null || classicEndMatters({ threshold, endsAt }, { endsAt: known, isRevoked }, ports.clock.now());
  const page = `${githubWebUrl}/settings/tokens`;
  const saidAt = own === null ? {} : { saidAt: Math.round(Number(own.ts) * 1_000) };
  const shared = { kind: 'classic_ends', zone, threshold, endsAt, page, ...saidAt } as const;
  if (id !== null) {
    const token = await store.classicToken(id);
    if (token === null || !matters(token.expiresAt, token.status === 'revoked')) return null;
    const { organization } = await organizationOf(ports, token.organizationId);
    const request = token.requestNumber === null ? null : await store.request(token.requestNumber);
    const so = endNow({ threshold, endsAt }, token);
    return {
      content: {
        ...shared,
        so,
        organization: organization.login,
        name: classicTokenName(token),
        request: slackId !== null && request?.requester.slackId === slackId ? request : null,
        holder: slackId === null ? token.holder.login : null,
        isDeclared: false,
      },
      shownVersion: isOverForGood(so) ? overForGood : token.version,
    };
  }
  const request = number === null ? null : await store.request(number);
  if (request === null || !matters(declaredEnd(request), false)) return null;
  const { organization } = await organizationOf(ports, request.organizationId);
  const token = await store.classicTokenOfRequest(request.number);
  const told = request.classic?.told ?? null;
  const so =
    token === null
      ? classicEndNow({ threshold, endsAt }, { endsAt: declaredEnd(request) ?? endsAt, told, token })
      : endNow({ threshold, endsAt }, token);
  return {
    content: {
      ...shared,
      so,
      organization: organization.login,
      name: request.tokenName,
      request,
      holder: request.requester.githubId === request.holder.githubId ? null : request.holder.login,
      isDeclared: true,
    },
    shownVersion: isOverForGood(so) ? overForGood : request.version,
  };
}

function endNow(end: ClassicEnd, token: ClassicToken): ReminderNow {
  const { expiresAt: endsAt, told } = token;
  return classicEndNow(end, { endsAt, told: told?.expiresAt === endsAt ? told.threshold : null, token });
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
