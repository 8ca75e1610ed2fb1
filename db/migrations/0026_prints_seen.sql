-- Who has seen a person also tells of what was printed of her: the registers of her group that named her, and a
-- facilitator's statements of hours. She came into a group with her first consent there: one given anew when she came back
-- does not hide what was seen before.
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
  from hers h join audit.event e on e.seq = h.seq left join user_account u on u.id = e.actor_id
  order by e.seq desc limit least(greatest(p_limit, 1), 200) offset greatest(p_offset, 0);
end $$;
