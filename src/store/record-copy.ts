import { eq, sql } from 'drizzle-orm';
import type { MessageCopy } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import type { Subject } from '../domain/message.ts';
import { addEffect } from './add-effects.ts';
import type { Statement, Steps } from './engine.ts';
import { rowsOf } from './steps.ts';

type Version = Statement<{ readonly version: number }>;

const key = sql.placeholder('key');

const versionOf: Readonly<Record<Exclude<Subject['of'], 'organization' | 'together'>, Version>> = {
  request: ({ build, tables: { tokenRequests: table } }) =>
    build.select({ version: table.version }).from(table).where(eq(table.number, key)),
  pending_token: ({ build, tables: { pendingTokens: table } }) =>
    build.select({ version: table.version }).from(table).where(eq(table.id, key)),
  active_token: ({ build, tables: { activeTokens: table } }) =>
    build.select({ version: table.version }).from(table).where(eq(table.id, key)),
  classic_token: ({ build, tables: { classicTokens: table } }) =>
    build.select({ version: table.version }).from(table).where(eq(table.id, key)),
  claim: ({ build, tables: { claims: table } }) =>
    build.select({ version: table.version }).from(table).where(eq(table.id, key)),
};

/**
 * A subject that moved on while a message of it was on its way: its redraw found no copy to draw, so one is asked for now. Its subject
 * has to be held, so that whoever moves it from now on sees the copy.
 */
export function* redrawIfOutdated({ subject, shownVersion }: MessageCopy, at: Instant): Steps {
  // A list has no version: whatever changes it asks for it to be drawn.
  if (subject.of === 'organization') return;
  // What it lists is called for as it is sent, and may have moved on: there is no version to tell.
  if (subject.of === 'together') return yield* addEffect({ kind: 'redraw', subject }, at);
  const [now] = yield* rowsOf(versionOf[subject.of], { key: subject.of === 'request' ? subject.number : subject.id });
  if (now !== undefined && now.version !== shownVersion) yield* addEffect({ kind: 'redraw', subject }, at);
}
