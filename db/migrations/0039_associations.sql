-- Clients' social associations: the association with its five steps, its partners, its volunteers and what they did; meetings with
-- their questions; observances of a place; the pilot provinces. Each association is a unit of programme ASSOCIATION.
-- See docs/decisions: social-associations.
-- The officer of cultural affairs of a province, who works for the associations of all its counties.
insert into app.role_power (role, power) values ('ASSOCIATION_OFFICER','see'), ('ASSOCIATION_OFFICER','marks'),
  ('ASSOCIATION_OFFICER','record'), ('ASSOCIATION_OFFICER','run');
--> statement-breakpoint
-- An office role, so it shows a second factor: whatever the list is by now, with it.
do $$ begin
  execute format('create or replace function app.factor_roles() returns text[] language sql immutable as $f$ select %L::text[] $f$',
    app.factor_roles() || 'ASSOCIATION_OFFICER'::text);
end $$;
--> statement-breakpoint
create table app.association (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  county_id uuid not null references app.place (id),
  code text not null,
  name_fa text not null,
  fold text not null,
  capacity_group text not null,
  status text not null default 'CAPACITY_IDENTIFIED',
  begun_on date not null,
  established_on date,
  pinned_now timestamptz,
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint association_unit unique (scope_id),
  constraint association_code unique (province_id, code),
  constraint association_group check (capacity_group in ('WOMEN_HEADS','ADDICTION_CENTRES','QUASI_FAMILY','DISABLED','OTHER')),
  constraint association_status check (status in ('CAPACITY_IDENTIFIED','PLANNED','SELECTED','INFORMED','ESTABLISHED','DISSOLVED')),
  constraint association_established check (status <> 'ESTABLISHED' or established_on is not null),
  constraint association_pin check (pinned_now is null or is_demo)
);
--> statement-breakpoint
-- A name is free again once its association has been dissolved.
create unique index association_name on app.association (county_id, fold) where status <> 'DISSOLVED';
--> statement-breakpoint
-- One of the five steps, done, with what shows it. One that turned out not to be done is taken back with a reason and stays.
create table app.association_step (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  association_id uuid not null references app.association (id),
  step text not null,
  done_on date not null,
  evidence text not null,
  letter_no text,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  undone_by uuid,
  undone_at timestamptz,
  undone_reason text,
  constraint association_step_name check (step in ('MEETINGS','PLANNING','CAPACITY','SELECTION','AWARENESS')),
  constraint association_step_shown check (btrim(evidence) <> ''),
  constraint association_step_undone check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_reason is null))
);
--> statement-breakpoint
create unique index association_step_once on app.association_step (association_id, step) where undone_at is null;
--> statement-breakpoint
-- One move of an association from state to state; its status is where the last one led.
create table app.association_move (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  association_id uuid not null references app.association (id),
  act text not null,
  from_status text,
  to_status text not null,
  reason text,
  made_by uuid not null,
  made_at timestamptz not null default now()
);
--> statement-breakpoint
create index association_move_of on app.association_move (association_id, made_at);
--> statement-breakpoint
create table app.association_partner (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  association_id uuid not null references app.association (id),
  name_fa text not null,
  fold text not null,
  does text not null,
  since date not null,
  until date,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  constraint association_partner_days check (until >= since)
);
--> statement-breakpoint
create unique index association_partner_open on app.association_partner (association_id, fold) where until is null;
--> statement-breakpoint
create table app.association_activity (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  association_id uuid not null references app.association (id),
  day date not null,
  title_fa text not null,
  field text not null,
  status text not null,
  beneficiaries integer,
  reason text,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  version integer not null default 1,
  constraint association_activity_field check (field in ('CULTURAL','SOCIAL','HEALTH','ECONOMIC','OTHER')),
  constraint association_activity_status check (status in ('PLANNED','HELD','CANCELLED')
    and (status = 'HELD') = (beneficiaries is not null) and (status = 'CANCELLED') = (reason is not null)),
  constraint association_activity_count check (beneficiaries between 0 and 1000000)
);
--> statement-breakpoint
create index association_activity_of on app.association_activity (association_id, day);
--> statement-breakpoint
-- Who serves in an association: known to it alone. Nobody above it reads a name.
create table app.association_volunteer (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  association_id uuid not null references app.association (id),
  name text not null,
  fold text not null,
  role text not null,
  consent_on date not null,
  joined_on date not null,
  left_on date,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  version integer not null default 1,
  constraint association_volunteer_role check (role in ('COORDINATION','FIELD','TEACHING','CARE','LOGISTICS','MEDIA')),
  constraint association_volunteer_days check (left_on >= joined_on and consent_on <= joined_on)
);
--> statement-breakpoint
create unique index association_volunteer_name on app.association_volunteer (association_id, fold) where left_on is null;
--> statement-breakpoint
-- One turn of service: what she did in an activity, and for how long. One written by mistake is struck out, not removed.
create table app.association_shift (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  activity_id uuid not null references app.association_activity (id),
  volunteer_id uuid not null references app.association_volunteer (id),
  role text not null,
  minutes smallint not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  struck_by uuid,
  struck_at timestamptz,
  constraint association_shift_role check (role in ('COORDINATION','FIELD','TEACHING','CARE','LOGISTICS','MEDIA')),
  constraint association_shift_minutes check (minutes between 5 and 1440),
  constraint association_shift_struck check ((struck_by is null) = (struck_at is null))
);
--> statement-breakpoint
create unique index association_shift_once on app.association_shift (activity_id, volunteer_id, role) where struck_at is null;
--> statement-breakpoint
create index association_shift_volunteer on app.association_shift (volunteer_id);
--> statement-breakpoint
-- A meeting about the associations, at the province or in a county: of whom many came how, and what was decided.
create table app.association_meeting (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  place_id uuid not null references app.place (id),
  kind text not null,
  mode text not null,
  day date not null,
  subject text not null,
  venue text,
  decisions text,
  letter_no text,
  is_demo boolean not null default false,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  version integer not null default 1,
  constraint association_meeting_kind check (kind in ('BRIEFING','COORDINATION')),
  constraint association_meeting_mode check (mode in ('IN_PERSON','ONLINE','HYBRID'))
);
--> statement-breakpoint
create index association_meeting_at on app.association_meeting (scope_id, day);
--> statement-breakpoint
create table app.association_attendance (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  meeting_id uuid not null references app.association_meeting (id),
  level text not null,
  in_person smallint not null,
  online smallint not null,
  constraint association_attendance_level check (level in ('NATIONAL','PROVINCE','COUNTY','ASSOCIATION','PARTNER')),
  constraint association_attendance_once unique (meeting_id, level),
  constraint association_attendance_count check (in_person between 0 and 10000 and online between 0 and 10000 and in_person + online > 0)
);
--> statement-breakpoint
create table app.association_question (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  meeting_id uuid not null references app.association_meeting (id),
  asked_by_level text not null,
  question text not null,
  answer text,
  answered_by_level text,
  answered_on date,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  constraint association_question_levels check (asked_by_level in ('NATIONAL','PROVINCE','COUNTY','ASSOCIATION','PARTNER')
    and answered_by_level in ('NATIONAL','PROVINCE','COUNTY','ASSOCIATION','PARTNER')),
  constraint association_question_answered check ((answer is null) = (answered_on is null) and (answer is null) = (answered_by_level is null))
);
--> statement-breakpoint
create index association_question_of on app.association_question (meeting_id, entered_at);
--> statement-breakpoint
-- A day that is kept in a place, which the official table of holidays does not hold.
create table app.association_observance (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  day date not null,
  name_fa text not null,
  fold text not null,
  source text not null,
  is_demo boolean not null default false,
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  constraint association_observance_once unique (scope_id, day, fold)
);
--> statement-breakpoint
-- The pilot provinces: the source says how many and names one.
create table app.association_pilot (
  seq smallint primary key,
  scope_id integer not null references app.scope (id),
  province_id uuid references app.place (id),
  source text not null,
  constraint association_pilot_province unique (province_id)
);
--> statement-breakpoint
-- Whether the caller reads what the programme says at a node: she works for it there, above, or below. A county's cultural
-- officer and the coordinator of an association read the province's meetings and their answers.
create or replace function app.hears_of(p_programme text, p_node int) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select exists (select from user_grant g join role_power p on p.role = g.role and p.power = 'see'
    join scope mine on mine.id = g.scope_id join scope s on s.id = p_node
    where g.user_id = nullif(current_setting('app.user_id', true), '')::uuid and g.ended_at is null
      and (g.programme is null or g.programme = p_programme) and (s.path @> array[g.scope_id] or mine.path @> array[p_node]))
