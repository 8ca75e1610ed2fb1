-- Taking part without reading, and what a facilitator has at hand: signs of members, services near a neighbourhood, what a
-- facilitator has passed of the modules, faces after a session, recorded voices.
-- A sign is a symbol in a colour, both or neither, known words only (the twin of lib/people/symbol), once in a group.
alter table app.enrolment add column symbol text, add column colour text,
  add constraint enrolment_sign_whole check ((symbol is null) = (colour is null)),
  add constraint enrolment_symbol check (symbol in ('SUN','STAR','CLOUD','MOUNTAIN','TREE','LEAF','FLOWER','APPLE','POMEGRANATE','GRAPES',
    'CHERRY','WHEAT','FISH','BIRD','BUTTERFLY','TEAPOT','KEY','HOUSE','SPOOL','BOAT','KITE','DROP','JUG','UMBRELLA')),
  add constraint enrolment_colour check (colour in ('BLUE','YELLOW','GREEN','RED','SKY','ORANGE','PINK','BLACK'));
--> statement-breakpoint
create unique index enrolment_sign on app.enrolment (cohort_id, symbol, colour) where symbol is not null;
--> statement-breakpoint
-- Services of a county, as the office entered and checked them. A row is taken off with a day, never deleted.
create table app.local_service (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  county_id uuid not null references app.place (id),
  kind text not null,
  name_fa text not null,
  name_en text,
  address text,
  phone text,
  source text not null,
  checked_on date not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  ended_on date,
  version integer not null default 1,
  constraint local_service_kind check (kind in ('COUNSELLING','HEALTH','WELFARE','LEGAL','SKILLS','CHILDREN','OTHER')),
  constraint local_service_reach check (address is not null or phone is not null)
);
--> statement-breakpoint
create index local_service_county on app.local_service (county_id, kind) where ended_on is null;
--> statement-breakpoint
grant select, insert, update on app.local_service to tabavar_rw;
--> statement-breakpoint
alter table app.local_service enable row level security;
--> statement-breakpoint
alter table app.local_service force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.local_service to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
create policy see on app.local_service for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]) or scope_id = any((select app.my_path())::int[]));
--> statement-breakpoint
create policy make on app.local_service for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]) and created_by = (select app.me())
  and exists (select from app.place p where p.id = county_id and p.kind = 'COUNTY' and p.scope_id = local_service.scope_id));
--> statement-breakpoint
create policy change on app.local_service for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[]))
  with check (scope_id = any((select app.my_scope('run'))::int[])
  and exists (select from app.place p where p.id = county_id and p.kind = 'COUNTY' and p.scope_id = local_service.scope_id));
--> statement-breakpoint
-- A module a facilitator passed with the trainer outside the class, for instance one she had missed.
create table app.facilitator_module (
  facilitator_id uuid not null references app.facilitator (id),
  module_code text not null references app.module (code),
  scope_id integer not null references app.scope (id),
  passed_on date not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  primary key (facilitator_id, module_code)
);
--> statement-breakpoint
grant select, insert on app.facilitator_module to tabavar_rw;
--> statement-breakpoint
alter table app.facilitator_module enable row level security;
--> statement-breakpoint
alter table app.facilitator_module force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.facilitator_module to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
-- `scope_id` is the class's node: whoever may write its registers may say who passed what was taught in it.
create policy see on app.facilitator_module for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.facilitator_module for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[])
  and entered_by = (select app.me()) and exists (select from app.facilitator f join app.training_class k on k.run_id = f.run_id
    where f.id = facilitator_id and k.scope_id = facilitator_module.scope_id));
