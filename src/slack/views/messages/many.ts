import type { Button } from '@slack/types';
import { requestedAs } from '../../../domain/scope/agreement.ts';
import { grades } from '../../../domain/scope/powers.ts';
import { type Risk, riskOf } from '../../../domain/scope/risk.ts';
import { isAcceptable } from '../../../domain/tokens/token.ts';
import type { OneContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue, tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part, PlainPart } from '../part.ts';
import { unusedTokens } from './unused-tokens.ts';

/** So many fit into a message that a screen reader reads whole. */
const mostRows = 25;
/** Of messages with several buttons each. */
const mostParts = 30;

type Held = Extract<OneContent, { kind: 'pending_token_held' }>;
type Row = {
  readonly row: string;
  readonly button: Button;
  readonly isWaiting: boolean;
  readonly danger: number;
  readonly order: number;
};

function dangerOf({ grade }: Risk): number {
  return grades.indexOf(grade);
}

/** A card as a line, with the button under which all of it is shown and decided. */
function rowOf(content: OneContent, wording: Wording): Row | null {
  const details = (value: string): Button => button('request_details', wording.buttons.details, value);
  switch (content.kind) {
    case 'request_card': {
      const { request } = content;
      const risk = riskOf(request.scope, content.holderRole);
      const { status, number } = request;
      return {
        ...{ row: wording.listedRequest(request, risk), button: details(requestValue(request)) },
        ...{ isWaiting: status === 'pending', danger: dangerOf(risk), order: number },
      };
    }
    case 'pending_token_card': {
      const { token } = content;
      const risk = riskOf(requestedAs(token.scope), content.holderRole);
      const { status, patRequestId } = token;
      return {
        ...{ row: wording.listedPendingToken(token, risk, content), button: details(tokenValue(token)) },
        ...{ isWaiting: status === 'held', danger: dangerOf(risk), order: patRequestId },
      };
    }
    case 'active_token_card': {
      const { token } = content;
      const risk = riskOf(requestedAs(token.scope), content.holderRole);
      return {
        ...{ row: wording.listedActiveToken(token, risk), button: details(tokenValue(token)) },
        ...{ isWaiting: isAcceptable(token), danger: dangerOf(risk), order: token.patId },
      };
    }
    default:
      return null;
  }
}

function waitingFirst<T>(list: readonly T[], isWaiting: (one: T) => boolean, order: (one: T) => number): readonly T[] {
  return list.toSorted((one, other) => Number(isWaiting(other)) - Number(isWaiting(one)) || order(one) - order(other));
}

/** Cards of the reviewers' channel. What waits stands first, the most dangerous before, so that it comes into sight where not all fits. */
function cardList(rows: readonly Row[], first: OneContent, wording: Wording): readonly Part[] {
  const open = rows.filter(({ isWaiting }) => isWaiting).length;
  const sorted = waitingFirst(
    rows.toSorted((one, other) => one.order - other.order),
    ({ isWaiting }) => isWaiting,
    ({ danger }) => -danger,
  );
  const isDecidedThere =
    (first.kind === 'pending_token_card' || first.kind === 'active_token_card') && first.ownersPage !== undefined;
  const title = first.kind === 'request_card' ? wording.manyRequestCards : wording.manyTokenCards;
  return [
    { strong: title(rows.length, open, first.organization, mrkdwnSpeech(wording)) },
    { say: isDecidedThere ? wording.reviewOnGithub : wording.manyNext },
    {
      items: sorted.slice(0, mostRows).map(({ row, button: shows }) => ({ row, button: shows })),
      hidden: Math.max(rows.length - mostRows, 0),
      more: wording.manyMore,
    },
  ];
}

function titleOf(count: number, { kind, organization }: OneContent, wording: Wording): string {
  switch (kind) {
    case 'request_news':
      return wording.manyAboutRequests(count, organization, mrkdwnSpeech(wording));
    case 'undeliverable':
      return wording.manyUndeliverable(count);
    case 'stuck':
      return wording.manyStuck(count);
    default:
      return wording.manyAboutTokens(count, organization, mrkdwnSpeech(wording));
  }
}

/** What is said of one of them. What only a card of its own needs is left out, and so is what has nothing in it. */
function saidOf(parts: readonly Part[]): readonly PlainPart[] {
  return parts.filter((part): part is PlainPart => {
    if ('items' in part || 'ifCut' in part) return false;
    if ('fact' in part) return part.value.length > 0;
    return !('buttons' in part) || part.buttons.length > 0;
  });
}

function isNote(part: PlainPart): part is Extract<PlainPart, { note: string }> {
  return 'note' in part;
}

function notesOf(each: readonly (readonly PlainPart[])[]): readonly string[] {
  return [...new Set(each.flatMap((parts) => parts.filter(isNote).map(({ note }) => note)))];
}

/** A holder's tokens, each with its buttons: what waits for them first. What there is no room for follows when they have answered. */
function heldList(
  held: readonly Held[],
  partsOf: (content: OneContent) => readonly Part[],
  wording: Wording,
): readonly Part[] {
  const [first] = held;
  if (first === undefined) return [];
  const sorted = waitingFirst(
    held,
    ({ token: { status } }) => status === 'open' || status === 'held',
    ({ token }) => token.patRequestId,
  );
  const each = sorted.map((content) => saidOf(partsOf(content)));
  const notes = notesOf(each);
  const shown: (readonly PlainPart[])[] = [];
  for (const all of each) {
    const parts = notes.length === 1 ? all.filter((part) => !isNote(part)) : all;
    if (shown.length > 0 && shown.flat().length + parts.length > mostParts) break;
    shown.push(parts);
  }
  return [
    { strong: titleOf(held.length, first, wording) },
    { items: shown, hidden: held.length - shown.length, more: wording.manyMoreHeld },
    ...(notes.length === 1 ? notes.map((note) => ({ note })) : []),
  ];
}

/** Several messages of one kind as one: its cards as lines, its news one after another, what is the same for all said once. */
export function many(
  contents: readonly OneContent[],
  partsOf: (content: OneContent) => readonly Part[],
  wording: Wording,
  now: number,
): readonly Part[] {
  const [first] = contents;
  if (first === undefined) return [];
  const unused = contents.filter((one) => one.kind === 'unused_token');
  if (unused.length === contents.length) return unusedTokens(unused, wording, now);
  const rows = contents.flatMap((content) => rowOf(content, wording) ?? []);
  if (rows.length === contents.length) return cardList(rows, first, wording);
  const held = contents.filter((one) => one.kind === 'pending_token_held');
  if (held.length === contents.length) return heldList(held, partsOf, wording);
  const each = contents.map((content) => saidOf(partsOf(content)));
  const notes = notesOf(each);
  const gone = contents.flatMap((one) => (one.kind === 'active_token_news' && one.news === 'gone' ? [one] : []));
  if (gone.length === contents.length) {
    return [
      { strong: wording.manyGone(gone.length, first.organization, mrkdwnSpeech(wording)) },
      { fact: wording.goneTokens, value: gone.map(({ token, request }) => wording.goneToken(token, request)) },
      ...notes.map((note) => ({ note })),
    ];
  }
  const isCommon = notes.length === 1;
  return [
    { strong: titleOf(contents.length, first, wording) },
    {
      items: isCommon ? each.map((parts) => parts.filter((part) => !isNote(part))) : each,
      hidden: 0,
      more: wording.moreListed,
    },
    ...(isCommon ? notes.map((note) => ({ note })) : []),
  ];
}
