-- Running the programme from its first letter to its last certificate: tasks, files, certificates, money, second factor.
CREATE TABLE "app"."second_factor" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" integer DEFAULT 0 NOT NULL,
	"recovery" "bytea"[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."certificate" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"enrolment_id" uuid,
	"facilitator_id" uuid,
	"number" text NOT NULL,
	"serial" text NOT NULL,
	"issued_on" date NOT NULL,
	"minutes" integer NOT NULL,
	"rule" text NOT NULL,
	"issued_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_by" uuid,
	"revoked_at" timestamp with time zone,
	"revoke_reason" text,
	CONSTRAINT "certificate_serial" UNIQUE("serial")
);
--> statement-breakpoint
CREATE TABLE "app"."file" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"session_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	"sealed" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_by" uuid,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."budget_line" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"amount_rial" bigint NOT NULL,
	"title" text NOT NULL,
	"letter_no" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"struck_by" uuid,
	"struck_at" timestamp with time zone,
	"struck_reason" text
);
--> statement-breakpoint
CREATE TABLE "app"."task" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cohort_id" uuid,
	"enrolment_id" uuid,
	"session_id" uuid,
	"about" text DEFAULT '' NOT NULL,
	"due_on" date,
	"confidential" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"result" text,
	"note" text,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_by" uuid,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "task_once" UNIQUE NULLS NOT DISTINCT("kind","cohort_id","enrolment_id","session_id","about")
);
--> statement-breakpoint
DROP INDEX "app"."enrolment_open";--> statement-breakpoint
ALTER TABLE "app"."auth_session" ADD COLUMN "factor_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."consent" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."consent" ADD COLUMN "read_by" uuid;--> statement-breakpoint
ALTER TABLE "app"."consent" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "app"."consent" ADD COLUMN "guardian_name" text;--> statement-breakpoint
ALTER TABLE "app"."consent" ADD COLUMN "guardian_relation" text;--> statement-breakpoint
ALTER TABLE "app"."duplicate_case" ADD COLUMN "decision" text;--> statement-breakpoint
ALTER TABLE "app"."duplicate_case" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "app"."person" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "app"."cohort" ADD COLUMN "ready_on" date;--> statement-breakpoint
ALTER TABLE "app"."cohort" ADD COLUMN "waived_by" uuid;--> statement-breakpoint
ALTER TABLE "app"."cohort" ADD COLUMN "waived_reason" text;--> statement-breakpoint
ALTER TABLE "app"."cohort" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "app"."cohort" ADD COLUMN "closing" jsonb;--> statement-breakpoint
ALTER TABLE "app"."enrolment" ADD COLUMN "waiting_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."enrolment" ADD COLUMN "guardian_consent_id" uuid;--> statement-breakpoint
ALTER TABLE "app"."enrolment" ADD COLUMN "transferred_to" uuid;--> statement-breakpoint
ALTER TABLE "app"."facilitator" ADD COLUMN "end_reason" text;--> statement-breakpoint
ALTER TABLE "app"."facilitator" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "app"."facilitator" ADD COLUMN "replaced_by" uuid;--> statement-breakpoint
ALTER TABLE "app"."run" ADD COLUMN "audience" text DEFAULT 'MIXED' NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."run" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."run" ADD COLUMN "frozen" jsonb;--> statement-breakpoint
ALTER TABLE "app"."run" ADD COLUMN "frozen_hash" text;--> statement-breakpoint
ALTER TABLE "app"."attendance" ADD COLUMN "makes_up_id" uuid;--> statement-breakpoint
ALTER TABLE "app"."session" ADD COLUMN "makes_up_id" uuid;--> statement-breakpoint
ALTER TABLE "app"."session" ADD COLUMN "first_day" date;--> statement-breakpoint
ALTER TABLE "app"."session" ADD COLUMN "move_reason" text;--> statement-breakpoint
ALTER TABLE "app"."session_guest" ADD COLUMN "resolution" text;--> statement-breakpoint
ALTER TABLE "app"."session_guest" ADD COLUMN "resolved_by" uuid;--> statement-breakpoint
ALTER TABLE "app"."session_guest" ADD COLUMN "resolved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."second_factor" ADD CONSTRAINT "second_factor_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."certificate" ADD CONSTRAINT "certificate_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."certificate" ADD CONSTRAINT "certificate_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."certificate" ADD CONSTRAINT "certificate_enrolment_id_enrolment_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "app"."enrolment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."certificate" ADD CONSTRAINT "certificate_facilitator_id_facilitator_id_fk" FOREIGN KEY ("facilitator_id") REFERENCES "app"."facilitator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."file" ADD CONSTRAINT "file_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "app"."session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."budget_line" ADD CONSTRAINT "budget_line_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."task" ADD CONSTRAINT "task_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."task" ADD CONSTRAINT "task_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "app"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."task" ADD CONSTRAINT "task_enrolment_id_enrolment_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "app"."enrolment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."task" ADD CONSTRAINT "task_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "app"."session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_number" ON "app"."certificate" USING btree ("run_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_enrolment" ON "app"."certificate" USING btree ("enrolment_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_facilitator" ON "app"."certificate" USING btree ("facilitator_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "certificate_person" ON "app"."certificate" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "file_session" ON "app"."file" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "budget_line_run" ON "app"."budget_line" USING btree ("run_id","day");--> statement-breakpoint
CREATE INDEX "task_scope" ON "app"."task" USING btree ("scope_id","state");--> statement-breakpoint
CREATE INDEX "task_enrolment" ON "app"."task" USING btree ("enrolment_id");--> statement-breakpoint
ALTER TABLE "app"."enrolment" ADD CONSTRAINT "enrolment_guardian_consent_id_consent_id_fk" FOREIGN KEY ("guardian_consent_id") REFERENCES "app"."consent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_made_up" ON "app"."attendance" USING btree ("person_id","makes_up_id") WHERE makes_up_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_open" ON "app"."enrolment" USING btree ("run_id","person_id") WHERE status in ('REGISTERED','ACTIVE','WAITING');
--> statement-breakpoint
alter table app.attendance add constraint attendance_makes_up foreign key (makes_up_id) references app.session (id),
  add constraint attendance_made_up_earned check (makes_up_id is null or credited_minutes > 0);
