ALTER TABLE "token_requests" ADD COLUMN "holder_github_id" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "token_requests" ADD COLUMN "holder" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "token_requests" ADD COLUMN "ended_why" text;--> statement-breakpoint
CREATE INDEX "token_requests_by_holder" ON "token_requests" USING btree ("holder_github_id","status");