ALTER TABLE `effects` ADD `way` text DEFAULT 'post' NOT NULL;--> statement-breakpoint
CREATE INDEX `effects_heads` ON `effects` (`way`,`lane`,`id`,`due_at`,`wait_ms`) WHERE state = 'waiting';--> statement-breakpoint
UPDATE `effects` SET `way` = CASE WHEN `lane` = 'github' THEN 'github' ELSE 'redraw' END WHERE `lane` = 'github' OR `effect` LIKE '%"redraw\_copy"%' ESCAPE '\';
