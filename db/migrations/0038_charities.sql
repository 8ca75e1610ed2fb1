-- Devolution of services to charities: the catalogue, providers with what they can take, needs with their offers, agreements
-- with what was delivered, found and achieved, consultative meetings and events. A provider is a unit of programme CHARITY;
-- what belongs to a county or province is protected by app.programme_scope. See docs/decisions: charities.
insert into app.role_power (role, power) values ('CHARITY_OFFICER','see'), ('CHARITY_OFFICER','devolve'), ('CHARITY_OFFICER','deliver'),
  ('PROVIDER','deliver'), ('SYSTEM','devolve'), ('SYSTEM','deliver');
--> statement-breakpoint
-- The newest definition of 0037 with the new powers.
create or replace function app.forget_scope() returns trigger language plpgsql as $$
declare p text;
begin
  foreach p in array array['see','marks','people','record','review','enrol','run','rules','prepare','sign','audit','accounts','counsel','book','devolve','deliver'] loop
    perform set_config('app.scope_' || p, '', true);
  end loop;
  return null;
end $$;
--> statement-breakpoint
-- The officer sees a whole province's needs: a second factor as for the others of the office (0029).
create or replace function app.factor_roles() returns text[] language sql immutable as $$
  select array['PROVINCE_OFFICER','PROVINCE_DIRECTOR','WELFARE_OFFICER','COUNTY_OFFICER','COUNTY_WELFARE_OFFICER','ADMIN','AUDITOR','COUNSELLOR',
    'CHARITY_OFFICER']
