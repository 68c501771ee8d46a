ALTER TABLE "active_tokens" ADD COLUMN "danger" bigint;--> statement-breakpoint
ALTER TABLE "active_tokens" ADD COLUMN "reaches_all" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "active_tokens" ADD COLUMN "is_agreed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "active_tokens" ADD COLUMN "holder_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "active_tokens_by_danger" ON "active_tokens" USING btree ("danger","id","organization_id","expires_at","last_used_at","reaches_all","is_agreed","holder_key") WHERE danger is not null;