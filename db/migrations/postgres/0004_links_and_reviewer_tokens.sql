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
CREATE TABLE "sign_ins" (
	"slack_id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"team_id" text NOT NULL,
	"ticket_hash" text NOT NULL,
	"browser_hash" text,
	"state_hash" text,
	"account" text,
	"started_at" bigint NOT NULL,
	"own_token" text,
	CONSTRAINT "sign_ins_ticket_hash_unique" UNIQUE("ticket_hash"),
	CONSTRAINT "sign_ins_browser_hash_unique" UNIQUE("browser_hash"),
	CONSTRAINT "sign_ins_state_hash_unique" UNIQUE("state_hash")
);
--> statement-breakpoint
ALTER TABLE "pending_tokens" ADD COLUMN "sent_as" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "proof" text DEFAULT 'policy' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "vouched_by" text;