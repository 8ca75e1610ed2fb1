-- Forming groups: the waiting list, hours that go along with somebody who changes her group, two records that are one
-- woman, a neighbourhood that comes to another county.
-- Minutes earned in the groups she came from. `credited_minutes` stays what was earned in this group, so that no minute
-- is counted twice; what she has reached is the sum of the two.
ALTER TABLE "app"."enrolment" ADD COLUMN "carried_minutes" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
alter table app.enrolment add constraint enrolment_carried check (carried_minutes >= 0);
--> statement-breakpoint
create index enrolment_waiting_order on app.enrolment (cohort_id, waiting_since) where status = 'WAITING';
--> statement-breakpoint
-- A sheet of her former group that is changed after she left it still moves the hours she took along.
create or replace function app.carry_on() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update enrolment e set carried_minutes = e.carried_minutes
    + new.credited_minutes + new.carried_minutes - old.credited_minutes - old.carried_minutes
  where e.id = new.transferred_to;
  return null;
end $$;
--> statement-breakpoint
create trigger enrolment_carry_on after update of credited_minutes, carried_minutes on app.enrolment for each row
  when (new.transferred_to is not null and new.credited_minutes + new.carried_minutes <> old.credited_minutes + old.carried_minutes)
  execute function app.carry_on();
--> statement-breakpoint
-- Consent before enrolment, as before; an enrolment of the past goes over to the row that stays, though its consent may
-- have been taken back since. Only the owner's functions do that.
drop trigger enrolment_consent on app.enrolment;
--> statement-breakpoint
create trigger enrolment_consent before insert on app.enrolment for each row execute function app.consent_stands();
--> statement-breakpoint
create trigger enrolment_consent_again before update of consent_id, person_id, scope_id on app.enrolment
  for each row when (not app.owner_acts() or new.consent_id is distinct from old.consent_id or new.scope_id is distinct from old.scope_id)
  execute function app.consent_stands();
--> statement-breakpoint
-- What the province knows of each row's id and name, in one word each (see 0005). Who waits in a group is held by it; who
-- was merged into another record is known by that one only.
create or replace function app.people_check(p jsonb) returns table (n int, by_id text, by_name text)
language sql stable security definer set search_path = app, pg_temp as $$
  with asked as materialized (select * from app.asked_people(p)),
  named as (
    select a.n, bool_or(p.national_id_hash is null and exists (
        select from enrolment e where e.cohort_id = a.cohort and e.person_id = p.id)) here
    from asked a join person p on p.province_id = a.province_id and p.birth_year = a.year and p.fold = a.fold and p.merged_into is null
      and (a.hash is null or p.national_id_hash is distinct from a.hash) and (a.is_demo or not app.is_fictional(p.id))
    group by a.n)
  select a.n,
    case
      when p.id is null then 'none'
      when exists (select from enrolment e where e.cohort_id = a.cohort and e.person_id = p.id) then 'here'
      when exists (select from enrolment e where e.run_id = a.run_id and e.person_id = p.id
                   and e.status in ('REGISTERED', 'ACTIVE', 'WAITING')) then 'elsewhere'
      when exists (select from facilitator f where f.run_id = a.run_id and f.person_id = p.id
                   and f.status not in ('REJECTED', 'WITHDRAWN', 'NOT_CERTIFIED', 'REPLACED')) then 'facilitator'
      when not starts_with(p.fold, a.start) or p.birth_year <> a.year then 'other-name'
      else 'known'
    end,
    case when m.n is null then 'none' when m.here then 'here' else 'known' end
  from asked a
  left join person p on p.province_id = a.province_id and p.national_id_hash = a.hash
  left join named m on m.n = a.n
