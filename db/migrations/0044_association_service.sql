-- What an association shows and what its volunteers hold in hand: papers of the five steps, a volunteer's card with her hours and
-- «this is wrong», and certificates of hours. See docs/decisions: what-volunteers-hold.
-- A paper of a step of formation: kept as the pictures of a session are.
alter table app.file add column step_id uuid references app.association_step (id),
  drop constraint file_of_one, add constraint file_of_one check (num_nonnulls(session_id, record_id, step_id) = 1),
  drop constraint file_kind, add constraint file_kind check (kind in ('PICTURE','MINUTES','SHEET','EVIDENCE') and (kind = 'EVIDENCE') = (step_id is not null));
--> statement-breakpoint
create index file_step on app.file (step_id) where step_id is not null;
--> statement-breakpoint
create policy see_step on app.file for select to tabavar_rw using (step_id is not null
  and (scope_id = any((select app.my_scope('run'))::int[]) or scope_id = any((select app.my_scope('record'))::int[])));
--> statement-breakpoint
create policy make_step on app.file for insert to tabavar_rw with check (step_id is not null);
--> statement-breakpoint
create policy change_step on app.file for update to tabavar_rw using (step_id is not null) with check (step_id is not null);
--> statement-breakpoint
-- Whatever else a role may write: papers of a step are kept and removed by who forms the association.
create policy only_step on app.file as restrictive for insert to tabavar_rw with check (step_id is null
  or scope_id = any((select app.my_scope('run'))::int[]) and created_by = (select app.me())
    and exists (select from app.association_step s where s.id = step_id and s.scope_id = file.scope_id and s.undone_at is null));
--> statement-breakpoint
create policy only_step_changed on app.file as restrictive for update to tabavar_rw
  using (step_id is null or scope_id = any((select app.my_scope('run'))::int[]))
  with check (step_id is null or scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
-- A volunteer's card: the keyed hash of a number that shows her own hours; another takes the place of a lost one.
create table app.association_card (
  volunteer_id uuid primary key references app.association_volunteer (id),
  scope_id integer not null references app.scope (id),
  code_hash text not null,
  given_by uuid not null,
  given_at timestamptz not null default now(),
  constraint association_card_code unique (code_hash)
);
--> statement-breakpoint
-- «This is wrong» of a volunteer: of what, chosen and not written. Her association's coordinator looks into it.
create table app.association_query (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  volunteer_id uuid not null references app.association_volunteer (id),
  what text not null,
  day date not null,
  asked_at timestamptz not null default now(),
  outcome text,
  settled_by uuid,
  settled_at timestamptz,
  constraint association_query_what check (what in ('HOURS_LESS','HOURS_MORE','ROLE','NOT_ME')),
  constraint association_query_outcome check (outcome in ('CORRECTED','STANDS') and (outcome is null) = (settled_at is null)
    and (settled_by is null) = (settled_at is null)),
  constraint association_query_once unique (volunteer_id, what, day)
);
--> statement-breakpoint
-- The number of a card is hers from now on. False: somebody has that number already, and another is drawn.
create function app.give_service_card(p_volunteer uuid, p_hash text) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare v association_volunteer;
begin
  select * into v from association_volunteer where id = p_volunteer and scope_id = any(own_units('ASSOCIATION', 'record'));
  if not found then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  if exists (select from respondent_link where code_hash = p_hash) or exists (select from association_card where code_hash = p_hash) then
    return false;
  end if;
  insert into association_card (volunteer_id, scope_id, code_hash, given_by) values (v.id, v.scope_id, p_hash, me())
  on conflict (volunteer_id) do update set code_hash = excluded.code_hash, given_by = excluded.given_by, given_at = now();
  return true;
end $$;
--> statement-breakpoint
-- What a volunteer's card shows her: minutes, turns and roles; no day, place, name, association or programme. Null where no
-- volunteer has the number: a number that nobody has is counted by app.my_card.
create function app.my_service(p_hash text, p_network text, p_alike text) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare v association_volunteer; wait int := visitor_wait(array[p_network, p_alike]);
begin
  if wait > 0 then return jsonb_build_object('wait', wait); end if;
  select x.* into v from association_card c join association_volunteer x on x.id = c.volunteer_id where c.code_hash = p_hash;
  if not found then return null; end if;
  return (select jsonb_build_object('known', true, 'demo', (select a.is_demo from association a where a.id = v.association_id),
      'minutes', coalesce(sum(r.minutes), 0), 'turns', coalesce(sum(r.turns), 0),
      'roles', coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'minutes', r.minutes) order by r.minutes desc, r.role), '[]'))
    from (select s.role, sum(s.minutes)::int as minutes, count(*)::int as turns from association_shift s
      where s.volunteer_id = v.id and s.struck_at is null group by s.role) r);
