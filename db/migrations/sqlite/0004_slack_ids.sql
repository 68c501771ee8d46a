CREATE TABLE `slack_ids` (
	`slack_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`known_as` text NOT NULL,
	`global_id` text NOT NULL,
	`learned_at` integer NOT NULL
);