$$;
--> statement-breakpoint
-- The units of a programme in which the caller holds a power by a grant at the unit itself, and not from above.
create or replace function app.own_units(p_programme text, p_power text) returns int[]
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce(array_agg(distinct s.id), '{}') from user_grant g join role_power p on p.role = g.role and p.power = p_power
  join scope s on s.id = g.scope_id and s.kind = 'UNIT' and s.programme = p_programme
  where g.user_id = nullif(current_setting('app.user_id', true), '')::uuid and g.ended_at is null
$$;
--> statement-breakpoint
-- The node of a new association, by who runs the programme in its county.
create or replace function app.add_association_unit(p_county int, p_label text) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare made int; above int[];
begin
  if not works_for('ASSOCIATION', 'run', p_county) or not exists (select from scope where id = p_county and kind = 'COUNTY') then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  select path into above from scope s where s.id = p_county;
  insert into scope (parent_id, kind, programme, path, label) values (p_county, 'UNIT', 'ASSOCIATION', '{}', p_label) returning id into made;
  update scope s set path = above || made where s.id = made;
  return made;
end $$;
--> statement-breakpoint
-- The next free code of a province: who forms an association in one county does not see those of the others.
create or replace function app.next_association_code(p_province uuid) returns text
language plpgsql volatile security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from place c where c.province_id = p_province and c.kind = 'COUNTY' and works_for('ASSOCIATION', 'run', c.scope_id)) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('association code ' || p_province::text, 0));
  return (select 'SA-' || lpad((coalesce(max(substr(code, 4)::int), 0) + 1)::text, 3, '0') from association
    where province_id = p_province and code ~ '^SA-[0-9]{1,6}$');
