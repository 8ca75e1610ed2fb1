-- Targets with their revisions, quarters that are closed and signed, and figures from outside the programme.
create table app.indicator_target (
  id uuid primary key default app.uuid_v7() not null,
  scope_id integer not null,
  run_id uuid not null constraint indicator_target_run_id_run_id_fk references app.run (id),
  code text not null,
  place_id uuid constraint indicator_target_place_id_place_id_fk references app.place (id),
  facilitator_id uuid constraint indicator_target_facilitator_id_facilitator_id_fk references app.facilitator (id),
  year smallint,
  quarter smallint,
  revision integer not null,
  value numeric,
  source text not null,
  reason text not null,
  set_by uuid not null,
  set_at timestamp with time zone default now() not null,
  constraint indicator_target_once unique nulls not distinct (run_id, code, place_id, facilitator_id, year, quarter, revision),
  constraint indicator_target_quarter check ((year is null) = (quarter is null) and (quarter is null or quarter between 1 and 4)),
  constraint indicator_target_value check (value is null or value >= 0),
  constraint indicator_target_reason check (btrim(reason) <> '')
);
--> statement-breakpoint
create index indicator_target_place on app.indicator_target (place_id);
--> statement-breakpoint
create index indicator_target_facilitator on app.indicator_target (facilitator_id);
--> statement-breakpoint
create table app.quarter_closing (
  id uuid primary key default app.uuid_v7() not null,
  scope_id integer not null,
  run_id uuid not null constraint quarter_closing_run_id_run_id_fk references app.run (id),
  year smallint not null,
  quarter smallint not null,
  as_of date not null,
  state text default 'PREPARED' not null,
  inputs jsonb not null,
  frozen jsonb not null,
  hash text not null,
  unapproved integer not null,
  unapproved_reason text,
  prepared_by uuid not null,
  prepared_at timestamp with time zone default now() not null,
  signed_by uuid,
  signed_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  constraint quarter_closing_state check (state in ('PREPARED', 'SIGNED', 'WITHDRAWN')),
  constraint quarter_closing_quarter check (quarter between 1 and 4),
  constraint quarter_closing_two_people check (signed_by is null or signed_by <> prepared_by),
  constraint quarter_closing_signed check ((state = 'SIGNED') = (signed_by is not null) and (signed_by is null) = (signed_at is null)),
  constraint quarter_closing_reason check (unapproved = 0 or coalesce(btrim(unapproved_reason), '') <> '')
);
--> statement-breakpoint
create unique index quarter_closing_once on app.quarter_closing (run_id, year, quarter) where state <> 'WITHDRAWN';
--> statement-breakpoint
create table app.outside_figure (
  id uuid primary key default app.uuid_v7() not null,
  scope_id integer not null,
  run_id uuid not null constraint outside_figure_run_id_run_id_fk references app.run (id),
  code text not null,
  place_id uuid not null constraint outside_figure_place_id_place_id_fk references app.place (id),
  title text not null,
  day date not null,
  value numeric not null,
  unit text not null,
  source text not null,
  mime text,
  size integer,
  digest bytea,
  sealed text,
  created_by uuid not null,
  created_at timestamp with time zone default now() not null,
  struck_by uuid,
  struck_at timestamp with time zone,
  struck_reason text,
  constraint outside_figure_value check (value >= 0),
  constraint outside_figure_source check (btrim(source) <> '' and btrim(title) <> ''),
  constraint outside_figure_size check (size is null or size between 1 and 5242880),
  constraint outside_figure_file check ((mime is null) = (sealed is null) and (mime is null) = (size is null) and (mime is null) = (digest is null))
);
--> statement-breakpoint
create index outside_figure_run on app.outside_figure (run_id, place_id, day);
--> statement-breakpoint
create index outside_figure_place on app.outside_figure (place_id);
--> statement-breakpoint
grant select, insert on app.indicator_target to tabavar_rw;
--> statement-breakpoint
grant select, insert, update on app.quarter_closing, app.outside_figure to tabavar_rw;
--> statement-breakpoint
alter table app.indicator_target enable row level security;
--> statement-breakpoint
alter table app.indicator_target force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.indicator_target to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
create policy see on app.indicator_target for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]));
--> statement-breakpoint
create policy make on app.indicator_target for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
alter table app.quarter_closing enable row level security;
--> statement-breakpoint
alter table app.quarter_closing force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.quarter_closing to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
create policy see on app.quarter_closing for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.quarter_closing for insert to tabavar_rw with check (scope_id = any((select app.my_scope('prepare'))::int[]));
--> statement-breakpoint
create policy change on app.quarter_closing for update to tabavar_rw using (scope_id = any((select app.my_scope('prepare'))::int[])) with check (scope_id = any((select app.my_scope('prepare'))::int[]));
--> statement-breakpoint
alter table app.outside_figure enable row level security;
--> statement-breakpoint
alter table app.outside_figure force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.outside_figure to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
create policy see on app.outside_figure for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.outside_figure for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy change on app.outside_figure for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[])) with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
-- A target is set in one's own name, for the run's unit or one below it; a revision follows the last one.
create or replace function app.indicator_target_stays() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if new.set_by is distinct from app.me() or not exists (select from app.run r join app.scope s on s.id = new.scope_id
      where r.id = new.run_id and r.scope_id = any(s.path)) then
    raise exception 'a target of another''s' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger indicator_target_stays before insert on app.indicator_target for each row execute function app.indicator_target_stays();
