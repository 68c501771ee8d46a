ALTER TABLE `token_requests` ADD `offer` text;--> statement-breakpoint
CREATE INDEX `token_requests_by_age` ON `token_requests` (`organization_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `entries_by_actor` ON `entries` (`actor`,`at`);