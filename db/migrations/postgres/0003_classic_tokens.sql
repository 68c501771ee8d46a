CREATE TABLE "classic_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" bigint NOT NULL,
	"credential_id" bigint NOT NULL,
	"version" bigint NOT NULL,
	"revision" bigint NOT NULL,
	"status" text NOT NULL,
	"login" text NOT NULL,
	"holder_github_id" bigint NOT NULL,
	"holder" text NOT NULL,
	"note" text,
	"last_eight" text,
	"scopes" text NOT NULL,
	"authorized_at" bigint NOT NULL,
	"accessed_at" bigint,
	"expires_at" bigint,
	"request_number" bigint,
	"agreement" text,
	"excess" text NOT NULL,
	"revocation" text,
	"is_baseline" boolean NOT NULL,
	"told" text,
	"first_seen_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "classic_listed_at" bigint;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "classic_sight" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "token_requests" ADD COLUMN "classic" text;--> statement-breakpoint
ALTER TABLE "token_requests" ADD COLUMN "ends_at" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "classic_tokens_credential" ON "classic_tokens" USING btree ("organization_id","credential_id");--> statement-breakpoint
CREATE INDEX "classic_tokens_by_status" ON "classic_tokens" USING btree ("organization_id","status");--> statement-breakpoint
CREATE INDEX "classic_tokens_by_holder" ON "classic_tokens" USING btree ("holder_github_id");--> statement-breakpoint
CREATE INDEX "classic_tokens_by_request" ON "classic_tokens" USING btree ("request_number");--> statement-breakpoint
CREATE INDEX "classic_tokens_by_end" ON "classic_tokens" USING btree ("status","expires_at");--> statement-breakpoint
CREATE INDEX "token_requests_by_end" ON "token_requests" USING btree ("ends_at");