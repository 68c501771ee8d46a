CREATE TABLE "slack_ids" (
	"slack_id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"known_as" text NOT NULL,
	"global_id" text NOT NULL,
	"learned_at" bigint NOT NULL
);
