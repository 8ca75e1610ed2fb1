-- One picture over the four programmes: who is one person, what each county has and lacks, a referral from one programme to another,
-- views that somebody keeps, and the secret address of a calendar. See docs/decisions: one-picture.
-- A volunteer's identity, with her consent: a keyed hash and nothing else. Her association writes it; it is compared in
-- app.picture_counts and read by nobody above.
create table app.association_identity (
  volunteer_id uuid primary key references app.association_volunteer (id),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  national_id_hash bytea not null,
  consent_on date not null,
  entered_by uuid not null,
  entered_at timestamptz not null default now()
);
--> statement-breakpoint
-- A wish to be asked by another programme, made with her consent. It hangs on the county whose office receives it.
create table app.programme_referral (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  from_scope integer not null references app.scope (id),
  programme text not null,
  person_id uuid not null references app.person (id),
  made_by uuid not null references app.user_account (id),
  made_at timestamptz not null default now(),
  consent_how text not null,
  consent_on date not null,
  reach_sealed text not null,
  status text not null default 'OFFERED',
  reason text,
  answered_by uuid,
  answered_at timestamptz,
  version integer not null default 1,
  constraint programme_referral_programme check (programme in ('RESILIENCE','HAMYAR','CHARITY','ASSOCIATION')),
  constraint programme_referral_consent check (consent_how in ('SAID','READ_ALOUD')),
  constraint programme_referral_status check (status in ('OFFERED','ACCEPTED','REFUSED','WITHDRAWN')
    and (status = 'REFUSED') = (reason is not null) and (status = 'OFFERED') = (answered_at is null)
    and (answered_at is null) = (answered_by is null) and (status not in ('REFUSED','WITHDRAWN') or reach_sealed = '')),
  -- None of them says whether she is eligible, a member or covered: whoever referred her reads it.
  constraint programme_referral_reason check (reason in ('NO_ROOM','NOT_HERE','NOT_REACHED','HER_WISH','OTHER_WAY'))
);
--> statement-breakpoint
create unique index programme_referral_open on app.programme_referral (person_id, programme, from_scope) where status = 'OFFERED';
--> statement-breakpoint
create index programme_referral_at on app.programme_referral (scope_id, programme, status);
--> statement-breakpoint
-- A list with its filters, kept under a name by one account. No name of a person is part of it.
create table app.saved_view (
  id uuid primary key default app.uuid_v7(),
  user_id uuid not null references app.user_account (id),
  scope_id integer not null,
  name text not null,
  fold text not null,
  list text not null,
  filters jsonb not null,
  made_at timestamptz not null default now(),
  constraint saved_view_name unique (user_id, fold)
);
--> statement-breakpoint
-- The secret address of an account's calendar: the hash of it, so that a copy of this table opens nothing.
create table app.calendar_feed (
  id uuid primary key default app.uuid_v7(),
  user_id uuid not null references app.user_account (id),
  scope_id integer not null,
  token_hash bytea not null unique,
  made_at timestamptz not null default now(),
  ended_at timestamptz
);
--> statement-breakpoint
create unique index calendar_feed_open on app.calendar_feed (user_id) where ended_at is null;
--> statement-breakpoint
-- The programmes whose facts the caller reads at a node: those she works for there; whoever signs for the province reads all four.
create or replace function app.programmes_at(p_node int) returns text[]
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce(array_agg(x.p order by x.n), '{}')
  from (values (1, 'RESILIENCE'), (2, 'HAMYAR'), (3, 'CHARITY'), (4, 'ASSOCIATION')) x (n, p)
  where works_for('RESILIENCE', 'sign', p_node) or works_for(x.p, 'see', p_node)
