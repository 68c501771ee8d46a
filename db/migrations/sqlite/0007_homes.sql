CREATE TABLE `homes` (
	`slack_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`is_published` integer NOT NULL,
	`shows_others` integer NOT NULL,
	`owner_of` text,
	`zone` text,
	`locale` text
);
--> statement-breakpoint
CREATE INDEX `homes_of_watchers` ON `homes` (`shows_others`);