CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`organization_id` integer NOT NULL,
	`slack_id` text NOT NULL,
	`github_id` integer NOT NULL,
	`account` text NOT NULL,
	`is_owner` integer NOT NULL,
	`status` text NOT NULL,
	`vouches` text NOT NULL,
	`refusal` text,
	`void_why` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`lapses_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claims_open_person` ON `claims` (`slack_id`) WHERE status = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX `claims_open_account` ON `claims` (`github_id`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `claims_by_account` ON `claims` (`github_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `claims_by_person` ON `claims` (`slack_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `claims_by_status` ON `claims` (`status`);