$$;
--> statement-breakpoint
-- Every part a woman has in a programme of the province, with who she is: the one place that says it. A participation is an
-- enrolment that is not cancelled, waiting or gone over to another group; an open membership of a hamyar group; a volunteer who serves.
-- Needs and services of charities name nobody. Called by functions only.
create or replace function app.participations(p_province uuid, p_until date) returns table (programme text, who text, known boolean)
language sql stable security definer set search_path = app, pg_temp as $$
  select 'RESILIENCE', coalesce(encode(p.national_id_hash, 'hex'), p.id::text), true
  from enrolment e join person p on p.id = e.person_id join run r on r.id = e.run_id join consent k on k.id = e.consent_id
  where r.province_id = p_province and e.status not in ('CANCELLED', 'WAITING', 'TRANSFERRED')
    and e.registered_on <= p_until and k.taken_at::date <= p_until
  union all
  select 'HAMYAR', coalesce(encode(p.national_id_hash, 'hex'), p.id::text), true
  from hamyar_member m join hamyar_group g on g.id = m.group_id join person p on p.id = m.person_id join consent k on k.id = m.consent_id
  where g.province_id = p_province and m.left_on is null and m.joined_on <= p_until and k.taken_at::date <= p_until
  union all
  select 'ASSOCIATION', coalesce(encode(i.national_id_hash, 'hex'), 'v' || v.id), i.volunteer_id is not null
  from association_volunteer v join association a on a.id = v.association_id
  left join association_identity i on i.volunteer_id = v.id and i.entered_at::date <= p_until
  where a.province_id = p_province and v.left_on is null and v.joined_on <= p_until
$$;
--> statement-breakpoint
-- People and participations of a province, by programme and over those the caller reads there. Counts only. Within a county they
-- would be few enough to tell who is in two programmes, so there are none.
create or replace function app.picture_counts(p_province uuid, p_until date)
returns table (programme text, people int, participations int, unknown int)
language sql stable security definer set search_path = app, pg_temp as $$
  with held as (select app.programmes_at(q.scope_id) as list from place q where q.id = p_province and q.kind = 'PROVINCE'),
  parts as materialized (select x.* from held, app.participations(p_province, p_until) x where x.programme = any(held.list))
  select l.p, count(distinct x.who)::int, count(x.who)::int, (count(x.who) filter (where not x.known))::int
  from held cross join unnest(held.list) l (p) left join parts x on x.programme = l.p where l.p <> 'CHARITY' group by 1
  union all
  select 'ALL', count(distinct x.who)::int, count(*)::int, (count(*) filter (where not x.known))::int from parts x
$$;
--> statement-breakpoint
-- What each county and neighbourhood of a province has of the programmes the caller reads there: counts and states, nobody's name.
create or replace function app.coverage_facts(p_province uuid)
returns table (county uuid, place uuid, programme text, facts jsonb)
language sql stable security definer set search_path = app, pg_temp as $$
  with c as materialized (select y.id, y.scope_id, app.programmes_at(y.scope_id) as held from place y
    where y.kind = 'COUNTY' and y.province_id = p_province)
  select c.id, n.id, 'RESILIENCE', jsonb_build_object('groups', coalesce(h.groups, 0), 'members', coalesce(h.members, 0), 'planned', coalesce(h.planned, 0))
  from c join place n on n.kind = 'NEIGHBOURHOOD' and n.scope_id = c.scope_id
  left join lateral (
    select count(*)::int as groups, sum(k.target_size)::int as planned,
      sum((select count(*) from enrolment e where e.cohort_id = k.id and e.status in ('REGISTERED', 'ACTIVE', 'COMPLETED')))::int as members
    from cohort k where k.place_id = n.id and k.status <> 'CANCELLED') h on true
  where 'RESILIENCE' = any(c.held)
  union all
  select c.id, null, 'HAMYAR', jsonb_build_object('groups', (select count(*) from hamyar_group g where g.county_id = c.id and g.status <> 'DISSOLVED'),
    'planned', (select t.value from hamyar_target t where t.county_id = c.id order by t.set_at desc, t.id desc limit 1))
  from c where 'HAMYAR' = any(c.held)
  union all
  select c.id, null, 'CHARITY', jsonb_build_object(
    'groups', (select count(*) from charity_provider p where p.county_id = c.id and p.status in ('ACCEPTED', 'ACTIVE')),
    'without', (select coalesce(jsonb_agg(distinct coalesce(s.title_fa, d.title_fa)), '[]') from charity_need d left join charity_service s on s.id = d.service_id
      where d.county_id = c.id and d.status in ('IDENTIFIED', 'VERIFIED', 'PLANNED') and not exists (
        select from charity_capacity y join charity_provider p on p.id = y.provider_id
        where p.county_id = c.id and p.status in ('ACCEPTED', 'ACTIVE') and y.service_id = d.service_id and y.places > 0)))
  from c where 'CHARITY' = any(c.held)
  union all
  select c.id, null, 'ASSOCIATION', jsonb_build_object('list', (select coalesce(jsonb_agg(jsonb_build_object('state', a.status, 'last',
      (select max(x.day) from association_activity x where x.association_id = a.id and x.status = 'HELD'))), '[]')
    from association a where a.county_id = c.id))
  from c where 'ASSOCIATION' = any(c.held)
