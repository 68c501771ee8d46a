CREATE TABLE "claims" (
	"id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"revision" bigint NOT NULL,
	"organization_id" bigint NOT NULL,
	"slack_id" text NOT NULL,
	"github_id" bigint NOT NULL,
	"account" text NOT NULL,
	"is_owner" boolean NOT NULL,
	"status" text NOT NULL,
	"vouches" text NOT NULL,
	"refusal" text,
	"void_why" text,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	"lapses_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "claims_open_person" ON "claims" USING btree ("slack_id") WHERE status = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "claims_open_account" ON "claims" USING btree ("github_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "claims_by_account" ON "claims" USING btree ("github_id","created_at");--> statement-breakpoint
CREATE INDEX "claims_by_person" ON "claims" USING btree ("slack_id","created_at");--> statement-breakpoint
CREATE INDEX "claims_by_status" ON "claims" USING btree ("status");