--> statement-breakpoint
create trigger closed_stays before insert on app.indicator_target for each row execute function app.refuse_closed('E-RUN-07');
--> statement-breakpoint
-- What a quarter was closed with stays. It is signed by a second person who may sign, or taken back with a reason while nobody has.
create or replace function app.quarter_closing_stays() returns trigger language plpgsql as $$
declare free constant text[] := array['state', 'signed_by', 'signed_at', 'withdrawn_by', 'withdrawn_at', 'withdrawn_reason'];
begin
  if app.owner_acts() then return new; end if;
  if tg_op = 'INSERT' then
    if new.prepared_by is distinct from app.me() or new.state <> 'PREPARED'
       or not exists (select from app.run r where r.id = new.run_id and r.scope_id = new.scope_id) then
      raise exception 'a quarter of another''s' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.state <> 'PREPARED' or to_jsonb(new) - free <> to_jsonb(old) - free
     or new.state = 'SIGNED' and (new.signed_by is distinct from app.me() or new.withdrawn_by is not null
       or not (new.scope_id = any(app.my_scope('sign'))))
     or new.state = 'WITHDRAWN' and (new.withdrawn_by is distinct from app.me() or coalesce(btrim(new.withdrawn_reason), '') = '')
     or new.state = 'PREPARED' then
    raise exception 'a closed quarter stays as it was closed' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger quarter_closing_stays before insert or update on app.quarter_closing for each row execute function app.quarter_closing_stays();
--> statement-breakpoint
-- A figure from outside is entered in one's own name; afterwards it is only struck out, once, in one's own name.
create or replace function app.outside_figure_stays() returns trigger language plpgsql as $$
declare free constant text[] := array['struck_by', 'struck_at', 'struck_reason'];
begin
  if app.owner_acts() then return new; end if;
  if tg_op = 'INSERT' then
    if new.created_by is distinct from app.me() or new.struck_at is not null
       or not exists (select from app.run r join app.place p on p.id = new.place_id and p.kind = 'COUNTY' and p.parent_id = r.province_id
         where r.id = new.run_id and p.scope_id = new.scope_id) then
      raise exception 'a figure of another''s' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.struck_at is not null or new.struck_by is distinct from app.me() or coalesce(btrim(new.struck_reason), '') = ''
     or to_jsonb(new) - free <> to_jsonb(old) - free then
    raise exception 'a figure stays as it was entered' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger outside_figure_stays before insert or update on app.outside_figure for each row execute function app.outside_figure_stays();
--> statement-breakpoint
-- The last act on each sheet, place and facilitator of a run since an instant: when, and which, never by whom. A merge of two
-- people is told of every place they hold. Whoever sees the marks of the whole run may ask; row-level security hides the audit itself.
create or replace function app.acts_since(p_run uuid, p_since timestamptz)
returns table (kind text, key uuid, act text, at_ms float8)
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from run r where r.id = p_run and r.scope_id = any(app.my_scope('marks'))) then return; end if;
  return query
  with own as (
    select 'session' as kind, s.id, 'session' as entity, s.id::text as entity_id from session s where s.run_id = p_run
    union all select 'enrolment', e.id, 'enrolment', e.id::text from enrolment e where e.run_id = p_run
    union all select 'enrolment', e.id, 'person', e.person_id::text from enrolment e where e.run_id = p_run
    union all select 'facilitator', f.id, 'facilitator', f.id::text from facilitator f where f.run_id = p_run
    union all select 'cohort', c.id, 'cohort', c.id::text from cohort c where c.run_id = p_run)
  select distinct on (o.kind, o.id) o.kind, o.id, e.action, (extract(epoch from e.at) * 1000)::float8
  from own o join audit.event e on e.entity = o.entity and e.entity_id = o.entity_id
  where e.at > p_since and e.action !~ '(view|reveal|print|search|list|export|pull|^file\.[a-z]+)$'
  order by o.kind, o.id, e.seq desc;
end $$;
--> statement-breakpoint
revoke all on function app.indicator_target_stays(), app.quarter_closing_stays(), app.outside_figure_stays(),
  app.acts_since(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function app.indicator_target_stays(), app.quarter_closing_stays(), app.outside_figure_stays(), app.acts_since(uuid, timestamptz) to tabavar_rw;