end $$;
--> statement-breakpoint
create function app.service_query(p_hash text, p_what text, p_now timestamptz, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare v record; made uuid;
begin
  select x.id, x.scope_id, a.province_id into v from association_card c join association_volunteer x on x.id = c.volunteer_id
  join association a on a.id = x.association_id where c.code_hash = p_hash;
  if not found then raise exception 'E-CRD-01' using errcode = 'TB001'; end if;
  insert into association_query (scope_id, volunteer_id, what, day)
  values (v.scope_id, v.id, p_what, (association_clock(v.province_id, p_now) at time zone 'Asia/Tehran')::date)
  on conflict on constraint association_query_once do nothing returning id into made;
  if made is not null then perform audit.record('card.query', 'association_query', made::text, v.scope_id, null, null, null, p_request); end if;
end $$;
--> statement-breakpoint
-- How many «this is wrong» wait in each association the caller sees, and since when; not whose.
create function app.service_queries_at(p_nodes int[]) returns table (node int, waiting int, since date)
language sql stable security definer set search_path = app, pg_temp as $$
  select q.scope_id, count(*)::int, min(q.day) from association_query q
  where q.settled_at is null and q.scope_id = any(p_nodes) and q.scope_id = any(my_scope('see')) group by 1
$$;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['association_card', 'association_query'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.own_units(''ASSOCIATION'', ''record''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy change on app.association_query for update to tabavar_rw using (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]))
  with check (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]) and settled_by = (select app.me()));
--> statement-breakpoint
grant select (volunteer_id, scope_id, given_at) on app.association_card to tabavar_rw;
--> statement-breakpoint
grant select, update (outcome, settled_by, settled_at) on app.association_query to tabavar_rw;
--> statement-breakpoint
-- A certificate of volunteer hours: of a period, numbered in its province. It bears no run and no person of the register.
alter table app.certificate alter column run_id drop not null, alter column person_id drop not null,
  add column volunteer_id uuid references app.association_volunteer (id), add column province_id uuid references app.place (id),
  add column from_on date, add column until_on date,
  drop constraint certificate_one_subject,
  add constraint certificate_one_subject check (num_nonnulls(enrolment_id, facilitator_id, volunteer_id) = 1),
  add constraint certificate_service check (case when volunteer_id is null
    then run_id is not null and person_id is not null and num_nonnulls(province_id, from_on, until_on) = 0
    else num_nonnulls(run_id, person_id) = 0 and num_nonnulls(province_id, from_on, until_on) = 3 and from_on <= until_on and minutes > 0 end);
--> statement-breakpoint
create unique index certificate_service_number on app.certificate (province_id, number) where province_id is not null;
--> statement-breakpoint
create unique index certificate_volunteer on app.certificate (volunteer_id, from_on, until_on) where volunteer_id is not null and revoked_at is null;
--> statement-breakpoint
create policy see_service on app.certificate for select to tabavar_rw using (volunteer_id is not null
  and (scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]) or scope_id = any((select app.my_scope('run'))::int[])));
--> statement-breakpoint
create policy make_service on app.certificate for insert to tabavar_rw with check (volunteer_id is not null
  and scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]));
--> statement-breakpoint
create policy change_service on app.certificate for update to tabavar_rw
  using (volunteer_id is not null and scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]))
  with check (volunteer_id is not null and scope_id = any((select app.own_units('ASSOCIATION', 'record'))::int[]));
