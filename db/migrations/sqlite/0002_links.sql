ALTER TABLE `people` ADD `proof` text DEFAULT 'policy' NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `vouched_by` text;