--> statement-breakpoint
alter table app.session add constraint session_makes_up foreign key (makes_up_id) references app.session (id);
--> statement-breakpoint
alter table app.enrolment add constraint enrolment_guardian foreign key (guardian_consent_id, person_id) references app.consent (id, person_id),
  add constraint enrolment_transfer foreign key (transferred_to) references app.enrolment (id),
  add constraint enrolment_waiting check ((status = 'WAITING') = (waiting_since is not null));
--> statement-breakpoint
alter table app.person add constraint person_merged foreign key (merged_into) references app.person (id),
  add constraint person_not_itself check (merged_into <> id);
--> statement-breakpoint
alter table app.facilitator add constraint facilitator_replaced foreign key (replaced_by) references app.facilitator (id);
--> statement-breakpoint
alter table app.consent add constraint consent_purpose check (purpose in ('REGISTER','GUARDIAN','PICTURE','SURVEY','MESSAGES','RESEARCH')),
  add constraint consent_state check (state in ('DECLARED','READ_ALOUD','REFUSED','WITHDRAWN')),
  add constraint consent_read check (state <> 'READ_ALOUD' or read_at is not null);
--> statement-breakpoint
alter table app.budget_line add constraint budget_line_kind check (kind in ('BUDGET','SPENT')),
  add constraint budget_line_amount check (amount_rial > 0),
  add constraint budget_line_struck check ((struck_at is null) = (struck_reason is null));
--> statement-breakpoint
alter table app.task add constraint task_kind check (kind in ('ABSENCES','NO_SHOW','MAKE_UP','FREE_PLACE','GUEST','MISSING_SHEET','SAFEGUARD')),
  add constraint task_state check (state in ('OPEN','DONE','DROPPED')),
  add constraint task_result check (state <> 'DONE' or result is not null),
  add constraint task_safeguard check (kind <> 'SAFEGUARD' or confidential);
--> statement-breakpoint
alter table app.file add constraint file_kind check (kind in ('PICTURE','MINUTES','SHEET')),
  add constraint file_size check (size between 1 and 5242880),
  add constraint file_session_scope foreign key (session_id, scope_id) references app.session (id, scope_id) on update cascade;
--> statement-breakpoint
alter table app.certificate add constraint certificate_one_subject check ((enrolment_id is null) <> (facilitator_id is null)),
  add constraint certificate_serial_bits check (length(serial) >= 22),
  add constraint certificate_revoked check ((revoked_at is null) = (revoke_reason is null));
