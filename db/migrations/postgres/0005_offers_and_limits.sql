ALTER TABLE "token_requests" ADD COLUMN "offer" text;--> statement-breakpoint
CREATE INDEX "entries_by_actor" ON "entries" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "token_requests_by_age" ON "token_requests" USING btree ("organization_id","created_at");