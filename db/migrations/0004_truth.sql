ALTER TABLE `active_tokens` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `active_tokens` ADD `drift` text;--> statement-breakpoint
ALTER TABLE `active_tokens` ADD `revocation` text;--> statement-breakpoint
CREATE INDEX `active_tokens_by_token` ON `active_tokens` (`organization_id`,`token_id`);--> statement-breakpoint
CREATE INDEX `active_tokens_by_request` ON `active_tokens` (`request_number`);--> statement-breakpoint
ALTER TABLE `organizations` ADD `up_since` integer;--> statement-breakpoint
ALTER TABLE `organizations` ADD `paused` text;--> statement-breakpoint
ALTER TABLE `organizations` ADD `digested_at` integer;--> statement-breakpoint
ALTER TABLE `pending_tokens` ADD `is_baseline` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `token_requests` ADD `reminded_at` integer;