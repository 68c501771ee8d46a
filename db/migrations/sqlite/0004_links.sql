CREATE TABLE `sign_ins` (
	`slack_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`team_id` text NOT NULL,
	`ticket_hash` text NOT NULL,
	`browser_hash` text,
	`state_hash` text,
	`account` text,
	`started_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_ticket_hash_unique` ON `sign_ins` (`ticket_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_browser_hash_unique` ON `sign_ins` (`browser_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_state_hash_unique` ON `sign_ins` (`state_hash`);--> statement-breakpoint
ALTER TABLE `people` ADD `proof` text DEFAULT 'policy' NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `vouched_by` text;