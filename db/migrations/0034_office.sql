-- Marks are read by the hundred thousand and have no index by scope: a reader's scopes are put into a hash once, and not compared
-- one after another with each mark (docs/decisions/0025-the-wall-of-marks-is-hashed.md). Who sees what stays as it was.
alter policy see on app.attendance using (scope_id in (select unnest(app.my_scope('marks'))));
--> statement-breakpoint
-- Who stands behind a pseudonym is forgotten a year after the run (SURVEY_LINK_MONTHS). What the figures of the whole run need of her
-- stays: that she was counted, and that she completed.
alter table app.respondent_link alter column person_id drop not null,
  add column parted_on date, add column counts boolean not null default true, add column completed boolean not null default false,
  add constraint respondent_link_parted check ((parted_on is null) = (person_id is not null) and (parted_on is null or code_hash is null and issued_at is null));
--> statement-breakpoint
alter table app.referral alter column respondent_key drop not null;
--> statement-breakpoint
alter table app.run add column links_parted_on date;
--> statement-breakpoint
-- The last day of a run for its surveys: when it was closed; one that nobody closed ends with its plan, or with its last wave.
create or replace function app.run_over(r app.run) returns date language sql stable as $$
  select coalesce(((r).closed_at at time zone 'Asia/Tehran')::date,
    greatest((r).end_date, (select max(w.closes_on) from app.assessment_wave w where w.run_id = (r).id)))
$$;
--> statement-breakpoint
create or replace function app.links_overdue(r app.run, p_now timestamptz) returns boolean language sql stable as $$
  select app.run_over(r) + make_interval(months => (app.rules_at(array['SURVEY_LINK_MONTHS'], (r).id, (r).province_id, p_now)->>'SURVEY_LINK_MONTHS')::int)
    <= coalesce((r).pinned_now, p_now) at time zone 'Asia/Tehran'
$$;
--> statement-breakpoint
-- For the jobs: the runs whose links are to be deleted, and the program's own account, in whose name it is done.
create or replace function app.links_due(p_now timestamptz) returns table (run_id uuid, facts jsonb)
language sql stable security definer set search_path = app, pg_temp as $$
  select r.id, (select actor_of_job(u.id) from user_account u where u.kind = 'SYSTEM')
  from run r where exists (select from respondent_link l where l.run_id = r.id and l.person_id is not null) and links_overdue(r, p_now) order by r.id
$$;
--> statement-breakpoint
-- Deletes them; how many there were. A referral keeps how it ended and loses the pseudonym it came from.
create or replace function app.part_links(p_run uuid, p_now timestamptz) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare r run; n int; day date;
begin
  select * into r from run where id = p_run for update;
  if not found or not links_overdue(r, p_now)
     or not exists (select from user_grant g where g.user_id = me() and g.role = 'SYSTEM' and g.ended_at is null) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  day := (coalesce(r.pinned_now, p_now) at time zone 'Asia/Tehran')::date;
  update referral f set respondent_key = null
  from respondent_link l where l.run_id = r.id and l.respondent_key = f.respondent_key and l.person_id is not null;
  update respondent_link l set person_id = null, code_hash = null, issued_at = null, parted_on = day,
    counts = exists (select from enrolment e where e.run_id = l.run_id and e.person_id = l.person_id and e.status not in ('CANCELLED', 'WAITING', 'TRANSFERRED')),
    completed = exists (select from enrolment e where e.run_id = l.run_id and e.person_id = l.person_id and e.status = 'COMPLETED')
  where l.run_id = r.id and l.person_id is not null;
  get diagnostics n = row_count;
  update run set links_parted_on = day where id = r.id;
  return n;
end $$;
--> statement-breakpoint
-- Of everybody asked in a run: what a figure is split by. For who reviews the whole run or reads its audit; of one county for who
-- registers people in all of it. Those whose link is deleted are in the figures of the whole run and in no part of it.
create or replace function app.respondents_in(p_run uuid, p_split text, p_place uuid) returns table (respondent_key uuid, enrolment_id uuid, key text)
language sql stable security definer set search_path = app, pg_temp as $$
  select l.respondent_key, e.id, case p_split when 'county' then c.county_id::text when 'zone' then n.zone when 'sex' then p.sex
      when 'age' then case when e.age_at_start < 30 then '15-29' when e.age_at_start < 45 then '30-44' when e.age_at_start < 61 then '45-60' when e.age_at_start > 60 then '61+' end
      else '' end
  from run r join enrolment e on e.run_id = r.id and e.status not in ('CANCELLED', 'WAITING', 'TRANSFERRED')
  join cohort c on c.id = e.cohort_id join place n on n.id = c.place_id join person p on p.id = e.person_id
  left join respondent_link l on l.run_id = r.id and l.person_id = e.person_id
  where r.id = p_run and (p_place is null or c.county_id = p_place or c.place_id = p_place)
    and (r.scope_id = any(my_scope('review')) or r.scope_id = any(my_scope('audit'))
      or exists (select from place k where k.id = p_place and k.kind = 'COUNTY' and k.scope_id = any(my_scope('enrol'))))
  union all
  select l.respondent_key, null, '' from run r join respondent_link l on l.run_id = r.id and l.parted_on is not null and l.counts
  where r.id = p_run and p_split is null and p_place is null and (r.scope_id = any(my_scope('review')) or r.scope_id = any(my_scope('audit')))
$$;
--> statement-breakpoint
-- R-18: of those who completed, who answered before and after.
create or replace function app.pair_coverage(p_run uuid, p_as_of date, p_split text, p_place uuid) returns table (key text, pairs int, completed int)
language sql stable security definer set search_path = app, pg_temp as $$
  with asked as (
    select w.key, e.id is not null as known, exists (
      select from assessment_response a join assessment_wave wa on wa.id = a.wave_id and wa.run_id = p_run and wa.kind = 'BASELINE' and wave_told(wa, p_as_of)
      join assessment_response b on b.respondent_key = a.respondent_key and b.instrument = a.instrument and b.answered_on <= p_as_of
      join assessment_wave wb on wb.id = b.wave_id and wb.run_id = p_run and wb.kind = 'ENDLINE' and wave_told(wb, p_as_of)
      where a.respondent_key = w.respondent_key and a.answered_on <= p_as_of) as paired
    from respondents_in(p_run, p_split, p_place) w
    left join enrolment e on e.id = w.enrolment_id and e.status = 'COMPLETED' and e.closed_on <= p_as_of
    left join respondent_link l on l.respondent_key = w.respondent_key and w.enrolment_id is null and l.completed
    where e.id is not null or l.respondent_key is not null)
  select q.key, least(count(*) filter (where q.paired), count(*) filter (where q.known))::int, count(*) filter (where q.known)::int
  from asked q where q.key is not null group by 1 having count(*) filter (where q.known) > 0 order by 1
$$;
--> statement-breakpoint
revoke all on function app.run_over(app.run), app.links_overdue(app.run, timestamptz), app.links_due(timestamptz), app.part_links(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function app.links_due(timestamptz) to tabavar_job;
--> statement-breakpoint
grant execute on function app.part_links(uuid, timestamptz) to tabavar_rw;
