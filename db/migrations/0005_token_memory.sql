DROP INDEX `hints_about`;--> statement-breakpoint
ALTER TABLE `hints` ADD `told_token_id` integer;--> statement-breakpoint
CREATE INDEX `hints_about` ON `hints` (`told_token_id`,`received_at`);--> statement-breakpoint
ALTER TABLE `pending_tokens` ADD `answer` text;