$$;
--> statement-breakpoint
-- Puts cases on the office's duplicate desk (see 0005). What the office has decided once is not asked again.
create or replace function app.open_cases(p jsonb, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare a record; made uuid;
begin
  for a in
    select distinct x.cohort, coalesce(x.person, p.id) person, p.id other, x.office
    from app.asked_people(p) x join person p on p.province_id = x.province_id and p.merged_into is null and case
      when x.person is null then p.national_id_hash = x.hash
      else p.birth_year = x.year and p.fold = x.fold and p.id <> x.person and (x.is_demo or not app.is_fictional(p.id)) end
  loop
    if exists (select from duplicate_case d where (d.person_id, d.other_id) in ((a.person, a.other), (a.other, a.person))
               and (d.status = 'OPEN' or d.decision = 'DIFFERENT' and a.person <> a.other)) then
      continue;
    end if;
    insert into duplicate_case (scope_id, person_id, other_id) values (a.office, a.person, a.other) returning id into made;
    perform audit.record('duplicate.open', 'duplicate_case', made::text, a.office, null,
      jsonb_build_object('cohortId', a.cohort), null, p_request);
  end loop;
end $$;
--> statement-breakpoint
alter table app.duplicate_case add constraint duplicate_case_decided check (
  (status = 'OPEN') = (decision is null) and (decision is null or decision in ('SAME', 'DIFFERENT')));
--> statement-breakpoint
create index duplicate_case_open on app.duplicate_case (scope_id) where status = 'OPEN';
--> statement-breakpoint
-- A case is decided where one reviews, in one's own name; a case of one person (a refused entry under her id) too.
create or replace function app.case_decided() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if not (new.scope_id = any(app.my_scope('review'))) or new.decided_by is distinct from app.me()
     or new.decision = 'SAME' and new.person_id <> new.other_id then
    raise exception 'decided beyond one''s power' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger case_decided before update on app.duplicate_case for each row
  when (new.status <> 'OPEN' or old.status <> 'OPEN') execute function app.case_decided();
--> statement-breakpoint
-- Two records of one woman become one: everything of hers goes over to the row that stays; the other keeps where it went
-- and nothing that names her. `p_id_sealed` and `p_mobile_sealed` are the other's identifiers under the key of the row that
-- stays, where that row has none. E-PER-09: both stand in one group, one run or one session, which no row can.
create or replace function app.merge_people(p_case uuid, p_keep uuid, p_reason text, p_id_sealed text, p_mobile_sealed text, p_request text)
returns uuid language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare d duplicate_case; k person; g person; gone uuid; moved int;
begin
  select * into d from duplicate_case where id = p_case for update;
  if not found or not (d.scope_id = any(my_scope('review'))) or p_keep not in (d.person_id, d.other_id) or d.person_id = d.other_id then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  if d.status <> 'OPEN' then raise exception 'E-GEN-03' using errcode = 'TB001'; end if;
  if coalesce(btrim(p_reason), '') = '' then raise exception 'E-GEN-01' using errcode = 'TB001'; end if;
  gone := case when p_keep = d.person_id then d.other_id else d.person_id end;
  perform 1 from person where id in (p_keep, gone) order by id for update;
  select * into k from person where id = p_keep;
  select * into g from person where id = gone;
  if k.merged_into is not null or g.merged_into is not null then raise exception 'E-GEN-03' using errcode = 'TB001'; end if;
  if k.province_id <> g.province_id or not (k.scopes || g.scopes <@ my_scope('review')) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  if exists (select from enrolment a join enrolment b on b.person_id = gone and (b.cohort_id = a.cohort_id or b.run_id = a.run_id
               and a.status in ('REGISTERED', 'ACTIVE', 'WAITING') and b.status in ('REGISTERED', 'ACTIVE', 'WAITING')) where a.person_id = p_keep)
     or exists (select from facilitator a join facilitator b on b.person_id = gone and b.run_id = a.run_id where a.person_id = p_keep)
     or exists (select from attendance a join attendance b on b.person_id = gone and (b.session_id = a.session_id or b.makes_up_id = a.makes_up_id)
                where a.person_id = p_keep) then
    raise exception 'E-PER-09' using errcode = 'TB001';
  end if;
  if exists (select from facilitator f join enrolment e on e.run_id = f.run_id
             where f.person_id in (p_keep, gone) and e.person_id in (p_keep, gone) and f.person_id <> e.person_id and e.status <> 'CANCELLED'
               and f.status not in ('REJECTED', 'WITHDRAWN', 'NOT_CERTIFIED', 'REPLACED')) then
    raise exception 'E-ENR-02' using errcode = 'TB001';
  end if;
  update person set merged_into = p_keep, scopes = array[d.scope_id], national_id_sealed = null, national_id_hash = null,
    no_national_id_reason = null, mobile_sealed = null, first_name = '—', last_name = '—', father_name = null, fold = '',
    birth_date = null, home_place_id = null, version = version + 1 where id = gone;
  delete from person_key where person_id = gone;
  update person set scopes = (select array_agg(distinct s order by s) from unnest(k.scopes || g.scopes) s),
    national_id_sealed = case when k.national_id_hash is null then p_id_sealed else k.national_id_sealed end,
    national_id_hash = case when k.national_id_hash is null and p_id_sealed is not null then g.national_id_hash else k.national_id_hash end,
    no_national_id_reason = case when k.national_id_hash is null and p_id_sealed is null then k.no_national_id_reason end,
    mobile_sealed = coalesce(k.mobile_sealed, p_mobile_sealed), father_name = coalesce(k.father_name, g.father_name),
    fold = case when k.father_name is null and g.father_name is not null then g.fold else k.fold end,
    birth_date = coalesce(k.birth_date, case when g.birth_year = k.birth_year then g.birth_date end),
    education = coalesce(k.education, g.education),
    is_household_head = coalesce(k.is_household_head, g.is_household_head), home_place_id = coalesce(k.home_place_id, g.home_place_id),
    version = version + 1 where id = p_keep;
  with c as (update consent set person_id = p_keep where person_id = gone)
  update enrolment set person_id = p_keep, version = version + 1 where person_id = gone;
  get diagnostics moved = row_count;
  update attendance set person_id = p_keep where person_id = gone;
  update operation set person_id = p_keep where person_id = gone;
  update session_guest set person_id = p_keep where person_id = gone;
  update facilitator set person_id = p_keep, version = version + 1 where person_id = gone;
  update certificate set person_id = p_keep where person_id = gone;
  update user_account set person_id = p_keep where person_id = gone;
  update duplicate_case set status = 'DECIDED', decision = 'SAME', reason = btrim(p_reason), decided_by = me(), decided_at = now() where id = p_case;
  update duplicate_case set person_id = case when person_id = gone then p_keep else person_id end,
    other_id = case when other_id = gone then p_keep else other_id end where status = 'OPEN' and gone in (person_id, other_id);
  update duplicate_case x set status = 'DECIDED', decision = 'SAME', decided_by = me(), decided_at = now()
  where x.status = 'OPEN' and p_keep in (x.person_id, x.other_id) and (x.person_id = x.other_id or exists (
    select from duplicate_case y where y.status = 'OPEN' and y.id < x.id
      and (y.person_id, y.other_id) in ((x.person_id, x.other_id), (x.other_id, x.person_id))));
  perform audit.record('person.merge', 'person', p_keep::text, d.scope_id, jsonb_build_object('merged', gone),
    jsonb_build_object('case', p_case, 'enrolments', moved), null, p_request);
  return p_keep;
end $$;
--> statement-breakpoint
-- A neighbourhood comes to another county of its province, with its groups: whoever runs both counties may say so, as
-- long as no release has counted it where it was (E-COH-08). E-COH-09: there is one of that name there.
create or replace function app.move_place(p_place uuid, p_county uuid) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare n place; c place; above int[]; g cohort; moved int := 0;
begin
  select * into n from place where id = p_place and kind = 'NEIGHBOURHOOD' for update;
  select * into c from place where id = p_county and kind = 'COUNTY';
  if n.id is null or c.id is null or n.province_id <> c.province_id
     or not (array[n.scope_id, c.scope_id] <@ my_scope('run')) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  if n.scope_id = c.scope_id then raise exception 'E-GEN-01' using errcode = 'TB001'; end if;
  if exists (select from release r join cohort x on x.run_id = r.run_id where x.place_id = n.id and r.status <> 'DRAFT')
     or exists (select from cohort x join run r on r.id = x.run_id where x.place_id = n.id and r.status = 'CLOSED') then
    raise exception 'E-COH-08' using errcode = 'TB001';
  end if;
  if exists (select from place o where o.parent_id = c.id and o.fold = n.fold) then raise exception 'E-COH-09' using errcode = 'TB001'; end if;
  select path into above from scope where id = c.scope_id;
  update place set parent_id = c.id, scope_id = c.scope_id where id = n.id;
  for g in select * from cohort where place_id = n.id for update loop
    update scope set parent_id = c.scope_id, path = above || g.scope_id where id = g.scope_id;
    update cohort set county_id = c.id, version = version + 1 where id = g.id;
    moved := moved + 1;
  end loop;
  return moved;
end $$;
--> statement-breakpoint
revoke all on function app.carry_on(), app.case_decided(), app.merge_people(uuid, uuid, text, text, text, text),
  app.move_place(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function app.case_decided(), app.merge_people(uuid, uuid, text, text, text, text), app.move_place(uuid, uuid) to tabavar_rw;