$$;
--> statement-breakpoint
create table app.charity_service (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  code text not null,
  title_fa text not null,
  fold text not null,
  domain text not null,
  since_year smallint,
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint charity_service_code unique (province_id, code),
  constraint charity_service_title unique (province_id, domain, fold),
  constraint charity_service_domain check (domain in ('CHILDREN','ELDERLY','ORPHANS','CHRONIC_MENTAL','DISABLED','EMPOWERMENT','OTHER')),
  constraint charity_service_since check (since_year between 1300 and 1500)
);
--> statement-breakpoint
create table app.charity_provider (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  county_id uuid not null references app.place (id),
  organisation_id uuid not null references app.organisation (id),
  code text not null,
  name_fa text not null,
  fold text not null,
  provider_type text not null,
  domains text[] not null,
  licence_no text,
  licence_issuer text,
  licence_until date,
  contact text,
  status text not null default 'APPLIED',
  status_since timestamptz not null default now(),
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint charity_provider_unit unique (scope_id),
  constraint charity_provider_organisation unique (organisation_id),
  constraint charity_provider_code unique (province_id, code),
  constraint charity_provider_type check (provider_type in ('CHARITY','NGO','BENEFACTOR','COMMUNITY')),
  constraint charity_provider_domains check (cardinality(domains) >= 1
    and domains <@ array['CHILDREN','ELDERLY','ORPHANS','CHRONIC_MENTAL','DISABLED','EMPOWERMENT','OTHER']),
  constraint charity_provider_status check (status in ('APPLIED','ASSESSED','ACCEPTED','ACTIVE','SUSPENDED','ENDED'))
);
--> statement-breakpoint
create index charity_provider_county on app.charity_provider (county_id, status);
--> statement-breakpoint
-- How many people a provider can take for a service, and how many places are given away: never more than there are,
-- whoever asks at the same instant.
create table app.charity_capacity (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  provider_id uuid not null references app.charity_provider (id),
  service_id uuid not null references app.charity_service (id),
  places integer not null,
  taken integer not null default 0,
  version integer not null default 1,
  constraint charity_capacity_once unique (provider_id, service_id),
  constraint charity_capacity_places check (places between 0 and 100000),
  constraint charity_capacity_taken check (taken between 0 and places)
);
--> statement-breakpoint
-- What was found when a provider's means were looked at.
create table app.charity_assessment (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  provider_id uuid not null references app.charity_provider (id),
  day date not null,
  finding text not null,
  made_by uuid not null,
  made_at timestamptz not null default now()
);
--> statement-breakpoint
create index charity_assessment_provider on app.charity_assessment (provider_id, day);
--> statement-breakpoint
create table app.charity_meeting (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  county_id uuid references app.place (id),
  day date not null,
  title_fa text not null,
  minutes text not null,
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now()
);
--> statement-breakpoint
create index charity_meeting_day on app.charity_meeting (province_id, day);
--> statement-breakpoint
create table app.charity_need (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  county_id uuid not null references app.place (id),
  code text not null,
  domain text not null,
  service_id uuid references app.charity_service (id),
  title_fa text not null,
  is_new boolean not null,
  priority text not null,
  identified_on date not null,
  people_count integer not null,
  verified_count integer,
  meeting_id uuid references app.charity_meeting (id),
  status text not null default 'IDENTIFIED',
  status_since timestamptz not null default now(),
  reason text,
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint charity_need_code unique (province_id, code),
  constraint charity_need_domain check (domain in ('CHILDREN','ELDERLY','ORPHANS','CHRONIC_MENTAL','DISABLED','EMPOWERMENT','OTHER')),
  constraint charity_need_priority check (priority in ('HIGH','NORMAL','LOW')),
  constraint charity_need_people check (people_count between 1 and 100000 and verified_count between 1 and 100000),
  constraint charity_need_status check (status in ('IDENTIFIED','VERIFIED','PLANNED','MATCHED','MET','DEFERRED','REJECTED')
    and (status not in ('VERIFIED','PLANNED','MATCHED','MET') or verified_count is not null)
    and (status not in ('PLANNED','MATCHED','MET') or meeting_id is not null)
    and (status not in ('DEFERRED','REJECTED') or reason is not null))
);
--> statement-breakpoint
create index charity_need_county on app.charity_need (county_id, status);
--> statement-breakpoint
-- What a benefactor promised for a need at a meeting.
create table app.charity_promise (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  meeting_id uuid not null references app.charity_meeting (id),
  need_id uuid not null references app.charity_need (id),
  provider_id uuid not null references app.charity_provider (id),
  promised text not null,
  created_by uuid not null,
  created_at timestamptz not null default now()
);
--> statement-breakpoint
create index charity_promise_need on app.charity_promise (need_id);
--> statement-breakpoint
create table app.charity_agreement (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  county_id uuid not null references app.place (id),
  provider_id uuid not null references app.charity_provider (id),
  service_id uuid not null references app.charity_service (id),
  code text not null,
  starts_on date not null,
  ends_on date not null,
  capacity integer not null,
  clause text not null,
  clause_aim text not null,
  status text not null default 'PROPOSED',
  status_since timestamptz not null default now(),
  reason text,
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint charity_agreement_code unique (province_id, code),
  constraint charity_agreement_clause check (length(btrim(clause)) >= 10 and clause_aim in ('EMPOWERMENT','OTHER')),
  constraint charity_agreement_days check (ends_on > starts_on),
  constraint charity_agreement_capacity check (capacity between 1 and 100000),
  constraint charity_agreement_status check (status in ('PROPOSED','ASSESSED','APPROVED','ACTIVE','ENDED','TERMINATED')
    and (status <> 'TERMINATED' or reason is not null))
);
--> statement-breakpoint
create index charity_agreement_provider on app.charity_agreement (provider_id, service_id, status);
--> statement-breakpoint
create index charity_agreement_county on app.charity_agreement (county_id, status);
--> statement-breakpoint
-- A need offered to a provider: `people` of it, to be answered by a day; `ranked` is why it stood where it stood.
create table app.charity_offer (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  need_id uuid not null references app.charity_need (id),
  provider_id uuid not null references app.charity_provider (id),
  service_id uuid not null references app.charity_service (id),
  agreement_id uuid references app.charity_agreement (id),
  people integer not null,
  ranked jsonb not null,
  offered_on date not null,
  answer_by date not null,
  status text not null default 'OFFERED',
  reason text,
  answered_by uuid,
  answered_at timestamptz,
  released_on date,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint charity_offer_people check (people between 1 and 100000),
  constraint charity_offer_days check (answer_by >= offered_on),
  constraint charity_offer_status check (status in ('OFFERED','ACCEPTED','DECLINED','EXPIRED','REVOKED')
    and (status not in ('DECLINED','REVOKED') or reason is not null) and (status <> 'ACCEPTED' or answered_at is not null))
);
--> statement-breakpoint
create unique index charity_offer_open on app.charity_offer (need_id, provider_id, service_id) where status in ('OFFERED','ACCEPTED');
--> statement-breakpoint
create index charity_offer_provider on app.charity_offer (provider_id, status);
--> statement-breakpoint
create index charity_offer_agreement on app.charity_offer (agreement_id) where agreement_id is not null;
--> statement-breakpoint
create table app.charity_delivery (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  agreement_id uuid not null references app.charity_agreement (id),
  month integer not null,
  served integer not null,
  units integer not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  constraint charity_delivery_once unique (agreement_id, month),
  constraint charity_delivery_month check (month % 100 between 1 and 12 and month between 130001 and 150012),
  constraint charity_delivery_count check (served between 0 and 1000000 and units between 0 and 10000000)
);
--> statement-breakpoint
create table app.charity_review (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  agreement_id uuid not null references app.charity_agreement (id),
  day date not null,
  before_score smallint,
  score smallint not null,
  finding text not null,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  constraint charity_review_once unique (agreement_id, day),
  constraint charity_review_score check (score between 0 and 100 and before_score between 0 and 100)
);
--> statement-breakpoint
create table app.charity_outcome (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  agreement_id uuid not null references app.charity_agreement (id),
  kind text not null,
  month integer not null,
  count integer not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  constraint charity_outcome_once unique (agreement_id, kind, month),
  constraint charity_outcome_kind check (kind in ('EMPLOYED','SELF_SUFFICIENT')),
  constraint charity_outcome_month check (month % 100 between 1 and 12 and month between 130001 and 150012),
  constraint charity_outcome_count check (count between 0 and 1000000)
);
--> statement-breakpoint
create table app.charity_event (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  county_id uuid not null references app.place (id),
  day date not null,
  title_fa text not null,
  audience text not null,
  attendees integer not null,
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint charity_event_audience check (audience in ('CHILDREN','KINDERGARTEN','WOMEN_BENEFACTORS','PUBLIC')),
  constraint charity_event_attendees check (attendees between 0 and 1000000)
);
--> statement-breakpoint
create index charity_event_day on app.charity_event (province_id, day);
--> statement-breakpoint
-- One step of a need, a provider or an agreement on its way.
create table app.charity_step (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  subject text not null,
  subject_id uuid not null,
  from_status text,
  to_status text not null,
  reason text,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  constraint charity_step_subject check (subject in ('NEED','PROVIDER','AGREEMENT'))
);
--> statement-breakpoint
create index charity_step_subject_id on app.charity_step (subject_id, made_at);
--> statement-breakpoint
-- Where the caller holds a power for one programme, above units too: there a node belongs to all programmes, and a grant of
-- another one must not reach what is kept at it.
create or replace function app.programme_scope(p_programme text, p_power text) returns int[]
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce(array_agg(distinct s.id), '{}') from user_grant g
  join role_power p on p.role = g.role and p.power = p_power
  join scope s on s.path @> array[g.scope_id] and (s.programme is null or s.programme = p_programme)
  where g.user_id = nullif(current_setting('app.user_id', true), '')::uuid and g.ended_at is null
    and (g.programme is null or g.programme = p_programme)
