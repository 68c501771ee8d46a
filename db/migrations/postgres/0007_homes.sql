CREATE TABLE "homes" (
	"slack_id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"opened_at" bigint NOT NULL,
	"is_published" boolean NOT NULL,
	"shows_others" boolean NOT NULL,
	"owner_of" text,
	"zone" text,
	"locale" text
);
--> statement-breakpoint
CREATE INDEX "homes_of_watchers" ON "homes" USING btree ("shows_others");