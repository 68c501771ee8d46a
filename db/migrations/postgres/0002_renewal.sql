ALTER TABLE "token_requests" ADD COLUMN "where_used" text;--> statement-breakpoint
ALTER TABLE "token_requests" ADD COLUMN "also_warn" text;--> statement-breakpoint
ALTER TABLE "token_requests" ADD COLUMN "renews" text;--> statement-breakpoint
ALTER TABLE "token_requests" ADD COLUMN "renews_token_id" bigint;--> statement-breakpoint
CREATE INDEX "token_requests_by_renewed" ON "token_requests" USING btree ("renews_token_id");