--> statement-breakpoint
-- What of the taught modules a facilitator has neither attended in class nor passed with the trainer. A module of which the
-- run knows nothing is nobody's gap. Her own, or of a class or a place whose marks the caller sees: a facilitator does
-- not see the class's registers, and learns of herself alone.
create or replace function app.module_gaps(p_run uuid) returns table (facilitator_id uuid, module_code text)
language sql stable security definer set search_path = app, pg_temp as $$
  with taught as (
    select s.module_code as code from session s where s.run_id = p_run and s.class_id is not null and s.module_code is not null and app.counts(s.status)
    union select m.module_code from facilitator_module m join facilitator f on f.id = m.facilitator_id where f.run_id = p_run)
  select f.id, t.code from facilitator f cross join taught t
  where f.run_id = p_run and f.status not in ('NOMINATED', 'REJECTED')
    and (f.user_id = app.me() or f.scope_id = any(app.my_scope('marks'))
      or exists (select from training_class k where k.run_id = p_run and k.scope_id = any(app.my_scope('marks'))))
    and not exists (select from facilitator_module m where m.facilitator_id = f.id and m.module_code = t.code)
    and not exists (select from session s join attendance a on a.session_id = s.id and a.person_id = f.person_id and a.credited_minutes > 0
      where s.run_id = p_run and s.class_id is not null and s.module_code = t.code and app.counts(s.status))
$$;
--> statement-breakpoint
revoke all on function app.module_gaps(uuid) from public;
--> statement-breakpoint
grant execute on function app.module_gaps(uuid) to tabavar_rw;
--> statement-breakpoint
-- Faces after a session: three numbers and nothing of anybody. Fewer than five answers are not kept: they would tell.
create table app.session_mood (
  session_id uuid primary key references app.session (id) on delete cascade,
  scope_id integer not null references app.scope (id),
  happy smallint not null,
  neutral smallint not null,
  sad smallint not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  version integer not null default 1,
  constraint session_mood_counts check (happy >= 0 and neutral >= 0 and sad >= 0 and happy + neutral + sad between 5 and 200)
);
--> statement-breakpoint
grant select, insert, update on app.session_mood to tabavar_rw;
--> statement-breakpoint
alter table app.session_mood enable row level security;
--> statement-breakpoint
alter table app.session_mood force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.session_mood to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
create policy see on app.session_mood for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.session_mood for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[]) and entered_by = (select app.me())
  and exists (select from app.session s where s.id = session_id and s.scope_id = session_mood.scope_id));
--> statement-breakpoint
create policy change on app.session_mood for update to tabavar_rw using (scope_id = any((select app.my_scope('record'))::int[]))
  with check (scope_id = any((select app.my_scope('record'))::int[]) and entered_by = (select app.me())
  and exists (select from app.session s where s.id = session_id and s.scope_id = session_mood.scope_id));
--> statement-breakpoint
-- A text of ours spoken in a language of the province, sealed as pictures are. One stands for a text and a language.
create table app.voice (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  spoken text not null,
  language text not null,
  mime text not null,
  size integer not null,
  digest bytea not null,
  sealed text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  removed_by uuid,
  removed_at timestamptz,
  constraint voice_spoken check (spoken in ('CONSENT','FACES')),
  constraint voice_language check (language in ('fa','azb','ckb','kmr')),
  constraint voice_size check (size between 1 and 5242880),
  constraint voice_removed check ((removed_at is null) = (removed_by is null))
);
--> statement-breakpoint
create unique index voice_standing on app.voice (scope_id, spoken, language) where removed_at is null;
--> statement-breakpoint
grant select, insert, update on app.voice to tabavar_rw;
--> statement-breakpoint
alter table app.voice enable row level security;
--> statement-breakpoint
alter table app.voice force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.voice to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
create policy see on app.voice for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]) or scope_id = any((select app.my_path())::int[]));
--> statement-breakpoint
create policy make on app.voice for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]) and created_by = (select app.me())
  and exists (select from app.place p where p.id = province_id and p.kind = 'PROVINCE' and p.scope_id = voice.scope_id));
--> statement-breakpoint
create policy change on app.voice for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[])) with check (scope_id = any((select app.my_scope('run'))::int[]));
