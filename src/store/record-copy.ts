import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { MessageCopy, Table } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import type { Subject } from '../domain/message.ts';
import { overForGood } from '../domain/messages/copies.ts';
import { addEffect } from './add-effects.ts';
import type { Statement, Steps } from './engine.ts';
import { keyOf, tableOf } from './rows.ts';
import { rowsOf } from './steps.ts';

type Version = Statement<{ readonly version: number }>;

/** Its version, by what names a row of the table. */
function versionIn(name: Table): Version {
  return ({ build, tables }) => {
    const table = tableOf(tables, name);
    const columns = getTableColumns(table as never) as Readonly<Record<string, never>>;
    return build
      .select({ version: table.version })
      .from(table as never)
      .where(eq(columns[keyOf(name)] as never, sql.placeholder('key'))) as unknown as ReturnType<Version>;
  };
}

const versionOf: Readonly<Record<Exclude<Subject['of'], 'organization' | 'together'>, Version>> = {
  request: versionIn('token_requests'),
  pending_token: versionIn('pending_tokens'),
  active_token: versionIn('active_tokens'),
  reminders: versionIn('active_tokens'),
  questions: versionIn('active_tokens'),
  classic_token: versionIn('classic_tokens'),
  claim: versionIn('claims'),
};

/**
 * A subject that moved on while a message of it was on its way: its redraw found no copy to draw, so one is asked for now. Its subject
 * has to be held, so that whoever moves it from now on sees the copy.
 */
export function* redrawIfOutdated({ subject, shownVersion }: MessageCopy, at: Instant): Steps {
  // A list has no version: whatever changes it asks for it to be drawn. What stays as it was said never is.
  if (subject.of === 'organization' || shownVersion === overForGood) return;
  // What it lists is called for as it is sent, and may have moved on: there is no version to tell.
  if (subject.of === 'together') return yield* addEffect({ kind: 'redraw', subject }, at);
  const [now] = yield* rowsOf(versionOf[subject.of], { key: rowBehind(subject) });
  if (now !== undefined && now.version !== shownVersion) yield* addEffect({ kind: 'redraw', subject }, at);
}

function rowBehind(subject: Exclude<Subject, { of: 'organization' | 'together' }>): string | number {
  if (subject.of === 'reminders') return subject.notice?.activeTokenId ?? '';
  if (subject.of === 'questions') return subject.asked?.message.id ?? '';
  return subject.of === 'request' ? subject.number : subject.id;
}
