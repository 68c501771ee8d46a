CREATE TABLE `reviewer_tokens` (
	`github_id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`slack_id` text NOT NULL,
	`key_id` text NOT NULL,
	`access` text NOT NULL,
	`refresh` text NOT NULL,
	`access_ends_at` integer NOT NULL,
	`refresh_ends_at` integer NOT NULL,
	`given_at` integer NOT NULL,
	`held_until` integer,
	`refusals` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `pending_tokens` ADD `sent_as` text;--> statement-breakpoint
ALTER TABLE `sign_ins` ADD `own_token` text;