$$;
--> statement-breakpoint
-- The node of a new provider under its county.
create or replace function app.add_charity_unit(p_county int, p_label text) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare made int; above int[];
begin
  if not p_county = any(programme_scope('CHARITY', 'devolve')) or not exists (select from scope where id = p_county and kind = 'COUNTY') then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  select path into above from scope s where s.id = p_county;
  insert into scope (parent_id, kind, programme, path, label) values (p_county, 'UNIT', 'CHARITY', '{}', p_label) returning id into made;
  update scope s set path = above || made where s.id = made;
  return made;
end $$;
--> statement-breakpoint
-- One row for an organisation, whatever programme it takes part in: organisations are kept by who runs the resilience
-- programme, and an officer for charities is none of these.
create or replace function app.charity_organisation(p_county uuid, p_name text, p_fold text, p_kind text, p_registration text) returns uuid
language plpgsql security definer set search_path = app, pg_temp as $$
declare c place; made uuid;
begin
  select * into c from place where id = p_county and kind = 'COUNTY';
  if c.id is null or not c.scope_id = any(programme_scope('CHARITY', 'devolve')) or p_kind not in ('NGO', 'CHARITY') then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  insert into organisation (scope_id, name_fa, fold, kind, county_id, registration_no)
    values (c.scope_id, p_name, p_fold, p_kind, p_county, p_registration) on conflict (scope_id, fold) do nothing;
  select id into made from organisation where scope_id = c.scope_id and fold = p_fold;
  return made;
