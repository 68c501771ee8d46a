ALTER TABLE `active_tokens` ADD `unused` text;--> statement-breakpoint
ALTER TABLE `organizations` ADD `weekly_at` integer;