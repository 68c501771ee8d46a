ALTER TABLE `token_requests` ADD `where_used` text;--> statement-breakpoint
ALTER TABLE `token_requests` ADD `also_warn` text;--> statement-breakpoint
ALTER TABLE `token_requests` ADD `renews` text;--> statement-breakpoint
ALTER TABLE `token_requests` ADD `renews_token_id` integer;--> statement-breakpoint
CREATE INDEX `token_requests_by_renewed` ON `token_requests` (`renews_token_id`);