ALTER TABLE "token_requests" ADD COLUMN "inquiries" text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX "entries_by_subject" ON "entries" USING btree ("subject","seq");