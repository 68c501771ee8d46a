CREATE TABLE "reviewer_tokens" (
	"github_id" bigint PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"slack_id" text NOT NULL,
	"key_id" text NOT NULL,
	"access" text NOT NULL,
	"refresh" text NOT NULL,
	"access_ends_at" bigint NOT NULL,
	"refresh_ends_at" bigint NOT NULL,
	"given_at" bigint NOT NULL,
	"held_until" bigint,
	"refusals" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "pending_tokens" ADD COLUMN "sent_as" text;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD COLUMN "own_token" text;