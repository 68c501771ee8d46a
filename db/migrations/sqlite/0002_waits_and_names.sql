ALTER TABLE `effects` ADD `wait_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `message_copies` ADD `has_private_names` integer DEFAULT true NOT NULL;