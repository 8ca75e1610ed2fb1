-- Erasing a person, and forgetting what has been kept long enough (docs/decisions/0040-erasing-a-person.md).
-- When she was erased: the row stays, so that what was counted with it stays, and nothing in it is anybody.
alter table app.person add column erased_at timestamptz;
--> statement-breakpoint
-- Who was erased, as a keyed mark of her row that tells nothing without the key, and when: what is erased again after a restore.
create table app.erasure_log (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null,
  mark bytea not null,
  erased_at timestamptz not null,
  erased_by uuid,
  how text not null,
  constraint erasure_log_mark unique (mark),
  constraint erasure_log_whole check (length(mark) = 32),
  constraint erasure_log_how check (how in ('SAID', 'LETTER', 'GUARDIAN', 'RESTORE'))
);
--> statement-breakpoint
alter table app.erasure_log enable row level security;
--> statement-breakpoint
alter table app.erasure_log force row level security;
--> statement-breakpoint
create policy owner on app.erasure_log to current_user using (true) with check (true);
--> statement-breakpoint
grant select on app.erasure_log to tabavar_rw;
--> statement-breakpoint
create policy see on app.erasure_log for select to tabavar_rw using (scope_id = any((select app.my_scope('audit'))::int[]));
--> statement-breakpoint
create trigger erasure_log_keep before update or delete on app.erasure_log for each statement execute function audit.keep();
--> statement-breakpoint
-- As in 0042_hamyar_desk.sql; erasing somebody takes her out of what was settled as well.
create or replace function app.settled_stays() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if tg_table_name = 'hamyar_plan_item' then
    if old.status <> 'OPEN' then raise exception 'E-HG-36' using errcode = 'TB001'; end if;
  elsif old.answer is not null then raise exception 'E-HG-36' using errcode = 'TB001';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- A text without the words that name somebody.
create function app.unnamed(p_text text, p_words text[]) returns text language plpgsql immutable as $$
declare word text;
begin
  foreach word in array p_words loop p_text := replace(p_text, word, '…'); end loop;
  return p_text;
end $$;
--> statement-breakpoint
-- Her row and those that became one with it.
create function app.rows_of(p_person uuid) returns uuid[] language sql stable as $$
  with recursive hers as (select p.id from app.person p where p.id = p_person
    union select g.id from app.person g join hers h on g.merged_into = h.id)
  select coalesce(array_agg(id order by id), '{}') from hers
$$;
--> statement-breakpoint
-- Who of the volunteers of the associations she is, where that is recorded.
create function app.volunteers_of(p_ids uuid[]) returns uuid[] language sql stable as $$
  select coalesce(array_agg(i.volunteer_id), '{}') from app.association_identity i
  join app.person p on p.id = any(p_ids) and p.province_id = i.province_id and p.national_id_hash = i.national_id_hash
$$;
--> statement-breakpoint
-- The sessions whose sheets, pictures and papers may show or name her.
create function app.sessions_of(p_ids uuid[]) returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct x.id), '{}') from (
    select a.session_id id from app.attendance a where a.person_id = any(p_ids)
    union all select g.session_id from app.session_guest g where g.person_id = any(p_ids)) x
