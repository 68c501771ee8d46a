ALTER TABLE `token_requests` ADD `holder_github_id` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `token_requests` ADD `holder` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `token_requests` ADD `ended_why` text;--> statement-breakpoint
CREATE INDEX `token_requests_by_holder` ON `token_requests` (`holder_github_id`,`status`);