end $$;
--> statement-breakpoint
-- The next number of a province's needs (N), providers (P) or agreements (A): who works in one county does not see the others.
create or replace function app.next_charity_code(p_kind text, p_province uuid) returns text
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare found int;
begin
  if not exists (select from place c where c.province_id = p_province and c.kind = 'COUNTY' and c.scope_id = any(programme_scope('CHARITY', 'devolve'))) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('charity ' || p_kind || p_province::text, 0));
  select max(substr(code, 4)::int) into found from (
    select code from charity_need where province_id = p_province and p_kind = 'N'
    union all select code from charity_provider where province_id = p_province and p_kind = 'P'
    union all select code from charity_agreement where province_id = p_province and p_kind = 'A') x where code ~ ('^C' || p_kind || '-[0-9]{1,6}$');
  return 'C' || p_kind || '-' || lpad((coalesce(found, 0) + 1)::text, 3, '0');
end $$;
--> statement-breakpoint
-- The answer to an offer, by who answers for the provider. Locks are taken in one order, the need and then the places, so
-- that of two who accept the last place one waits, looks again and is told. A refusal comes back as what it is, with numbers.
create or replace function app.answer_charity_offer(p_offer uuid, p_accept boolean, p_reason text, p_at timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare o charity_offer; n charity_need; rest int; free int; today date := (p_at at time zone 'Asia/Tehran')::date;
begin
  select * into o from charity_offer where id = p_offer;
  if o.id is null or not o.scope_id = any(my_scope('deliver')) then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  select * into n from charity_need where id = o.need_id for update;
  select * into o from charity_offer where id = p_offer for update;
  if o.status <> 'OFFERED' or o.answer_by < today then return jsonb_build_object('refused', 'E-CD-10'); end if;
  if not p_accept then
    if coalesce(btrim(p_reason), '') = '' then return jsonb_build_object('refused', 'E-CD-13'); end if;
    update charity_offer set status = 'DECLINED', reason = btrim(p_reason), answered_by = me(), answered_at = p_at where id = p_offer;
    return jsonb_build_object('scope', o.scope_id, 'status', 'DECLINED', 'matched', false);
  end if;
  if not exists (select from charity_provider p where p.id = o.provider_id and p.status = 'ACTIVE' and p.licence_until >= today) then
    return jsonb_build_object('refused', 'E-CD-01');
  end if;
  select n.verified_count - coalesce(sum(x.people), 0) into rest from charity_offer x where x.need_id = n.id and x.status = 'ACCEPTED';
  if n.status <> 'PLANNED' or o.people > rest then return jsonb_build_object('refused', 'E-CD-11'); end if;
  update charity_capacity c set taken = c.taken + o.people, version = c.version + 1
    where c.provider_id = o.provider_id and c.service_id = o.service_id and c.taken + o.people <= c.places;
  if not found then
    select c.places - c.taken into free from charity_capacity c where c.provider_id = o.provider_id and c.service_id = o.service_id;
    return jsonb_build_object('refused', 'E-CD-09', 'free', coalesce(free, 0), 'people', o.people);
  end if;
  update charity_offer set status = 'ACCEPTED', answered_by = me(), answered_at = p_at where id = p_offer;
  if o.people = rest then
    update charity_need set status = 'MATCHED', status_since = p_at, version = version + 1 where id = n.id;
    insert into charity_step (scope_id, subject, subject_id, from_status, to_status, made_by, made_at)
      values (n.scope_id, 'NEED', n.id, n.status, 'MATCHED', me(), p_at);
  end if;
  return jsonb_build_object('scope', o.scope_id, 'status', 'ACCEPTED', 'matched', o.people = rest);
end $$;
--> statement-breakpoint
-- What a row is about does not change under another's hand.
create or replace function app.charity_stays() returns trigger language plpgsql as $$
declare k text; a jsonb := to_jsonb(old); b jsonb := to_jsonb(new);
begin
  foreach k in array array['id','scope_id','province_id','county_id','code','provider_id','organisation_id','service_id','need_id','agreement_id',
    'month','kind','people','is_demo','created_by'] loop
    if a -> k is distinct from b -> k and not (tg_table_name = 'charity_offer' and k = 'agreement_id')
      and not (tg_table_name = 'charity_need' and k = 'service_id') then
      raise exception 'it stays what it was made for' using errcode = '42501';
    end if;
  end loop;
  return new;
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.programme_scope(text, text), app.add_charity_unit(int, text), app.charity_organisation(uuid, text, text, text, text), app.next_charity_code(text, uuid),
  app.answer_charity_offer(uuid, boolean, text, timestamptz), app.charity_stays() to tabavar_rw;
--> statement-breakpoint
grant select, insert on app.charity_assessment, app.charity_meeting, app.charity_promise, app.charity_review, app.charity_event, app.charity_step to tabavar_rw;
--> statement-breakpoint
grant select, insert, update on app.charity_service, app.charity_provider, app.charity_capacity, app.charity_need, app.charity_offer,
  app.charity_agreement, app.charity_delivery, app.charity_outcome to tabavar_rw;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['charity_service','charity_provider','charity_capacity','charity_assessment','charity_meeting','charity_promise',
    'charity_need','charity_offer','charity_agreement','charity_delivery','charity_review','charity_outcome','charity_event','charity_step'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
  -- A provider's own: at its unit.
  foreach t in array array['charity_provider','charity_capacity','charity_offer','charity_agreement','charity_delivery','charity_outcome'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''see''))::int[]))', t);
  end loop;
  -- What the office found of a provider is the office's.
  foreach t in array array['charity_assessment','charity_review'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''devolve''))::int[])
      or scope_id = any((select app.my_scope(''marks''))::int[]))', t);
  end loop;
  -- At a county or province: for who works for this programme there.
  foreach t in array array['charity_service','charity_meeting','charity_promise','charity_need','charity_event','charity_step'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.programme_scope(''CHARITY'', ''see''))::int[]))', t);
  end loop;
  foreach t in array array['charity_provider','charity_capacity','charity_need','charity_offer','charity_agreement','charity_delivery','charity_outcome','charity_service'] loop
    execute format('create trigger stays before update on app.%I for each row execute function app.charity_stays()', t);
  end loop;
