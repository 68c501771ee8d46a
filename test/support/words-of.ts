// What people read because of a Change: every message that it sends or draws anew, from the rows as it leaves them.
import type { Change, Effect } from '../../src/domain/change.ts';
import type { Message } from '../../src/domain/message.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import { type Dossier, requestIn } from '../../src/domain/tokens/dossier.ts';
import { endingOf } from '../../src/domain/tokens/ending.ts';
import { possibleRequests, unusedBy, waitsForRequest } from '../../src/domain/tokens/possible-requests.ts';
import type { ActiveToken, PendingToken } from '../../src/domain/tokens/token.ts';
import type { MessageContent } from '../../src/ports/message-content.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { now } from './sample-dossiers.ts';

function found<Row extends { readonly id: string }>(rows: readonly Row[], id: string): Row {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

function ofPendingToken(kind: Message['kind'], known: Dossier, token: PendingToken): MessageContent {
  const { holder } = known;
  const { match } = token;
  const base = {
    organization: known.organization.login,
    token,
    request: 'number' in match ? requestIn(known, match.number) : null,
    holderSlackId: holder.slackId,
    ending: token.status === 'open' || token.status === 'held' ? endingOf(known) : null,
    isSponsored: holder.isMachineUser,
  };
  if (kind === 'pending_token_news') return { kind, ...base };
  const isUnclaimed = token.status === 'held' && match.kind === 'unclaimed' && token.heldWhy === null;
  const mayExplain = isUnclaimed && !holder.isMachineUser;
  if (kind === 'pending_token_held') {
    const offered = possibleRequests(token, known);
    return { kind, ...base, mayExplain, offered, unused: unusedBy(base.ending, known), isUntold: false };
  }
  const activeToken = token.status === 'approved' ? (known.activeTokens.at(-1) ?? null) : null;
  return {
    kind: 'pending_token_card',
    ...base,
    activeToken,
    isEdit: false,
    mayNamePrivate: true,
    holderRole: 'unknown' as const,
    forbidden: [],
  };
}

function ofActiveToken(message: Message, known: Dossier, token: ActiveToken): MessageContent {
  const base = {
    organization: known.organization.login,
    token,
    request: token.requestNumber === null ? null : requestIn(known, token.requestNumber),
    holderSlackId: known.holder.slackId,
    isSponsored: known.holder.isMachineUser,
  };
  if (message.kind === 'active_token_news') {
    const { kind, news, audience } = message;
    return { kind, ...base, news, audience, hasLeft: false };
  }
  if (message.kind === 'approval_off') return { kind: message.kind, ...base };
  return {
    kind: 'active_token_card',
    ...base,
    mayNamePrivate: true,
    ending: endingOf(known),
    holderRole: 'unknown' as const,
    forbidden: [],
  };
}

function ofRequest(kind: Message['kind'], known: Dossier, request: TokenRequest): MessageContent {
  const base = {
    organization: known.organization.login,
    request,
    token: request.status === 'fulfilled' ? (known.activeTokens.at(-1) ?? null) : null,
    waiting: known.pendingTokens.find((one) => isUnsettled(one) && waitsForRequest(one, request)) ?? null,
  };
  if (kind === 'request_news') return { kind, ...base };
  return { kind: 'request_card', ...base, mayNamePrivate: true, holderRole: 'unknown' as const, forbidden: [] };
}

function isUnsettled({ status }: PendingToken): boolean {
  return status === 'open' || status === 'held' || status === 'approving' || status === 'denying';
}

function contentOf(message: Message, known: Dossier): MessageContent {
  if ('number' in message && message.number !== null) {
    const request = requestIn(known, message.number);
    if (request === null) throw new Error(`no request ${message.number}`);
    return ofRequest(message.kind, known, request);
  }
  if (!('id' in message) || message.id === null) throw new Error(`${message.kind} is about no token`);
  return message.kind.startsWith('pending')
    ? ofPendingToken(message.kind, known, found(known.pendingTokens, message.id))
    : ofActiveToken(message, known, found(known.activeTokens, message.id));
}

/** The text as it is read: dates by their fallback, escapes undone. */
export function textOf(message: Message, known: Dossier): string {
  return renderMessage(contentOf(message, known), english, now)
    .text.replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The labels of its buttons. */
export function buttonsOf(message: Message, known: Dossier): readonly string[] {
  const { blocks } = renderMessage(contentOf(message, known), english, now);
  return [...JSON.stringify(blocks).matchAll(/"action_id":"([a-z_]+)"/g)].map(([, id = '']) => id);
}

/** What is sent because of a Change: to whom, and its text. */
export function sentBy({ effects }: Change, known: Dossier): readonly string[] {
  return effects.flatMap((effect: Effect) => {
    if (effect.kind !== 'post') return [];
    const to = effect.to.to === 'person' ? effect.to.slackId : effect.to.to;
    return [`${to}: ${textOf(effect.message, known)}`];
  });
}
