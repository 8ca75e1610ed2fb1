CREATE TABLE "audit"."event" (
	"seq" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."event_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"province_id" integer,
	"actor_id" uuid,
	"actor_role" text,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "app"."auth_session" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"device" text,
	CONSTRAINT "auth_session_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "app"."auth_throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" smallint DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."invitation" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"scope_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "invitation_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "app"."role_power" (
	"role" text NOT NULL,
	"power" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."scope" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."scope_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"parent_id" integer,
	"kind" text NOT NULL,
	"programme" text,
	"path" integer[] NOT NULL,
	"label" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."user_account" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"display_name" text NOT NULL,
	"person_id" uuid,
	"password_hash" text,
	"status" text DEFAULT 'ACTIVE' NOT NULL,
	"kind" text DEFAULT 'PERSON' NOT NULL,
	"locale" text DEFAULT 'fa' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."user_grant" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"scope_id" integer NOT NULL,
	"programme" text,
	"granted_by" uuid,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."user_login" (
	"handle" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."place" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"kind" text NOT NULL,
	"parent_id" uuid,
	"province_id" uuid NOT NULL,
	"scope_id" integer NOT NULL,
	"code" text NOT NULL,
	"name_fa" text NOT NULL,
	"name_en" text NOT NULL,
	"fold" text NOT NULL,
	"seat_fa" text,
	"setting" text,
	"zone" text,
	"lon" numeric(5, 1),
	"lat" numeric(5, 1),
	"certainty" text DEFAULT 'SURE' NOT NULL,
	"valid_from" date
);
--> statement-breakpoint
CREATE TABLE "app"."consent" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"text_version" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"taken_by" uuid,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."duplicate_case" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."organisation" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"name_fa" text NOT NULL,
	"fold" text NOT NULL,
	"kind" text NOT NULL,
	"county_id" uuid,
	"registration_no" text
);
--> statement-breakpoint
CREATE TABLE "app"."person" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"province_id" uuid NOT NULL,
	"scopes" integer[] NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"father_name" text,
	"fold" text NOT NULL,
	"sex" text NOT NULL,
	"birth_date" date,
	"birth_year" smallint NOT NULL,
	"national_id_sealed" text,
	"national_id_hash" "bytea",
	"no_national_id_reason" text,
	"mobile_sealed" text,
	"education" text,
	"is_household_head" boolean,
	"home_place_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."person_key" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."aim" (
	"code" text PRIMARY KEY NOT NULL,
	"programme" text NOT NULL,
	"seq" smallint NOT NULL,
	"title_fa" text NOT NULL,
	"title_en" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."cohort" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"county_id" uuid NOT NULL,
	"code" text NOT NULL,
	"audience" text DEFAULT 'MIXED' NOT NULL,
	"target_size" smallint NOT NULL,
	"planned_minutes" integer NOT NULL,
	"slots" jsonb,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	"running_since" date,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."cohort_facilitator" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"cohort_id" uuid NOT NULL,
	"facilitator_id" uuid NOT NULL,
	"role" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date
);
--> statement-breakpoint
CREATE TABLE "app"."enrolment" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"consent_id" uuid NOT NULL,
	"row_no" smallint NOT NULL,
	"status" text DEFAULT 'REGISTERED' NOT NULL,
	"registered_on" date NOT NULL,
	"activated_on" date,
	"closed_on" date,
	"close_reason" text,
	"credited_minutes" integer DEFAULT 0 NOT NULL,
	"age_at_start" smallint,
	"completion_rule" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."facilitator" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"user_id" uuid,
	"organisation_id" uuid NOT NULL,
	"county_id" uuid,
	"status" text DEFAULT 'NOMINATED' NOT NULL,
	"training_minutes" integer DEFAULT 0 NOT NULL,
	"knowledge_pre" smallint,
	"knowledge_post" smallint,
	"accepted_on" date,
	"certified_on" date,
	"certificate_no" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."holiday" (
	"day" date PRIMARY KEY NOT NULL,
	"name_fa" text NOT NULL,
	"name_en" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."legal_basis" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"code" text NOT NULL,
	"title_fa" text NOT NULL,
	"title_en" text NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "legal_basis_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "app"."module" (
	"code" text PRIMARY KEY NOT NULL,
	"seq" smallint NOT NULL,
	"title_fa" text NOT NULL,
	"title_en" text NOT NULL,
	"aims" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."rule" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"level" text NOT NULL,
	"province_id" uuid,
	"run_id" uuid,
	"valid_from" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"note" text,
	"reason" text,
	"changed_by" uuid,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."run" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"province_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_fa" text NOT NULL,
	"name_en" text NOT NULL,
	"start_date" date NOT NULL,
	"end_date" date NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"pinned_now" timestamp with time zone,
	"letter_no" text,
	"letter_date" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "run_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "app"."run_legal_basis" (
	"run_id" uuid NOT NULL,
	"legal_basis_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."run_target" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"code" text NOT NULL,
	"value" numeric NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pub"."release" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text NOT NULL,
	"number" integer NOT NULL,
	"as_of" date NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'PUBLISHED' NOT NULL,
	"bundle" jsonb NOT NULL,
	"bundle_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."release" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"month" integer NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"bundle" jsonb NOT NULL,
	"bundle_hash" text NOT NULL,
	"pending_sheets" integer DEFAULT 0 NOT NULL,
	"acknowledged" text[] DEFAULT '{}' NOT NULL,
	"prepared_by" uuid NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"published_at" timestamp with time zone,
	"number" integer,
	"return_reason" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."attendance" (
	"session_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"scope_id" integer NOT NULL,
	"code" smallint NOT NULL,
	"late_minutes" smallint DEFAULT 0 NOT NULL,
	"early_minutes" smallint DEFAULT 0 NOT NULL,
	"credited_minutes" smallint NOT NULL,
	"reason" text,
	"is_make_up" boolean DEFAULT false NOT NULL,
	"op_id" uuid,
	CONSTRAINT "attendance_session_id_person_id_pk" PRIMARY KEY("session_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "app"."calendar_day" (
	"day" date PRIMARY KEY NOT NULL,
	"month" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."cohort_month" (
	"run_id" uuid NOT NULL,
	"scope_id" integer NOT NULL,
	"cohort_id" uuid NOT NULL,
	"month" integer NOT NULL,
	"held" smallint DEFAULT 0 NOT NULL,
	"net_minutes" integer DEFAULT 0 NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"attended" integer DEFAULT 0 NOT NULL,
	"credited_minutes" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."import_draft" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"sealed" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	"result" jsonb
);
--> statement-breakpoint
CREATE TABLE "app"."operation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_id" integer NOT NULL,
	"session_id" uuid NOT NULL,
	"person_id" uuid,
	"kind" text NOT NULL,
	"body" jsonb,
	"actor_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."session" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"cohort_id" uuid,
	"class_id" uuid,
	"seq" smallint NOT NULL,
	"module_code" text,
	"day" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"planned_minutes" smallint NOT NULL,
	"break_minutes" smallint DEFAULT 0 NOT NULL,
	"net_minutes" smallint NOT NULL,
	"mode" text DEFAULT 'IN_PERSON' NOT NULL,
	"venue" text,
	"status" text DEFAULT 'SCHEDULED' NOT NULL,
	"cancel_reason" text,
	"replaces_id" uuid,
	"plan_reason" text,
	"topic" text,
	"note" text,
	"head_count" smallint,
	"mismatch" text,
	"recorded_at" timestamp with time zone,
	"recorded_by" uuid,
	"submitted_at" timestamp with time zone,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"return_reason" text,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"n_rows" smallint DEFAULT 0 NOT NULL,
	"n_present" smallint DEFAULT 0 NOT NULL,
	"n_late" smallint DEFAULT 0 NOT NULL,
	"n_early" smallint DEFAULT 0 NOT NULL,
	"n_absent" smallint DEFAULT 0 NOT NULL,
	"n_excused" smallint DEFAULT 0 NOT NULL,
	"credited_minutes" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."session_guest" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"session_id" uuid NOT NULL,
	"name" text NOT NULL,
	"person_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."sheet_review" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"session_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason" text,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."training_class" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"scope_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"title_fa" text NOT NULL,
	"trainer_name" text,
	"planned_minutes" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."auth_session" ADD CONSTRAINT "auth_session_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."invitation" ADD CONSTRAINT "invitation_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."user_grant" ADD CONSTRAINT "user_grant_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."user_grant" ADD CONSTRAINT "user_grant_scope_id_scope_id_fk" FOREIGN KEY ("scope_id") REFERENCES "app"."scope"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."user_login" ADD CONSTRAINT "user_login_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "app"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."consent" ADD CONSTRAINT "consent_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."duplicate_case" ADD CONSTRAINT "duplicate_case_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."duplicate_case" ADD CONSTRAINT "duplicate_case_other_id_person_id_fk" FOREIGN KEY ("other_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."organisation" ADD CONSTRAINT "organisation_county_id_place_id_fk" FOREIGN KEY ("county_id") REFERENCES "app"."place"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."person" ADD CONSTRAINT "person_province_id_place_id_fk" FOREIGN KEY ("province_id") REFERENCES "app"."place"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."person" ADD CONSTRAINT "person_home_place_id_place_id_fk" FOREIGN KEY ("home_place_id") REFERENCES "app"."place"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."person_key" ADD CONSTRAINT "person_key_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."cohort" ADD CONSTRAINT "cohort_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."cohort" ADD CONSTRAINT "cohort_place_id_place_id_fk" FOREIGN KEY ("place_id") REFERENCES "app"."place"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."cohort" ADD CONSTRAINT "cohort_county_id_place_id_fk" FOREIGN KEY ("county_id") REFERENCES "app"."place"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."cohort_facilitator" ADD CONSTRAINT "cohort_facilitator_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "app"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."cohort_facilitator" ADD CONSTRAINT "cohort_facilitator_facilitator_id_facilitator_id_fk" FOREIGN KEY ("facilitator_id") REFERENCES "app"."facilitator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."enrolment" ADD CONSTRAINT "enrolment_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."enrolment" ADD CONSTRAINT "enrolment_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "app"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."enrolment" ADD CONSTRAINT "enrolment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."enrolment" ADD CONSTRAINT "enrolment_consent_id_consent_id_fk" FOREIGN KEY ("consent_id") REFERENCES "app"."consent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."facilitator" ADD CONSTRAINT "facilitator_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."facilitator" ADD CONSTRAINT "facilitator_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."facilitator" ADD CONSTRAINT "facilitator_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "app"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."facilitator" ADD CONSTRAINT "facilitator_county_id_place_id_fk" FOREIGN KEY ("county_id") REFERENCES "app"."place"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."rule" ADD CONSTRAINT "rule_province_id_place_id_fk" FOREIGN KEY ("province_id") REFERENCES "app"."place"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."rule" ADD CONSTRAINT "rule_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."run" ADD CONSTRAINT "run_province_id_place_id_fk" FOREIGN KEY ("province_id") REFERENCES "app"."place"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."run_legal_basis" ADD CONSTRAINT "run_legal_basis_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."run_legal_basis" ADD CONSTRAINT "run_legal_basis_legal_basis_id_legal_basis_id_fk" FOREIGN KEY ("legal_basis_id") REFERENCES "app"."legal_basis"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."run_target" ADD CONSTRAINT "run_target_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."release" ADD CONSTRAINT "release_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."attendance" ADD CONSTRAINT "attendance_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."cohort_month" ADD CONSTRAINT "cohort_month_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "app"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."import_draft" ADD CONSTRAINT "import_draft_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."session" ADD CONSTRAINT "session_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."session" ADD CONSTRAINT "session_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "app"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."session" ADD CONSTRAINT "session_class_id_training_class_id_fk" FOREIGN KEY ("class_id") REFERENCES "app"."training_class"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."session_guest" ADD CONSTRAINT "session_guest_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "app"."session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."session_guest" ADD CONSTRAINT "session_guest_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."sheet_review" ADD CONSTRAINT "sheet_review_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "app"."session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."training_class" ADD CONSTRAINT "training_class_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "app"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_entity" ON "audit"."event" USING btree ("entity","entity_id");--> statement-breakpoint
CREATE INDEX "audit_event_province" ON "audit"."event" USING btree ("province_id","seq");--> statement-breakpoint
CREATE INDEX "audit_event_actor" ON "audit"."event" USING btree ("actor_id","seq");--> statement-breakpoint
CREATE INDEX "auth_session_user" ON "app"."auth_session" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_power_once" ON "app"."role_power" USING btree ("role","power");--> statement-breakpoint
CREATE INDEX "scope_path" ON "app"."scope" USING gin ("path");--> statement-breakpoint
CREATE INDEX "scope_parent" ON "app"."scope" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "user_grant_user" ON "app"."user_grant" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_grant_scope" ON "app"."user_grant" USING btree ("scope_id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_grant_once" ON "app"."user_grant" USING btree ("user_id","role","scope_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "place_code" ON "app"."place" USING btree ("province_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "place_name" ON "app"."place" USING btree ("parent_id","fold");--> statement-breakpoint
CREATE INDEX "place_parent" ON "app"."place" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_person" ON "app"."consent" USING btree ("id","person_id");--> statement-breakpoint
CREATE INDEX "consent_by_person" ON "app"."consent" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organisation_name" ON "app"."organisation" USING btree ("scope_id","fold");--> statement-breakpoint
CREATE UNIQUE INDEX "person_national_id" ON "app"."person" USING btree ("province_id","national_id_hash");--> statement-breakpoint
CREATE INDEX "person_scopes" ON "app"."person" USING gin ("scopes");--> statement-breakpoint
CREATE INDEX "person_fold" ON "app"."person" USING gin ("fold" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "cohort_place" ON "app"."cohort" USING btree ("run_id","place_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cohort_scope" ON "app"."cohort" USING btree ("scope_id");--> statement-breakpoint
CREATE INDEX "cohort_facilitator_cohort" ON "app"."cohort_facilitator" USING btree ("cohort_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_row" ON "app"."enrolment" USING btree ("cohort_id","row_no");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_person" ON "app"."enrolment" USING btree ("cohort_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_open" ON "app"."enrolment" USING btree ("run_id","person_id") WHERE status in ('REGISTERED','ACTIVE');--> statement-breakpoint
CREATE INDEX "enrolment_run" ON "app"."enrolment" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "facilitator_once" ON "app"."facilitator" USING btree ("run_id","person_id");--> statement-breakpoint
CREATE INDEX "facilitator_user" ON "app"."facilitator" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "rule_key" ON "app"."rule" USING btree ("key","valid_from");--> statement-breakpoint
CREATE UNIQUE INDEX "run_legal_basis_once" ON "app"."run_legal_basis" USING btree ("run_id","legal_basis_id");--> statement-breakpoint
CREATE UNIQUE INDEX "run_target_once" ON "app"."run_target" USING btree ("run_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "pub_release_number" ON "pub"."release" USING btree ("province","number");--> statement-breakpoint
CREATE UNIQUE INDEX "release_number" ON "app"."release" USING btree ("scope_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "release_month" ON "app"."release" USING btree ("run_id","month") WHERE status in ('IN_REVIEW','PUBLISHED','SUPERSEDED');--> statement-breakpoint
CREATE INDEX "attendance_person" ON "app"."attendance" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cohort_month_key" ON "app"."cohort_month" USING btree ("run_id","cohort_id","month");--> statement-breakpoint
CREATE INDEX "operation_session" ON "app"."operation" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_run_day" ON "app"."session" USING btree ("run_id","day");--> statement-breakpoint
CREATE INDEX "session_cohort_day" ON "app"."session" USING btree ("cohort_id","day");--> statement-breakpoint
CREATE INDEX "session_class" ON "app"."session" USING btree ("class_id");--> statement-breakpoint
CREATE INDEX "session_scope_status" ON "app"."session" USING btree ("scope_id","status");--> statement-breakpoint
CREATE INDEX "sheet_review_session" ON "app"."sheet_review" USING btree ("session_id");