ALTER TABLE `token_requests` ADD `inquiries` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `entries_by_subject` ON `entries` (`subject`,`seq`);