--> statement-breakpoint
-- The next free number of a province's certificates of hours: who gives one in one association does not see those of the others.
create function app.next_service_number(p_scope int) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare province uuid;
begin
  select a.province_id into province from association a where a.scope_id = p_scope and p_scope = any(own_units('ASSOCIATION', 'record'));
  if not found then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  perform pg_advisory_xact_lock(hashtextextended('service certificate ' || province::text, 0));
  return (select coalesce(max(substring(c.number from '-V-(\d+)$')::int), 0) + 1 from certificate c where c.province_id = province);
end $$;
--> statement-breakpoint
-- As in 0013_closing.sql; also given for the hours a volunteer served in its period, exactly as they are written down.
create or replace function app.certificate_stands() returns trigger language plpgsql as $$
declare free constant text[] := array['revoked_by', 'revoked_at', 'revoke_reason', 'person_id'];
begin
  if app.owner_acts() then return new; end if;
  if tg_op = 'INSERT' then
    if new.issued_by is distinct from app.me() or new.revoked_at is not null or not (
      exists (select from app.enrolment e join app.cohort c on c.id = e.cohort_id where e.id = new.enrolment_id and e.status = 'COMPLETED'
        and c.status = 'CLOSED' and (e.run_id, e.person_id, e.scope_id) = (new.run_id, new.person_id, new.scope_id))
      or exists (select from app.facilitator f where f.id = new.facilitator_id and f.certified_on is not null
        and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED')
        and (f.run_id, f.person_id, f.scope_id) = (new.run_id, new.person_id, new.scope_id))
      or exists (select from app.association_volunteer v join app.association a on a.id = v.association_id
        where v.id = new.volunteer_id and (v.scope_id, a.province_id) = (new.scope_id, new.province_id) and new.minutes = (
          select coalesce(sum(s.minutes), 0) from app.association_shift s join app.association_activity x on x.id = s.activity_id
          where s.volunteer_id = v.id and s.struck_at is null and x.day between new.from_on and new.until_on))) then
      raise exception 'a certificate of nothing' using errcode = '42501';
    end if;
    return new;
  end if;
  if to_jsonb(new) - free <> to_jsonb(old) - free or old.revoked_at is not null
      and (new.revoked_by, new.revoked_at, new.revoke_reason) is distinct from (old.revoked_by, old.revoked_at, old.revoke_reason)
    or old.revoked_at is null and new.revoked_at is not null and new.revoked_by is distinct from app.me() then
    raise exception 'a certificate stays as it was given' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- As in 0035_certificates_cards_interest.sql; of hours of service also: the province and the period, never the association or what it is of.
create or replace function app.certificate_standing(p_serial text, p_network text) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare told jsonb; wait int := visitor_wait(array[p_network]);
begin
  if wait > 0 then return jsonb_build_object('wait', wait); end if;
  select jsonb_build_object('known', true, 'number', k.number, 'minutes', k.minutes, 'issuedOn', k.issued_on, 'expiresOn', k.expires_on,
    'revokedOn', (k.revoked_at at time zone 'Asia/Tehran')::date, 'initials', initials(coalesce(p.first_name || ' ' || p.last_name, v.name)),
    'holder', case when k.volunteer_id is not null then 'VOLUNTEER' when k.facilitator_id is not null then 'FACILITATOR' else 'PARTICIPANT' end,
    'from', k.from_on, 'until', k.until_on, 'programmeFa', coalesce(r.name_fa, w.name_fa), 'programmeEn', coalesce(r.name_en, w.name_en),
    'officeFa', o.name_fa, 'officeEn', coalesce(o.name_en, o.name_fa), 'demo', coalesce(r.is_demo, a.is_demo)) into told
  from certificate k left join run r on r.id = k.run_id left join office_contact o on o.scope_id = r.scope_id
  left join enrolment e on e.id = k.enrolment_id left join facilitator f on f.id = k.facilitator_id
  left join person p on p.id = coalesce(e.person_id, f.person_id)
  left join association_volunteer v on v.id = k.volunteer_id left join association a on a.id = v.association_id
  left join place w on w.id = k.province_id where k.serial = p_serial;
  if found then return told; end if;
  perform visitor_count(array[p_network], 20, 60, interval '1 minute');
  return jsonb_build_object('known', false);
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.give_service_card(uuid, text), app.my_service(text, text, text), app.service_query(text, text, timestamptz, text),
  app.service_queries_at(int[]), app.next_service_number(int) to tabavar_rw;
