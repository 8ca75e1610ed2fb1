-- Who has seen a person also tells of the files she was in, and of her certificates. A list that was narrowed by a name or by
-- a state may have left her out: nobody wrote down whom it held, so that is said. A file older than her coming into the group is not hers.
drop function app.who_saw_person(uuid, int, int);
--> statement-breakpoint
create function app.who_saw_person(p_person uuid, p_limit int, p_offset int)
returns table (seq int, at_ms float8, who text, roles text, action text, reason text, field text,
  file text, about_fa text, about_en text, maybe boolean, total int)
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from person p where p.id = p_person
    and (p.scopes && app.my_scope('review') or p.scopes && app.my_scope('audit'))) then return; end if;
  return query
  with mine as (
    select n.id, n.run_id, n.cohort_id, c.code, c.county_id, c.place_id, coalesce((
        select max(e.at) from enrolment o join audit.event e on e.entity = 'enrolment' and e.entity_id = o.id::text
        where o.transferred_to = n.id and e.action = 'enrolment.transfer'), k.taken_at) as came
    from enrolment n join cohort c on c.id = n.cohort_id join consent k on k.id = n.consent_id where n.person_id = p_person),
  hers as (
    select e.seq, null::text as file, null::text as about_fa, null::text as about_en, false as maybe
    from audit.event e where e.entity = 'person' and e.entity_id = p_person::text
    union all
    select e.seq, null, null, null, false from audit.event e where e.entity = 'enrolment' and e.entity_id in (select m.id::text from mine m)
    union all
    select e.seq, null, null, null, false from audit.event e where e.entity = 'certificate' and e.entity_id in (
      select k.id::text from certificate k where k.enrolment_id in (select m.id from mine m)
        or k.facilitator_id in (select f.id from facilitator f where f.person_id = p_person))
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
  from hers h join audit.event e on e.seq = h.seq left join user_account u on u.id = e.actor_id
  order by e.seq desc limit least(greatest(p_limit, 1), 200) offset greatest(p_offset, 0);
end $$;
--> statement-breakpoint
revoke all on function app.who_saw_person(uuid, int, int) from public;
--> statement-breakpoint
grant execute on function app.who_saw_person(uuid, int, int) to tabavar_rw;