$$;
--> statement-breakpoint
-- Whether the caller answers referrals to a programme at a county.
create or replace function app.receives(p_programme text, p_node int) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select case p_programme when 'RESILIENCE' then works_for('RESILIENCE', 'enrol', p_node) when 'HAMYAR' then works_for('HAMYAR', 'enrol', p_node)
    when 'CHARITY' then works_for('CHARITY', 'devolve', p_node) when 'ASSOCIATION' then works_for('ASSOCIATION', 'run', p_node) else false end
$$;
--> statement-breakpoint
-- Whose calendar a secret address is, as app.actor_of_session says whose a session is; nothing of one that was ended or whose
-- account was closed.
create or replace function app.user_of_feed(p_hash bytea) returns uuid
language sql stable security definer set search_path = app, pg_temp as $$
  select f.user_id from calendar_feed f join user_account u on u.id = f.user_id and u.status = 'ACTIVE'
  where f.token_hash = p_hash and f.ended_at is null
$$;
--> statement-breakpoint
-- The newest definition of 0026: whoever works for one programme does not read that somebody of another has looked at her.
create or replace function app.who_saw_person(p_person uuid, p_limit int, p_offset int)
returns table (seq int, at_ms float8, who text, roles text, action text, reason text, field text,
  file text, about_fa text, about_en text, maybe boolean, total int)
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from person p where p.id = p_person
    and (p.scopes && app.my_scope('review') or p.scopes && app.my_scope('audit'))) then return; end if;
  return query
  with mine as (
    select n.id, n.run_id, n.cohort_id, n.registered_on, n.closed_on, n.away, c.code, c.county_id, c.place_id, coalesce((
        select max(e.at) from enrolment o join audit.event e on e.entity = 'enrolment' and e.entity_id = o.id::text
        where o.transferred_to = n.id and e.action = 'enrolment.transfer'), (
        select min(k.taken_at) from consent k where k.person_id = p_person and k.purpose = 'REGISTER'
          and (k.id = n.consent_id or k.scope_id = n.scope_id))) as came
    from enrolment n join cohort c on c.id = n.cohort_id where n.person_id = p_person),
  shown as (select coalesce(bool_or(g.programme is null), false) as all_of_it, array_agg(g.programme) as list from user_grant g
    where g.user_id = app.me() and g.ended_at is null),
  trainee as (select f.id from facilitator f where f.person_id = p_person),
  hers as (
    select e.seq, null::text as file, null::text as about_fa, null::text as about_en, false as maybe
    from audit.event e where e.entity = 'person' and e.entity_id = p_person::text
    union all
    select e.seq, null, null, null, false from audit.event e where e.entity = 'enrolment' and e.entity_id in (select m.id::text from mine m)
    union all
    select e.seq, null, null, null, false from audit.event e where e.entity = 'certificate' and e.entity_id in (
      select k.id::text from certificate k where k.enrolment_id in (select m.id from mine m)
        or k.facilitator_id in (select f.id from trainee f))
    union all
    select e.seq, 'hours', null, null, false from audit.event e
    where e.entity = 'facilitator' and e.action = 'export' and e.after->>'what' = 'statement of hours'
      and e.entity_id in (select f.id::text from trainee f)
    union all
    select e.seq, 'register', l.name_fa, l.name_en, false
    from mine m join place l on l.id = m.place_id
    join session s on s.cohort_id = m.cohort_id and s.day >= m.registered_on and not m.away @> s.day
    join audit.event e on e.entity = 'session' and e.entity_id = s.id::text
    where e.action = 'register.print' and e.at >= m.came
      and (s.day <= coalesce(m.closed_on, s.day) or (e.at at time zone 'Asia/Tehran')::date <= m.closed_on)
    union all
    select e.seq, 'attendance', l.name_fa, l.name_en, false
    from mine m join place l on l.id = m.place_id join audit.event e on e.entity = 'cohort' and e.entity_id = m.cohort_id::text
    where e.action = 'export' and e.after->>'what' = 'attendance' and e.after->'names' = 'true' and e.at >= m.came
    union all
    (select distinct on (e.seq) e.seq, 'people', r.name_fa, r.name_en, e.after ? 'search' or e.after ? 'status'
    from mine m join run r on r.id = m.run_id join audit.event e on e.entity = 'run' and e.entity_id = m.run_id::text
    where e.action = 'export' and e.after->>'what' = 'people' and e.at >= m.came
      and coalesce(e.after->>'countyId', m.county_id::text) = m.county_id::text and coalesce(e.after->>'cohort', m.code) = m.code
    order by e.seq))
  select e.seq, (extract(epoch from e.at) * 1000)::float8, u.display_name, e.actor_role, e.action, e.reason, e.after->>'field',
    h.file, h.about_fa, h.about_en, h.maybe, (count(*) over ())::int
  from hers h cross join shown join audit.event e on e.seq = h.seq left join user_account u on u.id = e.actor_id
  where shown.all_of_it or not exists (select from user_grant g where g.user_id = e.actor_id)
    or exists (select from user_grant g where g.user_id = e.actor_id and (g.programme is null or g.programme = any(shown.list)))
  order by e.seq desc limit least(greatest(p_limit, 1), 200) offset greatest(p_offset, 0);
