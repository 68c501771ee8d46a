import type { Database } from './database.ts';

/** A row, and the instant at which it says it was last changed. */
type Changed = { readonly subject: string; readonly changedAt: number };

// The subject and the instant of an entry are those of the row that was written in the same transaction. A chain that was cut off, or
// emptied, is whole in itself: only what should be in it tells.
const changed = `
  SELECT 'PAT-' || number AS subject, changed_at FROM token_requests
  UNION ALL SELECT 'pending_token:' || id, changed_at FROM pending_tokens
  UNION ALL SELECT 'active_token:' || id, changed_at FROM active_tokens
  UNION ALL SELECT 'slack:' || slack_id, linked_at FROM people`;

/** Rows whose last change has no entry in the trail, the oldest first. */
export function missingEntries({ sqlite }: Database): readonly Changed[] {
  return sqlite
    .prepare<[], Changed>(
      `SELECT changed.subject, changed.changed_at AS changedAt FROM (${changed}) AS changed
       LEFT JOIN (SELECT DISTINCT subject, at FROM entries) AS told ON told.subject = changed.subject AND told.at = changed.changed_at
       WHERE told.subject IS NULL ORDER BY changed.changed_at, changed.subject`,
    )
    .all();
}
