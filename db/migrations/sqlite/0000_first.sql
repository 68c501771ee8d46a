CREATE TABLE `active_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`pat_id` integer NOT NULL,
	`token_id` integer NOT NULL,
	`access_granted_at` integer NOT NULL,
	`version` integer NOT NULL,
	`status` text NOT NULL,
	`holder_github_id` integer NOT NULL,
	`holder` text NOT NULL,
	`token_name` text NOT NULL,
	`scope` text NOT NULL,
	`expires_at` integer,
	`repositories_read_at` integer NOT NULL,
	`request_number` integer,
	`agreement` text,
	`excess` text NOT NULL,
	`is_baseline` integer NOT NULL,
	`last_used_at` integer,
	`first_seen_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`drift` text,
	`revocation` text,
	`danger` integer,
	`reaches_all` integer DEFAULT false NOT NULL,
	`is_agreed` integer DEFAULT false NOT NULL,
	`holder_key` text DEFAULT '' NOT NULL,
	`unused` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `active_tokens_grant` ON `active_tokens` (`organization_id`,`pat_id`,`access_granted_at`);--> statement-breakpoint
CREATE INDEX `active_tokens_by_holder` ON `active_tokens` (`holder_github_id`);--> statement-breakpoint
CREATE INDEX `active_tokens_by_end` ON `active_tokens` (`status`,`expires_at`);--> statement-breakpoint
CREATE INDEX `active_tokens_by_token` ON `active_tokens` (`organization_id`,`token_id`);--> statement-breakpoint
CREATE INDEX `active_tokens_living` ON `active_tokens` (`organization_id`,`id`) WHERE status in ('active', 'exceeding', 'revoking');--> statement-breakpoint
CREATE INDEX `active_tokens_by_danger` ON `active_tokens` (`danger`,`id`,`organization_id`,`expires_at`,`last_used_at`,`reaches_all`,`is_agreed`,`holder_key`) WHERE danger is not null;--> statement-breakpoint
CREATE TABLE `assumptions` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`number` text NOT NULL,
	`shown` text NOT NULL,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`days` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`organization_id` integer NOT NULL,
	`slack_id` text NOT NULL,
	`github_id` integer NOT NULL,
	`account` text NOT NULL,
	`is_owner` integer NOT NULL,
	`status` text NOT NULL,
	`vouches` text NOT NULL,
	`refusal` text,
	`void_why` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`lapses_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claims_open_person` ON `claims` (`slack_id`) WHERE status = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX `claims_open_account` ON `claims` (`github_id`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `claims_by_account` ON `claims` (`github_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `claims_by_person` ON `claims` (`slack_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `claims_by_status` ON `claims` (`status`);--> statement-breakpoint
CREATE TABLE `classic_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`credential_id` integer NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`status` text NOT NULL,
	`login` text NOT NULL,
	`holder_github_id` integer NOT NULL,
	`holder` text NOT NULL,
	`note` text,
	`last_eight` text,
	`scopes` text NOT NULL,
	`authorized_at` integer NOT NULL,
	`accessed_at` integer,
	`expires_at` integer,
	`request_number` integer,
	`agreement` text,
	`excess` text NOT NULL,
	`revocation` text,
	`is_baseline` integer NOT NULL,
	`told` text,
	`first_seen_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `classic_tokens_credential` ON `classic_tokens` (`organization_id`,`credential_id`);--> statement-breakpoint
CREATE INDEX `classic_tokens_by_status` ON `classic_tokens` (`organization_id`,`status`);--> statement-breakpoint
CREATE INDEX `classic_tokens_by_holder` ON `classic_tokens` (`holder_github_id`);--> statement-breakpoint
CREATE INDEX `classic_tokens_by_request` ON `classic_tokens` (`request_number`);--> statement-breakpoint
CREATE INDEX `classic_tokens_by_end` ON `classic_tokens` (`status`,`expires_at`);--> statement-breakpoint
CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`slack_id` text NOT NULL,
	`organization_login` text NOT NULL,
	`answers` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `drafts_by_person` ON `drafts` (`slack_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `due_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`organization_id` integer NOT NULL,
	`active_token_id` text NOT NULL,
	`holder` text NOT NULL,
	`expires_at` integer NOT NULL,
	`threshold` text NOT NULL,
	`due_at` integer NOT NULL,
	`status` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `due_notices_once` ON `due_notices` (`active_token_id`,`expires_at`,`threshold`);--> statement-breakpoint
CREATE INDEX `due_notices_due` ON `due_notices` (`due_at`,`id`) WHERE status = 'planned';--> statement-breakpoint
CREATE TABLE `effects` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`effect` text NOT NULL,
	`lane` text NOT NULL,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`failures` integer NOT NULL,
	`first_due_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`leased_until` integer,
	`is_asked_again` integer NOT NULL,
	`why` text,
	`ended_at` integer,
	`wait_ms` integer DEFAULT 0 NOT NULL,
	`way` text DEFAULT 'post' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `effects_key_unique` ON `effects` (`key`);--> statement-breakpoint
CREATE INDEX `effects_due` ON `effects` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `effects_ended` ON `effects` (`ended_at`);--> statement-breakpoint
CREATE INDEX `effects_heads` ON `effects` (`way`,`lane`,`id`,`due_at`,`wait_ms`) WHERE state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX `effects_leased` ON `effects` (`lane`) WHERE state = 'leased';--> statement-breakpoint
CREATE TABLE `entries` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`act` text NOT NULL,
	`subject` text NOT NULL,
	`data` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `entries_by_subject` ON `entries` (`subject`,`seq`);--> statement-breakpoint
CREATE INDEX `entries_by_actor` ON `entries` (`actor`,`at`);--> statement-breakpoint
CREATE TABLE `hints` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`organization_login` text NOT NULL,
	`key` text NOT NULL,
	`told` text,
	`received_at` integer NOT NULL,
	`handled_at` integer,
	`told_token_id` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hints_key_unique` ON `hints` (`key`);--> statement-breakpoint
CREATE INDEX `hints_unhandled` ON `hints` (`handled_at`);--> statement-breakpoint
CREATE INDEX `hints_about` ON `hints` (`told_token_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `homes` (
	`slack_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`is_published` integer NOT NULL,
	`shows_others` integer NOT NULL,
	`owner_of` text,
	`zone` text,
	`locale` text
);
--> statement-breakpoint
CREATE INDEX `homes_of_watchers` ON `homes` (`shows_others`);--> statement-breakpoint
CREATE TABLE `installation` (
	`team_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`enterprise_id` text,
	`is_for_enterprise` integer NOT NULL,
	`team_name` text NOT NULL,
	`key_id` text NOT NULL,
	`bot_token` text NOT NULL,
	`bot_user_id` text,
	`installed_by` text NOT NULL,
	`installed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `machine_users` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`github_id` integer NOT NULL,
	`linked_at` integer NOT NULL,
	`taken_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `machine_users_github_id_unique` ON `machine_users` (`github_id`);--> statement-breakpoint
CREATE TABLE `message_copies` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`subject` text NOT NULL,
	`subject_key` text NOT NULL,
	`message` text NOT NULL,
	`channel` text NOT NULL,
	`ts` text NOT NULL,
	`shown_version` integer NOT NULL,
	`has_private_names` integer DEFAULT true NOT NULL,
	`reader` text
);
--> statement-breakpoint
CREATE INDEX `message_copies_place` ON `message_copies` (`channel`,`ts`);--> statement-breakpoint
CREATE INDEX `message_copies_by_subject` ON `message_copies` (`subject_key`);--> statement-breakpoint
CREATE INDEX `message_copies_private` ON `message_copies` (`id`) WHERE has_private_names;--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`login` text NOT NULL,
	`login_key` text NOT NULL,
	`baselined_at` integer,
	`pending_listed_at` integer,
	`active_listed_at` integer,
	`up_since` integer,
	`paused` text,
	`digested_at` integer,
	`unread` text DEFAULT '{"active":[],"pending":[]}' NOT NULL,
	`mode` text DEFAULT 'enforce' NOT NULL,
	`weekly_at` integer,
	`classic_listed_at` integer,
	`classic_sight` text DEFAULT 'unknown' NOT NULL,
	`reminder_days` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organizations_login_key_unique` ON `organizations` (`login_key`);--> statement-breakpoint
CREATE TABLE `pending_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`pat_request_id` integer NOT NULL,
	`token_id` integer NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`status` text NOT NULL,
	`holder` text NOT NULL,
	`token_name` text NOT NULL,
	`reason` text,
	`scope` text NOT NULL,
	`match` text NOT NULL,
	`reviews` text NOT NULL,
	`agreement` text,
	`decided_elsewhere_by` text,
	`first_seen_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`held_why` text,
	`is_baseline` integer DEFAULT false NOT NULL,
	`answer` text,
	`sent_as` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pending_tokens_on_github` ON `pending_tokens` (`organization_id`,`pat_request_id`);--> statement-breakpoint
CREATE INDEX `pending_tokens_by_status` ON `pending_tokens` (`organization_id`,`status`);--> statement-breakpoint
CREATE INDEX `pending_tokens_by_token` ON `pending_tokens` (`organization_id`,`token_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`slack_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`github_id` integer NOT NULL,
	`login` text NOT NULL,
	`linked_at` integer NOT NULL,
	`proof` text DEFAULT 'policy' NOT NULL,
	`vouched_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_github_id_unique` ON `people` (`github_id`);--> statement-breakpoint
CREATE TABLE `repositories` (
	`id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`name` text NOT NULL,
	`is_private` integer NOT NULL,
	`read_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `repositories_by_name` ON `repositories` (`organization_id`,`name`);--> statement-breakpoint
CREATE TABLE `reviewer_tokens` (
	`github_id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`slack_id` text NOT NULL,
	`key_id` text NOT NULL,
	`access` text NOT NULL,
	`refresh` text NOT NULL,
	`access_ends_at` integer NOT NULL,
	`refresh_ends_at` integer NOT NULL,
	`given_at` integer NOT NULL,
	`held_until` integer,
	`refusals` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_ins` (
	`slack_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`team_id` text NOT NULL,
	`ticket_hash` text NOT NULL,
	`browser_hash` text,
	`state_hash` text,
	`account` text,
	`started_at` integer NOT NULL,
	`own_token` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_ticket_hash_unique` ON `sign_ins` (`ticket_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_browser_hash_unique` ON `sign_ins` (`browser_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_state_hash_unique` ON `sign_ins` (`state_hash`);--> statement-breakpoint
CREATE TABLE `slack_ids` (
	`slack_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`known_as` text NOT NULL,
	`global_id` text NOT NULL,
	`learned_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `token_requests` (
	`number` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`status` text NOT NULL,
	`requester_github_id` integer NOT NULL,
	`requester` text NOT NULL,
	`holder_github_id` integer NOT NULL,
	`holder` text NOT NULL,
	`purpose` text NOT NULL,
	`token_name` text NOT NULL,
	`description` text NOT NULL,
	`justification` text NOT NULL,
	`scope` text NOT NULL,
	`reviews` text NOT NULL,
	`policy_hash` text NOT NULL,
	`verdict` text DEFAULT '{"outcome":"ask","reviewers":["owners"],"approvals":1}' NOT NULL,
	`agreement` text,
	`lapses_at` integer,
	`claimed_by_token_id` integer,
	`ended_why` text,
	`inquiries` text NOT NULL,
	`draft_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`undecided_until` integer NOT NULL,
	`reminded_at` integer,
	`prolonged_at` integer,
	`where_used` text,
	`also_warn` text,
	`renews` text,
	`renews_token_id` integer,
	`classic` text,
	`ends_at` integer,
	`offer` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `token_requests_draft_id_unique` ON `token_requests` (`draft_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `token_requests_claim` ON `token_requests` (`organization_id`,`claimed_by_token_id`) WHERE status = 'claimed';--> statement-breakpoint
CREATE INDEX `token_requests_by_token` ON `token_requests` (`claimed_by_token_id`);--> statement-breakpoint
CREATE INDEX `token_requests_by_renewed` ON `token_requests` (`renews_token_id`);--> statement-breakpoint
CREATE INDEX `token_requests_by_requester` ON `token_requests` (`requester_github_id`,`status`);--> statement-breakpoint
CREATE INDEX `token_requests_by_holder` ON `token_requests` (`holder_github_id`,`status`);--> statement-breakpoint
CREATE INDEX `token_requests_by_status` ON `token_requests` (`status`,`organization_id`);--> statement-breakpoint
CREATE INDEX `token_requests_by_age` ON `token_requests` (`organization_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `token_requests_by_end` ON `token_requests` (`ends_at`);--> statement-breakpoint
CREATE INDEX `token_requests_classic` ON `token_requests` (`organization_id`,`number`) WHERE classic is not null;