--> statement-breakpoint
-- Where a session was first planned for: what "held as planned" is measured by.
update app.session set first_day = day;
--> statement-breakpoint
create or replace function app.first_planned() returns trigger language plpgsql as
$$ begin new.first_day := coalesce(new.first_day, new.day); return new; end $$;
--> statement-breakpoint
create trigger session_first_day before insert on app.session for each row execute function app.first_planned();
--> statement-breakpoint
alter table app.session alter column first_day set not null;
--> statement-breakpoint
-- A closed run's frozen figures stay as they were.
create or replace function app.run_frozen() returns trigger language plpgsql as $$
begin
  if old.frozen is not null and (new.frozen, new.frozen_hash) is distinct from (old.frozen, old.frozen_hash) then
    raise exception 'the figures of a closed run are frozen' using errcode = 'TB004';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger run_frozen before update on app.run for each row execute function app.run_frozen();
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['second_factor','certificate','file','budget_line','task'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on app.certificate, app.budget_line, app.task, app.file to tabavar_rw;
--> statement-breakpoint
-- Holidays are everybody's to read; whoever keeps reference data or rules loads a Jalali year whole, in place of what stood
-- there. `days` are rows of {day, fa, en}. Answers how many days the year has now.
revoke insert on app.holiday from tabavar_rw;
--> statement-breakpoint
create or replace function app.load_holidays(p_year int, days jsonb, p_source text, p_request text) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare n int; before_n int;
begin
  if cardinality(my_scope('rules')) = 0 and cardinality(my_scope('accounts')) = 0 then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  if exists (select from jsonb_to_recordset(days) as x (day date) left join calendar_day c on c.day = x.day
             where c.month is null or c.month / 100 <> p_year) then
    raise exception 'a holiday of another year' using errcode = '22023';
  end if;
  delete from holiday h using calendar_day c where c.day = h.day and c.month / 100 = p_year;
  get diagnostics before_n = row_count;
  insert into holiday (day, name_fa, name_en, source)
  select x.day, btrim(x.fa), coalesce(nullif(btrim(x.en), ''), btrim(x.fa)), p_source from jsonb_to_recordset(days) as x (day date, fa text, en text);
  get diagnostics n = row_count;
  perform audit.record('holiday.load', 'holiday', p_year::text, (select min(v) from unnest(my_scope('rules') || my_scope('accounts')) v),
    jsonb_build_object('days', before_n), jsonb_build_object('days', n), null, p_request);
  return n;
end $$;
--> statement-breakpoint
-- Money and certificates: the office's.
create policy see on app.budget_line for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]));
--> statement-breakpoint
create policy make on app.budget_line for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy change on app.budget_line for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[])) with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy see on app.certificate for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.certificate for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy change on app.certificate for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[])) with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
-- Tasks: whoever sees the marks of a unit; what is confidential is the reviewing office's alone, though anybody who
-- records there may raise it.
create policy see on app.task for select to tabavar_rw using (
  (not confidential and scope_id = any((select app.my_scope('marks'))::int[])) or scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy make on app.task for insert to tabavar_rw with check (
  scope_id = any((select app.my_scope('record'))::int[]) or scope_id = any((select app.my_scope('enrol'))::int[]));
--> statement-breakpoint
create policy change on app.task for update to tabavar_rw using (
  (not confidential and scope_id = any((select app.my_scope('record'))::int[])) or scope_id = any((select app.my_scope('review'))::int[]))
  with check ((not confidential and scope_id = any((select app.my_scope('record'))::int[])) or scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
-- A second factor is read by its owner alone, to check a code; it changes through functions only.
grant select on app.second_factor to tabavar_rw;
--> statement-breakpoint
create policy see on app.second_factor for select to tabavar_rw using (user_id = app.me());
--> statement-breakpoint
-- A picture may show people: who sees names sees it.
create policy see on app.file for select to tabavar_rw using (scope_id = any((select app.my_scope('people'))::int[]));
--> statement-breakpoint
create policy make on app.file for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
create policy change on app.file for update to tabavar_rw using (scope_id = any((select app.my_scope('record'))::int[])) with check (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
revoke all on function app.first_planned(), app.run_frozen(), app.load_holidays(int, jsonb, text, text) from public;
--> statement-breakpoint
grant execute on function app.first_planned(), app.run_frozen(), app.load_holidays(int, jsonb, text, text) to tabavar_rw;
