-- Finding a woman who is already registered without telling where (decisions A1): row-level security hides the people of
-- other units from whoever types, so these functions look with the owner's eyes and answer with a kind only. They take
-- rows of {n, cohort, hash (hex), fold, start, year, person} and work for cohorts in which the caller may enrol.
create index person_namesake on app.person (province_id, birth_year, fold);
--> statement-breakpoint
-- Somebody known only from a demonstration: nobody real is a double of hers.
create or replace function app.is_fictional(p_person uuid) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce(bool_and(r.is_demo), false) from (
    select e.run_id from enrolment e where e.person_id = p_person
    union all select f.run_id from facilitator f where f.person_id = p_person) x join run r on r.id = x.run_id
$$;
--> statement-breakpoint
create or replace function app.asked_people(p jsonb)
returns table (n int, cohort uuid, hash bytea, fold text, start text, year int, person uuid, run_id uuid, unit int, office int, province_id uuid, is_demo boolean)
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  if exists (select from (select distinct x.cohort from jsonb_to_recordset(p) as x (cohort uuid)) d left join cohort c on c.id = d.cohort
             where c.id is null or not (c.scope_id = any((select app.my_scope('enrol'))::int[]))) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  return query
  select x.n, x.cohort, decode(x.hash, 'hex'), x.fold, x.start, x.year, x.person, c.run_id, c.scope_id, r.scope_id, r.province_id, r.is_demo
  from jsonb_to_recordset(p) as x (n int, cohort uuid, hash text, fold text, start text, year int, person uuid)
  join cohort c on c.id = x.cohort join run r on r.id = c.run_id;
end $$;
--> statement-breakpoint
-- What the province knows of each row's id and name, in one word each.
-- by_id: none, here (in this cohort), elsewhere (open in this run), facilitator (of this run), other-name, known.
-- by_name: none, here (without an id, in this cohort), known (under another id or none).
create or replace function app.people_check(p jsonb) returns table (n int, by_id text, by_name text)
language sql stable security definer set search_path = app, pg_temp as $$
  with asked as materialized (select * from app.asked_people(p)),
  named as (
    select a.n, bool_or(p.national_id_hash is null and exists (
        select from enrolment e where e.cohort_id = a.cohort and e.person_id = p.id)) here
    from asked a join person p on p.province_id = a.province_id and p.birth_year = a.year and p.fold = a.fold
      and (a.hash is null or p.national_id_hash is distinct from a.hash) and (a.is_demo or not app.is_fictional(p.id))
    group by a.n)
  select a.n,
    case
      when p.id is null then 'none'
      when exists (select from enrolment e where e.cohort_id = a.cohort and e.person_id = p.id) then 'here'
      when exists (select from enrolment e where e.run_id = a.run_id and e.person_id = p.id
                   and e.status in ('REGISTERED', 'ACTIVE')) then 'elsewhere'
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
-- One woman once: a person known to the province, asked for by id, name and year of birth, is held by this cohort too.
create or replace function app.hold_people(p jsonb) returns table (n int, person_id uuid)
language sql volatile security definer set search_path = app, pg_temp as $$
  with asked as materialized (
    select a.n, a.unit, p.id from app.asked_people(p) a
    join person p on p.province_id = a.province_id and p.national_id_hash = a.hash
      and starts_with(p.fold, a.start) and p.birth_year = a.year),
  held as (
    update person p set scopes = p.scopes || a.unit, version = p.version + 1
    from asked a where p.id = a.id and not (a.unit = any(p.scopes)) returning p.id)
  select a.n, a.id from asked a left join held h on h.id = a.id
$$;
--> statement-breakpoint
-- Puts cases on the office's duplicate desk: for a refused row (no person) the one who holds that id already, for a
-- person just written those who share her name and year of birth. Answers nothing.
create or replace function app.open_cases(p jsonb, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare a record; made uuid;
begin
  for a in
    select distinct x.cohort, coalesce(x.person, p.id) person, p.id other, x.office
    from app.asked_people(p) x join person p on p.province_id = x.province_id and case
      when x.person is null then p.national_id_hash = x.hash
      else p.birth_year = x.year and p.fold = x.fold and p.id <> x.person and (x.is_demo or not app.is_fictional(p.id)) end
  loop
    if exists (select from duplicate_case d where d.status = 'OPEN' and d.person_id = a.person and d.other_id = a.other) then
      continue;
    end if;
    insert into duplicate_case (scope_id, person_id, other_id) values (a.office, a.person, a.other) returning id into made;
    perform audit.record('duplicate.open', 'duplicate_case', made::text, a.office, null,
      jsonb_build_object('cohortId', a.cohort), null, p_request);
  end loop;
end $$;
--> statement-breakpoint
revoke all on function app.is_fictional(uuid), app.asked_people(jsonb), app.people_check(jsonb), app.hold_people(jsonb), app.open_cases(jsonb, text) from public;
--> statement-breakpoint
grant execute on function app.people_check(jsonb), app.hold_people(jsonb), app.open_cases(jsonb, text) to tabavar_rw;
