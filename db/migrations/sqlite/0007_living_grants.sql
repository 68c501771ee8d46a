DROP INDEX `due_notices_due`;--> statement-breakpoint
CREATE INDEX `due_notices_due` ON `due_notices` (`status`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `active_tokens_living` ON `active_tokens` (`organization_id`,`id`) WHERE status in ('active', 'exceeding', 'revoking');