CREATE TABLE "assumptions" (
	"id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"number" text NOT NULL,
	"shown" text NOT NULL,
	"first_seen_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"days" bigint NOT NULL
);
