-- The audit trail is append-only: not even a bug of ours may change or remove an entry.
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entries of the audit trail never change');
END;
--> statement-breakpoint
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entries of the audit trail are never removed');
END;
