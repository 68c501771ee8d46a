ALTER TABLE "active_tokens" ADD COLUMN "unused" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "weekly_at" bigint;