end $$;
--> statement-breakpoint
-- A provider reads what it is offered and the kinds of services it offers; of a need the line, never the people.
create policy see_offered on app.charity_need for select to tabavar_rw using (exists (select from app.charity_offer o
  where o.need_id = charity_need.id and o.status in ('OFFERED','ACCEPTED') and o.scope_id = any((select app.my_scope('deliver'))::int[])));
--> statement-breakpoint
create policy see_own on app.charity_service for select to tabavar_rw using (exists (select from app.charity_capacity c
  where c.service_id = charity_service.id and c.scope_id = any((select app.my_scope('deliver'))::int[])));
--> statement-breakpoint
create policy make on app.charity_service for insert to tabavar_rw with check (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and created_by = (select app.me()) and exists (select from app.place p where p.id = province_id and p.kind = 'PROVINCE' and p.scope_id = charity_service.scope_id));
--> statement-breakpoint
create policy change on app.charity_service for update to tabavar_rw using (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[]));
--> statement-breakpoint
create policy make on app.charity_provider for insert to tabavar_rw with check (scope_id = any((select app.my_scope('devolve'))::int[])
  and created_by = (select app.me()) and exists (select from app.scope s join app.place c on c.scope_id = s.parent_id and c.kind = 'COUNTY'
    where s.id = charity_provider.scope_id and s.programme = 'CHARITY' and c.id = county_id and c.province_id = charity_provider.province_id));
