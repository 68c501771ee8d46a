import { declaredEnd } from '../domain/classic/classic-record.ts';
import { classicTokenName } from '../domain/classic/classic-token.ts';
import type { Instant } from '../domain/ids.ts';
import type { Destination, Message } from '../domain/message.ts';
import { classicEndMatters } from '../domain/still-matters.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { zoneOf } from '../operations/people/find-holder.ts';
import type { Composed, Composer } from './composer.ts';

type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

/** A reminder of a classic token's end; null where it is no longer true. */
export async function composeClassicEnd(
  { ports, githubWebUrl }: Composer,
  { number, id, threshold, endsAt }: Of<'classic_ends'>,
  to: Destination | null,
): Promise<Composed | null> {
  const slackId = to?.to === 'person' ? to.slackId : null;
  const zone = await zoneOf(ports, slackId);
  const matters = (known: Instant | null, isRevoked: boolean): boolean =>
    classicEndMatters({ threshold, endsAt }, { endsAt: known, isRevoked }, ports.clock.now());
  const shared = { kind: 'classic_ends', zone, threshold, endsAt, page: `${githubWebUrl}/settings/tokens` } as const;
  if (id !== null) {
    const token = await ports.store.classicToken(id);
    if (token === null || !matters(token.expiresAt, token.status === 'revoked')) return null;
    const { organization } = await organizationOf(ports, token.organizationId);
    const request = token.requestNumber === null ? null : await ports.store.request(token.requestNumber);
    const holder = slackId === null ? token.holder.login : null;
    return {
      content: {
        ...shared,
        organization: organization.login,
        name: classicTokenName(token),
        request: slackId !== null && request?.requester.slackId === slackId ? request : null,
        holder,
        isDeclared: false,
      },
      shownVersion: 0,
    };
  }
  const request = number === null ? null : await ports.store.request(number);
  if (request === null || !matters(declaredEnd(request), false)) return null;
  const { organization } = await organizationOf(ports, request.organizationId);
  const holder = request.requester.githubId === request.holder.githubId ? null : request.holder.login;
  return {
    content: {
      ...shared,
      organization: organization.login,
      name: request.tokenName,
      request,
      holder,
      isDeclared: true,
    },
    shownVersion: 0,
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
