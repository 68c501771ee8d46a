DROP INDEX "due_notices_due";--> statement-breakpoint
CREATE INDEX "due_notices_due" ON "due_notices" USING btree ("status","due_at","id");