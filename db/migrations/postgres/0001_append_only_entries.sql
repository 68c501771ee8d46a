-- The audit trail is append-only: not even a bug of ours may change or remove an entry.
CREATE FUNCTION entries_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of the audit trail never change, and are never removed';
END
$$;
--> statement-breakpoint
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION entries_are_kept();
--> statement-breakpoint
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries FOR EACH ROW EXECUTE FUNCTION entries_are_kept();
--> statement-breakpoint
CREATE TRIGGER entries_never_go_at_once BEFORE TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION entries_are_kept();