$$;
--> statement-breakpoint
-- Takes out of every free text of the units that held her, and of their counties, whatever words name her. Read from the
-- catalogue, so that a table made later is not forgotten.
create function app.unname_units(p_units int[], p_words text[]) returns void language plpgsql as $$
declare t record;
begin
  if cardinality(p_words) = 0 then return; end if;
  for t in
    select c.relname as table_name, a.attname as name, format_type(a.atttypid, a.atttypmod) as kind from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
      and a.attname not in ('name_fa', 'name_en', 'fold', 'code') and c.relname not in ('scope', 'place', 'organisation', 'user_account', 'association_volunteer', 'erasure_log')
      and exists (select from pg_attribute s where s.attrelid = c.oid and s.attname = 'scope_id' and not s.attisdropped)
  loop
    execute format('update app.%1$I t set %2$I = app.unnamed(t.%2$I::text, $1)::%3$s where t.scope_id = any($2)
      and exists (select from unnest($1) w where position(w in t.%2$I::text) > 0)', t.table_name, t.name, t.kind) using p_words, p_units;
  end loop;
end $$;
--> statement-breakpoint
-- Erases a person: her key and whatever names, reaches, shows or describes her; marks, minutes and what figures are split by stay.
-- `p_words`: her name and numbers in the clear, to be taken out of texts. Called by the two that decide and replay, by nobody else.
create function app.erase_rows(p_person uuid, p_words text[], p_at timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare ids uuid[]; helpers uuid[]; met uuid[]; units int[]; accounts uuid[]; papers int; day date := (p_at at time zone 'Asia/Tehran')::date;
begin
  perform 1 from person where id = any(rows_of(p_person)) order by id for update;
  if not found then return null; end if;
  ids := rows_of(p_person);
  helpers := volunteers_of(ids);
  met := sessions_of(ids);
  accounts := array(select u.id from user_account u where u.person_id = any(ids));
  units := array(select distinct u.id from scope s join scope u on u.id = s.id or u.id = s.parent_id and u.kind = 'COUNTY' where s.id in (
    select unnest(p.scopes) from person p where p.id = any(ids)
    union select e.scope_id from enrolment e where e.person_id = any(ids)
    union select m.scope_id from hamyar_member m where m.person_id = any(ids)
    union select v.scope_id from association_volunteer v where v.id = any(helpers)
    union select f.scope_id from facilitator f where f.person_id = any(ids)));
  delete from person_key where person_id = any(ids);
  update person set first_name = '—', last_name = '—', father_name = null, fold = '', birth_date = null, birth_year = birth_year / 10 * 10,
    national_id_sealed = null, national_id_hash = null, no_national_id_reason = null, mobile_sealed = null, home_place_id = null,
    erased_at = p_at, version = version + 1 where id = any(ids);
  update consent set state = case when state = 'REFUSED' then state else 'WITHDRAWN' end, withdrawn_at = coalesce(withdrawn_at, p_at),
    guardian_name = null, guardian_relation = null where person_id = any(ids);
  update enrolment set symbol = null, colour = null, version = version + 1,
    age_at_start = case when age_at_start < 30 then 22 when age_at_start < 45 then 37 when age_at_start < 61 then 52 when age_at_start > 60 then 68 end,
    status = case when status in ('REGISTERED', 'WAITING') then 'CANCELLED' when status = 'ACTIVE' then 'WITHDRAWN' else status end,
    close_reason = case when status in ('REGISTERED', 'WAITING', 'ACTIVE') then 'OTHER' else close_reason end,
    closed_on = case when status in ('REGISTERED', 'WAITING', 'ACTIVE') then greatest(registered_on, day) else closed_on end, waiting_since = null
  where person_id = any(ids);
  update attendance set reason = null where person_id = any(ids) and reason is not null;
  update operation set body = body - 'reason' where person_id = any(ids) and body ? 'reason';
  update session_guest set name = '—' where person_id = any(ids);
  delete from duplicate_case where person_id = any(ids) or other_id = any(ids);
  update task t set note = null, state = case when t.state = 'OPEN' then 'DROPPED' else t.state end, done_at = coalesce(t.done_at, p_at), version = t.version + 1
  from enrolment e where e.id = t.enrolment_id and e.person_id = any(ids);
  -- Nobody's card and nobody's name behind the pseudonym; the answers stay where they were counted.
  update referral f set reach_sealed = '', version = f.version + 1, status = case when f.status in ('OFFERED', 'ACCEPTED') then 'LAPSED' else f.status end,
    ended_on = coalesce(f.ended_on, greatest(f.offered_on, day))
  from respondent_link l where l.respondent_key = f.respondent_key and l.person_id = any(ids);
  update respondent_link set code_hash = null, issued_at = null, declined_at = coalesce(declined_at, p_at) where person_id = any(ids);
  update programme_referral set reach_sealed = '', version = version + 1, status = case when status = 'OFFERED' then 'WITHDRAWN' else status end,
    answered_at = coalesce(answered_at, p_at), answered_by = coalesce(answered_by, made_by) where person_id = any(ids);
  delete from charity_need_person where person_id = any(ids);
  update hamyar_group g set members_version = g.members_version + 1 where exists (
    select from hamyar_member m where m.group_id = g.id and m.person_id = any(ids) and m.left_on is null);
  update hamyar_role r set to_on = greatest(r.from_on, day) from hamyar_member m where m.id = r.member_id and m.person_id = any(ids) and r.to_on is null;
  update hamyar_member set left_on = coalesce(left_on, greatest(joined_on, day)), leave_reason = coalesce(leave_reason, 'PERSONAL'), version = version + 1
  where person_id = any(ids);
  update hamyar_certificate c set title = '— ' || x.n, issuer = '—' from (select k.id, row_number() over (partition by k.member_id order by k.id) n
    from hamyar_certificate k join hamyar_member m on m.id = k.member_id and m.person_id = any(ids)) x where x.id = c.id;
  update hamyar_support s set what = '—', regulation = case when s.regulation is not null then '—' end
  from hamyar_member m where m.id = s.member_id and m.person_id = any(ids);
  delete from association_card where volunteer_id = any(helpers);
  delete from association_identity where volunteer_id = any(helpers);
  update association_volunteer set name = '—', fold = '', left_on = coalesce(left_on, greatest(joined_on, day)), version = version + 1 where id = any(helpers);
  update facilitator set end_reason = case when end_reason is not null then '—' end, version = version + 1 where person_id = any(ids);
  -- An account of hers: no name, no way in.
  delete from user_login where user_id = any(accounts);
  delete from auth_session where user_id = any(accounts);
  delete from second_factor where user_id = any(accounts);
  delete from invitation where user_id = any(accounts);
  delete from api_token where user_id = any(accounts);
  delete from calendar_feed where user_id = any(accounts);
  delete from saved_view where user_id = any(accounts);
  delete from device_secret where user_id = any(accounts);
  update device set name = '', withdrawn_at = coalesce(withdrawn_at, p_at), withdrawn_by = coalesce(withdrawn_by, user_id) where user_id = any(accounts);
  update user_grant set ended_at = p_at where user_id = any(accounts) and ended_at is null;
  update user_account set display_name = '—', password_hash = null, status = 'DISABLED', version = version + 1 where id = any(accounts);
  -- Sheets, pictures and minutes of sessions she was in; files being imported into her runs; what phones sent of those sessions.
  update file set sealed = '', name = '—', digest = '', removed_at = coalesce(removed_at, p_at), removed_by = coalesce(removed_by, me(), created_by)
  where session_id = any(met) and sealed <> '';
  get diagnostics papers = row_count;
  delete from import_draft where run_id in (select e.run_id from enrolment e where e.person_id = any(ids));
  update quarantine set sealed = '' where session_id = any(met) and state <> 'OPEN';
  perform unname_units(units, p_words);
  return jsonb_build_object('files', papers);
end $$;
--> statement-breakpoint
-- What stands in the way of erasing her and what would go with her, for who reviews her. `beyond`: somebody else must look at it too, without
-- saying who or why (decisions A1: no oracle). Null: she is not the asker's.
create function app.erasure_of(p_person uuid) returns jsonb
language plpgsql stable security definer set search_path = app, pg_temp as $$
declare p person; ids uuid[]; helpers uuid[]; met uuid[]; unit int;
begin
  select * into p from person where id = p_person and merged_into is null;
  select s into unit from unnest(p.scopes) s where s = any(my_scope('people')) and s = any(my_scope('review')) order by s limit 1;
  if unit is null then return null; end if;
  ids := rows_of(p_person);
  helpers := volunteers_of(ids);
  met := sessions_of(ids);
  return jsonb_build_object('ids', to_jsonb(ids), 'scopeId', unit, 'path', (select to_jsonb(s.path) from scope s where s.id = unit),
    'programme', (select s.programme from scope s where s.id = unit), 'name', p.first_name || ' ' || p.last_name, 'erasedAt', p.erased_at,
    'beyond', not p.scopes <@ my_scope('review')
      or exists (select from association_volunteer v where v.id = any(helpers) and not v.scope_id = any(my_scope('review')))
      or exists (select from duplicate_case d where d.status = 'OPEN' and (d.person_id = any(ids) or d.other_id = any(ids))),
    'standing', (select count(*) from enrolment e join run r on r.id = e.run_id and r.status <> 'CLOSED' join consent c on c.id = e.consent_id
      where e.person_id = any(ids) and e.status in ('REGISTERED', 'ACTIVE', 'WAITING') and c.withdrawn_at is null),
    'serving', exists (select from facilitator f join run r on r.id = f.run_id and r.status <> 'CLOSED'
        where f.person_id = any(ids) and f.status not in ('REJECTED', 'WITHDRAWN', 'NOT_CERTIFIED', 'REPLACED', 'FINISHED'))
      or exists (select from user_account u join user_grant g on g.user_id = u.id and g.ended_at is null where u.person_id = any(ids) and u.status = 'ACTIVE')
      or exists (select from hamyar_member m where m.person_id = any(ids) and m.left_on is null)
      or exists (select from association_volunteer v where v.id = any(helpers) and v.left_on is null),
    'matters', (select count(*) from task t join enrolment e on e.id = t.enrolment_id where e.person_id = any(ids) and t.state = 'OPEN' and t.kind in ('SAFEGUARD', 'CARD_QUERY'))
      + (select count(*) from quarantine q where q.session_id = any(met) and q.state = 'OPEN')
      + (select count(*) from association_query q where q.volunteer_id = any(helpers) and q.outcome is null),
    'files', (select count(*) from file f where f.session_id = any(met) and f.sealed <> ''));
end $$;
--> statement-breakpoint
-- Erases her for the office that decided it. `p_marks`: the mark of each of her rows. What refuses is said by the command first; here it
-- holds for whoever calls.
create function app.erase_person(p_person uuid, p_marks jsonb, p_words text[], p_how text, p_at timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare plan jsonb; done jsonb;
begin
  perform 1 from person where id = p_person for update;
  plan := erasure_of(p_person);
  if plan is null or p_how not in ('SAID', 'LETTER', 'GUARDIAN') then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  if plan->>'erasedAt' is not null then raise exception 'E-GEN-03' using errcode = 'TB001'; end if;
  if (plan->>'beyond')::boolean then raise exception 'E-ENR-00' using errcode = 'TB001'; end if;
  if (plan->>'standing')::int > 0 then raise exception 'E-ERA-01' using errcode = 'TB001'; end if;
  if (plan->>'matters')::int > 0 then raise exception 'E-ERA-02' using errcode = 'TB001'; end if;
  if (plan->>'serving')::boolean then raise exception 'E-ERA-03' using errcode = 'TB001'; end if;
  if not (select coalesce(bool_and(p_marks ? x), false) from jsonb_array_elements_text(plan->'ids') x) then raise exception 'E-GEN-03' using errcode = 'TB001'; end if;
  done := erase_rows(p_person, p_words, p_at);
  insert into erasure_log (scope_id, mark, erased_at, erased_by, how)
  select (plan->'path'->>1)::int, decode(p_marks->>x, 'hex'), p_at, me(), p_how from jsonb_array_elements_text(plan->'ids') x
  on conflict (mark) do nothing;
  if to_regclass('graphile_worker.jobs') is not null then
    perform graphile_worker.add_job('erasure-note', '{}', job_key := 'erasure-note', queue_name := 'erasure', max_attempts := 20);
  end if;
  return done;
end $$;
--> statement-breakpoint
-- For the worker: the marks to be written down outside the database.
create function app.erasure_marks() returns table (mark text, at timestamptz)
language sql stable security definer set search_path = app, pg_temp as $$
  select encode(l.mark, 'hex'), l.erased_at from erasure_log l order by l.erased_at, l.id
$$;
--> statement-breakpoint
-- Forgets what has been kept long enough, as of a moment that is handed in; how many of each. A demonstration's people live by its own clock.
create function app.forget_old(p_now timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare v record; n int; done jsonb := '{}'; late uuid[]; doors interval; removed interval; contact interval;
begin
  doors := make_interval(days => (rules_at(array['KEEP_DOORS_DAYS'], null, null, p_now)->>'KEEP_DOORS_DAYS')::int);
  delete from auth_session where coalesce(ended_at, expires_at) < p_now - doors;
  get diagnostics n = row_count; done := done || jsonb_build_object('browsers', n);
  delete from auth_throttle where updated_at < p_now - doors;
  get diagnostics n = row_count; done := done || jsonb_build_object('failures', n);
  delete from invitation where coalesce(used_at, expires_at) < p_now - doors;
  get diagnostics n = row_count; done := done || jsonb_build_object('links', n);
  delete from api_token where coalesce(revoked_at, expires_at) < p_now - doors;
  get diagnostics n = row_count; done := done || jsonb_build_object('tokens', n);
  delete from calendar_feed where ended_at < p_now - doors;
  get diagnostics n = row_count; done := done || jsonb_build_object('feeds', n);
  delete from device_secret s using device d where d.id = s.device_id and d.withdrawn_at < p_now - doors;
  get diagnostics n = row_count; done := done || jsonb_build_object('secrets', n);
  delete from import_draft where created_at < p_now - interval '24 hours';
  get diagnostics n = row_count; done := done || jsonb_build_object('uploads', n);
  for v in select p.id, p.scope_id from place p where p.kind = 'PROVINCE' order by p.id loop
    removed := make_interval(days => (rules_at(array['KEEP_REMOVED_DAYS'], null, v.id, p_now)->>'KEEP_REMOVED_DAYS')::int);
    contact := make_interval(months => (rules_at(array['KEEP_CONTACT_MONTHS'], null, v.id, p_now)->>'KEEP_CONTACT_MONTHS')::int);
    update file f set sealed = '', name = '—', digest = '' from scope s
    where s.id = f.scope_id and s.path[2] = v.scope_id and f.removed_at < p_now - removed and f.sealed <> '';
    get diagnostics n = row_count; done := done || jsonb_build_object('files', coalesce((done->>'files')::int, 0) + n);
    update voice set sealed = '', digest = '' where province_id = v.id and removed_at < p_now - removed and sealed <> '';
    get diagnostics n = row_count; done := done || jsonb_build_object('voices', coalesce((done->>'voices')::int, 0) + n);
    update charity_document set sealed = '', digest = '' where province_id = v.id and removed_at < p_now - removed and sealed <> '';
    get diagnostics n = row_count; done := done || jsonb_build_object('documents', coalesce((done->>'documents')::int, 0) + n);
    update quarantine q set sealed = '' from scope s
    where s.id = q.scope_id and s.path[2] = v.scope_id and q.decided_at < p_now - removed and q.sealed <> '';
    get diagnostics n = row_count; done := done || jsonb_build_object('taps', coalesce((done->>'taps')::int, 0) + n);
    update session_guest g set name = '—' from scope s
    where s.id = g.scope_id and s.path[2] = v.scope_id and g.resolved_at < p_now - removed and g.name <> '—';
    get diagnostics n = row_count; done := done || jsonb_build_object('guests', coalesce((done->>'guests')::int, 0) + n);
    update programme_referral set reach_sealed = '', version = version + 1
    where province_id = v.id and answered_at < p_now - removed and reach_sealed <> '';
    get diagnostics n = row_count; done := done || jsonb_build_object('ways', coalesce((done->>'ways')::int, 0) + n);
    -- National id and phone: so long after her last class, where nothing of hers goes on.
    late := array(select p.id from person p where p.province_id = v.id and p.merged_into is null and p.created_at < p_now - contact
      and (p.national_id_sealed is not null or p.national_id_hash is not null or p.mobile_sealed is not null)
      and not exists (select from enrolment e join run r on r.id = e.run_id where e.person_id = p.id and (r.status <> 'CLOSED'
        or coalesce((select max(s.day) from session s where s.cohort_id = e.cohort_id and counts(s.status)), r.end_date) + contact
          > (coalesce(r.pinned_now, p_now) at time zone 'Asia/Tehran')::date))
      and not exists (select from facilitator f join run r on r.id = f.run_id where f.person_id = p.id and (r.status <> 'CLOSED'
        or coalesce((select max(s.day) from session s where s.run_id = r.id and counts(s.status)), r.end_date) + contact
          > (coalesce(r.pinned_now, p_now) at time zone 'Asia/Tehran')::date))
      and not exists (select from hamyar_member m where m.person_id = p.id and (m.left_on is null or m.left_on + contact > (p_now at time zone 'Asia/Tehran')::date))
      and not exists (select from charity_need_person c where c.person_id = p.id)
      and not exists (select from programme_referral f where f.person_id = p.id and f.status = 'OFFERED'));
    update person set national_id_sealed = null, national_id_hash = null, mobile_sealed = null, version = version + 1 where id = any(late);
    get diagnostics n = row_count; done := done || jsonb_build_object('contacts', coalesce((done->>'contacts')::int, 0) + n);
    delete from person_key where person_id = any(late);
  end loop;
  select coalesce(jsonb_object_agg(key, value), '{}') into done from jsonb_each(done) where value <> '0';
  if done <> '{}' then perform audit.record('retention.forget', 'installation', '1', 1, null, done, null, 'worker'); end if;
  return done;
end $$;
--> statement-breakpoint
revoke all on function app.settled_stays(), app.unnamed(text, text[]), app.rows_of(uuid), app.volunteers_of(uuid[]), app.sessions_of(uuid[]),
  app.unname_units(int[], text[]), app.erase_rows(uuid, text[], timestamptz), app.erasure_of(uuid),
  app.erase_person(uuid, jsonb, text[], text, timestamptz), app.erasure_marks(), app.forget_old(timestamptz) from public;
--> statement-breakpoint
grant execute on function app.settled_stays(), app.erasure_of(uuid), app.erase_person(uuid, jsonb, text[], text, timestamptz) to tabavar_rw;
--> statement-breakpoint
grant execute on function app.erasure_marks(), app.forget_old(timestamptz) to tabavar_job;
