-- What a neighbourhood did, what became of its proposals; what the office looked into of the data's quality, and whom it called back.
-- One table for the analysis, the plan, the proposals and the gatherings of a cohort. Nothing is deleted: a correction keeps what
-- stood before (`former`), a mistake is struck out with a reason.
create table app.community_record (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  run_id uuid not null references app.run (id),
  cohort_id uuid not null references app.cohort (id),
  kind text not null,
  day date not null,
  what text not null,
  elements text,
  shocks text,
  resources text,
  priorities text,
  addressed_to text,
  participants integer,
  status text,
  former jsonb not null default '[]',
  created_by uuid not null,
  created_at timestamptz not null default now(),
  struck_by uuid,
  struck_at timestamptz,
  struck_reason text,
  version integer not null default 1,
  constraint community_record_kind check (kind in ('ANALYSIS','PLAN','PROPOSAL','MEETING','COLLECTIVE_WORK','CAMPAIGN')),
  constraint community_record_analysis check ((kind = 'ANALYSIS') = (num_nonnulls(elements, shocks, resources, priorities) = 4)
    and (kind = 'ANALYSIS' or num_nonnulls(elements, shocks, resources, priorities) = 0)),
  constraint community_record_addressed check ((kind = 'PROPOSAL') = (addressed_to is not null)
    and addressed_to in ('MUNICIPALITY','VILLAGE_ADMINISTRATION','COUNCIL','OFFICE')),
  constraint community_record_status check ((kind = 'PROPOSAL') = (status is not null)
    and status in ('PROPOSED','ACCEPTED','REJECTED','DONE')),
  constraint community_record_participants check (participants > 0
    and (participants is not null or kind not in ('MEETING','COLLECTIVE_WORK','CAMPAIGN'))),
  constraint community_record_struck check ((struck_at is null) = (struck_by is null) and (struck_at is null) = (struck_reason is null))
);
--> statement-breakpoint
create index community_record_run on app.community_record (run_id, day);
--> statement-breakpoint
create index community_record_cohort on app.community_record (cohort_id, day);
--> statement-breakpoint
-- A step of a proposal, on the day of the answer; the record's `status` is the last of them.
create table app.community_fate (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  record_id uuid not null references app.community_record (id),
  status text not null,
  day date not null,
  reason text,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  constraint community_fate_status check (status in ('ACCEPTED','REJECTED','DONE')),
  constraint community_fate_reason check (status <> 'REJECTED' or reason is not null),
  constraint community_fate_once unique (record_id, status)
);
--> statement-breakpoint
grant select, insert, update on app.community_record to tabavar_rw;
--> statement-breakpoint
grant select, insert on app.community_fate to tabavar_rw;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['community_record','community_fate'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''marks''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy make on app.community_record for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[])
  and created_by = (select app.me())
  and exists (select from app.cohort c where c.id = cohort_id and c.scope_id = community_record.scope_id and c.run_id = community_record.run_id));
--> statement-breakpoint
create policy change on app.community_record for update to tabavar_rw using (scope_id = any((select app.my_scope('record'))::int[]))
  with check (scope_id = any((select app.my_scope('record'))::int[])
  and exists (select from app.cohort c where c.id = cohort_id and c.scope_id = community_record.scope_id and c.run_id = community_record.run_id));
--> statement-breakpoint
create policy make on app.community_fate for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[])
  and entered_by = (select app.me())
  and exists (select from app.community_record r where r.id = record_id and r.scope_id = community_fate.scope_id));
--> statement-breakpoint
-- A picture or paper belongs to a session or to a record of the neighbourhood, never to both.
alter table app.file alter column session_id drop not null,
  add column record_id uuid references app.community_record (id),
  add constraint file_of_one check (num_nonnulls(session_id, record_id) = 1);
--> statement-breakpoint
create index file_record on app.file (record_id) where record_id is not null;
--> statement-breakpoint
-- What the office found when it looked into a flag. `facts` is what the flag rested on: other facts are another flag.
-- The node is the county's, so that whoever reaches only a cohort (its facilitator) sees none of it.
create table app.quality_settlement (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  run_id uuid not null references app.run (id),
  kind text not null,
  subject uuid not null,
  facts text not null,
  finding text not null,
  note text not null,
  settled_by uuid not null,
  settled_at timestamptz not null default now(),
  constraint quality_settlement_finding check (finding in ('IN_ORDER','CORRECTED','DOUBTFUL')),
  constraint quality_settlement_once unique (run_id, kind, subject, facts)
);
--> statement-breakpoint
-- A draw of presences to call back: seed, size of the pool and weight are kept, so that the same pool gives the same draw.
create table app.call_sample (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  run_id uuid not null references app.run (id),
  county_id uuid references app.place (id),
  seed text not null,
  from_day date not null,
  to_day date not null,
  wanted smallint not null,
  pool integer not null,
  pool_flagged integer not null,
  weight smallint not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null default now(),
  constraint call_sample_days check (from_day <= to_day),
  constraint call_sample_wanted check (wanted between 1 and 200)
);
--> statement-breakpoint
create index call_sample_run on app.call_sample (run_id, drawn_at);
--> statement-breakpoint
-- One presence to ask about, and what she said. The node is the county's.
create table app.call_line (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  sample_id uuid not null references app.call_sample (id),
  position smallint not null,
  session_id uuid not null references app.session (id),
  person_id uuid not null references app.person (id),
  flagged boolean not null,
  outcome text,
  called_by uuid,
  called_at timestamptz,
  version integer not null default 1,
  constraint call_line_outcome check (outcome in ('CONFIRMED','NOT_CONFIRMED','NOT_REACHED')),
  constraint call_line_called check ((outcome is null) = (called_at is null) and (outcome is null) = (called_by is null)),
  constraint call_line_once unique (sample_id, position)
);
--> statement-breakpoint
create index call_line_person on app.call_line (person_id);
--> statement-breakpoint
create index call_line_session on app.call_line (session_id);
--> statement-breakpoint
grant select, insert on app.quality_settlement, app.call_sample to tabavar_rw;
--> statement-breakpoint
grant select, insert, update on app.call_line to tabavar_rw;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['quality_settlement','call_sample','call_line'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''marks''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy make on app.quality_settlement for insert to tabavar_rw with check (scope_id = any((select app.my_scope('review'))::int[])
  and settled_by = (select app.me()));
--> statement-breakpoint
create policy make on app.call_sample for insert to tabavar_rw with check (scope_id = any((select app.my_scope('review'))::int[])
  and drawn_by = (select app.me()));
--> statement-breakpoint
create policy make on app.call_line for insert to tabavar_rw with check (scope_id = any((select app.my_scope('review'))::int[])
  and exists (select from app.session s join app.cohort c on c.id = s.cohort_id join app.place k on k.id = c.county_id
    where s.id = session_id and k.scope_id = call_line.scope_id));
--> statement-breakpoint
create policy change on app.call_line for update to tabavar_rw using (scope_id = any((select app.my_scope('review'))::int[]))
  with check (scope_id = any((select app.my_scope('review'))::int[]) and called_by = (select app.me())
  and exists (select from app.session s join app.cohort c on c.id = s.cohort_id join app.place k on k.id = c.county_id
    where s.id = session_id and k.scope_id = call_line.scope_id));