end $$;
--> statement-breakpoint
-- A province's clock: where a demonstration has stopped it, that; it says nothing of what is there.
create or replace function app.association_clock(p_province uuid, p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce((select max(a.pinned_now) from association a where a.province_id = p_province), p_now)
$$;
--> statement-breakpoint
-- How many accounts coordinate each association the caller sees; not who: she may be one of its members.
create or replace function app.coordinators_at(p_nodes int[]) returns table (node int, coordinators int)
language sql stable security definer set search_path = app, pg_temp as $$
  select g.scope_id, count(distinct g.user_id)::int from user_grant g join user_account u on u.id = g.user_id and u.status = 'ACTIVE'
  where g.role = 'VOLUNTEER_COORDINATOR' and g.ended_at is null and g.scope_id = any(p_nodes) and g.scope_id = any(my_scope('see'))
  group by 1
$$;
--> statement-breakpoint
-- An association stays where it was made.
create or replace function app.association_stays() returns trigger language plpgsql as $$
begin
  if (new.id, new.scope_id, new.province_id, new.county_id, new.code, new.is_demo, new.created_by, new.pinned_now)
     is distinct from (old.id, old.scope_id, old.province_id, old.county_id, old.code, old.is_demo, old.created_by, old.pinned_now) then
    raise exception 'an association stays where it was made' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger association_stays before update on app.association for each row execute function app.association_stays();
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.hears_of(text, int), app.own_units(text, text), app.add_association_unit(int, text),
  app.next_association_code(uuid), app.association_clock(uuid, timestamptz), app.coordinators_at(int[]), app.association_stays() to tabavar_rw;
--> statement-breakpoint
grant select, insert on app.association_move, app.association_attendance, app.association_observance to tabavar_rw;
--> statement-breakpoint
grant select on app.association_pilot to tabavar_rw;
--> statement-breakpoint
grant select, insert, update on app.association to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (undone_by, undone_at, undone_reason) on app.association_step to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (until) on app.association_partner to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (status, beneficiaries, reason, version) on app.association_activity to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (left_on, version) on app.association_volunteer to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (struck_by, struck_at) on app.association_shift to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (decisions, version) on app.association_meeting to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (answer, answered_by_level, answered_on) on app.association_question to tabavar_rw;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['association','association_step','association_move','association_partner','association_activity','association_volunteer',
    'association_shift','association_meeting','association_attendance','association_question','association_observance','association_pilot'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
  foreach t in array array['association','association_step','association_move','association_partner','association_activity','association_shift'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''see''))::int[]))', t);
  end loop;
  -- What hangs at a county or province of all programmes is read and written by who works for this one.
  foreach t in array array['association_meeting','association_attendance','association_question','association_observance'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (app.hears_of(''ASSOCIATION'', scope_id))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy see on app.association_pilot for select to tabavar_rw using (scope_id = any((select app.my_path())::int[]));
--> statement-breakpoint
create policy make on app.association for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[])
  and created_by = (select app.me()) and exists (select from app.scope s join app.place c on c.scope_id = s.parent_id and c.kind = 'COUNTY'
    where s.id = association.scope_id and s.programme = 'ASSOCIATION' and c.id = county_id and c.province_id = association.province_id));
