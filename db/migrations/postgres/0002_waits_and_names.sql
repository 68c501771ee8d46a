ALTER TABLE "effects" ADD COLUMN "wait_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "message_copies" ADD COLUMN "has_private_names" boolean DEFAULT true NOT NULL;