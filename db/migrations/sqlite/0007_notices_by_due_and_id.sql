DROP INDEX `due_notices_due`;--> statement-breakpoint
CREATE INDEX `due_notices_due` ON `due_notices` (`status`,`due_at`,`id`);