// A Change as a test reads it.
import type { Change, Effect, Rows, Table } from '../../src/domain/change.ts';
import { type Message, subjectKey } from '../../src/domain/message.ts';
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts';
import { isQuestion, type Question } from '../../src/domain/tokens/sighting.ts';

/** The Change, where that is what came of it. */
export function changeOf(result: Change | Question | Refusal): Change {
  if (isQuestion(result)) throw new Error(`a question: ${result.ask}`);
  if (isRefusal(result)) throw new Error(`refused: ${result.why}`);
  return result;
}

/** Which steps were taken on what, in their order. */
export function stepsOf(result: Change | Question | Refusal): readonly string[] {
  return changeOf(result).entries.map(({ act, subject }) => `${act} ${subject}`);
}

function newsOf(message: Message): string {
  return 'news' in message ? `${message.kind} (${message.news})` : message.kind;
}

function lineOf(effect: Effect): string {
  switch (effect.kind) {
    case 'post': {
      const { to, message } = effect;
      return `${newsOf(message)} to ${to.to === 'person' ? to.slackId : to.to}`;
    }
    case 'redraw':
      return `redraw ${subjectKey(effect.subject)}`;
    case 'review_pending_token':
      return `${effect.act} ${effect.pendingTokenId} on GitHub`;
    case 'revoke_token':
      return `revoke ${effect.activeTokenId} on GitHub`;
    case 'revoke_classic_token':
      return `revoke ${effect.classicTokenId} on GitHub`;
    case 'publish_home':
      return `publish the Home of ${effect.slackId}`;
  }
}

/** What has to happen outside, in its order. */
export function effectsOf(result: Change | Question | Refusal): readonly string[] {
  return changeOf(result).effects.map(lineOf);
}

/** Their keys: a second effect with the same key is the same act. */
export function keysOf(result: Change | Question | Refusal): readonly string[] {
  return changeOf(result).effects.flatMap((effect) => ('key' in effect ? [effect.key] : []));
}

/** Those of them that are messages. */
export function messagesOf(result: Change | Question | Refusal): readonly string[] {
  return effectsOf(result).filter((line) => line.includes(' to '));
}

/** The rows that are written to a table, as the last write of each leaves it. */
export function rowsOf<T extends Table>(result: Change | Question | Refusal, table: T): readonly Rows[T][] {
  const written = changeOf(result).writes.filter((write) => write.table === table);
  return [...new Map(written.map(({ row }) => [keyOf(row), row as Rows[T]])).values()];
}

function keyOf(row: object): unknown {
  return 'number' in row ? row.number : 'id' in row ? row.id : row;
}

/** The only row that is written to a table. */
export function rowOf<T extends Table>(result: Change | Question | Refusal, table: T): Rows[T] {
  const rows = rowsOf(result, table);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} rows of ${table}`);
  return row;
}
