CREATE TABLE `machine_users` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`github_id` integer NOT NULL,
	`linked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `machine_users_github_id_unique` ON `machine_users` (`github_id`);