-- Many rows in one statement. What belongs to a closed run or group is neither made nor removed (0013): asked once for a
-- statement and no longer once for a row. For each row the policies found the asker's scopes again, which for an office
-- that sees a province of 800 groups took half a millisecond: an import of 10,000 waited some ten seconds for it.
create or replace function app.refuse_closed_rows() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return null; end if;
  if exists (select from (select distinct run_id, cohort_id from touched) t
             left join app.run r on r.id = t.run_id
             left join app.cohort c on c.id = t.cohort_id
             left join app.run cr on cr.id = c.run_id
             where r.status = 'CLOSED' or c.status = 'CLOSED' or cr.status = 'CLOSED') then
    raise exception '%', tg_argv[0] using errcode = 'TB001';
  end if;
  return null;
end $$;
--> statement-breakpoint
drop trigger closed_stays on app.session;
--> statement-breakpoint
create trigger closed_stays after insert on app.session referencing new table as touched
  for each statement execute function app.refuse_closed_rows('E-SES-08');
--> statement-breakpoint
create trigger closed_stays_whole after delete on app.session referencing old table as touched
  for each statement execute function app.refuse_closed_rows('E-SES-08');
--> statement-breakpoint
drop trigger closed_stays on app.enrolment;
--> statement-breakpoint
create trigger closed_stays after insert on app.enrolment referencing new table as touched
  for each statement execute function app.refuse_closed_rows('E-COH-05');
--> statement-breakpoint
create trigger closed_stays_whole after delete on app.enrolment referencing old table as touched
  for each statement execute function app.refuse_closed_rows('E-COH-05');
--> statement-breakpoint
revoke all on function app.refuse_closed_rows() from public;
--> statement-breakpoint
grant execute on function app.refuse_closed_rows() to tabavar_rw;
--> statement-breakpoint
-- Puts cases on the office's duplicate desk (see 0005 and 0011): for a refused row the one who holds that id already, for a
-- person just written those who share her name and year of birth. In one statement, each half by its own index: as one
-- join with a condition for both it compared every row of a file with everybody of the province.
create or replace function app.open_cases(p jsonb, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare made record;
begin
  for made in
    with asked as materialized (select * from app.asked_people(p)),
    met as materialized (
      select x.cohort, p.id person, p.id other, x.office, true counts from asked x
        join person p on p.province_id = x.province_id and p.national_id_hash = x.hash and p.merged_into is null
        where x.person is null
      union all
      select x.cohort, x.person, p.id, x.office, x.is_demo from asked x
        join person p on p.province_id = x.province_id and p.birth_year = x.year and p.fold = x.fold and p.merged_into is null
        where x.person is not null and p.id <> x.person),
    real as materialized (
      select id from (select distinct other id from met where not counts) d where not app.is_fictional(id)),
    pair as (
      select distinct on (least(m.person, m.other), greatest(m.person, m.other)) m.* from met m
      where (m.counts or m.other in (select id from real)) and not exists (select from duplicate_case d
        where least(d.person_id, d.other_id) = least(m.person, m.other) and greatest(d.person_id, d.other_id) = greatest(m.person, m.other)
          and (d.status = 'OPEN' or d.decision = 'DIFFERENT' and m.person <> m.other))
      order by least(m.person, m.other), greatest(m.person, m.other), m.cohort),
    opened as (insert into duplicate_case (scope_id, person_id, other_id) select office, person, other from pair returning id, person_id, other_id)
    select o.id, c.office, c.cohort from opened o join pair c on c.person = o.person_id and c.other = o.other_id order by o.id
  loop
    perform audit.record('duplicate.open', 'duplicate_case', made.id::text, made.office, null,
      jsonb_build_object('cohortId', made.cohort), null, p_request);
  end loop;
end $$;
--> statement-breakpoint
create index duplicate_case_pair on app.duplicate_case (least(person_id, other_id), greatest(person_id, other_id));
--> statement-breakpoint
-- A page of a run's people by parts of their names (see 0016). Where a word is long enough for the trigrams, whoever they
-- find is looked up in her enrolments one by one: how many they find the planner guesses at a third, and then rather reads
-- every enrolment there is, on several processors. Found once, counted and put in order; only the page is sorted.
create or replace function app.people_found(p_run uuid, p_words text[], p_county uuid, p_cohort text, p_status text, p_limit int, p_offset int)
returns table (enrolment_id uuid, total int)
language plpgsql stable rows 50 security definer set search_path = app, pg_temp as $$
declare people int[] := app.my_scope('people'); marks int[] := app.my_scope('marks'); named text; of_run text;
begin
  select string_agg(format(' and p.fold like %L', '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%'), '') into named
    from unnest(p_words) w where w <> '';
  of_run := 'enrolment e' || case when p_county is null and p_cohort is null then '' else ' join cohort c on c.id = e.cohort_id' end
    || ' where e.person_id = p.id and e.run_id = $1 and e.scope_id = any($2) and e.scope_id = any($3)'
    || case when p_county is null then '' else ' and c.county_id = $4' end
    || case when p_cohort is null then '' else ' and c.code = $5' end
    || case when p_status is null then '' else ' and e.status = $6' end;
  -- Planned with the words themselves: whether the trigrams help depends on them. «offset 0» keeps the planner to the order said.
  return query execute 'with found as materialized (select e.id, p.id person, p.last_name, p.first_name from person p cross join lateral (select e.id from '
    || of_run || case when exists (select from unnest(p_words) w where length(w) > 2) then ' offset 0' else '' end
    || ') e where true' || coalesce(named, '')
    || ') select f.id, (select count(*) from found)::int from found f
      order by f.last_name collate "fa-x-icu", f.first_name collate "fa-x-icu", f.person, f.id limit $7 offset $8'
    using p_run, people, marks, p_county, p_cohort, p_status, p_limit, p_offset;
end $$;
--> statement-breakpoint
-- The last table that a deleted session asked by reading all of it (see 0016).
create index session_guest_credited_in on app.session_guest (credited_in) where credited_in is not null;
