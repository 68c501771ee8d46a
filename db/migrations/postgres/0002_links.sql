ALTER TABLE "people" ADD COLUMN "proof" text DEFAULT 'policy' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "vouched_by" text;