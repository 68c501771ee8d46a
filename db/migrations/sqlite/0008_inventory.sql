ALTER TABLE `active_tokens` ADD `danger` integer;--> statement-breakpoint
ALTER TABLE `active_tokens` ADD `reaches_all` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `active_tokens` ADD `is_agreed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `active_tokens` ADD `holder_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `active_tokens_by_danger` ON `active_tokens` (`danger`,`id`,`organization_id`,`expires_at`,`last_used_at`,`reaches_all`,`is_agreed`,`holder_key`) WHERE danger is not null;