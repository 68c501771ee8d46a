CREATE TABLE "installation" (
	"team_id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"enterprise_id" text,
	"is_for_enterprise" boolean NOT NULL,
	"team_name" text NOT NULL,
	"key_id" text NOT NULL,
	"bot_token" text NOT NULL,
	"bot_user_id" text,
	"installed_by" text NOT NULL,
	"installed_at" bigint NOT NULL
);