end $$;
--> statement-breakpoint
revoke all on function app.programmes_at(int), app.participations(uuid, date), app.picture_counts(uuid, date), app.coverage_facts(uuid),
  app.receives(text, int), app.user_of_feed(bytea) from public;
--> statement-breakpoint
grant execute on function app.programmes_at(int), app.picture_counts(uuid, date), app.coverage_facts(uuid), app.receives(text, int),
  app.user_of_feed(bytea) to tabavar_rw;
--> statement-breakpoint
grant select, insert, delete on app.association_identity, app.saved_view to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (status, reason, answered_by, answered_at, reach_sealed, version) on app.programme_referral to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (ended_at) on app.calendar_feed to tabavar_rw;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['association_identity','programme_referral','saved_view','calendar_feed'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
create policy see on app.association_identity for select to tabavar_rw using (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]));
--> statement-breakpoint
create policy make on app.association_identity for insert to tabavar_rw with check (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[])
  and entered_by = (select app.me()) and exists (select from app.association_volunteer v join app.association a on a.id = v.association_id
    where v.id = volunteer_id and v.scope_id = association_identity.scope_id and a.province_id = association_identity.province_id));
--> statement-breakpoint
create policy take_back on app.association_identity for delete to tabavar_rw using (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]));
--> statement-breakpoint
create policy see on app.programme_referral for select to tabavar_rw
  using (made_by = (select app.me()) and from_scope = any((select app.my_scope('people'))::int[]) or app.receives(programme, scope_id));
--> statement-breakpoint
-- She is held by the unit she is referred from, and it is another programme's; the office is that of the unit's own county.
create policy make on app.programme_referral for insert to tabavar_rw with check (made_by = (select app.me()) and status = 'OFFERED'
  and from_scope = any((select app.my_scope('record'))::int[])
  and exists (select from app.person p where p.id = person_id and p.scopes @> array[from_scope] and p.province_id = programme_referral.province_id)
  and exists (select from app.scope s where s.id = from_scope and s.path[3] = programme_referral.scope_id and s.programme <> programme_referral.programme));
--> statement-breakpoint
create policy change on app.programme_referral for update to tabavar_rw
  using (app.receives(programme, scope_id) or made_by = (select app.me()))
  with check (answered_by = (select app.me()) and case when status = 'WITHDRAWN' then made_by = (select app.me()) else app.receives(programme, scope_id) end);
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['saved_view','calendar_feed'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (user_id = (select app.me()))', t);
    execute format('create policy make on app.%I for insert to tabavar_rw with check (user_id = (select app.me()))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy take_back on app.saved_view for delete to tabavar_rw using (user_id = (select app.me()));
--> statement-breakpoint
create policy change on app.calendar_feed for update to tabavar_rw using (user_id = (select app.me())) with check (user_id = (select app.me()));
