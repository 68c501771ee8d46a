DROP INDEX "message_copies_place";--> statement-breakpoint
CREATE INDEX "message_copies_place" ON "message_copies" USING btree ("channel","ts");