--> statement-breakpoint
create policy change on app.association for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[]))
  with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['association_step','association_partner'] loop
    execute format('create policy make on app.%I for insert to tabavar_rw with check (scope_id = any((select app.my_scope(''run''))::int[])
      and entered_by = (select app.me()) and exists (select from app.association a where a.id = association_id and a.scope_id = %I.scope_id))', t, t);
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.my_scope(''run''))::int[]))
      with check (scope_id = any((select app.my_scope(''run''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy make on app.association_move for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[])
  and made_by = (select app.me()) and exists (select from app.association a where a.id = association_id and a.scope_id = association_move.scope_id));
--> statement-breakpoint
create policy make on app.association_activity for insert to tabavar_rw with check (
  (scope_id = any((select app.my_scope('record'))::int[]) or scope_id = any((select app.my_scope('run'))::int[]))
  and entered_by = (select app.me()) and exists (select from app.association a where a.id = association_id and a.scope_id = association_activity.scope_id));
--> statement-breakpoint
create policy change on app.association_activity for update to tabavar_rw
  using (scope_id = any((select app.my_scope('record'))::int[]) or scope_id = any((select app.my_scope('run'))::int[]))
  with check (scope_id = any((select app.my_scope('record'))::int[]) or scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
-- Volunteers are their association's: read and written from within it, never from above.
create policy see on app.association_volunteer for select to tabavar_rw using (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]));
--> statement-breakpoint
create policy make on app.association_volunteer for insert to tabavar_rw with check (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[])
  and entered_by = (select app.me()) and exists (select from app.association a where a.id = association_id and a.scope_id = association_volunteer.scope_id));
--> statement-breakpoint
create policy change on app.association_volunteer for update to tabavar_rw using (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]))
  with check (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]));
--> statement-breakpoint
create policy make on app.association_shift for insert to tabavar_rw with check (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[])
  and entered_by = (select app.me())
  and exists (select from app.association_activity c join app.association_volunteer v on v.association_id = c.association_id
    where c.id = activity_id and v.id = volunteer_id and c.scope_id = association_shift.scope_id and c.status = 'HELD'));
--> statement-breakpoint
create policy change on app.association_shift for update to tabavar_rw using (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]))
  with check (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]) and struck_by = (select app.me()));
--> statement-breakpoint
create policy make on app.association_meeting for insert to tabavar_rw with check (app.works_for('ASSOCIATION', 'run', scope_id)
  and entered_by = (select app.me()) and exists (select from app.place p where p.id = place_id and p.scope_id = association_meeting.scope_id
    and p.kind in ('PROVINCE', 'COUNTY')));
--> statement-breakpoint
create policy change on app.association_meeting for update to tabavar_rw using (app.works_for('ASSOCIATION', 'run', scope_id))
  with check (app.works_for('ASSOCIATION', 'run', scope_id));
--> statement-breakpoint
create policy make on app.association_attendance for insert to tabavar_rw with check (app.works_for('ASSOCIATION', 'run', scope_id)
  and exists (select from app.association_meeting m where m.id = meeting_id and m.scope_id = association_attendance.scope_id));
--> statement-breakpoint
create policy make on app.association_question for insert to tabavar_rw with check (app.works_for('ASSOCIATION', 'run', scope_id)
  and entered_by = (select app.me()) and exists (select from app.association_meeting m where m.id = meeting_id and m.scope_id = association_question.scope_id));
--> statement-breakpoint
create policy change on app.association_question for update to tabavar_rw using (app.works_for('ASSOCIATION', 'run', scope_id))
  with check (app.works_for('ASSOCIATION', 'run', scope_id));
--> statement-breakpoint
create policy make on app.association_observance for insert to tabavar_rw with check (app.works_for('ASSOCIATION', 'run', scope_id)
  and entered_by = (select app.me()) and exists (select from app.scope s where s.id = scope_id and s.kind in ('PROVINCE', 'COUNTY')));
