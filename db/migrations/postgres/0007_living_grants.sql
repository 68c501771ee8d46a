DROP INDEX "due_notices_due";--> statement-breakpoint
CREATE INDEX "active_tokens_living" ON "active_tokens" USING btree ("organization_id","id") WHERE status in ('active', 'exceeding', 'revoking');--> statement-breakpoint
CREATE INDEX "due_notices_due" ON "due_notices" USING btree ("status","due_at","id");