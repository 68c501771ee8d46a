CREATE TABLE "sign_ins" (
	"slack_id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"team_id" text NOT NULL,
	"ticket_hash" text NOT NULL,
	"browser_hash" text,
	"state_hash" text,
	"account" text,
	"started_at" bigint NOT NULL,
	CONSTRAINT "sign_ins_ticket_hash_unique" UNIQUE("ticket_hash"),
	CONSTRAINT "sign_ins_browser_hash_unique" UNIQUE("browser_hash"),
	CONSTRAINT "sign_ins_state_hash_unique" UNIQUE("state_hash")
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "proof" text DEFAULT 'policy' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "vouched_by" text;