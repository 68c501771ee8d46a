CREATE TABLE `classic_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`credential_id` integer NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`status` text NOT NULL,
	`login` text NOT NULL,
	`holder_github_id` integer NOT NULL,
	`holder` text NOT NULL,
	`note` text,
	`last_eight` text,
	`scopes` text NOT NULL,
	`authorized_at` integer NOT NULL,
	`accessed_at` integer,
	`expires_at` integer,
	`request_number` integer,
	`agreement` text,
	`excess` text NOT NULL,
	`revocation` text,
	`is_baseline` integer NOT NULL,
	`told` text,
	`first_seen_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `classic_tokens_credential` ON `classic_tokens` (`organization_id`,`credential_id`);--> statement-breakpoint
CREATE INDEX `classic_tokens_by_status` ON `classic_tokens` (`organization_id`,`status`);--> statement-breakpoint
CREATE INDEX `classic_tokens_by_holder` ON `classic_tokens` (`holder_github_id`);--> statement-breakpoint
CREATE INDEX `classic_tokens_by_request` ON `classic_tokens` (`request_number`);--> statement-breakpoint
CREATE INDEX `classic_tokens_by_end` ON `classic_tokens` (`status`,`expires_at`);--> statement-breakpoint
ALTER TABLE `organizations` ADD `classic_listed_at` integer;--> statement-breakpoint
ALTER TABLE `organizations` ADD `classic_sight` text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE `token_requests` ADD `classic` text;--> statement-breakpoint
ALTER TABLE `token_requests` ADD `ends_at` integer;--> statement-breakpoint
CREATE INDEX `token_requests_by_end` ON `token_requests` (`ends_at`);