--> statement-breakpoint
create policy change on app.charity_provider for update to tabavar_rw using (scope_id = any((select app.my_scope('devolve'))::int[]));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['charity_capacity','charity_agreement','charity_offer'] loop
    execute format('create policy make on app.%I for insert to tabavar_rw with check (scope_id = any((select app.my_scope(''devolve''))::int[])
      and exists (select from app.charity_provider p where p.id = provider_id and p.scope_id = %I.scope_id))', t, t);
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.my_scope(''devolve''))::int[]))', t);
  end loop;
  foreach t in array array['charity_delivery','charity_outcome'] loop
    execute format('create policy make on app.%I for insert to tabavar_rw with check (scope_id = any((select app.my_scope(''deliver''))::int[])
      and recorded_by = (select app.me()) and exists (select from app.charity_agreement a where a.id = agreement_id and a.scope_id = %I.scope_id))', t, t);
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.my_scope(''deliver''))::int[]))
      with check (recorded_by = (select app.me()))', t);
  end loop;
  foreach t in array array['charity_meeting','charity_need','charity_event'] loop
    execute format('create policy make on app.%I for insert to tabavar_rw with check (scope_id = any((select app.programme_scope(''CHARITY'', ''devolve''))::int[])
      and created_by = (select app.me()) and exists (select from app.place c where c.id = coalesce(county_id, province_id)
        and c.province_id = %I.province_id and c.scope_id = %I.scope_id))', t, t, t);
  end loop;
end $$;
--> statement-breakpoint
create policy change on app.charity_need for update to tabavar_rw using (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[]));
--> statement-breakpoint
create policy make on app.charity_assessment for insert to tabavar_rw with check (scope_id = any((select app.my_scope('devolve'))::int[])
  and made_by = (select app.me()) and exists (select from app.charity_provider p where p.id = provider_id and p.scope_id = charity_assessment.scope_id));
--> statement-breakpoint
create policy make on app.charity_review for insert to tabavar_rw with check (scope_id = any((select app.my_scope('devolve'))::int[])
  and made_by = (select app.me()) and exists (select from app.charity_agreement a where a.id = agreement_id and a.scope_id = charity_review.scope_id));
--> statement-breakpoint
create policy make on app.charity_promise for insert to tabavar_rw with check (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and created_by = (select app.me()) and exists (select from app.charity_need n where n.id = need_id and n.scope_id = charity_promise.scope_id)
  and exists (select from app.charity_meeting m where m.id = meeting_id) and exists (select from app.charity_provider p where p.id = provider_id));
--> statement-breakpoint
create policy make on app.charity_step for insert to tabavar_rw with check (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and made_by = (select app.me()));
