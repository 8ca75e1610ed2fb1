CREATE TABLE "app"."office_contact" (
	"scope_id" integer PRIMARY KEY NOT NULL,
	"name_fa" text NOT NULL,
	"name_en" text,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"hours_fa" text,
	"hours_en" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
grant select, insert, update on app.office_contact to tabavar_rw;
--> statement-breakpoint
alter table app.office_contact enable row level security;
--> statement-breakpoint
alter table app.office_contact force row level security;
--> statement-breakpoint
create policy owner on app.office_contact to current_user using (true) with check (true);
--> statement-breakpoint
create policy see on app.office_contact for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]) or scope_id = any((select app.my_path())::int[]));
--> statement-breakpoint
create policy make on app.office_contact for insert to tabavar_rw with check (scope_id = any((select app.my_scope('sign'))::int[]));
--> statement-breakpoint
create policy change on app.office_contact for update to tabavar_rw using (scope_id = any((select app.my_scope('sign'))::int[])) with check (scope_id = any((select app.my_scope('sign'))::int[]));
